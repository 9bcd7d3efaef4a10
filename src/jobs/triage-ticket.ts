import { errorMessage } from '../errors.ts';
import { policyInForce } from '../learning/standing.ts';
import { appendAudit } from '../ledger/audit.ts';
import { earnedIn } from '../ledger/autonomy.ts';
import { isHeld } from '../ledger/cursors.ts';
import { transactInbox } from '../ledger/database.ts';
import { labelsOf } from '../ledger/labels.ts';
import type { Lease } from '../ledger/leases.ts';
import { messagesOfThread, settle, setWait } from '../ledger/messages.ts';
import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { moveTicket, ticketOf, updateTicket } from '../ledger/tickets.ts';
import { backoffMs } from '../mail/backoff.ts';
import { answeredBy } from '../tickets/course.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import { languageLabels, withLanguage } from '../tickets/labels.ts';
import type { Decided } from '../tickets/plan.ts';
import type { EscalateOutcome, TriageTrace } from '../triage/outcome.ts';
import { auditedLookups } from './audited-lookups.ts';
import { bystanderOf } from './bystander-wrote.ts';
import { commitDecision } from './decision.ts';
import { emptyTrace, forcedOutcome, languageOf, whyForced } from './forced.ts';
import { holdBack } from './listing-hold.ts';
import { meterModel } from './metered-model.ts';
import { leftToOthers } from './other-inbox.ts';
import { withdrawReplies } from './overtaken.ts';
import type { InboxParts } from './parts.ts';
import { answeredByPerson } from './person-answered.ts';
import { readAttachments } from './read-attachments.ts';
import { readMissing } from './read-missing.ts';
import { UNREADABLE } from './record.ts';
import { relabel } from './relabel.ts';
import { surged } from './surge.ts';
import { isThanksToPerson, thanksToPerson } from './thanks.ts';
import { inputFor } from './triage-input.ts';
import type { Turn } from './turn.ts';
import { turnFor } from './turn-for.ts';
import { holderOf, isUnsolved } from './with-person.ts';
import { withdrawDrafts } from './withdraw-drafts.ts';

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
  const due = await ticketOf(db, inbox, threadId);
  if (due === null || due.triage_at === null || due.triage_at > now()) return;
  fault('triage.after-lease');
  if (hadOpen) await withdrawReplies(parts, threadId);
  await withdrawDrafts(parts, threadId);
  const ticket = (await ticketOf(db, inbox, threadId)) ?? due;
  const thread = await messagesOfThread(db, inbox, threadId);
  const unanswered = thread.filter((m) => m.direction === 'in' && m.disposition === null && m.wait !== null && isOpenWait(m.wait));
  const newest = unanswered.toSorted((a, b) => a.arrived_at - b.arrived_at).at(-1);
  if (newest === undefined) return updateTicket(db, inbox, threadId, { triage_at: null });
  const answer = answeredByPerson(thread, newest, parts.ours);
  if (answer !== undefined) return answeredByStaff(parts, { answer, newest, thread }, unanswered);
  const overdue = unanswered.some((m) => m.wait_deadline !== null && m.wait_deadline < now());
  if (!overdue && (await isHeld(db, inbox))) {
    await holdBack(parts, unanswered);
    return updateTicket(db, inbox, threadId, { triage_at: now() + HELD_STEP });
  }
  if (await leftToOthers(parts, threadId, unanswered, overdue)) return;
  const older = unanswered.filter((m) => m !== newest);
  const work: Turn = { ticket, newest, older, thread, lease, signal };
  try {
    await decide(parts, work, overdue);
  } catch (error) {
    if (signal.aborted) throw error;
    await putOff(parts, ticket, error);
  }
}

/** A person was faster: nothing is left to decide. */
async function answeredByStaff(
  parts: InboxParts,
  { answer, newest, thread }: { readonly answer: MessageRow; readonly newest: MessageRow; readonly thread: readonly MessageRow[] },
  unanswered: readonly MessageRow[],
): Promise<void> {
  const { db, inbox, now } = parts;
  const threadId = answer.thread_id;
  const language = languageLabels(await languageOf({ newest, older: unanswered.filter((m) => m !== newest), thread }));
  return transactInbox(db, inbox, async (trx) => {
    const ids = unanswered.map((m) => m.id);
    await appendAudit(trx, inbox, now(), await settle(trx, inbox, ids, { disposition: 'answered', detail: 'staff' }, 'daemon'));
    const ticket = await ticketOf(trx, inbox, threadId);
    if (ticket !== null)
      await moveTicket(trx, ticket, 'staff_wrote', now(), {
        ...{ triage_at: null, person_since: ticket.person_since ?? now() },
        // Recorded with the ticket there it has been counted; before, nothing was there to count it for.
        ...(ticket.answered_by === null ? answeredBy(ticket, 'staff', answer.arrived_at) : asCounted(ticket)),
      });
    const labels = withLanguage(await labelsOf(trx, inbox, threadId), ['answered', ...language]);
    await relabel(trx, parts, threadId, labels, `${answer.id}:staff`, now());
  });
}

