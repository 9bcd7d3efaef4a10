import type { Run } from './database.ts';

/** The label set of a thread: the truth that the mailbox shows a projection of. */
export async function labelsOf(run: Run, inbox: string, threadId: string): Promise<Set<string>> {
  const rows = await run.selectFrom('thread_labels').select('label').where('inbox', '=', inbox).where('thread_id', '=', threadId).execute();
  return new Set(rows.map((r) => r.label));
}

export interface LabelChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export async function changeLabels(run: Run, inbox: string, threadId: string, change: LabelChange, by: string, at: number): Promise<void> {
  if (change.remove.length > 0) {
    await run
      .deleteFrom('thread_labels')
      .where('inbox', '=', inbox)
      .where('thread_id', '=', threadId)
      .where('label', 'in', [...change.remove])
      .execute();
  }
  if (change.add.length > 0) {
    await run
      .insertInto('thread_labels')
      .values(change.add.map((label) => ({ inbox, thread_id: threadId, label, by, at })))
      .onConflict((c) => c.columns(['inbox', 'thread_id', 'label']).doNothing())
      .execute();
  }
}
