import { readCursor, writeCursor } from '../ledger/cursors.ts';
import type { CursorRow } from '../ledger/schema.ts';
import type { FetchedEnvelope, FetchedFlags, FetchedMail, MailboxStatus, SpecialMailboxes } from '../mail/mailbox.ts';
import { batches, headersOf, mailsOf } from './fetch-patiently.ts';
import { FIRST_LISTING, holdOf, RELISTING, releaseHeld } from './listing-hold.ts';
import { mergeFlags } from './merge-flags.ts';
import { placeOwnMail } from './own-mail.ts';
import type { InboxParts } from './parts.ts';
import { MAX_MAIL_BYTES } from './payload.ts';
import type { Place } from './place.ts';
import { type Read, readHistoric, readMail } from './read.ts';
import { type Ring, recordMails } from './record.ts';
import { recordHistoric } from './record-historic.ts';

/**
 * Keeps the ledger's picture of one mail account true. All methods are serialised by the caller. The cursor moves in
 * the transaction that records the mails, so a crash repeats a step and loses nothing.
 */

/** Mails a step takes at once: a commit and a round trip each. */
const NEW_CHUNK = 50;
const SENT_CHUNK = 250;
/** Headers are read and recorded this many at once: a commit each. */
const BACKFILL_CHUNK = 500;
/** Chunks a step of the backfill takes unless somebody waits. */
const BACKFILL_CHUNKS = 20;
/** Headers read between two looks at what else waits for the process. */
const PARSED = 50;
/** More old mails than this in one sync look like a re-import: nothing is sent before all are listed and de-duplicated. */
const FLOOD = 50;
const OLD = 24 * 3_600_000;

export interface SyncResult {
  readonly rings: readonly Ring[];
  /** True when there may be more: call again. */
  readonly more: boolean;
  /** Mails taken in. */
  readonly taken: number;
  /** Mails the server has in this mailbox. */
  readonly messages: number;
}

/** The mailboxes that are watched, with what they are for. */
export function placesOf(special: SpecialMailboxes): readonly { readonly mailbox: string; readonly role: Place['role'] }[] {
  const others = [special.archive].filter((m): m is string => m !== null);
  return [
    { mailbox: special.inbox, role: 'inbox' },
    ...[special.sent, ...special.otherSent].flatMap((mailbox) => (mailbox === null ? [] : [{ mailbox, role: 'sent' as const }])),
    ...others.map((mailbox) => ({ mailbox, role: 'other' as const })),
  ];
}

/** New mail and changed flags of one mailbox. */
export async function syncMailbox(parts: InboxParts, mailbox: string, role: Place['role']): Promise<SyncResult> {
  const status = await parts.mailbox.status(mailbox);
  const cursor = (await readCursor(parts.db, parts.inbox, mailbox)) ?? (await attach(parts, mailbox, status, holdOf(role, FIRST_LISTING)));
  if (cursor.uid_validity !== status.uidValidity) {
    parts.log.warn(
      { mailbox, from: cursor.uid_validity, to: status.uidValidity },
      'UIDVALIDITY changed: the mailbox is listed again, nothing is sent meanwhile',
    );
    await dropPlacements(parts, mailbox);
    await attach(parts, mailbox, status, holdOf(role, RELISTING));
    return { rings: [], more: true, taken: 0, messages: status.messages };
  }
  const place: Place = { mailbox, uidValidity: status.uidValidity, role };
  const taken = status.uidNext - 1 > cursor.last_uid ? await takeNew(parts, place, cursor, status) : { rings: [], taken: 0 };
  const flagRings = await syncFlags(parts, place, cursor, status);
  return { rings: [...taken.rings, ...flagRings], more: false, taken: taken.taken, messages: status.messages };
}

