import { openEffects } from '../ledger/effects.ts';
import { releaseLease, takeLease } from '../ledger/leases.ts';
import { pendingStaffMails } from '../ledger/staff-mails.ts';
import { ticketOf } from '../ledger/tickets.ts';
import { unsynced } from '../ledger/unsynced.ts';
import { act, dueInOrder } from './act.ts';
import { doDueWork } from './due-work.ts';
import type { InboxParts } from './parts.ts';
import { answerStaff } from './staff-mails.ts';
import { triageTicket } from './triage-ticket.ts';

/** Longer than any triage takes; correctness rests on the fencing number, not on this. */
const LEASE_MS = 5 * 60_000;

/**
 * What a ring for a ticket does: act upon what staff wrote, finish what the outbox holds, decide if something is due, carry that out, and do what time has made due. Safe to run
 * twice, at once and at any time: one run has the lease, the others leave it to that one or to the sweep.
 */
export async function workTicket(parts: InboxParts, threadId: string, signal: AbortSignal): Promise<void> {
  const { db, inbox } = parts;
  if (!(await hasWork(parts, threadId))) return;
  // A lease ends with the process that holds it, so it need not outlive the machine's power.
  const lease = await takeLease(unsynced(db), inbox, `ticket:${threadId}`, parts.holder, parts.now(), LEASE_MS);
  if (lease === null) return;
  try {
    await answerStaff(parts, threadId, lease);
    const hadOpen = (await openEffects(db, inbox, threadId)).length > 0;
    if (hadOpen) await act(parts, threadId, lease, signal);
    await triageTicket(parts, threadId, { lease, signal, hadOpen });
    await act(parts, threadId, lease, signal);
    await doDueWork(parts, threadId, signal);
    await act(parts, threadId, lease, signal);
  } finally {
    await releaseLease(unsynced(db), inbox, lease);
  }
}

/** Most second rings find nothing to do; they should not cost a lease. */
async function hasWork(parts: InboxParts, threadId: string): Promise<boolean> {
  if ((await pendingStaffMails(parts.db, parts.inbox, threadId)).length > 0) return true;
  const ticket = await ticketOf(parts.db, parts.inbox, threadId);
  if (ticket?.triage_at != null && ticket.triage_at <= parts.now()) return true;
  if (ticket?.next_at != null && ticket.next_at <= parts.now()) return true;
  return dueInOrder(await openEffects(parts.db, parts.inbox, threadId), parts.now()).length > 0;
}
