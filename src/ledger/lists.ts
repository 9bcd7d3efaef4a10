import { sql } from 'kysely';
import type { Run } from './database.ts';
import type { MessageRow } from './schema.ts';

/** Which messages of an inbox; what is left out does not matter. */
export interface MessageFilter {
  /** All of these, on the thread. */
  readonly labels?: readonly string[];
  /** Address, lower case. */
  readonly from?: string;
  /** Arrived at or after, and before; ms. */
  readonly since?: number;
  readonly before?: number;
  /** The last message of the page before. */
  readonly after?: Pick<MessageRow, 'arrived_at' | 'id'>;
  readonly limit: number;
}

/** Rarer labels are looked up by their threads, common ones by going back in time: either way few rows are read. */
const RARE = 2_000;

/** Newest first. Answers from indexes alone, however large the mailbox. */
export async function listMessages(run: Run, inbox: string, filter: MessageFilter): Promise<MessageRow[]> {
  const { labels = [], from, since, before, after, limit } = filter;
  const rare = await rareThreads(run, inbox, labels);
  // The plus keeps SQLite from going back in time through the whole mailbox for a few threads, or one sender, that may be old.
  const newest = rare === null && from === undefined ? sql<number>`messages.arrived_at` : sql<number>`+messages.arrived_at`;
  let query = run.selectFrom('messages').selectAll().where('inbox', '=', inbox).orderBy(newest, 'desc').orderBy('id', 'desc');
  if (from !== undefined) query = query.where('from_address', '=', from);
  if (since !== undefined) query = query.where('arrived_at', '>=', since);
  if (before !== undefined) query = query.where('arrived_at', '<', before);
  if (after !== undefined) {
    query = query
      .where('arrived_at', '<=', after.arrived_at)
      .where((eb) => eb.or([eb('arrived_at', '<', after.arrived_at), eb('id', '<', after.id)]));
  }
  if (rare !== null) {
    if (rare.length === 0) return [];
    query = query.where('thread_id', 'in', rare);
  }
  for (const label of rare === null ? labels : []) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('thread_labels')
          .select('label')
          .whereRef('thread_labels.inbox', '=', 'messages.inbox')
          .whereRef('thread_labels.thread_id', '=', 'messages.thread_id')
          .where('thread_labels.label', '=', label),
      ),
    );
  }
  return query.limit(limit).execute();
}

/** Threads that carry all of the labels, if the rarest of these is rare; else null. */
async function rareThreads(run: Run, inbox: string, labels: readonly string[]): Promise<readonly string[] | null> {
  let found: readonly string[] | null = null;
  for (const label of labels) {
    const rows = await run
      .selectFrom('thread_labels')
      .select('thread_id')
      .where('inbox', '=', inbox)
      .where('label', '=', label)
      .limit(RARE + 1)
      .execute();
    if (rows.length > RARE || (found !== null && rows.length >= found.length)) continue;
    found = rows.map((row) => row.thread_id);
  }
  if (found === null || labels.length < 2) return found;
  const all = await run
    .selectFrom('thread_labels')
    .select((eb) => ['thread_id', eb.fn.countAll<number>().as('n')])
    .where('inbox', '=', inbox)
    .where('thread_id', 'in', [...found, ''])
    .where('label', 'in', [...labels])
    .groupBy('thread_id')
    .execute();
  return all.filter((row) => Number(row.n) === new Set(labels).size).map((row) => row.thread_id);
}
