import type { Run } from './database.ts';

/**
 * Makes one conversation of several that turned out to be one, and tells under which name each goes on. One that somebody works on, or
 * that carries labels, keeps its name; two such ones stay apart, because two tickets cannot be made one behind the backs of those who have them.
 */
export async function joinThreads(run: Run, inbox: string, threads: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const held = await heldAmong(run, inbox, threads);
  const target = threads.find((thread) => held.has(thread)) ?? threads[0] ?? '';
  const moved = threads.filter((thread) => thread !== target && !held.has(thread));
  for (const some of chunks(moved)) {
    for (const table of ['messages', 'thread_refs'] as const) {
      await run.updateTable(table).set({ thread_id: target }).where('inbox', '=', inbox).where('thread_id', 'in', some).execute();
    }
  }
  return new Map(moved.map((thread) => [thread, target]));
}

async function heldAmong(run: Run, inbox: string, threads: readonly string[]): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const some of chunks(threads)) {
    for (const table of ['tickets', 'thread_labels', 'effects'] as const) {
      const rows = await run
        .selectFrom(table)
        .select('thread_id')
        .distinct()
        .where('inbox', '=', inbox)
        .where('thread_id', 'in', some)
        .execute();
      for (const row of rows) held.add(row.thread_id);
    }
  }
  return held;
}

/** Names that a statement takes: SQLite has at most 32,766 parameters for one. */
const MANY = 500;

function chunks(names: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(names.length / MANY) }, (_, i) => names.slice(i * MANY, (i + 1) * MANY));
}
