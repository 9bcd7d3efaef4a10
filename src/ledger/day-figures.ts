import { sql } from 'kysely';
import type { Run } from './database.ts';

/** What came between two moments, by what became of it. */
export async function fatesBetween(
  run: Run,
  inbox: string,
  from: number,
  to: number,
): Promise<readonly { readonly disposition: string | null; readonly detail: string | null; readonly count: number }[]> {
  // Who answered, and what was noted: other details are as many as mails.
  const detail = sql<string | null>`CASE WHEN disposition IN ('answered', 'noted') THEN disposition_detail END`;
  const rows = await run
    .selectFrom('messages')
    .select(({ fn }) => ['disposition', detail.as('detail'), fn.countAll<number>().as('count')])
    .where('inbox', '=', inbox)
    .where('arrived_at', '>=', from)
    .where('arrived_at', '<', to)
    .where('direction', '=', 'in')
    .groupBy(['disposition', detail])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

interface Waiting {
  readonly count: number;
  /** ms; null where nothing waits. */
  readonly since: number | null;
}

/** Conversations that a team has, mails that nothing has been decided about, and drafts nobody has looked at. */
export async function waitingIn(
  run: Run,
  inbox: string,
): Promise<{ readonly staff: Waiting; readonly undecided: Waiting; readonly drafts: Waiting }> {
  const oldest = (column: string) => sql<number | null>`MIN(${sql.ref(column)})`.as('since');
  const staff = await run
    .selectFrom('thread_labels')
    .select(({ fn }) => [fn.countAll<number>().as('count'), oldest('at')])
    .where('inbox', '=', inbox)
    .where('label', '=', 'needs-human')
    .executeTakeFirstOrThrow();
  const undecided = await run
    .selectFrom('messages')
    .select(({ fn }) => [fn.countAll<number>().as('count'), oldest('arrived_at')])
    .where('inbox', '=', inbox)
    .where('wait', 'is not', null)
    .where('wait_deadline', '>', 0)
    .executeTakeFirstOrThrow();
  const drafts = await run
    .selectFrom('drafts')
    .select(({ fn }) => [fn.countAll<number>().as('count'), oldest('filed_at')])
    .where('inbox', '=', inbox)
    .where('state', '=', sql.lit('waiting' as const))
    .where('filed_at', '>', 0)
    .executeTakeFirstOrThrow();
  const read = (row: { count: number; since: number | null }): Waiting => ({
    count: Number(row.count),
    since: row.since === null ? null : Number(row.since),
  });
  return { staff: read(staff), undecided: read(undecided), drafts: read(drafts) };
}

/** What was called wrong, asked again or written anew, by category; most first. */
export async function wrongBetween(
  run: Run,
  inbox: string,
  from: number,
  to: number,
): Promise<readonly { readonly category: string; readonly count: number }[]> {
  const rows = await run
    .selectFrom('reviews')
    .select(({ fn }) => ['category', fn.countAll<number>().as('count')])
    .where('inbox', '=', inbox)
    .where('at', '>=', from)
    .where('at', '<', to)
    .where((eb) =>
      eb.or([eb('kind', 'in', ['wrong', 'reopened']), eb.and([eb('kind', 'in', ['edited', 'approved']), eb('likeness', '<', HEAVY)])]),
    )
    .groupBy('category')
    .execute();
  return rows
    .map((row) => ({ category: row.category ?? 'no category', count: Number(row.count) }))
    .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
}

/** Of an edited reply less than half was kept, in thousandths. */
const HEAVY = 500;

/** What calls of the model server cost, by currency; null where no prices were known. */
export async function costsBetween(
  run: Run,
  inbox: string,
  from: number,
  to: number,
): Promise<readonly { readonly currency: string | null; readonly amount: number; readonly calls: number }[]> {
  const rows = await run
    .selectFrom('model_calls')
    .select(({ fn }) => ['currency', fn.countAll<number>().as('calls'), fn.sum<number>('cost').as('cost')])
    .where('inbox', '=', inbox)
    .where('started_at', '>=', from)
    .where('started_at', '<', to)
    .groupBy('currency')
    .orderBy('currency')
    .execute();
  return rows.map(({ currency, calls, cost }) => ({ currency, calls: Number(calls), amount: Number(cost) / 1e9 }));
}
