import { PermanentError } from '../errors.ts';
import { emptyTrace, forcedOutcome, whyForced } from '../jobs/forced.ts';
import type { Place } from '../jobs/place.ts';
import { type Read, readMail } from '../jobs/read.ts';
import { readFiles } from '../jobs/read-attachments.ts';
import { inputOf } from '../jobs/triage-input.ts';
import type { Retrieve } from '../knowledge/meaning.ts';
import { compare } from '../learning/agreement.ts';
import { passesOn, refuses } from '../learning/person-words.ts';
import type { MessageRow } from '../ledger/schema.ts';
import type { FetchedMail } from '../mail/mailbox.ts';
import { autoSubmitted } from '../mail/screen-headers.ts';
import { type EmbeddingBill, makeBill, NO_EMBEDDINGS } from '../model/embedding-bill.ts';
import { detectLanguage } from '../triage/language.ts';
import type { Outcome, TriageTrace, WaitOutcome } from '../triage/outcome.ts';
import type { Entry, Skipped, Tried } from './entry.ts';
import type { IndexedMail } from './mail-index.ts';
import type { Pair } from './pairs.ts';
import type { ShadowParts } from './shadow-parts.ts';

/** The source of a mail of the pair; null when it is no longer where it was. */
export type SourceOf = (mail: IndexedMail) => FetchedMail | null;

/** Excerpts kept for the report, in characters. */
const EXCERPT = 1_500;
/** In the past people answered: no automatic answer was given, so no cap is reached. */
const NO_ANSWERS = { ticket: 0, threadToday: 0, senderToday: 0 };

/**
 * Runs the pipeline on what a customer wrote, as it stood at that moment, and compares the outcome with what people did. A `wait` is the model's: nothing is
 * decided, try again later. Throws the signal's reason, and whatever is a bug.
 */
export async function tryPair(parts: ShadowParts, pair: Pair, sourceOf: SourceOf, signal: AbortSignal): Promise<Entry | WaitOutcome> {
  const key = keyOf(pair);
  const skipped = (why: Skipped['why'], detail = ''): Skipped => ({ kind: 'skipped', key, why, detail });
  const newest = await readAsNew(parts, pair.newest, sourceOf);
  if (newest === null) return skipped('gone');
  const reason = whySkipped(newest);
  if (reason !== null) return skipped(...reason);
  const theirs = await wordsOfPeople(parts, pair, sourceOf);
  if (theirs === null) return skipped('automatic answer');

  const rows = await rowsOf(parts, pair, newest, sourceOf);
  const { outcome, trace, embeddings } = await decide(parts, rows, sourceOf, signal);
  if (outcome.kind === 'wait') return outcome;
  return { ...(await describe(parts, { pair, rows, outcome, trace, embeddings, theirs })), key };
}

/** Names a pair however often the mailbox is read. */
export function keyOf({ newest, answers }: Pair): string {
  return `${newest.key}:${answers[0]?.key ?? ''}`;
}

/** As the daemon would have read it when it came in. */
async function readAsNew(parts: ShadowParts, mail: IndexedMail, sourceOf: SourceOf): Promise<Read | null> {
  const source = sourceOf(mail);
  if (source === null) return null;
  const place: Place = { mailbox: mail.mailbox, uidValidity: '0', role: mail.role === 'sent' ? 'sent' : 'inbox' };
  // Nobody had answered it yet, and it was new: what its flags and its age say now is hindsight.
  return readMail({ ...parts, now: () => mail.at }, place, { ...source, flags: [], internalDate: mail.at });
}

function whySkipped({ admission }: Read): readonly [Skipped['why'], string] | null {
  switch (admission.kind) {
    case 'work':
      return null;
    case 'suppressed':
      return ['machine', admission.rule];
    case 'quarantined':
      return ['unreadable', admission.why];
    case 'noted':
      return ['machine', admission.why];
    case 'historic':
    case 'by hand':
      return ['machine', 'own'];
    default:
      return admission satisfies never;
  }
}

/** What people wrote, their own words only; empty where they only passed it on; null where a machine answered. */
async function wordsOfPeople({ reader }: ShadowParts, { answers, passedOn }: Pair, sourceOf: SourceOf): Promise<string | null> {
  const texts: string[] = [];
  for (const answer of answers) {
    const source = sourceOf(answer);
    if (source === null) continue;
    try {
      const { message, newest } = await reader.read(source.source);
      if (autoSubmitted(message) === null) texts.push(newest);
    } catch (error) {
      // It cannot be compared, as if it were not there.
      if (!(error instanceof PermanentError)) throw error;
    }
  }
  return texts.length > 0 ? texts.join('\n\n') : passedOn ? '' : null;
}

interface Rows {
  readonly newest: MessageRow;
  readonly older: readonly MessageRow[];
  /** Oldest first, the turn's own mails included. */
  readonly thread: readonly MessageRow[];
  /** By the id of the row. */
  readonly mails: ReadonlyMap<string, IndexedMail>;
}

