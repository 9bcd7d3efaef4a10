import type { Run } from '../ledger/database.ts';
import { prepared } from '../ledger/prepared.ts';
import { recordReview, reviewed } from '../ledger/reviews.ts';
import type { EffectRow } from '../ledger/schema.ts';
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
  for (const { id } of await sentBefore(trx, { inbox, threadId: ticket.thread_id, turn, since })) {
    const decision = await reviewed(trx, inbox, ticket.thread_id, id.slice(SENT.length));
    if (decision?.category !== outcome.category) continue;
    await recordReview(trx, { ...decision, id: `reopened:${decision.turn}`, kind: 'reopened', likeness: null, at });
    return demoteOnStrikes(trx, parts, decision.category, at);
  }
}

/** What was sent without a person is a case of its category: what is said of it later is counted against all of them. */
export async function noteSent(trx: Run, { inbox, thread_id: threadId, turn }: EffectRow, at: number): Promise<void> {
  const decision = await reviewed(trx, inbox, threadId, turn);
  if (decision?.autonomy === 'auto') await recordReview(trx, { ...decision, id: SENT + turn, kind: 'sent', likeness: null, at });
}

/** Before the turn, in the id of the review of what was sent by itself. */
const SENT = 'sent:';

const sentBefore = prepared((run, p: { inbox: string; threadId: string; turn: string; since: number }) =>
  run
    .selectFrom('reviews')
    .select('id')
    .where('inbox', '=', p.inbox)
    .where('thread_id', '=', p.threadId)
    .where('kind', '=', 'sent')
    .where('autonomy', '=', 'auto')
    .where('at', '>=', p.since)
    .where('turn', '<>', p.turn)
    .orderBy('at', 'desc'),
);
