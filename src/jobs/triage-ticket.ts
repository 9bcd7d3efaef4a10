import { errorMessage } from '../errors.ts';
import { appendAudit } from '../ledger/audit.ts';
import { isHeld } from '../ledger/cursors.ts';
import { transactInbox } from '../ledger/database.ts';
import { labelsOf } from '../ledger/labels.ts';
import type { Lease } from '../ledger/leases.ts';
import { messagesOfThread, settle, setWait } from '../ledger/messages.ts';
import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { moveTicket, ticketOf, updateTicket } from '../ledger/tickets.ts';
import { backoffMs } from '../mail/backoff.ts';
import { readsNoAnswers } from '../mail/screen-sender.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { isCopy, isSameText } from '../tickets/copies.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import { answerAddress, isParticipant } from '../tickets/participants.ts';
import type { Decided } from '../tickets/plan.ts';
import type { EscalateOutcome, TriageTrace } from '../triage/outcome.ts';
import { applyRules } from '../triage/rules.ts';
import type { TriageInput } from '../triage/triage.ts';
import { countAnswers } from './counts.ts';
import { commitDecision } from './decision.ts';
import { holdBack } from './listing-hold.ts';
import { leftToOthers } from './other-inbox.ts';
import { withdrawReplies } from './overtaken.ts';
import type { InboxParts } from './parts.ts';
import { answeredByPerson, seeminglyAnswered } from './person-answered.ts';
import { readAttachments } from './read-attachments.ts';
import { readMissing } from './read-missing.ts';
import { UNREADABLE } from './record.ts';
import { relabel } from './relabel.ts';
import { turnFor } from './turn-for.ts';

/** A ticket whose triage keeps failing is a person's after this many tries. */
const ATTEMPTS = 5;
const RETRY = { baseMs: 2_000, maxMs: 5 * 60_000 };
/** After a decision that came too late, ms: the lease has been given back by then. */
const LOST_STEP = 250;
/** While the mailbox is being listed again, ms between looks. */
const HELD_STEP = 2_000;

interface Run {
  readonly lease: Lease;
  readonly signal: AbortSignal;
  /** Whether the ticket had something in the outbox when the lease was taken: a reply may be among it. */
  readonly hadOpen: boolean;
}

/**
 * Decides about a ticket if it is due. Runs under the ticket's lease; everything is read again, because a bell may ring
 * twice, late or for nothing.
 */
export async function triageTicket(parts: InboxParts, threadId: string, { lease, signal, hadOpen }: Run): Promise<void> {
  const { db, inbox, now, fault } = parts;
  const ticket = await ticketOf(db, inbox, threadId);
  if (ticket === null || ticket.triage_at === null || ticket.triage_at > now()) return;
  fault('triage.after-lease');
  if (hadOpen) await withdrawReplies(parts, threadId);
  const thread = await messagesOfThread(db, inbox, threadId);
  const unanswered = thread.filter((m) => m.direction === 'in' && m.disposition === null && m.wait !== null && isOpenWait(m.wait));
  const newest = unanswered.toSorted((a, b) => a.arrived_at - b.arrived_at).at(-1);
  if (newest === undefined) return updateTicket(db, inbox, threadId, { triage_at: null });
  const answer = answeredByPerson(thread, newest, parts.ours);
  if (answer !== undefined) return answeredByStaff(parts, answer, unanswered);
  const overdue = unanswered.some((m) => m.wait_deadline !== null && m.wait_deadline < now());
  if (!overdue && (await isHeld(db, inbox))) {
    await holdBack(parts, unanswered);
    return updateTicket(db, inbox, threadId, { triage_at: now() + HELD_STEP });
  }
  if (await leftToOthers(parts, threadId, unanswered, overdue)) return;
  const older = unanswered.filter((m) => m !== newest);
  const work: Work = { ticket, newest, older, thread, lease, signal };
  try {
    await decide(parts, work, overdue);
  } catch (error) {
    if (signal.aborted) throw error;
    await putOff(parts, ticket, error);
  }
}

