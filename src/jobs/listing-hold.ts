import { isHeld } from '../ledger/cursors.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { updateTicket } from '../ledger/tickets.ts';
import type { InboxParts } from './parts.ts';
import type { Place } from './place.ts';
import type { Ring } from './record.ts';

/**
 * Nothing is decided while a mailbox is being listed: a person's answer may not have been seen yet, and old mail in a new
 * place may look new.
 */

/** Values of a cursor's `hold`: until all is listed, or until the listing, newest first, has come to what is context only. */
export const RELISTING = 1;
export const FIRST_LISTING = 2;

/** What lies outside INBOX and Sent decides nothing, so nothing waits for it. */
export function holdOf(role: Place['role'], hold: number): number {
  return role === 'other' ? 0 : hold;
}

/** Unlike other waits it keeps the detail, which may say that only a person may deal with the mail. */
export async function holdBack({ db, inbox }: InboxParts, messages: readonly MessageRow[]): Promise<void> {
  await db
    .updateTable('messages')
    .set({ wait: 'held' })
    .where('inbox', '=', inbox)
    .where(
      'id',
      'in',
      messages.map((m) => m.id),
    )
    .execute();
}

/** What waited for a listing is due at once. */
export async function releaseHeld({ db, inbox, now }: InboxParts): Promise<readonly Ring[]> {
  if (await isHeld(db, inbox)) return [];
  const at = now();
  const held = await db
    .selectFrom('messages')
    .select('thread_id')
    .distinct()
    .where('inbox', '=', inbox)
    .where('wait', '=', 'held')
    .execute();
  for (const { thread_id: threadId } of held) await updateTicket(db, inbox, threadId, { triage_at: at });
  return held.map(({ thread_id: threadId }) => ({ threadId, at }));
}
