import type { Run } from './database.ts';
import { prepared } from './prepared.ts';
import type { ReviewRow } from './reviews.ts';
import type { AutonomyRow } from './schema.ts';

/** What the categories of an inbox have earned or lost; few rows, asked for at every decision. */
export function earnedIn(run: Run, inbox: string): Promise<AutonomyRow[]> {
  return ofInbox(run, { inbox });
}

const ofInbox = prepared((run, p: { inbox: string }) =>
  run.selectFrom('autonomy').selectAll().where('inbox', '=', p.inbox).where('category', '>', '').orderBy('category'),
);

/** A category has one standing: the newest. */
export async function putEarned(trx: Run, row: AutonomyRow): Promise<void> {
  const { inbox: _inbox, category: _category, ...facts } = row;
  await trx
    .insertInto('autonomy')
    .values(row)
    .onConflict((c) => c.columns(['inbox', 'category']).doUpdateSet(facts))
    .execute();
}

/** What was said of the decisions of a category after a moment, ms. */
export function reviewsAfter(run: Run, inbox: string, category: string, after: number): Promise<ReviewRow[]> {
  return run
    .selectFrom('reviews')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('category', '=', category)
    .where('at', '>', after)
    .orderBy('at')
    .execute();
}

/** Categories of which something bad was said after a moment, ms. */
export async function criticised(run: Run, inbox: string, after: number): Promise<readonly string[]> {
  const rows = await run
    .selectFrom('reviews')
    .select('category')
    .distinct()
    .where('inbox', '=', inbox)
    .where('at', '>', after)
    .where((eb) =>
      eb.or([eb('kind', 'in', ['edited', 'wrong', 'reopened']), eb.and([eb('kind', '=', 'approved'), eb('likeness', '<', 1_000)])]),
    )
    .execute();
  return rows.flatMap(({ category }) => category ?? []);
}
