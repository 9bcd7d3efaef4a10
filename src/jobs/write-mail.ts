import { InvariantError } from '../errors.ts';
import type { MessageRow } from '../ledger/schema.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { replySubject } from '../mail/thread.ts';
import type { RecentTicket } from '../tickets/handoff.ts';
import type { Letter } from '../tickets/handoff-letters.ts';
import { answerAddress, participantsOf } from '../tickets/participants.ts';
import type { ReplyOutcome } from '../triage/outcome.ts';
import type { Decision } from './decided.ts';
import type { InboxParts } from './parts.ts';
import type { AfterEffect, MailPayload } from './payload.ts';
import { writeHandoff } from './write-handoff.ts';

/** What a mail is written from, besides the decision: configuration and titles of passages. */
export type WriteParts = Pick<InboxParts, 'config' | 'row' | 'ours' | 'policy' | 'knowledge'>;

export interface Writing {
  readonly key: string;
  readonly at: number;
  readonly after: AfterEffect | null;
  /** Of a mail to a team: to whom, and what went before. Default: the whole, to the team of the decision. */
  readonly letter?: Letter;
  /** Of a mail to a team: the sender's other tickets. */
  readonly recent?: readonly RecentTicket[];
}

/** What of a decision stands in its mail. */
export type WrittenFrom = Omit<Decision, 'ticket' | 'turn' | 'quarantined'> & { readonly ticket: Pick<Decision['ticket'], 'number'> };

/** The mail that a decision asks for, as data: recipients and ancestry come from the thread, never from a model. */
export function writeMail(parts: WriteParts, decision: WrittenFrom, writing: Writing): MailPayload {
  switch (decision.outcome.kind) {
    case 'reply':
      return answer(parts, decision, decision.outcome, writing);
    case 'escalate':
      return writeHandoff(parts, decision, decision.outcome, writing);
    default:
      throw new InvariantError(`a ${decision.outcome.kind} outcome sends no mail`);
  }
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

function addresses(json: string): { name: string; address: string }[] {
  return JSON.parse(json) as { name: string; address: string }[];
}
