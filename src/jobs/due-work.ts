import { InvariantError, TransientError } from '../errors.ts';
import { appendAudit } from '../ledger/audit.ts';
import { isHeld } from '../ledger/cursors.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import type { TicketRow } from '../ledger/schema.ts';
import { surgeOfThread } from '../ledger/surges.ts';
import { LOOK } from '../ledger/ticket-clocks.ts';
import { moveTicket, ticketOf, updateTicket } from '../ledger/tickets.ts';
import type { NextWork, WorkKind } from '../tickets/next-work.ts';
import { answerAddress } from '../tickets/participants.ts';
import { isSnooze } from '../tickets/snooze.ts';
import { putCheckIn } from './check-in.ts';
import { countAnswers } from './counts.ts';
import type { InboxParts } from './parts.ts';
import { type PlannedWork, planWork } from './plan-work.ts';
import { relabel, showLabels } from './relabel.ts';
import { remind } from './remind.ts';
import type { Silence } from './silence.ts';
import { threadLeft } from './thread-left.ts';

/** A ticket comes to rest after fewer; more would be a bug that must not spin. */
const ROUNDS = 10;
/** What cannot be done now for a reason that passes is looked at again after this long, ms. */
const PUT_OFF: Readonly<Record<'away' | 'held' | 'surge' | 'caps', number>> = {
  away: 60_000,
  held: 60_000,
  surge: 10 * 60_000,
  caps: 3_600_000,
};

/**
 * Does what is due for a ticket by itself, and works out what comes next. Runs under the ticket's lease, and again whenever it is asked to: what is written into the
 * ledger is decided in the transaction that writes it, by all that is known then.
 */
export async function doDueWork(parts: InboxParts, threadId: string, signal: AbortSignal): Promise<void> {
  const { db, inbox, now, fault } = parts;
  for (let round = 0; round < ROUNDS; round += 1) {
    signal.throwIfAborted();
    const ticket = await ticketOf(db, inbox, threadId);
    if (ticket === null || ticket.next_at === null || ticket.next_at > now()) return;
    const planned = await planWork(db, parts, ticket);
    const due = planned.work !== null && planned.work.at <= now() ? planned.work.kind : null;
    if (due !== null && due !== 'unsnooze') {
      const until = await obstacle(parts, ticket, planned);
      if (until === 'gone') return transactInbox(db, inbox, (trx) => removed(trx, parts, threadId));
      if (until !== null) return updateTicket(db, inbox, threadId, { next_work: due, next_at: now() + PUT_OFF[until] });
    }
    fault('due.before-commit');
    await transactInbox(db, inbox, (trx) => settleDue(trx, parts, threadId));
    fault('due.after-commit');
  }
  throw new InvariantError(`what is due for ${threadId} does not come to an end`);
}

/** Why it cannot be done at this moment. Looks at the mailbox, so that what has come a moment ago counts. */
async function obstacle(
  parts: InboxParts,
  ticket: TicketRow,
  { work, silence }: PlannedWork,
): Promise<keyof typeof PUT_OFF | 'gone' | null> {
  const { db, inbox, log } = parts;
  if (await isHeld(db, inbox)) return 'held';
  try {
    if (!(await threadLeft(parts, ticket.thread_id))) return 'gone';
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    log.warn({ thread: ticket.thread_id, work: work?.kind, err: error.message }, 'what is due for a ticket waits for the mailbox');
    return 'away';
  }
  if (work?.kind !== 'follow-up' && work?.kind !== 'close') return null;
  if (parts.policy.surge !== 'off' && (await surgeOfThread(db, inbox, ticket.thread_id)) !== null) return 'surge';
  return work.kind === 'follow-up' && silence !== null && (await isCapped(parts, silence)) ? 'caps' : null;
}

/** Automatic mail of a day is bounded, whatever it is about: the last backstop against a loop. */
async function isCapped(parts: InboxParts, { thread, newest }: Silence): Promise<boolean> {
  if (newest === null) return false;
  const { repliesPerThreadPerDay, repliesPerSenderPerDay } = parts.policy.caps;
  const counts = await countAnswers(parts, thread, answerAddress(newest, thread));
  return counts.threadToday >= repliesPerThreadPerDay || counts.senderToday >= repliesPerSenderPerDay;
}

