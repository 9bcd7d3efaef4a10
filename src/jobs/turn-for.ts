import { turnOf } from '../ledger/inboxes.ts';
import { prepared } from '../ledger/prepared.ts';
import type { InboxParts } from './parts.ts';

/**
 * A mail that waits although it was decided about before has used that turn up: its answer was withdrawn because the customer wrote again, or people have handed the
 * ticket back. It gets another turn. What people decided, and hand-offs of what could not be sent, are no turns of the agent.
 */
export async function turnFor({ db, inbox }: InboxParts, threadId: string, message: string): Promise<string> {
  const first = turnOf(threadId, message);
  const used = (await turnsOf(db, { inbox, threadId, message })).filter(({ turn }) => /^(~\d+)?$/.test(turn.slice(first.length)));
  return used.length === 0 ? first : `${first}~${used.length + 1}`;
}

const turnsOf = prepared((run, p: { inbox: string; threadId: string; message: string }) =>
  run
    .selectFrom('decisions')
    .select('turn')
    .where('inbox', '=', p.inbox)
    .where('thread_id', '=', p.threadId)
    .where('message', '=', p.message),
);