function asCounted({ answered_by, first_answer_at }: TicketRow): Pick<TicketRow, 'answered_by' | 'first_answer_at'> {
  return { answered_by, first_answer_at };
}

async function decide(parts: InboxParts, work: Turn, overdue: boolean): Promise<void> {
  const { ticket, newest, older } = work;
  const forced = whyForced(work, overdue);
  if (forced !== null) {
    const outcome = await forcedOutcome(parts, work, forced);
    return commit(parts, work, ticket.person_since === null ? outcome : keptByTeam(parts, ticket, outcome), emptyTrace(parts));
  }
  if (isThanksToPerson(work)) return commit(parts, work, await thanksToPerson(work), emptyTrace(parts));
  const holder = await holderOf(parts, work);
  if (holder === 'person, for now') return;
  if (holder === 'person') return commit(parts, work, await news(parts, work), emptyTrace(parts));
  const surge = await surged(parts, work);
  if (surge?.kind === 'held') return;
  if (surge?.kind === 'escalate') return commit(parts, work, surge.outcome, emptyTrace(parts));
  const read = await readMissing(parts, work.thread);
  const { attachments, messages } = await readAttachments(parts, [...older, newest]);
  const looked = { ...work, thread: read, newest: messages.at(-1) ?? newest };
  const input = await inputFor(parts, looked, attachments);
  const meter = meterModel(parts, ticket.thread_id);
  const { outcome, trace: free } = await parts.triage(
    input,
    {
      complete: meter.complete,
      modelName: parts.model.name,
      knowledge: parts.knowledge,
      retrieve: meter.retrieve,
      prompts: parts.prompts,
      config: policyInForce(parts.policy, await earnedIn(parts.db, parts.inbox)),
      ask: auditedLookups(parts, ticket.thread_id),
    },
    work.signal,
  );
  const trace = { ...free, cost: meter.cost() };
  if (outcome.kind !== 'wait') return commit(parts, looked, outcome, trace);
  parts.log.warn(
    // Not the reason, in which a server may repeat what was sent: `firstline why` tells it.
    { ticket: ticket.number, thread: ticket.thread_id, why: outcome.why, code: outcome.code, retryInMs: outcome.retryAfterMs },
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
    waits_for: outcome.why,
  });
  const language = languageLabels(await languageOf(looked));
  await transactInbox(parts.db, parts.inbox, async (trx) => {
    const labels = await labelsOf(trx, parts.inbox, ticket.thread_id);
    // What a team has stays with the team.
    if (labels.has('needs-human') || labels.has('waiting')) return;
    await relabel(trx, parts, ticket.thread_id, withLanguage(labels, ['waiting', ...language]), `${newest.id}:waiting`, parts.now());
  });
}

/** The team that has the conversation hears of it; what was found out about the ticket stays true. */
async function news(parts: InboxParts, work: Turn): Promise<Decided> {
  const { category, language } = work.ticket;
  const bystander = await bystanderOf(parts, work.thread);
  const outcome = await forcedOutcome(
    parts,
    work,
    bystander === null
      ? `${isUnsolved(work) ? 'The customer says that the answer did not help' : 'The customer wrote again'}, and a person has this conversation`
      : `${bystander} has written to the customer in this conversation, too: look whether the customer still needs an answer from us`,
  );
  return keptByTeam(parts, work.ticket, { ...outcome, category, language: outcome.language ?? language });
}

/** What people have stays with their team, unless a rule names another. */
function keptByTeam({ policy }: InboxParts, { team }: TicketRow, outcome: EscalateOutcome): EscalateOutcome {
  if (outcome.rules.length > 0 || team === null || policy.teams[team] === undefined || team === outcome.team) return outcome;
  return { ...outcome, team, route: { steps: [`person:${team}`], why: 'This team has the conversation.' } };
}

async function commit(parts: InboxParts, work: Turn, outcome: Decided, trace: TriageTrace): Promise<void> {
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

async function putOff(parts: InboxParts, ticket: TicketRow, error: unknown): Promise<void> {
  const attempts = ticket.attempts + 1;
  const wait = backoffMs(attempts, parts.random, RETRY);
  parts.log.error(
    { ticket: ticket.number, thread: ticket.thread_id, attempts, retryInMs: wait, err: errorMessage(error) },
    'triage failed',
  );
  await updateTicket(parts.db, parts.inbox, ticket.thread_id, { attempts, last_error: errorMessage(error), triage_at: parts.now() + wait });
}
