import { appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import { LOOK } from '../ledger/ticket-clocks.ts';
import { ticketOf, updateTicket } from '../ledger/tickets.ts';
import { supportHours } from '../tickets/next-work.ts';
import { isSnooze, snoozeUntil } from '../tickets/snooze.ts';
import type { ByHand } from './by-hand.ts';
import type { InboxParts } from './parts.ts';

/** Puts a ticket off, or takes it back, in the caller's transaction, which shows the labels. Of two such labels the newer one counts. */
export async function snoozeByHand(trx: Run, parts: InboxParts, threadId: string, label: string | null, by: ByHand): Promise<boolean> {
  const { inbox, policy, now } = parts;
  const ticket = await ticketOf(trx, inbox, threadId);
  if (ticket === null) return false;
  const at = now();
  const until = label === null ? null : snoozeUntil(label, at, supportHours(policy));
  const former = [...(await labelsOf(trx, inbox, threadId))].filter((other) => isSnooze(other) && other !== label);
  // Taking the former label off because of a new one does not end the snooze.
  if (label === null && former.length > 0) return true;
  await changeLabels(trx, inbox, threadId, { add: [], remove: former }, by.actor, at);
  await updateTicket(trx, inbox, threadId, { snoozed_until: until, ...LOOK });
  const refs = { ...by.refs, thread: threadId, ticket: ticket.number, until };
  await appendAudit(trx, inbox, at, [{ actor: by.actor, kind: 'ticket.snoozed', refs, personal: { ...by.personal } }]);
  return true;
}
