import { readCursor } from '../ledger/cursors.ts';
import { placementsOfThread } from '../ledger/messages.ts';
import type { CursorRow } from '../ledger/schema.ts';
import { forget } from './forget.ts';
import { mergeFlags } from './merge-flags.ts';
import type { InboxParts } from './parts.ts';
import type { Ring } from './record.ts';

/**
 * What new mail and CHANGEDSINCE do not tell: that mail we are about to deal with was removed, and, on servers without CONDSTORE
 * (RFC 7162), that somebody changed a label.
 */

/** Marks on older mail than this many of a mailbox are seen when everything is compared; a FETCH of them all takes a moment. */
const NEWEST = 3_000;

export interface Look {
  /** The number of mails says that some were removed since the last look, or this is the first one. */
  readonly shrunk: boolean;
  /** It is time to ask for the flags of open tickets where the server does not tell of changes. */
  readonly polls: boolean;
}

/** Of one mailbox, after new mail of all mailboxes was taken in: a mail that was moved is known in its new place by then. */
export async function lookAtOpenMails(parts: InboxParts, mailbox: string, { shrunk, polls }: Look): Promise<readonly Ring[]> {
  if (!shrunk && !polls) return [];
  const cursor = await readCursor(parts.db, parts.inbox, mailbox);
  if (cursor === null) return [];
  const removable = shrunk ? await waiting(parts, cursor) : [];
  const marked = polls && cursor.modseq === null ? await open(parts, cursor) : [];
  return compare(parts, cursor, [...new Set([...removable, ...marked])]);
}

/** The same for the mails of one thread, right before something is sent. */
export async function lookAtThread(parts: InboxParts, threadId: string): Promise<readonly Ring[]> {
  const untold = await parts.db.selectFrom('cursors').selectAll().where('inbox', '=', parts.inbox).where('modseq', 'is', null).execute();
  if (untold.length === 0) return [];
  const places = (await placementsOfThread(parts.db, parts.inbox, threadId)).filter((p) => p.copied === 0);
  const rings: Ring[] = [];
  for (const cursor of untold) {
    const uids = places.filter((p) => p.mailbox === cursor.mailbox && p.uid_validity === cursor.uid_validity).map((p) => p.uid);
    rings.push(...(await compare(parts, cursor, uids)));
  }
  return rings;
}

async function compare(parts: InboxParts, cursor: CursorRow, uids: readonly number[]): Promise<readonly Ring[]> {
  if (uids.length === 0) return [];
  const place = { mailbox: cursor.mailbox, uidValidity: cursor.uid_validity };
  const fetchedAt = parts.now();
  const found = await parts.mailbox.fetchFlagsOf(place.mailbox, uids);
  const present = new Set(found.map((f) => f.uid));
  const missing = uids.filter((uid) => !present.has(uid));
  if (missing.length === 0 && cursor.modseq !== null) return [];
  // Uids of a mailbox that has just begun anew mean other mails, or none: the next look lists it again.
  if ((await parts.mailbox.status(place.mailbox)).uidValidity !== place.uidValidity) return [];
  await forget(parts, place, missing);
  return cursor.modseq === null ? (await mergeFlags(parts, place, found, fetchedAt)).rings : [];
}

/** Uids of mail that is not dealt with yet, or whose answer is on its way. */
async function waiting(parts: InboxParts, cursor: CursorRow): Promise<number[]> {
  const rows = await parts.db
    .selectFrom('messages')
    .crossJoin('placements')
    .whereRef('placements.inbox', '=', 'messages.inbox')
    .whereRef('placements.message', '=', 'messages.id')
    .select(['placements.uid', 'placements.mailbox', 'placements.uid_validity', 'placements.copied'])
    .where('messages.inbox', '=', parts.inbox)
    .where('messages.wait', 'is not', null)
    // Every wait has a deadline; named, SQLite takes the index of the waiting mails instead of reading all.
    .where('messages.wait_deadline', '>', 0)
    .execute();
  // Asked for here, the mailbox would make SQLite read all of it for each mail.
  return rows.filter((r) => r.mailbox === cursor.mailbox && r.uid_validity === cursor.uid_validity && r.copied === 0).map((r) => r.uid);
}

/** Uids, among the newest, of mail whose ticket is not closed. */
async function open(parts: InboxParts, cursor: CursorRow): Promise<number[]> {
  const rows = await parts.db
    .selectFrom((eb) =>
      eb
        .selectFrom('placements')
        .select(['uid', 'message'])
        .where('inbox', '=', parts.inbox)
        .where('mailbox', '=', cursor.mailbox)
        .where('uid_validity', '=', cursor.uid_validity)
        .orderBy('uid', 'desc')
        .limit(NEWEST)
        .as('newest'),
    )
    .innerJoin('messages', (join) => join.onRef('messages.id', '=', 'newest.message').on('messages.inbox', '=', parts.inbox))
    .innerJoin('tickets', (join) => join.onRef('tickets.thread_id', '=', 'messages.thread_id').on('tickets.inbox', '=', parts.inbox))
    .select('newest.uid')
    .where('tickets.state', '!=', 'closed')
    .execute();
  return rows.map((r) => r.uid);
}