/** A person was faster: nothing is left to decide. */
function answeredByStaff(parts: InboxParts, answer: MessageRow, unanswered: readonly MessageRow[]): Promise<void> {
  const { db, inbox, now } = parts;
  const threadId = answer.thread_id;
  return transactInbox(db, inbox, async (trx) => {
    const ids = unanswered.map((m) => m.id);
    await appendAudit(trx, inbox, now(), await settle(trx, inbox, ids, { disposition: 'answered', detail: 'staff' }, 'daemon'));
    const ticket = await ticketOf(trx, inbox, threadId);
    if (ticket !== null) await moveTicket(trx, ticket, 'staff_wrote', now(), { triage_at: null });
    await relabel(trx, parts, threadId, ['answered'], `${answer.id}:staff`, now());
  });
}

interface Work {
  readonly ticket: TicketRow;
  readonly newest: MessageRow;
  readonly older: readonly MessageRow[];
  /** Oldest first. */
  readonly thread: readonly MessageRow[];
  readonly lease: Lease;
  readonly signal: AbortSignal;
}

async function decide(parts: InboxParts, work: Work, overdue: boolean): Promise<void> {
  const { ticket, newest, older } = work;
  const forced = whyForced(work, overdue);
  if (forced !== null) return commit(parts, work, forcedOutcome(parts, work, forced), emptyTrace(parts));
  const read = await readMissing(parts, work.thread);
  const { attachments, messages } = await readAttachments(parts, [...older, newest]);
  const looked = { ...work, thread: read, newest: messages.at(-1) ?? newest };
  const input = await inputFor(parts, looked, attachments);
  const { outcome, trace } = await parts.triage(
    input,
    {
      complete: parts.model.complete,
      modelName: parts.model.name,
      knowledge: parts.knowledge,
      prompts: parts.prompts,
      config: parts.policy,
    },
    work.signal,
  );
  if (outcome.kind !== 'wait') return commit(parts, looked, outcome, trace);
  parts.log.warn(
    { ticket: ticket.number, thread: ticket.thread_id, why: outcome.why, reason: outcome.reason, retryInMs: outcome.retryAfterMs },
    'a ticket has to wait',
  );
  await setWait(
    parts.db,
    parts.inbox,
    [...older, newest].map((m) => m.id),
    'waiting',
    newest.wait_deadline ?? parts.now() + parts.config.intake.waitDeadline,
  );
  await updateTicket(parts.db, parts.inbox, ticket.thread_id, {
    triage_at: parts.now() + outcome.retryAfterMs,
    last_error: outcome.reason,
  });
  await transactInbox(parts.db, parts.inbox, async (trx) => {
    const labels = await labelsOf(trx, parts.inbox, ticket.thread_id);
    // What a team has stays with the team.
    if (labels.has('needs-human') || labels.has('waiting')) return;
    await relabel(trx, parts, ticket.thread_id, ['waiting'], `${newest.id}:waiting`, parts.now());
  });
}

/** What staff see on mail whose sender failed verification; the gate of triage gives the same. */
const SPOOFED = 'spoofed';

/** Why no model is asked: a person has to look, whatever the mail says. */
function whyForced({ ticket, newest, older, thread }: Work, overdue: boolean): string | null {
  const personsOnly = [...older, newest].find((m) => m.disposition_detail !== null)?.disposition_detail;
  if (personsOnly === 'too old') return 'The mail is older than Firstline may answer';
  if (personsOnly !== null && personsOnly !== undefined) return `The mail ${personsOnly}`;
  const seemingly = seeminglyAnswered(thread, newest);
  if (seemingly !== undefined)
    return `Somebody wrote to the customer as ${seemingly.from_address}, and nothing vouches for that: look whether it was a colleague`;
  const target = answerAddress(newest, thread);
  if (older.some((m) => verdictOf(m) === 'failed'))
    return 'An earlier mail of this conversation failed verification: it may not be from who it says';
  // One answer covers all, and it must not tell one sender what another wrote.
  if (verdictOf(newest) !== 'verified' && older.some((m) => answerAddress(m, thread) !== target))
    return 'Two people wrote in this conversation, and nothing vouches for the last one';
  if (readsNoAnswers(target)) return `Nobody reads answers to ${target}, and who really wrote is not certain`;
  if (ticket.attempts >= ATTEMPTS) return `Triage failed ${ATTEMPTS} times; the last problem was: ${ticket.last_error ?? 'unknown'}`;
  if (overdue) return `It has waited too long for an automatic answer; the last problem was: ${ticket.last_error ?? 'unknown'}`;
  return null;
}

function verdictOf(message: MessageRow): SenderVerdict['verdict'] {
  return (JSON.parse(message.verdict_json) as SenderVerdict).verdict;
}

