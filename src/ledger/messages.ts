import type { Disposition, Wait } from '../tickets/disposition.ts';
import type { AuditEntry } from './audit.ts';
import type { Run } from './database.ts';
import type { MessageRow, PlacementRow } from './schema.ts';

export async function messageById(run: Run, inbox: string, id: string): Promise<MessageRow | null> {
  const row = await run.selectFrom('messages').selectAll().where('inbox', '=', inbox).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** The whole conversation, oldest first, both directions. */
export function messagesOfThread(run: Run, inbox: string, threadId: string): Promise<MessageRow[]> {
  return run
    .selectFrom('messages')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .orderBy('sent_at')
    .orderBy('recorded_at')
    .execute();
}

/** Inserts unless a message of that identity is there; returns whether it was new. */
export async function insertMessage(run: Run, row: MessageRow): Promise<boolean> {
  const made = await run
    .insertInto('messages')
    .values(row)
    .onConflict((c) => c.doNothing())
    .returning('id')
    .execute();
  return made.length > 0;
}

export interface Settlement {
  readonly disposition: Disposition;
  /** The rule, the team, the newer message: what makes the disposition checkable. */
  readonly detail: string | null;
}

/** Gives messages their current disposition and ends their wait. Returns what the caller has to write into the audit with it. */
export async function settle(
  run: Run,
  inbox: string,
  ids: readonly string[],
  to: Settlement,
  actor: string,
): Promise<readonly AuditEntry[]> {
  if (ids.length === 0) return [];
  const before = await run
    .selectFrom('messages')
    .select(['id', 'disposition', 'disposition_detail'])
    .where('inbox', '=', inbox)
    .where('id', 'in', [...ids])
    .execute();
  const changed = before.filter((m) => m.disposition !== to.disposition || m.disposition_detail !== to.detail);
  await run
    .updateTable('messages')
    .set({ disposition: to.disposition, disposition_detail: to.detail, wait: null, wait_deadline: null })
    .where('inbox', '=', inbox)
    .where('id', 'in', [...ids])
    .execute();
  return changed.map((m) => ({
    actor,
    kind: 'message.disposition',
    refs: { message: m.id, from: m.disposition, to: to.disposition, detail: to.detail },
  }));
}

export async function setWait(run: Run, inbox: string, ids: readonly string[], wait: Wait, deadline: number): Promise<void> {
  if (ids.length === 0) return;
  await run
    .updateTable('messages')
    .set({ disposition: null, disposition_detail: null, wait, wait_deadline: deadline })
    .where('inbox', '=', inbox)
    .where('id', 'in', [...ids])
    .execute();
}

export async function insertPlacements(run: Run, rows: readonly PlacementRow[]): Promise<void> {
  if (rows.length === 0) return;
  await run
    .insertInto('placements')
    .values([...rows])
    .onConflict((c) => c.columns(['inbox', 'mailbox', 'uid_validity', 'uid']).doNothing())
    .execute();
}

/** Where the messages of a thread lie on the server. */
export function placementsOfThread(
  run: Run,
  inbox: string,
  threadId: string,
): Promise<(PlacementRow & Pick<MessageRow, 'direction' | 'disposition'>)[]> {
  // SQLite takes the tables of a cross join in this order; left to itself it reads every placement of the inbox.
  return run
    .selectFrom('messages')
    .crossJoin('placements')
    .whereRef('placements.inbox', '=', 'messages.inbox')
    .whereRef('placements.message', '=', 'messages.id')
    .selectAll('placements')
    .select(['messages.direction', 'messages.disposition'])
    .where('messages.inbox', '=', inbox)
    .where('messages.thread_id', '=', threadId)
    .execute();
}

export function placementsOfMessage(run: Run, inbox: string, message: string): Promise<PlacementRow[]> {
  return run.selectFrom('placements').selectAll().where('inbox', '=', inbox).where('message', '=', message).execute();
}

/** Thread ids by referenced Message-ID, for those that are known. */
export async function threadsOfRefs(run: Run, inbox: string, refs: readonly string[]): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map();
  const rows = await run
    .selectFrom('thread_refs')
    .select(['ref', 'thread_id'])
    .where('inbox', '=', inbox)
    .where('ref', 'in', [...refs])
    .execute();
  return new Map(rows.map((r) => [r.ref, r.thread_id]));
}

export async function addThreadRefs(run: Run, inbox: string, threadId: string, refs: readonly string[]): Promise<void> {
  if (refs.length === 0) return;
  await run
    .insertInto('thread_refs')
    .values([...new Set(refs)].map((ref) => ({ inbox, ref, thread_id: threadId })))
    .onConflict((c) => c.columns(['inbox', 'ref']).doNothing())
    .execute();
}
