import type { Run } from './database.ts';
import { insertion } from './insertion.ts';
import { prepared } from './prepared.ts';

/** The label set of a thread: the truth that the mailbox shows a projection of. */
export async function labelsOf(run: Run, inbox: string, threadId: string): Promise<Set<string>> {
  return new Set((await byThread(run, { inbox, threadId })).map((r) => r.label));
}

const byThread = prepared((run, p: { inbox: string; threadId: string }) =>
  run.selectFrom('thread_labels').select('label').where('inbox', '=', p.inbox).where('thread_id', '=', p.threadId),
);

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
  await insertLabels(
    run,
    change.add.map((label) => ({ inbox, thread_id: threadId, label, by, at })),
  );
}

const insertLabels = insertion('thread_labels', 'keep');
