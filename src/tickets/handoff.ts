import { firstWords } from '../triage/draft-body.ts';
import type { EscalateOutcome } from '../triage/outcome.ts';

/**
 * First line of every mail to a team, in both of its parts: what stands above it in an answer is the answer, the line and all below it is ours. Whoever strips
 * quotations looks for it, so it never changes.
 */
export const INTERNAL_MARK = '## Firstline, internal: write your answer above this line ##';

/** What staff need to take over without opening another screen. Pure. */
export interface Handoff {
  readonly ticket: number;
  readonly subject: string;
  readonly requester: { readonly name: string; readonly address: string };
  readonly outcome: EscalateOutcome;
  readonly verdict: 'verified' | 'unverified' | 'failed';
  /** Oldest first, newest words only. */
  readonly thread: readonly { readonly from: string; readonly at: number; readonly text: string }[];
  /** Titles of the passages considered. */
  readonly passages: readonly string[];
  /** `left out`: larger than a submission server may take. */
  readonly originals: 'attached' | 'left out';
  /** `note`: why a file that could have been read was not. */
  readonly attachments: readonly { readonly filename: string; readonly size: number; readonly note?: string | null }[];
}

/** `[#42 urgent] Delete my data`: the ticket and how much it hurries, then the customer's own subject. */
export function handoffSubject({
  ticket,
  subject,
  outcome,
}: Pick<Handoff, 'ticket' | 'subject'> & { readonly outcome: Pick<EscalateOutcome, 'priority'> }): string {
  const priority = outcome.priority === 'normal' ? '' : ` ${outcome.priority}`;
  return `[#${ticket}${priority}] ${subject === '' ? '(no subject)' : subject}`;
}

/** Markdown. What a customer wrote is quoted with every mark escaped, so that nothing in it is read as formatting or as ours. */
export function handoffMarkdown(handoff: Handoff): string {
  const { requester, outcome, verdict, thread, passages, attachments, originals } = handoff;
  const who = requester.name === '' ? requester.address : `${requester.name} (${requester.address})`;
  const rules = outcome.rules.filter((rule) => !outcome.reason.includes(rule));
  return [
    escaped(INTERNAL_MARK),
    `**${escaped(outcome.summary)}**`,
    list([
      ['From', escaped(who) + SENDER[verdict]],
      ['Why you get this', escaped(outcome.reason)],
      ['Priority', outcome.priority],
      ['Category', outcome.category ?? 'none fits'],
      ['Language', outcome.language ?? 'unknown'],
      ...(rules.length === 0 ? [] : ([['Rules', escaped(rules.join('; '))]] as const)),
      ...(attachments.length === 0
        ? []
        : ([
            ['Attachments', escaped(attachments.map((a) => `${a.filename}, ${size(a.size)}${a.note ? ` (${a.note})` : ''}`).join('; '))],
          ] as const)),
    ]),
    ...(outcome.suggestedReply === null
      ? []
      : ['**Suggested reply**, not sent:', prefixed(cut(outcome.suggestedReply)), ...grounds(outcome.suggestedClaims)]),
    ...(passages.length === 0
      ? []
      : [
          '**Articles that came closest**',
          passages
            .slice(0, PASSAGES_SHOWN)
            .map((p) => `- ${escaped(p)}`)
            .join('\n'),
        ]),
    '**The conversation**, newest last:',
    ...thread.slice(-THREAD_SHOWN).flatMap((m) => [`${escaped(m.from)}, ${time(m.at)}`, quoted(m.text)]),
    `${originals === 'attached' ? 'The original mail is attached.' : 'The original mail is too large to attach: it is in the support mailbox.'} Nobody has answered the customer yet.`,
  ].join('\n\n');
}

/** What each part of the suggestion rests on, for whoever checks it. */
function grounds(claims: EscalateOutcome['suggestedClaims'] = []): string[] {
  const cited = claims.filter(({ cites }) => cites.length > 0);
  if (cited.length === 0) return [];
  const lines = cited
    .slice(0, CLAIMS_SHOWN)
    .map(({ text, cites }) => `- “${escaped(firstWords(text, CLAIM_CHARACTERS))}”: ${escaped(cites.join(', '))}`);
  return ['It rests on these passages:', lines.join('\n')];
}

/** Parts of a suggestion, and characters of each: the text itself stands above. */
const CLAIMS_SHOWN = 20;
const CLAIM_CHARACTERS = 80;

const SENDER: Readonly<Record<Handoff['verdict'], string>> = {
  verified: '',
  unverified: ' (sender not verified)',
  failed: ' (**sender address is forged**: authentication failed)',
};

/** Longer conversations are in the mailbox; a mail that scrolls for ever is not read. */
const THREAD_SHOWN = 12;
const TEXT_SHOWN = 4_000;
const PASSAGES_SHOWN = 4;

function list(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([name, value]) => `- ${name}: ${value}`).join('\n');
}

/** One line; any ASCII punctuation may be escaped with a backslash (CommonMark §2.4), so all of it is. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

function quoted(text: string): string {
  return prefixed(cut(text).split('\n').map(escaped).join('\n'));
}

/** A block quote in which every line has its mark, so that no line ends the quote. */
function prefixed(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function cut(text: string): string {
  const whole = text.replace(/\r\n?/g, '\n').trim();
  return whole.length > TEXT_SHOWN ? `${whole.slice(0, TEXT_SHOWN)}\n[…]` : whole;
}

function time(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
