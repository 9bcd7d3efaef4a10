import type { Disposition, Wait } from '../tickets/disposition.ts';
import type { AuditEntry } from './audit.ts';
import type { Run } from './database.ts';
import { insertion } from './insertion.ts';
import { prepared, preparedShapes, slotsOf } from './prepared.ts';
import type { MessageRow, PlacementRow } from './schema.ts';

export async function messageById(run: Run, inbox: string, id: string): Promise<MessageRow | null> {
  const row = await run.selectFrom('messages').selectAll().where('inbox', '=', inbox).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** The whole conversation, oldest first, both directions. */
export function messagesOfThread(run: Run, inbox: string, threadId: string): Promise<MessageRow[]> {
  return byThread(run, { inbox, threadId });
}

const byThread = prepared((run, p: { inbox: string; threadId: string }) =>
  run
    .selectFrom('messages')
    .selectAll()
    .where('inbox', '=', p.inbox)
    .where('thread_id', '=', p.threadId)
    .orderBy('sent_at')
    .orderBy('recorded_at'),
);

/** Inserts unless a message of that identity is there; returns whether it was new. */
export async function insertMessage(run: Run, row: MessageRow): Promise<boolean> {
  const columns = Object.keys(row);
  return (await insertUnlessKnown(run, row, columns.join(), columns)).length > 0;
}

/** Many at once, such as an old mailbox has. */
export const insertMessages = insertion('messages', 'keep');

const insertUnlessKnown = preparedShapes((run, p: MessageRow, columns: readonly string[]) =>
  run
    .insertInto('messages')
    .values(slotsOf<MessageRow>(columns, p))
    .onConflict((c) => c.doNothing())
    .returning('id'),
);

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
  const before: { id: string; disposition: string | null; disposition_detail: string | null }[] = [];
  for (const id of ids) {
    before.push(...(await standingOf(run, { inbox, id })));
    await setStanding(run, { inbox, id, disposition: to.disposition, detail: to.detail, wait: null, deadline: null });
  }
  const changed = before.filter((m) => m.disposition !== to.disposition || m.disposition_detail !== to.detail);
  return changed.map((m) => ({
    actor,
    kind: 'message.disposition',
    refs: { message: m.id, from: m.disposition, to: to.disposition, detail: to.detail },
  }));
}

export async function setWait(run: Run, inbox: string, ids: readonly string[], wait: Wait, deadline: number): Promise<void> {
  for (const id of ids) await setStanding(run, { inbox, id, disposition: null, detail: null, wait, deadline });
}

const standingOf = prepared((run, p: { inbox: string; id: string }) =>
  run.selectFrom('messages').select(['id', 'disposition', 'disposition_detail']).where('inbox', '=', p.inbox).where('id', '=', p.id),
);

interface Standing {
  readonly inbox: string;
  readonly id: string;
  readonly disposition: string | null;
  readonly detail: string | null;
  readonly wait: string | null;
  readonly deadline: number | null;
}

const setStanding = prepared((run, p: Standing) =>
  run
    .updateTable('messages')
    .set({ disposition: p.disposition, disposition_detail: p.detail, wait: p.wait, wait_deadline: p.deadline })
    .where('inbox', '=', p.inbox)
    .where('id', '=', p.id),
);

export async function insertPlacements(run: Run, rows: readonly PlacementRow[]): Promise<void> {
  await insertPlaces(run, rows);
}

const insertPlaces = insertion('placements', 'keep');

/** A mail does not lie there any more. */
export async function deletePlacement(run: Run, place: Pick<PlacementRow, 'inbox' | 'mailbox' | 'uid_validity' | 'uid'>): Promise<void> {
  await run
    .deleteFrom('placements')
    .where('inbox', '=', place.inbox)
    .where('mailbox', '=', place.mailbox)
    .where('uid_validity', '=', place.uid_validity)
    .where('uid', '=', place.uid)
    .execute();
}

/** Where the messages of a thread lie on the server. */
export function placementsOfThread(
  run: Run,
  inbox: string,
  threadId: string,
): Promise<(PlacementRow & Pick<MessageRow, 'direction' | 'disposition'>)[]> {
  return placesByThread(run, { inbox, threadId });
}

// SQLite takes the tables of a cross join in this order; left to itself it reads every placement of the inbox.
const placesByThread = prepared((run, p: { inbox: string; threadId: string }) =>
  run
    .selectFrom('messages')
    .crossJoin('placements')
    .whereRef('placements.inbox', '=', 'messages.inbox')
    .whereRef('placements.message', '=', 'messages.id')
    .selectAll('placements')
    .select(['messages.direction', 'messages.disposition'])
    .where('messages.inbox', '=', p.inbox)
    .where('messages.thread_id', '=', p.threadId),
);

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
  await insertThreadRefs(
    run,
    [...new Set(refs)].map((ref) => ({ inbox, ref, thread_id: threadId })),
  );
}

/** A reference that is known already leads to the thread that it led to. */
export const insertThreadRefs = insertion('thread_refs', 'keep');
