import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Topic } from '../tickets/surge.ts';
import type { Run } from './database.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './schema.ts';

export type SurgeRow = Selectable<Tables['surges']>;
export type SurgeThreadRow = Selectable<Tables['surge_threads']>;

/** Ids begin with the time, so that they stand in its order. */
export function surgeId(startedAt: number): string {
  return `srg_${startedAt}`;
}

/** Surges that began after a moment, newest first: those that go on, and those whose topic is not to be found anew. */
export function surgesSince(run: Run, inbox: string, since: number): Promise<SurgeRow[]> {
  return startedSince(run, { inbox, first: surgeId(since) });
}

const startedSince = prepared((run, p: { inbox: string; first: string }) =>
  run.selectFrom('surges').selectAll().where('inbox', '=', p.inbox).where('id', '>=', p.first).orderBy('id', 'desc'),
);

/** The surge that a conversation belongs to, while it goes on. */
export async function surgeOfThread(run: Run, inbox: string, threadId: string): Promise<SurgeRow | null> {
  const row = await run
    .selectFrom('surge_threads')
    .innerJoin('surges', (join) => join.onRef('surges.inbox', '=', 'surge_threads.inbox').onRef('surges.id', '=', 'surge_threads.surge'))
    .selectAll('surges')
    .where('surge_threads.inbox', '=', inbox)
    .where('surge_threads.thread_id', '=', threadId)
    .where('surges.state', '<>', 'over')
    .orderBy('surges.id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

/** What a conversation is to the surge that goes on, if it belongs to one, and since when (ms). */
export async function surgeStanding(run: Run, inbox: string, threadId: string): Promise<Pick<SurgeThreadRow, 'state' | 'at'> | null> {
  const rows = await standingIn(run, { inbox, threadId });
  // Sorted here: asked for in this order, SQLite would read all conversations of all surges.
  return rows.toSorted((a, b) => (a.surge < b.surge ? 1 : -1))[0] ?? null;
}

const standingIn = prepared((run, p: { inbox: string; threadId: string }) =>
  run
    .selectFrom('surge_threads')
    // SQLite takes the tables of a cross join in this order: a conversation belongs to few surges.
    .crossJoin('surges')
    .whereRef('surges.inbox', '=', 'surge_threads.inbox')
    .whereRef('surges.id', '=', 'surge_threads.surge')
    .select(['surge_threads.state', 'surge_threads.at', 'surge_threads.surge'])
    .where('surge_threads.inbox', '=', p.inbox)
    .where('surge_threads.thread_id', '=', p.threadId)
    .where('surges.state', '<>', 'over'),
);

export function threadsOfSurge(run: Run, inbox: string, surge: string): Promise<SurgeThreadRow[]> {
  return run
    .selectFrom('surge_threads')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('surge', '=', surge)
    .orderBy('at')
    .orderBy('thread_id')
    .execute();
}

/** A conversation belongs to a surge once; what is known of it stays. */
export async function joinSurge(trx: Run, row: SurgeThreadRow): Promise<void> {
  await trx
    .insertInto('surge_threads')
    .values(row)
    .onConflict((c) => c.columns(['inbox', 'surge', 'thread_id']).doNothing())
    .execute();
}

export async function updateSurge(trx: Run, inbox: string, id: string, facts: Partial<SurgeRow>): Promise<void> {
  await trx.updateTable('surges').set(facts).where('inbox', '=', inbox).where('id', '=', id).execute();
}

const StoredTopic = z.object({ team: z.string(), terms: z.array(z.tuple([z.string(), z.number()])) });

/** What its mails share, and the team that was told. */
export function readTopic({ topic_json }: Pick<SurgeRow, 'topic_json'>): { readonly team: string; readonly topic: Topic } {
  const { team, terms } = StoredTopic.parse(JSON.parse(topic_json));
  return { team, topic: new Map(terms) };
}

/** What customers wrote, as far as a topic can be told from it. */
export interface Spoken {
  readonly thread_id: string;
  readonly from_address: string;
  readonly arrived_at: number;
  readonly subject: string;
  /** Newest words; null where only the header was read. */
  readonly text: string | null;
  readonly verdict_json: string;
}

/** Who wrote between two moments, newest first: mail of machines and of our own people is left out. */
export function spokenBetween(run: Run, inbox: string, from: number, to: number, limit: number): Promise<Spoken[]> {
  return between(run, { inbox, from, to, limit });
}

const between = prepared((run, p: { inbox: string; from: number; to: number; limit: number }) =>
  run
    .selectFrom('messages')
    .select(['thread_id', 'from_address', 'arrived_at', 'subject', 'text', 'verdict_json'])
    .where('inbox', '=', p.inbox)
    .where('arrived_at', '>=', p.from)
    .where('arrived_at', '<', p.to)
    .where('direction', '=', 'in')
    .where((eb) => eb.or([eb('disposition', 'is', null), eb('disposition', 'not in', ['suppressed', 'noted', 'duplicate', 'gone'])]))
    .orderBy('arrived_at', 'desc')
    .limit(p.limit),
);
