import type { Selectable } from 'kysely';
import type { Outcome } from '../triage/outcome.ts';
import type { Run } from './database.ts';
import type { Tables } from './schema.ts';

export type ReviewRow = Selectable<Tables['reviews']>;

/** What is reviewed: a decision, and what it was allowed to do. */
export type Reviewed = Pick<ReviewRow, 'inbox' | 'thread_id' | 'turn' | 'category' | 'language' | 'autonomy'>;

/** Writes down what a person made of a decision; the same id again is a better judgement of the same, such as a mail that was filed late. */
export async function recordReview(trx: Run, row: ReviewRow): Promise<void> {
  const { kind, likeness, at } = row;
  await trx
    .insertInto('reviews')
    .values(row)
    .onConflict((c) => c.columns(['inbox', 'id']).doUpdateSet({ kind, likeness, at }))
    .execute();
}

/**
 * The decision that a review is about: that of a turn, or the newest of the thread. Null where nothing was decided.
 */
export async function reviewed(trx: Run, inbox: string, threadId: string, turn: string | null): Promise<Reviewed | null> {
  const newest = trx
    .selectFrom('decisions')
    .select(['turn', 'outcome_json'])
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    // What people have decided is nothing of the agent's.
    .where('turn', 'not like', '%=%')
    .orderBy('decided_at', 'desc')
    .limit(1);
  const row = await (turn === null ? newest : newest.where('turn', '=', turn)).executeTakeFirst();
  if (row === undefined) return null;
  const outcome = JSON.parse(row.outcome_json) as Outcome;
  const base = { inbox, thread_id: threadId, turn: row.turn };
  if (outcome.kind === 'wait') return { ...base, category: null, language: null, autonomy: 'draft' };
  // Of what a person decides nothing leaves by itself; a draft is the most that it could have been.
  return { ...base, category: outcome.category, language: outcome.language, autonomy: outcome.kind === 'reply' ? outcome.mode : 'draft' };
}
