import type { Run } from '../ledger/database.ts';
import { effectsOfTurn } from '../ledger/effects.ts';
import { prepared } from '../ledger/prepared.ts';
import { recordReview, reviewed } from '../ledger/reviews.ts';
import { demoteOnStrikes } from './autonomy.ts';
import type { Decision } from './decided.ts';
import type { InboxParts } from './parts.ts';

/** Who asks again after this long asks anew, ms. */
const SAME_MATTER_MS = 14 * 86_400_000;

/**
 * A customer who comes back with a mail of the same category after an automatic answer was not helped by it: that counts against the category. A thank-you
 * does not, nor does a question of another category. Writes it down in the transaction of the newer decision.
 */
export async function noteReopened(
  trx: Run,
  parts: Pick<InboxParts, 'inbox' | 'policy'>,
  { turn, thread, outcome, closes, ticket, newest }: Decision,
  at: number,
): Promise<void> {
  const { inbox } = parts;
  const wasAnswered = thread.some((m) => m.direction === 'out' && m.author === 'agent');
  if (!wasAnswered || closes !== undefined || outcome.kind === 'note' || outcome.category === null) return;
  const since = newest.arrived_at - SAME_MATTER_MS;
  for (const earlier of await decidedBefore(trx, { inbox, threadId: ticket.thread_id, turn, since })) {
    const decision = await reviewed(trx, inbox, ticket.thread_id, earlier.turn);
    const isAnswer = decision?.autonomy === 'auto' && decision.category === outcome.category;
    if (!isAnswer || !(await effectsOfTurn(trx, inbox, earlier.turn)).some((e) => e.kind === 'reply' && e.accepted_at !== null)) continue;
    await recordReview(trx, { ...decision, id: `reopened:${earlier.turn}`, kind: 'reopened', likeness: null, at });
    return demoteOnStrikes(trx, parts, decision.category, at);
  }
}

/** The newest few: what was said before them was answered by them. */
const decidedBefore = prepared((run, p: { inbox: string; threadId: string; turn: string; since: number }) =>
  run
    .selectFrom('decisions')
    .select('turn')
    .where('inbox', '=', p.inbox)
    .where('thread_id', '=', p.threadId)
    .where('decided_at', '>=', p.since)
    .where('turn', '<>', p.turn)
    .orderBy('decided_at', 'desc')
    .limit(3),
);