async function rowsOf(parts: ShadowParts, pair: Pair, newest: Read, sourceOf: SourceOf): Promise<Rows> {
  const last = rowOf(newest, pair.newest);
  // What a form sends belongs to no other conversation.
  const mails = new Map([[last.id, pair.newest]]);
  if (newest.alone) return { newest: last, older: [], thread: [last], mails };
  const read = async (mails: readonly IndexedMail[]) => {
    const found: { readonly mail: IndexedMail; readonly read: Read }[] = [];
    for (const mail of mails) {
      const one = await readAsNew(parts, mail, sourceOf);
      if (one !== null && one.admission.kind !== 'quarantined' && one.admission.kind !== 'suppressed') found.push({ mail, read: one });
    }
    return found;
  };
  const work = (await read(pair.older)).filter((m) => m.read.admission.kind === 'work');
  for (const one of work) mails.set(one.read.row.id, one.mail);
  const older = work.map((m) => rowOf(m.read, m.mail));
  const before = (await read(pair.before)).map((m) => rowOf(m.read, m.mail));
  return { newest: last, older, thread: [...before, ...older, last], mails };
}

function rowOf({ row, admission }: Read, mail: IndexedMail): MessageRow {
  const sent = mail.role === 'sent' ? ({ direction: 'out', author: mail.ours ? 'agent' : 'staff' } as const) : {};
  const isWork = admission.kind === 'work';
  return {
    ...row,
    ...sent,
    thread_id: '',
    disposition: admission.kind === 'noted' ? 'noted' : null,
    disposition_detail: isWork ? admission.escalate : admission.kind === 'noted' ? admission.why : null,
    wait: null,
    wait_deadline: null,
  };
}

async function decide(
  parts: ShadowParts,
  rows: Rows,
  sourceOf: SourceOf,
  signal: AbortSignal,
): Promise<{ outcome: Outcome; trace: TriageTrace; embeddings: EmbeddingBill }> {
  const turn = { ...rows, ticket: { beside: null, attempts: 0, last_error: null } };
  const then = { ...parts, now: () => rows.newest.arrived_at };
  const forced = whyForced(turn, false);
  if (forced !== null) return { outcome: await forcedOutcome(then, turn, forced), trace: emptyTrace(parts), embeddings: NO_EMBEDDINGS };
  const { attachments, messages } = await readFiles(parts, [...rows.older, rows.newest], (id) => {
    const mail = rows.mails.get(id);
    return Promise.resolve(mail === undefined ? null : (sourceOf(mail)?.source ?? null));
  });
  const looked = { ...turn, newest: messages.at(-1) ?? rows.newest };
  const input = inputOf(then, looked, attachments, NO_ANSWERS);
  const { model, knowledge, prompts, policy } = parts;
  const { toll, bill } = makeBill();
  const retrieve: Retrieve = (from, queries, options, searching) => parts.retrieve(from, queries, options, searching, toll);
  const thinking = { complete: model.complete, modelName: model.name, knowledge, retrieve, prompts, config: policy };
  const decided = await parts.triage(input, thinking, signal);
  return { ...decided, embeddings: bill() };
}

interface Found {
  readonly pair: Pair;
  readonly rows: Rows;
  readonly outcome: Exclude<Outcome, WaitOutcome>;
  readonly trace: TriageTrace;
  readonly embeddings: EmbeddingBill;
  readonly theirs: string;
}

async function describe(parts: ShadowParts, { pair, rows, outcome, trace, embeddings, theirs }: Found): Promise<Omit<Tried, 'key'>> {
  const words = [...rows.older, rows.newest].map((row) => row.text ?? '').join('\n\n');
  const ours = outcome.kind === 'reply' ? withoutFrame(parts, outcome.text, outcome.language, rows.newest.from_name) : null;
  const language = outcome.language ?? parts.config.locale;
  const citations = outcome.kind === 'reply' ? outcome.citations : [];
  const agreement =
    ours === null
      ? null
      : compare({
          question: `${rows.newest.subject}\n${words}`,
          ours,
          theirs,
          language,
          theirLanguage: (await detectLanguage(theirs)) ?? language,
        });
  return {
    kind: 'tried',
    at: pair.newest.at,
    subject: rows.newest.subject.slice(0, 200),
    mail: cut(words),
    language: outcome.language,
    outcome: outcome.kind === 'reply' ? outcome.mode : outcome.kind === 'note' ? 'noted' : 'escalated',
    category: outcome.category,
    confidence: trace.confidence,
    reason: outcome.reason,
    ours: ours === null ? null : cut(ours),
    cited: citations.map((id) => ({ id, title: parts.knowledge.passages.find((p) => p.id === id)?.title ?? id })),
    person: theirs === '' || passesOn(theirs) ? 'passed on' : refuses(theirs) ? 'refused' : 'answered',
    theirs: cut(theirs),
    agreement,
    usage: trace.usage,
    embeddings,
  };
}

/** The answer alone: greeting and sign-off are the same in every mail. */
function withoutFrame({ prompts, config }: ShadowParts, text: string, language: string | null, name: string): string {
  const { greeting, signOff } = prompts.frame(language ?? config.locale, name === '' ? null : name, config.name);
  const body = text.startsWith(greeting) ? text.slice(greeting.length) : text;
  return (signOff !== '' && body.endsWith(signOff) ? body.slice(0, -signOff.length) : body).trim();
}

function cut(text: string): string {
  const whole = text.replace(/\r\n?/g, '\n').trim();
  return whole.length > EXCERPT ? `${whole.slice(0, EXCERPT).toWellFormed()} …` : whole;
}