async function takeNew(
  parts: InboxParts,
  place: Place,
  from: CursorRow,
  status: MailboxStatus,
): Promise<{ rings: readonly Ring[]; taken: number }> {
  const rings: Ring[] = [];
  let taken = 0;
  let cursor = from;
  let old = 0;
  let held = from.hold > 0;
  for (;;) {
    const { mails, last } = place.role === 'sent' ? await newInSent(parts, place, cursor, status) : await newMails(parts, place, cursor);
    old += mails.filter((m) => parts.now() - m.internalDate > OLD).length;
    const reads: Read[] = [];
    for (const mail of mails.filter(isMail)) reads.push(await readMail(parts, place, mail));
    const more = last < status.uidNext - 1 && last > cursor.last_uid;
    // A backfill's hold stays until the backfill ends; a flood's hold ends with the sync that brought it.
    const hold = cursor.backfill_uid > 0 && cursor.hold > 0 ? cursor.hold : old > FLOOD && more ? RELISTING : 0;
    cursor = { ...cursor, last_uid: last, hold, synced_at: parts.now() };
    rings.push(...(await recordMails(parts, reads, cursor)));
    taken += reads.length;
    held ||= hold > 0;
    if (!more && held && hold === 0) rings.push(...(await releaseHeld(parts)));
    if (!more) return { rings, taken };
  }
}

interface NewMails {
  readonly mails: readonly FetchedMail[];
  /** The cursor moves only as far as the session has seen: UIDNEXT may already count a mail it has not been told of. */
  readonly last: number;
}

async function newMails(parts: InboxParts, place: Place, cursor: CursorRow): Promise<NewMails> {
  const mails = await parts.mailbox.fetchAfter(place.mailbox, cursor.last_uid, NEW_CHUNK, MAX_MAIL_BYTES).catch(async () => {
    const uids = (await parts.mailbox.fetchFlags(place.mailbox, null)).map((m) => m.uid).filter((uid) => uid > cursor.last_uid);
    return mailsOf(parts, place, uids.slice(0, NEW_CHUNK));
  });
  return { mails, last: Math.max(cursor.last_uid, ...mails.map((m) => m.uid)) };
}

/** What nobody has sent yet is in All Mail on Gmail: it is not part of any conversation. */
function isMail({ flags }: { readonly flags: readonly string[] }): boolean {
  return !flags.includes('\\Draft');
}

/** What we filed ourselves is known already; everything else in Sent was written by a person. */
async function newInSent(parts: InboxParts, place: Place, cursor: CursorRow, status: MailboxStatus): Promise<NewMails> {
  const first = cursor.last_uid + 1;
  const end = Math.min(status.uidNext - 1, cursor.last_uid + SENT_CHUNK);
  const ours = await placeOwnMail(parts, place, first, end);
  const others = Array.from({ length: end - first + 1 }, (_, i) => first + i).filter((uid) => !ours.has(uid));
  const mails = others.length === 0 ? [] : await parts.mailbox.fetchUids(place.mailbox, others, MAX_MAIL_BYTES);
  return { mails, last: Math.max(cursor.last_uid, ...ours, ...mails.map((m) => m.uid)) };
}

/** At the first sight of a mailbox everything in it is to be indexed, newest first; what arrives from now on is new. */
async function attach(parts: InboxParts, mailbox: string, status: MailboxStatus, hold: number): Promise<CursorRow> {
  const newest = status.uidNext - 1;
  const cursor: CursorRow = {
    inbox: parts.inbox,
    mailbox,
    uid_validity: status.uidValidity,
    last_uid: newest,
    backfill_uid: newest,
    modseq: status.highestModseq,
    synced_at: parts.now(),
    // An empty mailbox has nothing to wait for.
    hold: newest === 0 ? 0 : hold,
  };
  await writeCursor(parts.db, cursor);
  return cursor;
}

/**
 * One step of indexing what was there before. Mail from after the watermark is taken in like new mail.
 * @param isAwaited somebody waits for the step to end: it does so soon
 */
