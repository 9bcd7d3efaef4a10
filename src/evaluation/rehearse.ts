import type { TicketFields } from '../config/ticket-schema.ts';
import { type Admitted, newestReceived } from '../jobs/admission.ts';
import { emptyTrace, forcedOutcome, whyForced } from '../jobs/forced.ts';
import { type Read, readMail } from '../jobs/read.ts';
import { readFiles } from '../jobs/read-attachments.ts';
import { personsOnly } from '../jobs/record.ts';
import { inputOf } from '../jobs/triage-input.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { parseHeaderBlock } from '../mail/parse.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import type { Disposition } from '../tickets/disposition.ts';
import type { Decided } from '../tickets/plan.ts';
import type { Outcome, TriageTrace } from '../triage/outcome.ts';
import type { ThreadEntry, TriageInput } from '../triage/triage.ts';
import { earlierRows } from './earlier.ts';
import { NO_WORKINGS, observe, type Workings } from './observe.ts';
import { type MailOut, planned } from './planned.ts';
import type { RehearsalParts } from './rehearsal-parts.ts';
import { scriptedLookups } from './scripted-lookups.ts';

/** A mail as if it came into INBOX now. */
export interface RehearsedMail {
  readonly source: Buffer;
  /** What vouches for the sender, instead of what the mail says. */
  readonly sender?: SenderVerdict['verdict'];
  /** What was said before in the conversation, oldest first. */
  readonly earlier: readonly Pick<ThreadEntry, 'from' | 'text'>[];
  /** What servers answer to look-ups; left out, or none: as the parts say. */
  readonly lookups?: TicketFields['lookups'];
}

/** What would become of a mail, and how that came about. */
export interface Rehearsal {
  readonly row: Read['row'];
  readonly admission: Read['admission'];
  /** `waiting`: the model is away or busy, so nothing is decided. */
  readonly disposition: Disposition | 'waiting';
  /** The rule of the screen, the team, what is noted, why it waits. */
  readonly detail: string | null;
  readonly labels: readonly string[];
  /** Null for mail that is no work: machines', staff's, unreadable ones. */
  readonly outcome: Outcome | null;
  readonly trace: TriageTrace;
  readonly workings: Workings;
  readonly input: TriageInput | null;
  /** The mail that would leave or be left in Drafts, as it would arrive; null where none would. */
  readonly mail: MailOut | null;
  readonly ms: number;
}

const THREAD = 'thd_rehearsal';
const PLACE = { mailbox: 'INBOX', uidValidity: '1', role: 'inbox' } as const;

/**
 * The way of a mail through the daemon's own functions: read, screen, admit, triage, plan, compose. Only what stands between them is left out: the ledger, the
 * debounce and the effects. Decided as if it were live, also where the daemon would withhold it (shadow).
 */
export async function rehearse(mail: RehearsedMail, parts: RehearsalParts, signal: AbortSignal): Promise<Rehearsal> {
  const started = performance.now();
  const { source } = mail;
  const at = await arrival(source, parts.now());
  const fetched = { uid: 1, flags: [], modseq: null, internalDate: at, size: source.length, source, serverThread: null };
  const read = await readMail({ ...parts, now: () => at }, PLACE, fetched);
  const { admission } = read;
  const none = { row: read.row, admission, trace: emptyTrace(parts), workings: NO_WORKINGS, input: null };
  const ended = (rest: Omit<Rehearsal, keyof typeof none | 'ms'> & Partial<Rehearsal>): Rehearsal => ({
    ...none,
    ...rest,
    ms: performance.now() - started,
  });
  if (admission.kind !== 'work' && admission.kind !== 'quarantined') return ended({ ...settled(admission), outcome: null, mail: null });

  const verdict = mail.sender === undefined ? read.row.verdict_json : JSON.stringify({ verdict: mail.sender, aligned: [] });
  const row: MessageRow = {
    ...read.row,
    verdict_json: verdict,
    thread_id: THREAD,
    disposition: null,
    disposition_detail: personsOnly(admission),
    wait: 'debouncing',
    wait_deadline: null,
  };
  const { attachments, messages } = await readFiles(parts, [row], () => Promise.resolve(source));
  const newest = messages.at(-1) ?? row;
  const thread = [...earlierRows(newest, mail.earlier, parts.config.address), newest];
  const ticket = { number: parts.row.next_ticket, beside: null, attempts: 0, last_error: null };
  const turn = { ticket, newest, older: [], thread };
  const answers = mail.earlier.filter((entry) => entry.from === 'us').length;
  // Business hours are those of when it came, so that a rehearsal tells the same on any day.
  const then = { ...parts, now: () => at };
  const input = inputOf(then, turn, attachments, { ticket: answers, threadToday: answers, senderToday: answers });

  const finish = async (outcome: Decided, trace: TriageTrace, workings: Workings): Promise<Rehearsal> => {
    const plan = await planned({ ticket, newest, older: [], thread, outcome, trace }, source, parts, at);
    return ended({ row: newest, ...plan, ...quarantine(admission), outcome, trace, workings, input });
  };
  const forced = whyForced(turn, false);
  if (forced !== null) return finish(await forcedOutcome(then, turn, forced), none.trace, none.workings);

  const seen = observe(parts.model.complete, parts.retrieve);
  const { prompts, policy, model, knowledge } = parts;
  const ask = mail.lookups === undefined || mail.lookups.length === 0 ? parts.ask : scriptedLookups(mail.lookups);
  const thinking = { ask, complete: seen.complete, modelName: model.name, knowledge, retrieve: seen.retrieve, prompts, config: policy };
  const { outcome, trace } = await parts.triage(input, thinking, signal);
  if (outcome.kind !== 'wait') return finish(outcome, trace, seen.workings);
  const waits = { disposition: 'waiting', detail: outcome.reason, labels: ['waiting'], outcome, mail: null } as const;
  return ended({ row: newest, trace, workings: seen.workings, input, ...waits });
}

/** When it came, as its own header tells: the age of a file is no age of the mail. ms since the epoch. */
async function arrival(source: Buffer, now: number): Promise<number> {
  try {
    const header = await parseHeaderBlock(source.subarray(0, MAX_HEADER));
    return newestReceived(header) ?? header.date ?? now;
  } catch {
    // What is wrong with it is said when it is read.
    return now;
  }
}

const MAX_HEADER = 200_000;

function settled(admission: Exclude<Admitted, { kind: 'work' }>): Pick<Rehearsal, 'disposition' | 'detail' | 'labels'> {
  switch (admission.kind) {
    case 'suppressed':
      return { disposition: 'suppressed', detail: admission.rule, labels: ['suppressed'] };
    case 'noted':
      return { disposition: 'noted', detail: admission.why, labels: [] };
    case 'historic':
      return { disposition: 'historic', detail: null, labels: [] };
    case 'by hand':
      return { disposition: 'noted', detail: 'by hand', labels: [] };
    default:
      return admission satisfies never;
  }
}

function quarantine(admission: Read['admission']): Partial<Pick<Rehearsal, 'disposition' | 'detail'>> {
  return admission.kind === 'quarantined' ? { disposition: 'quarantined', detail: admission.why } : {};
}
