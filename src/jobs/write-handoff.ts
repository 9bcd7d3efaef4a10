import { InvariantError } from '../errors.ts';
import type { MessageRow } from '../ledger/schema.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { renderSheet } from '../mail/sheet.ts';
import { handoffBlocks, handoffSubject } from '../tickets/handoff.ts';
import type { SentToTeam } from '../tickets/handoff-letters.ts';
import { replyToken, tokenAddress } from '../tickets/reply-token.ts';
import { readingLanguage } from '../tickets/routing.ts';
import { type StaffWords, staffWords, teamLanguage } from '../tickets/words/words.ts';
import type { EscalateOutcome, TriageTrace } from '../triage/outcome.ts';
import { secondId } from './own-ids.ts';
import type { MailPayload } from './payload.ts';
import type { WriteParts, Writing, WrittenFrom } from './write-mail.ts';

/** The mail that gives a ticket to a team, or tells it what is new: the whole of it is made here, so that composing again gives the same bytes. */
export function writeHandoff(
  parts: WriteParts,
  { ticket, newest, older, thread, trace, closes }: WrittenFrom,
  outcome: EscalateOutcome,
  { key, at, after, letter = { team: outcome.team, why: null, first: null }, recent = [] }: Writing,
): MailPayload {
  const { teams, confidence } = parts.policy;
  const team = teams[letter.team];
  if (team === undefined) throw new InvariantError(`no team ${letter.team} in the configuration`);
  // Whatever a server had against the first attempt, it may have been the size.
  const originals = closes?.state === 'failed' ? [] : attachable([...older, newest]);
  const covered = new Set([...older, newest].map((m) => m.id));
  const why = letter.why ?? outcome.route?.why;
  const language = teamLanguage(team, parts.config.locale);
  const words = staffWords(language);
  const body = renderSheet(
    handoffBlocks({
      ticket: ticket.number,
      subject: newest.subject,
      requester: { name: newest.from_name, address: newest.from_address },
      outcome: why === undefined ? outcome : { ...outcome, route: { steps: outcome.route?.steps ?? [], why } },
      verdict: (JSON.parse(newest.verdict_json) as SenderVerdict).verdict,
      team: {
        name: team.name,
        language,
        reads: readingLanguage(team, outcome.language, parts.config.locale),
        others: Object.keys(teams).filter((id) => id !== letter.team),
        zone: team.hours?.zone ?? 'utc',
      },
      support: parts.config.address,
      thread: thread.map((m) => ({
        from: authorOf(m, words),
        at: m.sent_at,
        text: m.text ?? words.say('(not read)'),
        isNew: covered.has(m.id),
      })),
      passages: considered(parts, outcome, trace),
      enough: confidence.passage,
      guard: trace.guard,
      lookups: trace.lookups ?? [],
      model: trace.model,
      recent,
      originals: originals.includes(newest.id) ? 'attached' : 'left out',
      attachments: [...older, newest].flatMap((m) => JSON.parse(m.attachments_json) as Listed[]),
      isNews: letter.first !== null,
    }),
  );
  return {
    to: [{ name: team.name, address: team.email }],
    cc: [],
    ...(parts.config.reply.plusAddressing ? { replyTo: answersTo(parts, key) } : {}),
    // One conversation a team: clients that go by subjects keep it together, too.
    subject: letter.first?.subject ?? handoffSubject({ ticket: ticket.number, subject: newest.subject, outcome }, language),
    markdown: '',
    body,
    inReplyTo: letter.first?.messageId ?? null,
    // Without a parent a second id of ours keeps the conversation recognisable where a provider rewrites Message-ID.
    references: [...(letter.first === null ? [] : idsOf(parts, letter.first)), secondId(parts, key)],
    date: at,
    originals,
    after,
  };
}

function idsOf(parts: WriteParts, { effect, messageId }: SentToTeam): string[] {
  return [secondId(parts, effect), ...(messageId === null ? [] : [messageId])];
}

/** With the titles that people know them by; a passage may have gone since. */
function considered({ knowledge }: WriteParts, outcome: EscalateOutcome, trace: TriageTrace): { title: string; score: number | null }[] {
  const titles = new Map(knowledge.passages.map((p) => [p.id, p.title]));
  const scores = new Map(trace.passages.map((p) => [p.id, p.score]));
  const ids = outcome.considered.length > 0 ? outcome.considered : trace.passages.map((p) => p.id);
  return ids.map((id) => ({ title: titles.get(id) ?? id, score: scores.get(id) ?? null }));
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

function authorOf(message: MessageRow, { say }: StaffWords): string {
  if (message.direction === 'in') return message.from_name === '' ? message.from_address : `${message.from_name} (${message.from_address})`;
  return message.author === 'agent' ? 'Firstline' : say('Staff ({0})', message.from_name === '' ? message.from_address : message.from_name);
}