/** Without a model the configured rules still hold: data deletion reaches compliance even when everything else is down. */
function forcedOutcome(parts: InboxParts, { newest, older }: Work, reason: string): EscalateOutcome {
  const rules = applyRules(parts.policy.rules, {
    subject: newest.subject,
    rawText: newest.raw_text ?? '',
    from: newest.from_address,
    category: null,
    language: null,
  });
  return {
    kind: 'escalate',
    category: null,
    priority: rules.priority ?? 'normal',
    language: null,
    labels: [...new Set([...rules.labels, ...([newest, ...older].some((m) => verdictOf(m) === 'failed') ? [SPOOFED] : [])])],
    reason,
    team: rules.escalate?.team ?? parts.policy.fallbackTeam,
    rules: rules.names,
    summary: newest.subject === '' ? 'A mail that needs a person' : newest.subject,
    suggestedReply: null,
    considered: [],
  };
}

function emptyTrace(parts: InboxParts): TriageTrace {
  return {
    model: 'none',
    promptHash: parts.prompts.hash,
    knowledgeVersion: parts.knowledge.version,
    usage: { inputTokens: 0, outputTokens: 0 },
    rules: [],
    confidence: null,
    guard: [],
    passages: [],
  };
}

async function commit(parts: InboxParts, work: Work, outcome: Decided, trace: TriageTrace): Promise<void> {
  const { ticket, newest, older, thread, lease } = work;
  const turn = await turnFor(parts, ticket.thread_id, newest.id);
  const quarantined = newest.disposition_detail?.startsWith(UNREADABLE) === true ? newest.disposition_detail : null;
  const won = await commitDecision(parts, { ticket, turn, newest, older, thread, outcome, trace, quarantined }, lease);
  if (!won) return parts.ring(ticket.thread_id, LOST_STEP);
  const facts = {
    ticket: ticket.number,
    thread: ticket.thread_id,
    outcome: outcome.kind,
    mode: outcome.kind === 'reply' ? outcome.mode : undefined,
    category: outcome.category,
  };
  parts.log.info(
    { ...facts, team: outcome.kind === 'escalate' ? outcome.team : undefined, shadow: parts.maxAutonomy === 'shadow' || undefined },
    'decided',
  );
}

/** What triage may know. An unverified sender gets no earlier message: only public knowledge on their own words. */
async function inputFor(
  parts: InboxParts,
  { ticket, newest, older, thread }: Work,
  attachments: TriageInput['attachments'],
): Promise<TriageInput> {
  const { inbox, config } = parts;
  const sender = JSON.parse(newest.verdict_json) as SenderVerdict;
  const covered = new Set([...older, newest].map((m) => m.id));
  const earlier = sender.verdict === 'verified' ? thread.filter((m) => !covered.has(m.id) && m.text !== null) : [];
  // Of a mail that came twice one copy is enough to read.
  const words = [...older.filter((m) => !(isCopy(m, newest) && isSameText(m, newest))), newest];
  return {
    inbox: { id: inbox, address: config.address, name: config.name, locale: config.locale },
    requesterName: newest.from_name === '' ? null : newest.from_name,
    requesterAddress: newest.from_address,
    subject: newest.subject,
    text: words.map((m) => m.text ?? '').join('\n\n'),
    rawText: words.map((m) => m.raw_text ?? '').join('\n\n'),
    thread: earlier.map((m) => ({
      from: m.direction === 'in' ? 'customer' : m.author === 'agent' ? 'us' : 'staff',
      at: m.sent_at,
      text: m.text ?? '',
    })),
    sender,
    participant: ticket.beside === null && isParticipant(newest.from_address, thread),
    attachments,
    counts: await countAnswers(parts, thread, newest.from_address),
    // Shadow withholds what was decided; what that would have been is what people want to know.
    maxAutonomy: parts.maxAutonomy === 'shadow' ? 'auto' : parts.maxAutonomy,
  };
}

async function putOff(parts: InboxParts, ticket: TicketRow, error: unknown): Promise<void> {
  const attempts = ticket.attempts + 1;
  const wait = backoffMs(attempts, parts.random, RETRY);
  parts.log.error(
    { ticket: ticket.number, thread: ticket.thread_id, attempts, retryInMs: wait, err: errorMessage(error) },
    'triage failed',
  );
  await updateTicket(parts.db, parts.inbox, ticket.thread_id, { attempts, last_error: errorMessage(error), triage_at: parts.now() + wait });
}
