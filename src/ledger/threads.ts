import type { Run } from './database.ts';

/**
 * Makes one conversation of several that turned out to be one, and tells under which name each goes on. One that somebody works on, or
 * that carries labels, keeps its name; two such ones stay apart, because two tickets cannot be made one behind the backs of those who have them.
 */
export async function joinThreads(run: Run, inbox: string, threads: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const held = await heldAmong(run, inbox, threads);
  const target = threads.find((thread) => held.has(thread)) ?? threads[0] ?? '';
  const moved = threads.filter((thread) => thread !== target && !held.has(thread));
  if (moved.length > 0) {
    const rows = await run
      .updateTable('messages')
      .set({ thread_id: target })
      .where('inbox', '=', inbox)
      .where('thread_id', 'in', moved)
      .returning(['message_id', 'refs_json'])
      .execute();
    const ids = new Set(rows.flatMap((m) => [...(JSON.parse(m.refs_json) as string[]), ...(m.message_id === null ? [] : [m.message_id])]));
    if (ids.size > 0) {
      await run
        .updateTable('thread_refs')
        .set({ thread_id: target })
        .where('inbox', '=', inbox)
        .where('ref', 'in', [...ids])
        .where('thread_id', 'in', moved)
        .execute();
    }
  }
  return new Map(moved.map((thread) => [thread, target]));
}

async function heldAmong(run: Run, inbox: string, threads: readonly string[]): Promise<ReadonlySet<string>> {
  const of = (table: 'tickets' | 'thread_labels' | 'effects') =>
    run
      .selectFrom(table)
      .select('thread_id')
      .distinct()
      .where('inbox', '=', inbox)
      .where('thread_id', 'in', [...threads])
      .execute();
  const found = await Promise.all([of('tickets'), of('thread_labels'), of('effects')]);
  return new Set(found.flat().map((row) => row.thread_id));
}