export async function backfillMailbox(
  parts: InboxParts,
  mailbox: string,
  role: Place['role'],
  isAwaited: () => boolean = () => false,
): Promise<Pick<SyncResult, 'rings' | 'more'>> {
  let cursor = await readCursor(parts.db, parts.inbox, mailbox);
  if (cursor === null || cursor.backfill_uid === 0) return { rings: [], more: false };
  const place: Place = { mailbox, uidValidity: cursor.uid_validity, role };
  const rings: Ring[] = [];
  // The server reads the next headers while these are recorded; nothing outlives the step, for flags may change between two of them.
  let ahead = fetchChunk(parts, place, cursor.backfill_uid);
  for (let chunk = 1; cursor.backfill_uid > 0; chunk += 1) {
    const { first, headers } = await ahead;
    const last = first === 1 || chunk === BACKFILL_CHUNKS || isAwaited();
    if (!last) ahead = fetchChunk(parts, place, first - 1);
    // Whoever fails here leaves that fetch behind: its error is told by the next step.
    ahead.catch(() => undefined);
    const recorded: { readonly rings: readonly Ring[]; readonly cursor: CursorRow } = await recordChunk(parts, place, cursor, {
      first,
      headers,
    });
    rings.push(...recorded.rings);
    cursor = recorded.cursor;
    if (last) break;
  }
  const more = cursor.backfill_uid > 0;
  if (!more) parts.log.info({ mailbox }, 'mailbox indexed');
  return { rings, more };
}

interface Chunk {
  readonly first: number;
  readonly headers: readonly FetchedEnvelope[];
}

async function fetchChunk(parts: InboxParts, place: Place, last: number): Promise<Chunk> {
  const first = Math.max(1, last - BACKFILL_CHUNK + 1);
  return { first, headers: await headersOf(parts, place, first, last) };
}

async function recordChunk(
  parts: InboxParts,
  place: Place,
  from: CursorRow,
  { first, headers }: Chunk,
): Promise<{ rings: readonly Ring[]; cursor: CursorRow }> {
  const { go_live: goLive } = parts.row;
  const mails = headers.filter(isMail);
  const fresh = mails.filter((m) => m.internalDate >= goLive);
  const historic: Read[] = [];
  for (const mail of mails) {
    const read = mail.internalDate < goLive ? await readHistoric(parts, place, mail) : null;
    if (read !== null) historic.push(read);
    if (historic.length % PARSED === PARSED - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  const done = first === 1;
  const passed = from.hold === FIRST_LISTING && fresh.length === 0;
  const cursor = { ...from, backfill_uid: first - 1, hold: done || passed ? 0 : from.hold };
  if (fresh.length === 0) {
    await recordHistoric(parts, historic, cursor);
    return { rings: from.hold > 0 && cursor.hold === 0 ? await releaseHeld(parts) : [], cursor };
  }
  const reads: Read[] = [];
  for (const batch of batches(fresh)) {
    for (const mail of await mailsOf(parts, place, batch)) reads.push(await readMail(parts, place, mail));
  }
  await recordHistoric(parts, historic, null);
  const rings = [...(await recordMails(parts, reads, cursor))];
  if (from.hold > 0 && cursor.hold === 0) rings.push(...(await releaseHeld(parts)));
  return { rings, cursor };
}

async function syncFlags(parts: InboxParts, place: Place, cursor: CursorRow, status: MailboxStatus): Promise<readonly Ring[]> {
  if (status.highestModseq === cursor.modseq) return [];
  if (status.highestModseq === null) {
    // Without CONDSTORE (RFC 7162) a change of flags cannot be asked for: those of open tickets are polled.
    await setModseq(parts, place, null);
    return [];
  }
  const fetchedAt = parts.now();
  const changed = await parts.mailbox.fetchFlags(place.mailbox, cursor.modseq);
  const { rings, unsettled } = await mergeFlags(parts, place, changed, fetchedAt);
  await setModseq(parts, place, before(unsettled) ?? status.highestModseq);
  return rings;
}

async function setModseq(parts: InboxParts, { mailbox }: Place, modseq: string | null): Promise<void> {
  await parts.db.updateTable('cursors').set({ modseq }).where('inbox', '=', parts.inbox).where('mailbox', '=', mailbox).execute();
}

/** The modseq from which these flags are reported once more; null for none. */
function before(flags: readonly FetchedFlags[]): string | null {
  const modseqs = flags.flatMap(({ modseq }) => (modseq === null ? [] : [BigInt(modseq)]));
  const lowest = modseqs.reduce<bigint | null>((min, modseq) => (min === null || modseq < min ? modseq : min), null);
  return lowest === null ? null : String(lowest - 1n);
}

async function dropPlacements(parts: InboxParts, mailbox: string): Promise<void> {
  await parts.db.deleteFrom('placements').where('inbox', '=', parts.inbox).where('mailbox', '=', mailbox).execute();
}