async function settleDue(trx: Run, parts: InboxParts, threadId: string): Promise<void> {
  const { inbox, now } = parts;
  const ticket = await ticketOf(trx, inbox, threadId);
  if (ticket === null || ticket.next_at === null || ticket.next_at > now()) return;
  if (ticket.snoozed_until === null) await takeOffSnooze(trx, parts, ticket);
  const { work, silence } = await planWork(trx, parts, ticket);
  if (work === null || work.at > now()) return next(trx, parts, ticket, work);
  // What is due now and was not when the mailbox was looked at comes in the next round.
  if (ticket.next_work !== work.kind && work.kind !== 'unsnooze') return next(trx, parts, ticket, work);
  await carryOut(trx, parts, ticket, { kind: work.kind, silence });
}

async function next(trx: Run, { inbox }: InboxParts, ticket: TicketRow, work: NextWork | null): Promise<void> {
  await updateTicket(trx, inbox, ticket.thread_id, { next_work: work?.kind ?? null, next_at: work?.at ?? null });
}

async function carryOut(
  trx: Run,
  parts: InboxParts,
  ticket: TicketRow,
  { kind, silence }: { readonly kind: WorkKind; readonly silence: Silence | null },
): Promise<void> {
  const { inbox, now } = parts;
  const at = now();
  switch (kind) {
    case 'follow-up':
      if (silence === null) throw new InvariantError(`nobody is silent in ${ticket.thread_id}`);
      await putCheckIn(trx, parts, 'follow-up', { ticket, silence, at });
      // The outbox has it now; once it has left, the ticket is followed up.
      return next(trx, parts, ticket, null);
    case 'close':
      return close(trx, parts, ticket, silence, at);
    case 'remind-team':
      return remind(trx, parts, ticket, 'team', at);
    case 'remind-lead':
      return remind(trx, parts, ticket, 'lead', at);
    case 'unsnooze':
      await updateTicket(trx, inbox, ticket.thread_id, { snoozed_until: null, ...LOOK });
      return;
    default:
      return kind satisfies never;
  }
}

async function close(trx: Run, parts: InboxParts, ticket: TicketRow, silence: Silence | null, at: number): Promise<void> {
  const { inbox, policy } = parts;
  const threadId = ticket.thread_id;
  await moveTicket(trx, ticket, 'went_stale', at, { triage_at: null });
  await relabel(trx, parts, threadId, ['resolved', 'stale'], `stale:${at}`, at);
  const mails = policy.followUp !== 'off' && policy.followUp.closingMail && ticket.state === 'followed_up';
  if (mails && silence?.newest != null) await putCheckIn(trx, parts, 'closing', { ticket, silence, at });
  const refs = { thread: threadId, ticket: ticket.number, why: 'stale', asked: ticket.asked_at !== null };
  await appendAudit(trx, inbox, at, [{ actor: 'daemon', kind: 'ticket.closed', refs }]);
}

/** A person has deleted the conversation, or put it away where nobody looks: nothing is left to be done about it. */
async function removed(trx: Run, parts: InboxParts, threadId: string): Promise<void> {
  const { inbox, now } = parts;
  const ticket = await ticketOf(trx, inbox, threadId);
  if (ticket === null) return;
  const at = now();
  await moveTicket(trx, ticket, 'thread_removed', at, { triage_at: null });
  await appendAudit(trx, inbox, at, [{ actor: 'hand', kind: 'ticket.gone', refs: { thread: threadId, ticket: ticket.number } }]);
}

/** The label stands for the snooze: one that has ended has none. */
async function takeOffSnooze(trx: Run, parts: InboxParts, ticket: TicketRow): Promise<void> {
  const { inbox, now, grant, row, maxAutonomy } = parts;
  const over = [...(await labelsOf(trx, inbox, ticket.thread_id))].filter(isSnooze);
  if (over.length === 0) return;
  const at = now();
  await changeLabels(trx, inbox, ticket.thread_id, { add: [], remove: over }, grant.actor, at);
  if (maxAutonomy !== 'shadow') await showLabels(trx, { inbox, secret: row.secret }, ticket.thread_id, `woken:${at}`, at);
  await appendAudit(trx, inbox, at, [{ actor: 'daemon', kind: 'ticket.woken', refs: { thread: ticket.thread_id, labels: over } }]);
}
