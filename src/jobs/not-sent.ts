import { transactInbox } from '../ledger/database.ts';
import type { Lease } from '../ledger/leases.ts';
import { LOOK } from '../ledger/ticket-clocks.ts';
import { updateTicket } from '../ledger/tickets.ts';
import { closeEffect } from './close-effect.ts';
import type { ClosedEffect } from './decided.ts';
import { handOff } from './hand-off.ts';
import type { InboxParts } from './parts.ts';
import { relayNotSent } from './relay-trouble.ts';

/** A mail that was refused for good, or may have been sent, is never repeated on a guess: somebody is told, by whose mail it was. */
export async function notSent(parts: InboxParts, closes: ClosedEffect, lease: Lease): Promise<void> {
  switch (closes.effect.kind) {
    case 'relay':
      return relayNotSent(parts, closes);
    case 'notice':
      return noticeNotSent(parts, closes);
    case 'follow-up':
    case 'closing':
      return checkInNotSent(parts, closes);
    default:
      return handOff(parts, closes, lease);
  }
}

/** Nobody waits for it, and the silence goes on as if it had left: it is not asked a second time. */
async function checkInNotSent(parts: InboxParts, closes: ClosedEffect): Promise<void> {
  const { db, inbox, now, log } = parts;
  const { effect, why } = closes;
  await transactInbox(db, inbox, async (trx) => {
    await closeEffect(trx, inbox, closes, now());
    await updateTicket(trx, inbox, effect.thread_id, LOOK);
  });
  log.warn({ thread: effect.thread_id, effect: effect.key, why }, 'a silent customer could not be written to');
}

/** A mail about a mail: nobody is told of it by another. */
async function noticeNotSent(parts: InboxParts, closes: ClosedEffect): Promise<void> {
  await transactInbox(parts.db, parts.inbox, (trx) => closeEffect(trx, parts.inbox, closes, parts.now()));
  parts.log.error({ thread: closes.effect.thread_id, effect: closes.effect.key, why: closes.why }, 'a notice does not reach the staff');
}
