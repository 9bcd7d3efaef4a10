import type { Db } from '../ledger/database.ts';
import { deletePlacement, insertPlacements, messageById, placementsOfThread } from '../ledger/messages.ts';
import type { PlacementRow } from '../ledger/schema.ts';
import type { InboxParts } from './parts.ts';

/** Begins the `uid_validity` of a copy that is about to be made: its uid is that of the mail it is made of. */
const COMING = 'copy';
/** Begins the `uid_validity` of a copy that a person took away: it is not made again. */
export const TAKEN = 'taken';

/**
 * Most clients show no keywords, so the few labels that people act on also have a mailbox: the thread's mails in INBOX are copied there once, and the copies go
 * when the label goes. A copy is remembered before it is made; after a crash it is looked for before another one is made.
 */
export async function copyToFolders(parts: InboxParts, threadId: string, labels: ReadonlySet<string>): Promise<void> {
  const folders = foldersOf(parts);
  if (folders.size === 0 || (await parts.mailbox.showsLabels())) return;
  const places = await placementsOfThread(parts.db, parts.inbox, threadId);
  for (const [folder, itsLabels] of folders) {
    const copies = places.filter((p) => p.copied === 1 && p.mailbox === folder);
    if (itsLabels.some((label) => labels.has(label))) await copyMissing(parts, folder, places, copies);
    else if (copies.length > 0) await removeCopies(parts, threadId, folder, copies);
  }
}

/** The labels each mailbox stands for. */
export function foldersOf({ policy }: InboxParts): ReadonlyMap<string, readonly string[]> {
  const byFolder = Map.groupBy(Object.entries(policy.labels.folders), ([, folder]) => folder);
  return new Map([...byFolder].map(([folder, entries]) => [folder, entries.map(([label]) => label.toLowerCase())]));
}

type Place = PlacementRow & { readonly direction: string };

async function copyMissing(parts: InboxParts, folder: string, places: readonly Place[], copies: readonly Place[]): Promise<void> {
  const { db, inbox, mailbox } = parts;
  const special = await mailbox.special();
  const copied = new Set(copies.filter((c) => !isComing(c)).map((c) => c.message));
  for (const coming of copies.filter(isComing)) if (await found(parts, folder, coming)) copied.add(coming.message);
  const missing = places.filter((p) => p.copied === 0 && p.mailbox === special.inbox && p.direction === 'in' && !copied.has(p.message));
  const [first] = missing;
  if (first === undefined) return;
  await insertPlacements(
    db,
    missing.map((p) => copyRow(p, folder, `${COMING}:${p.uid_validity}`, p.uid)),
  );
  await mailbox.create(folder);
  const uids = missing.map((p) => p.uid);
  const made = await mailbox.copy(special.inbox, uids, folder, first.uid_validity);
  for (const place of missing) {
    const coming = copyRow(place, folder, `${COMING}:${place.uid_validity}`, place.uid);
    const uid = made?.copies.get(place.uid);
    if (made !== null && uid !== undefined) await settleCopy(db, coming, { uid_validity: made.uidValidity, uid });
    else await found(parts, folder, coming);
  }
  parts.log.debug({ inbox, folder, mails: uids.length }, 'copied for people');
}

/** Takes the copies away, but never the last place of a mail: a person may have moved the original elsewhere. */
async function removeCopies(parts: InboxParts, threadId: string, folder: string, copies: readonly Place[]): Promise<void> {
  for (const coming of copies.filter(isComing)) await found(parts, folder, coming);
  const places = await placementsOfThread(parts.db, parts.inbox, threadId);
  const originals = new Set(places.filter((p) => p.copied === 0).map((p) => p.message));
  const now = places.filter((p) => p.copied === 1 && p.mailbox === folder);
  const removable = now.filter((c) => isReal(c) && originals.has(c.message));
  for (const [validity, rows] of Map.groupBy(removable, (c) => c.uid_validity)) {
    const uids = rows.map((c) => c.uid);
    await parts.mailbox.remove(folder, uids, validity);
  }
  for (const copy of now) if (!isReal(copy) || removable.includes(copy)) await deletePlacement(parts.db, copy);
}

/** A copy that may have been made before a crash: where it is, if it is. */
async function found(parts: InboxParts, folder: string, coming: PlacementRow): Promise<boolean> {
  const { db, inbox, mailbox } = parts;
  const message = await messageById(db, inbox, coming.message);
  // Without a Message-ID it cannot be looked for: at most one copy less.
  if (message === null || message.message_id === null) return true;
  await mailbox.create(folder);
  const uids = await mailbox.searchHeader(folder, 'Message-ID', message.message_id);
  const uid = uids.at(-1);
  if (uid === undefined) return false;
  const { uidValidity } = await mailbox.status(folder);
  await settleCopy(db, coming, { uid_validity: uidValidity, uid });
  return true;
}

async function settleCopy(db: Db, coming: PlacementRow, at: Pick<PlacementRow, 'uid_validity' | 'uid'>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await deletePlacement(trx, coming);
    await insertPlacements(trx, [copyRow(coming, coming.mailbox, at.uid_validity, at.uid)]);
  });
}

export function copyRow(
  { inbox, message }: Pick<PlacementRow, 'inbox' | 'message'>,
  folder: string,
  validity: string,
  uid: number,
): PlacementRow {
  return { inbox, mailbox: folder, uid_validity: validity, uid, message, flags_json: '[]', projected_json: '[]', copied: 1 };
}

function isComing({ uid_validity }: PlacementRow): boolean {
  return uid_validity.startsWith(`${COMING}:`);
}

/** Its uid is one of the mailbox it lies in. */
export function isReal({ uid_validity }: Pick<PlacementRow, 'uid_validity'>): boolean {
  return /^\d+$/.test(uid_validity);
}
