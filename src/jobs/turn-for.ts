import { turnOf } from '../ledger/inboxes.ts';
import type { InboxParts } from './parts.ts';

/**
 * A reply that was cancelled because the customer wrote again has used its turn up. Should the newer mail vanish, or be the
 * older one by its date, the same message is the newest once more and gets another turn.
 */
export async function turnFor({ db, inbox }: InboxParts, threadId: string, message: string): Promise<string> {
  const first = turnOf(threadId, message);
  const cancelled = await db
    .selectFrom('effects')
    .innerJoin('decisions', (join) => join.onRef('decisions.inbox', '=', 'effects.inbox').onRef('decisions.turn', '=', 'effects.turn'))
    .select('effects.turn')
    .where('effects.inbox', '=', inbox)
    .where('effects.thread_id', '=', threadId)
    .where('effects.kind', 'in', ['reply', 'draft'])
    .where('effects.state', '=', 'cancelled')
    .where('decisions.message', '=', message)
    .execute();
  return cancelled.length === 0 ? first : `${first}~${cancelled.length + 1}`;
}
