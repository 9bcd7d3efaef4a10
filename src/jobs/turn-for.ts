import { turnOf } from '../ledger/inboxes.ts';
import { prepared } from '../ledger/prepared.ts';
import type { InboxParts } from './parts.ts';

/**
 * A reply that was cancelled because the customer wrote again has used its turn up. Should the newer mail vanish, or be the
 * older one by its date, the same message is the newest once more and gets another turn.
 */
export async function turnFor({ db, inbox }: InboxParts, threadId: string, message: string): Promise<string> {
  const first = turnOf(threadId, message);
  const cancelled = await cancelledReplies(db, { inbox, threadId, message });
  return cancelled.length === 0 ? first : `${first}~${cancelled.length + 1}`;
}

const cancelledReplies = prepared((run, p: { inbox: string; threadId: string; message: string }) =>
  run
    .selectFrom('effects')
    .innerJoin('decisions', (join) => join.onRef('decisions.inbox', '=', 'effects.inbox').onRef('decisions.turn', '=', 'effects.turn'))
    .select('effects.turn')
    .where('effects.inbox', '=', p.inbox)
    .where('effects.thread_id', '=', p.threadId)
    .where('effects.kind', 'in', ['reply', 'draft'])
    .where('effects.state', '=', 'cancelled')
    .where('decisions.message', '=', p.message),
);
