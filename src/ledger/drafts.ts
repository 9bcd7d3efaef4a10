import { type Selectable, sql } from 'kysely';
import type { Run } from './database.ts';
import { insertion } from './insertion.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './schema.ts';

export type DraftRow = Selectable<Tables['drafts']>;
export type DraftState = DraftRow['state'];

/** Where a copy of a draft lies. */
export interface DraftPlace {
  readonly mailbox: string;
  readonly uidValidity: string;
  readonly uid: number;
}

/** A draft that has been filed waits for a person; one that is there already stays as it is. */
export const insertDrafts: (run: Run, rows: readonly DraftRow[]) => Promise<void> = insertion('drafts', 'keep');

/** Those that wait for a person, oldest first. */
export function waitingDrafts(run: Run, inbox: string): Promise<DraftRow[]> {
  return (
    run
      .selectFrom('drafts')
      .selectAll()
      .where('inbox', '=', inbox)
      // A literal, so that SQLite recognises the condition of its partial index.
      .where('state', '=', sql.lit('waiting'))
      .where('filed_at', '>', 0)
      .orderBy('filed_at')
      .orderBy('effect')
      .execute()
  );
}

/** Of one conversation. */
export const waitingDraftsOf = prepared((run, p: { inbox: string; threadId: string }) =>
  run
    .selectFrom('drafts')
    .selectAll()
    .where('inbox', '=', p.inbox)
    .where('thread_id', '=', p.threadId)
    .where('state', '=', 'waiting')
    .orderBy('filed_at'),
);

/** Those that came to an end at `since` or later. */
export function settledDrafts(run: Run, inbox: string, states: readonly DraftState[], since: number): Promise<DraftRow[]> {
  return run
    .selectFrom('drafts')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('state', 'in', [...states])
    .where('settled_at', '>=', since)
    .execute();
}

/** Those that came to an end while a copy of ours is still to be taken away. */
export function untidyDrafts(run: Run, inbox: string): Promise<DraftRow[]> {
  return run.selectFrom('drafts').selectAll().where('inbox', '=', inbox).where('settled_at', '>', 0).where('uid', 'is not', null).execute();
}

export async function hasDrafts(run: Run, inbox: string): Promise<boolean> {
  const newest = run.selectFrom('drafts').select('effect').where('inbox', '=', inbox).where('filed_at', '>', 0).orderBy('filed_at', 'desc');
  return (await newest.limit(1).executeTakeFirst()) !== undefined;
}

export function placeOf({ mailbox, uid_validity: uidValidity, uid }: DraftRow): DraftPlace | null {
  return mailbox === null || uidValidity === null || uid === null ? null : { mailbox, uidValidity, uid };
}

/** Where its copy lies now; null: nowhere that is known. */
export function asPlace(place: DraftPlace | null): Pick<DraftRow, 'mailbox' | 'uid_validity' | 'uid'> {
  return { mailbox: place?.mailbox ?? null, uid_validity: place?.uidValidity ?? null, uid: place?.uid ?? null };
}

export async function updateDraft(run: Run, { inbox, effect }: Pick<DraftRow, 'inbox' | 'effect'>, set: Partial<DraftRow>): Promise<void> {
  await run.updateTable('drafts').set(set).where('inbox', '=', inbox).where('effect', '=', effect).execute();
}
