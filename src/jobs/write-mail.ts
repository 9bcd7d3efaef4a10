import { InvariantError } from '../errors.ts';
import type { MessageRow } from '../ledger/schema.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { replySubject } from '../mail/thread.ts';
import { handoffMarkdown, handoffSubject } from '../tickets/handoff.ts';
import { answerAddress, participantsOf } from '../tickets/participants.ts';
import { replyToken, tokenAddress } from '../tickets/reply-token.ts';
import type { EscalateOutcome, ReplyOutcome } from '../triage/outcome.ts';
import type { Decision } from './decided.ts';
import type { InboxParts } from './parts.ts';
import type { AfterEffect, MailPayload } from './payload.ts';

/** What a mail is written from, besides the decision: configuration and titles of passages. */
export type WriteParts = Pick<InboxParts, 'config' | 'row' | 'ours' | 'policy' | 'knowledge'>;

interface Writing {
  readonly key: string;
  readonly at: number;
  readonly after: AfterEffect | null;
}

/** What of a decision stands in its mail. */
type WrittenFrom = Omit<Decision, 'ticket' | 'turn' | 'quarantined'> & { readonly ticket: Pick<Decision['ticket'], 'number'> };

/** The mail that a decision asks for, as data: recipients and ancestry come from the thread, never from a model. */
export function writeMail(parts: WriteParts, decision: WrittenFrom, writing: Writing): MailPayload {
  switch (decision.outcome.kind) {
    case 'reply':
      return answer(parts, decision, decision.outcome, writing);
    case 'escalate':
      return forward(parts, decision, decision.outcome, writing);
    default:
      throw new InvariantError(`a ${decision.outcome.kind} outcome sends no mail`);
  }
}

/** Our Message-ID: the same for any run of the same effect, guessable by nobody. */
export function ownMessageId(parts: Pick<InboxParts, 'config'>, key: string): string {
  return `<fl.${key}@${domainOf(parts.config.address)}>`;
}

function answer(parts: WriteParts, { newest, thread }: WrittenFrom, outcome: ReplyOutcome, { at, after }: Writing): MailPayload {
  return { ...answerTo(parts, newest, thread), markdown: outcome.text, date: at, originals: [], after };
}

/** Whom an answer to this mail goes to, and where in the conversation it stands, whoever writes it. */
export function answerTo(
  parts: Pick<InboxParts, 'config' | 'ours'>,
  newest: MessageRow,
  thread: readonly MessageRow[],
): Pick<MailPayload, 'to' | 'cc' | 'subject' | 'original' | 'inReplyTo' | 'references'> {
  const to = { name: newest.from_name, address: answerAddress(newest, thread) };
  return {
    to: [to],
    cc: othersInConversation(parts, newest, thread, to.address),
    subject: replySubject(newest.subject),
    original: quotable(parts, newest),
    inReplyTo: newest.message_id,
    references: [...(JSON.parse(newest.refs_json) as string[]), ...(newest.message_id === null ? [] : [newest.message_id])],
  };
}

/** An unverified sender gets nothing quoted: the address may be somebody else's, and so would what is below it. */
function quotable({ config }: Pick<InboxParts, 'config'>, newest: MessageRow): MailPayload['original'] {
  const { verdict } = JSON.parse(newest.verdict_json) as SenderVerdict;
  if (!config.reply.quoteOriginal || verdict !== 'verified' || newest.text === null || newest.text === '') return null;
  return { from: { name: newest.from_name, address: newest.from_address }, at: newest.sent_at, text: newest.text };
}

/** Everybody whom an answer would reach beside the one who asked: Reply-To may be somebody else, and others may take part. */
export function otherReaders(
  parts: Pick<InboxParts, 'config' | 'ours'>,
  newest: MessageRow,
  thread: readonly MessageRow[],
): readonly string[] {
  const { to, cc } = answerTo(parts, newest, thread);
  return [...to, ...cc].map(({ address }) => address).filter((address) => address !== newest.from_address);
}

/** Of those the customer wrote to as well, the ones who already were part of the conversation: nobody is added by being named. */
function othersInConversation(parts: Pick<InboxParts, 'ours'>, newest: MessageRow, thread: readonly MessageRow[], to: string) {
  const people = participantsOf(thread);
  const named = [...addresses(newest.to_json), ...addresses(newest.cc_json)];
  return named.filter(
    (a, i) =>
      people.has(a.address) && !parts.ours.has(a.address) && a.address !== to && named.findIndex((b) => b.address === a.address) === i,
  );
}

function forward(
  parts: WriteParts,
  { ticket, newest, older, thread, trace, closes }: WrittenFrom,
  outcome: EscalateOutcome,
  { key, at, after }: Writing,
): MailPayload {
  const team = parts.policy.teams[outcome.team];
  if (team === undefined) throw new InvariantError(`no team ${outcome.team} in the configuration`);
  const titles = new Map(parts.knowledge.passages.map((p) => [p.id, p.title]));
  // Whatever a server had against the first attempt, it may have been the size.
  const originals = closes?.state === 'failed' ? [] : attachable([...older, newest]);
  const considered = outcome.considered.length > 0 ? outcome.considered : trace.passages.map((p) => p.id);
  return {
    to: [{ name: team.name, address: team.email }],
    cc: [],
    ...(parts.config.reply.plusAddressing ? { replyTo: answersTo(parts, key) } : {}),
    subject: handoffSubject({ ticket: ticket.number, subject: newest.subject, outcome }),
    markdown: handoffMarkdown({
      ticket: ticket.number,
      subject: newest.subject,
      requester: { name: newest.from_name, address: newest.from_address },
      outcome,
      verdict: (JSON.parse(newest.verdict_json) as SenderVerdict).verdict,
      thread: thread.map((m) => ({ from: authorOf(m), at: m.sent_at, text: m.text ?? '(not read)' })),
      passages: considered.map((id) => titles.get(id) ?? id),
      originals: originals.includes(newest.id) ? 'attached' : 'left out',
      attachments: [...older, newest].flatMap((m) => JSON.parse(m.attachments_json) as Listed[]),
    }),
    inReplyTo: null,
    // Without a parent a second id of ours keeps the conversation recognisable where a provider rewrites Message-ID.
    references: [secondId(parts, key)],
    date: at,
    originals,
    after,
  };
}

/** Where a team's answer about this ticket goes. */
function answersTo({ config, row }: WriteParts, key: string): { name: string; address: string } {
  return { name: config.name, address: tokenAddress(config.address, replyToken(row.secret, key)) };
}

type Listed = { readonly filename: string; readonly size: number; readonly note?: string | null };

/** Submission servers refuse large mail, and 10 MB is what many take: what does not fit stays in the mailbox, whose label tells. */
const ORIGINALS_MAX = 15_000_000;

function attachable(messages: readonly MessageRow[]): string[] {
  let left = ORIGINALS_MAX;
  const fitting = messages.toReversed().filter((m) => {
    if (m.size > left) return false;
    left -= m.size;
    return true;
  });
  return fitting.reverse().map((m) => m.id);
}

export function secondId(parts: Pick<InboxParts, 'config'>, key: string): string {
  return `<fl.${key}.ref@${domainOf(parts.config.address)}>`;
}

function authorOf(message: MessageRow): string {
  if (message.direction === 'in') return message.from_name === '' ? message.from_address : `${message.from_name} (${message.from_address})`;
  return message.author === 'agent' ? 'Firstline' : `Staff (${message.from_name === '' ? message.from_address : message.from_name})`;
}

function addresses(json: string): { name: string; address: string }[] {
  return JSON.parse(json) as { name: string; address: string }[];
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
