import { PermanentError } from '../errors.ts';
import { appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import { deletePlacement, insertPlacements, placementsOfMessage } from '../ledger/messages.ts';
import type { PlacementRow } from '../ledger/schema.ts';
import { DELIVERED } from '../mail/delivered.ts';
import { headerAll, type Message } from '../mail/message.ts';
import { parseHeaderBlock } from '../mail/parse.ts';
import { copyRow, foldersOf, isReal, TAKEN } from './copy-to-folders.ts';
import { projecting } from './merge-flags.ts';
import { askedByHand, obeyHand } from './obey-hand.ts';
import type { InboxParts } from './parts.ts';
import type { Ring } from './record.ts';
import { showLabels } from './relabel.ts';

/** Mails that a person has put into a folder and that are read at once; nobody drags more. */
const NEWEST = 100;

/**
 * What people do with the copies in the mailboxes of labels: whoever takes the last copy of a conversation away (deletes it, or moves it) takes the label off, and
 * whoever puts a customer's mail there sets it. A mailbox that has changed in nothing costs one STATUS.
 * @param seen what each mailbox looked like at the last look; kept by the caller
 */
export async function watchFolders(parts: InboxParts, seen: Map<string, string>): Promise<readonly Ring[]> {
  const folders = foldersOf(parts);
  if (folders.size === 0 || (await parts.mailbox.showsLabels())) return [];
  const rings: Ring[] = [];
  for (const [folder, labels] of folders) {
    if (await holdsCopies(parts.db, parts.inbox, folder)) rings.push(...(await lookInto(parts, { folder, labels }, seen)));
  }
  return rings;
}

interface Folder {
  readonly folder: string;
  /** Lower case. */
  readonly labels: readonly string[];
}

type Copy = PlacementRow & { readonly thread_id: string };

async function lookInto(parts: InboxParts, { folder, labels }: Folder, seen: Map<string, string>): Promise<readonly Ring[]> {
  const { db, inbox, mailbox } = parts;
  const fetchedAt = parts.now();
  const status = await mailbox.status(folder).catch((error: unknown) => {
    // Somebody has removed the whole mailbox: that says nothing of single mails. It is made again when it is needed.
    if (error instanceof PermanentError) return null;
    throw error;
  });
  const look = status === null ? '' : `${status.uidValidity} ${status.messages} ${status.uidNext}`;
  if (seen.get(folder) === look) return [];
  const rows = (await copiesIn(db, inbox, folder)).filter(isReal);
  const current = rows.filter((row) => row.uid_validity === status?.uidValidity);
  for (const stale of rows.filter((row) => !current.includes(row))) await deletePlacement(db, stale);
  if (status === null) return [];
  const present = new Set(await mailbox.uids(folder, 1, Number.POSITIVE_INFINITY));
  const known = new Set(current.map((row) => row.uid));
  const taken = Map.groupBy(
    current.filter((row) => !present.has(row.uid)),
    (row) => row.thread_id,
  );
  const rings: Ring[] = [];
  let unsettled = false;
  for (const [threadId, copies] of taken) {
    const ring = await transactInbox(db, inbox, async (trx) => {
      // Our own labels are on their way: whether we or somebody took it away is seen when they are through.
      if (await projecting(trx, inbox, threadId, fetchedAt)) return 'later';
      return takenAway(trx, parts, { folder, labels, threadId, copies });
    });
    if (ring === 'later') unsettled = true;
    else if (ring !== null) rings.push(ring);
  }
  const put = [...present].filter((uid) => !known.has(uid)).slice(-NEWEST);
  for (const uid of put) rings.push(...(await putThere(parts, { folder, labels, uid, uidValidity: status.uidValidity })));
  if (!unsettled) seen.set(folder, look);
  return rings;
}

interface Taken {
  readonly folder: string;
  readonly labels: readonly string[];
  readonly threadId: string;
  readonly copies: readonly Copy[];
}

async function takenAway(trx: Run, parts: InboxParts, { folder, labels, threadId, copies }: Taken): Promise<Ring | null> {
  const { inbox } = parts;
  for (const copy of copies) {
    await deletePlacement(trx, copy);
    await insertPlacements(trx, [copyRow(copy, folder, `${TAKEN}:${copy.uid_validity}`, copy.uid)]);
  }
  const left = (await copiesIn(trx, inbox, folder)).filter((row) => row.thread_id === threadId);
  // Other mails of the conversation are still there: it is not done with.
  if (left.some(isReal)) return null;
  for (const row of left) await deletePlacement(trx, row);
  return changeByHand(trx, parts, { threadId, folder, remove: labels, add: [] });
}

interface Put {
  readonly folder: string;
  readonly labels: readonly string[];
  readonly uid: number;
  readonly uidValidity: string;
}

async function putThere(parts: InboxParts, { folder, labels, uid, uidValidity }: Put): Promise<readonly Ring[]> {
  const { db, inbox, mailbox } = parts;
  const [mail] = await mailbox.fetchHeaders(folder, uid, uid, true);
  const header = mail === undefined ? null : await parseHeaderBlock(mail.headers).catch(() => null);
  if (header === null || header.messageId === null) return [];
  const message = await db
    .selectFrom('messages')
    .innerJoin('tickets', (join) =>
      join.onRef('tickets.inbox', '=', 'messages.inbox').onRef('tickets.thread_id', '=', 'messages.thread_id'),
    )
    .select(['messages.id', 'messages.thread_id'])
    .where('messages.inbox', '=', inbox)
    .where('messages.message_id', '=', header.messageId)
    .where('messages.from_address', '=', header.from?.address ?? '')
    .where('messages.direction', '=', 'in')
    .executeTakeFirst();
  if (message === undefined || !(await isCopyOf(parts, message.id, header))) return [];
  const ring = await transactInbox(db, inbox, async (trx) => {
    await insertPlacements(trx, [copyRow({ inbox, message: message.id }, folder, uidValidity, uid)]);
    const current = await labelsOf(trx, inbox, message.thread_id);
    const add = labels.some((label) => current.has(label)) ? [] : labels.slice(0, 1);
    return changeByHand(trx, parts, { threadId: message.thread_id, folder, add, remove: [] });
  });
  return ring === null ? [] : [ring];
}

/**
 * A copy has come the same way as its original. Another delivery has not: servers deliver `support+Firstline/Urgent@` into that mailbox, and customers know the id of their own
 * mail. Where the original has been moved, this is it.
 */
async function isCopyOf({ db, inbox, mailbox }: InboxParts, message: string, copy: Message): Promise<boolean> {
  const [place] = (await placementsOfMessage(db, inbox, message)).filter((p) => p.copied === 0);
  if (place === undefined || (await mailbox.status(place.mailbox)).uidValidity !== place.uid_validity) return true;
  const [original] = await mailbox.fetchHeaders(place.mailbox, place.uid, place.uid, true);
  return original === undefined || traceOf(copy) === traceOf(await parseHeaderBlock(original.headers));
}

/** What servers on the way have written. */
function traceOf(message: Message): string {
  const fields = ['return-path', 'received', ...DELIVERED];
  return JSON.stringify(fields.map((name) => headerAll(message, name)));
}

interface ByHand {
  readonly threadId: string;
  readonly folder: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

async function changeByHand(trx: Run, parts: InboxParts, { threadId, folder, add, remove }: ByHand): Promise<Ring | null> {
  const { inbox, row, now } = parts;
  const at = now();
  const current = await labelsOf(trx, inbox, threadId);
  const change = { add: add.filter((label) => !current.has(label)), remove: remove.filter((label) => current.has(label)) };
  if (change.add.length + change.remove.length === 0) return null;
  await changeLabels(trx, inbox, threadId, change, 'hand', at);
  await appendAudit(trx, inbox, at, [{ actor: 'hand', kind: 'labels.changed', refs: { thread: threadId, mailbox: folder, ...change } }]);
  const { commands } = await askedByHand(trx, parts, threadId, change);
  await obeyHand(trx, parts, threadId, commands, { mailbox: folder });
  await showLabels(trx, { inbox, secret: row.secret }, threadId, `folder:${at}:${folder}`, at);
  return { threadId, at };
}

async function holdsCopies(run: Run, inbox: string, folder: string): Promise<boolean> {
  const row = await run
    .selectFrom('placements')
    .select('uid')
    .where('inbox', '=', inbox)
    .where('mailbox', '=', folder)
    .where('copied', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function copiesIn(run: Run, inbox: string, folder: string): Promise<Copy[]> {
  return run
    .selectFrom('placements')
    .innerJoin('messages', (join) => join.onRef('messages.inbox', '=', 'placements.inbox').onRef('messages.id', '=', 'placements.message'))
    .selectAll('placements')
    .select('messages.thread_id')
    .where('placements.inbox', '=', inbox)
    .where('placements.mailbox', '=', folder)
    .where('placements.copied', '=', 1)
    .execute();
}
