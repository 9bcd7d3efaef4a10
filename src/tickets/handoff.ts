import { DateTime } from 'luxon';
import type { Block, Row, Tone } from '../mail/sheet.ts';
import { firstWords } from '../triage/draft-body.ts';
import type { EscalateOutcome, GuardFinding, LookupRecord, Priority } from '../triage/outcome.ts';
import { howToAct } from './handoff-commands.ts';
import { triedBlocks } from './handoff-tried.ts';
import { type StaffWords, staffWords } from './words/words.ts';

/**
 * First line of every mail to a team, in both of its parts: what stands above it in an answer is the answer, the line and all below it is ours. Whoever strips
 * quotations looks for it, so it never changes.
 */
export const INTERNAL_MARK = '## Firstline: write your answer above this line ##';

/** What staff need to take over without opening another screen. Pure. */
export interface Handoff {
  readonly ticket: number;
  readonly subject: string;
  readonly requester: { readonly name: string; readonly address: string };
  readonly outcome: EscalateOutcome;
  readonly verdict: 'verified' | 'unverified' | 'failed';
  /**
   * The team it is for. `language`: of our own words in it, ISO 639-1; `reads`: of the sentence on what is wanted; `others`: ids of teams it may be given to; `zone`: IANA
   * name, of the times in it.
   */
  readonly team: {
    readonly name: string;
    readonly language: string;
    readonly reads: string;
    readonly others: readonly string[];
    readonly zone: string;
  };
  /** From which address answers leave. */
  readonly support: string;
  /** Oldest first, newest words only. `isNew`: what this escalation is about. */
  readonly thread: readonly { readonly from: string; readonly at: number; readonly text: string; readonly isNew: boolean }[];
  /** Best first; `score` from 0 to 1, null where there was no search. */
  readonly passages: readonly { readonly title: string; readonly score: number | null }[];
  /** Score from which a passage is ground for an answer. */
  readonly enough: number;
  /** What the guard found in the draft. */
  readonly guard: readonly GuardFinding[];
  /** What was to be looked up in the company's own systems. */
  readonly lookups: readonly LookupRecord[];
  /** Name of the model; `none` where none was asked. */
  readonly model: string;
  /** Of the same address, newest first; none for a sender whom nothing vouches for. */
  readonly recent: readonly RecentTicket[];
  /** `left out`: larger than a submission server may take. */
  readonly originals: 'attached' | 'left out';
  /** `note`: why a file that could have been read was not. */
  readonly attachments: readonly { readonly filename: string; readonly size: number; readonly note?: string | null }[];
  /** The team has the ticket already: only what is new is told. */
  readonly isNews: boolean;
}

export interface RecentTicket {
  readonly number: number;
  readonly subject: string;
  readonly state: string;
  /** When something last happened, ms since the epoch. */
  readonly at: number;
}

/** `[#42 urgent] Delete my data`: the ticket and how much it hurries, then the customer's own subject. */
export function handoffSubject(
  { ticket, subject, outcome }: Pick<Handoff, 'ticket' | 'subject'> & { readonly outcome: Pick<EscalateOutcome, 'priority'> },
  language: string,
): string {
  const priority = outcome.priority === 'normal' ? '' : ` ${outcome.priority}`;
  return `[#${ticket}${priority}] ${subject === '' ? staffWords(language).say('(no subject)') : subject}`;
}

/** The mail, block by block. The first screen of a phone has what it is about, who asks, why, and how to act; then comes what may be sent, then the rest. */
export function handoffBlocks(handoff: Handoff): readonly Block[] {
  const { outcome, thread, originals, isNews } = handoff;
  const words = staffWords(handoff.team.language);
  const { say } = words;
  const said = thread.filter((m) => !isNews || m.isNew).slice(-THREAD_SHOWN);
  const more = isNews ? 0 : thread.length - said.length;
  return [
    { kind: 'mark', text: INTERNAL_MARK },
    { kind: 'headline', ...badge(handoff, words), text: words.retell(outcome.summary) },
    ...ownWords(handoff, words),
    ...(isNews ? conversation(say('New in this conversation'), said, handoff) : []),
    { kind: 'facts', rows: whoAndWhy(handoff, words) },
    ...howToAct({ support: handoff.support, others: handoff.team.others, suggestion: outcome.suggestedReply !== null }, words),
    { kind: 'facts', rows: details(handoff, words) },
    ...(outcome.suggestedReply === null ? [] : suggestion(words, outcome.suggestedReply, outcome.suggestedClaims)),
    ...(outcome.tried === undefined || outcome.tried.open.length === 0
      ? []
      : [
          heading(say('Open questions: no passage answers them')),
          list(outcome.tried.open.map((question) => firstWords(question, QUESTION_CHARACTERS))),
        ]),
    ...triedBlocks(handoff, words),
    ...(isNews ? [] : recentTickets(handoff, words)),
    ...(isNews ? [] : conversation(say('The conversation, newest first'), said, handoff)),
    ...(more > 0 ? [quiet(say('{0} older mails of it are in the support mailbox.', more))] : []),
    quiet(
      originals === 'attached'
        ? say('The original is attached as it came, with its attachments.')
        : say('The original is too large to attach: it is in the support mailbox.'),
    ),
  ];
}

/** Longer conversations are in the mailbox; a mail that scrolls for ever is not read. */
const THREAD_SHOWN = 12;
const TEXT_SHOWN = 4_000;
const OWN_WORDS = 200;
/** A question that takes the whole mail to ask stands in the mail. */
const QUESTION_CHARACTERS = 160;
const TONES: Readonly<Record<Priority, Tone>> = { urgent: 'alarm', high: 'warning', normal: 'plain', low: 'plain' };

function badge({ ticket, outcome, isNews }: Handoff, { say }: StaffWords): { badge: string; tone: Tone } {
  return { badge: `#${ticket} · ${say(outcome.priority)}${isNews ? ` · ${say('news')}` : ''}`, tone: TONES[outcome.priority] };
}

/** The sentence is in the team's language, or the mail says that it is not; the customer's own sentence is kept beside a translated one. */
function ownWords({ outcome, team, thread, model }: Handoff, { say, languageName }: StaffWords): readonly Block[] {
  const { language, summaryLanguage } = outcome;
  if (language === null || language === team.reads) return [];
  const spoken = languageName(language);
  const words = firstSentence(thread.findLast((m) => m.isNew)?.text ?? '');
  if (summaryLanguage === team.reads) return words === '' ? [] : [quiet(say('In their own words ({0}): {1}', spoken, words))];
  return [
    quiet(
      model === 'none'
        ? say("In {0}, in the customer's own words: no model has read it.", spoken)
        : say("In {0}, in the customer's own words: the model in use ({1}) did not translate it.", spoken, model),
    ),
  ];
}

function whoAndWhy({ requester, outcome, verdict }: Handoff, { say, retell }: StaffWords): readonly Row[] {
  const who = requester.name === '' ? requester.address : `${requester.name} (${requester.address})`;
  return [
    [say('From'), SENDER[verdict] === null ? who : `${who}: ${say(SENDER[verdict])}`],
    [say('Why'), retell(outcome.reason)],
    ...(outcome.route === undefined ? [] : [[say('To you'), retell(outcome.route.why)] as const]),
  ];
}

function details({ outcome, attachments }: Handoff, { say, languageName }: StaffWords): readonly Row[] {
  const rules = outcome.rules.filter((rule) => !outcome.reason.includes(rule) && !(outcome.route?.why ?? '').includes(rule));
  const files = attachments.map((a) => `${a.filename}, ${size(a.size)}${a.note ? ` (${a.note})` : ''}`);
  return [
    ...(rules.length === 0 ? [] : [[say('Rules'), rules.join('; ')] as const]),
    [say('Category'), outcome.category ?? say('none fits')],
    [say('Language'), outcome.language === null ? say('cannot be told') : languageName(outcome.language)],
    ...(files.length === 0 ? [] : [[say('Files'), ...files] as const]),
  ];
}

const SENDER = {
  verified: null,
  unverified: 'sender not verified',
  failed: 'SENDER ADDRESS IS FORGED, authentication failed',
} as const;

function suggestion({ say }: StaffWords, markdown: string, claims: EscalateOutcome['suggestedClaims'] = []): readonly Block[] {
  const cited = claims.filter(({ cites }) => cites.length > 0).slice(0, CLAIMS_SHOWN);
  return [
    heading(say('Suggested reply, not sent')),
    { kind: 'answer', markdown: cut(markdown) },
    ...(cited.length === 0
      ? []
      : [
          quiet(say('It rests on these passages:')),
          list(cited.map(({ text, cites }) => `“${firstWords(text, CLAIM_CHARACTERS)}”: ${cites.join(', ')}`)),
        ]),
  ];
}

/** Parts of a suggestion, and characters of each: the text itself stands above. */
const CLAIMS_SHOWN = 20;
const CLAIM_CHARACTERS = 80;

function recentTickets({ recent, team }: Handoff, { say, retell }: StaffWords): readonly Block[] {
  if (recent.length === 0) return [];
  const items = recent.map(
    ({ number, subject, state, at }) =>
      `#${number} ${subject || say('(no subject)')}: ${retell(state.replaceAll('_', ' '))}, ${time(at, team.zone)}`,
  );
  return [heading(say('Recent tickets of this address')), list(items)];
}

function conversation(title: string, said: Handoff['thread'], { team }: Handoff): readonly Block[] {
  if (said.length === 0) return [];
  const mails = said
    .toReversed()
    .map(({ from, at, text }): Block => ({ kind: 'said', by: `${from}, ${time(at, team.zone)}`, text: cut(text) }));
  return [heading(title), ...mails];
}

function heading(text: string): Block {
  return { kind: 'heading', text };
}

function list(items: readonly string[]): Block {
  return { kind: 'list', items };
}

function quiet(text: string): Block {
  return { kind: 'paragraph', text, quiet: true };
}

function cut(text: string): string {
  const whole = text.replace(/\r\n?/g, '\n').trim();
  return whole.length > TEXT_SHOWN ? `${whole.slice(0, TEXT_SHOWN)}\n[…]` : whole;
}

function firstSentence(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  const sentence = /^.*?[.!?。！？](?=\s|$|[^\p{Script=Latin}])/su.exec(words)?.[0] ?? words;
  return sentence.length > OWN_WORDS ? `${sentence.slice(0, OWN_WORDS - 1)}…` : sentence;
}

function time(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat(zone === 'utc' ? "yyyy-MM-dd HH:mm 'UTC'" : "yyyy-MM-dd HH:mm '('z')'");
}

function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
