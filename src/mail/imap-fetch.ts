import { gmailKeywords } from './gmail-labels.ts';
import { assertCarriedOut, type ImapClient } from './imap-connection.ts';
import { uidSets } from './imap-uid-set.ts';
import type { FetchedFlags, FetchedMail } from './mailbox.ts';

/**
 * FETCH in the selected mailbox (RFC 3501 §6.4.5), always by UID and always with BODY.PEEK: reading a mail never marks it as read.
 * A server may send answers nobody asked for between ours, without a uid or a body: those are left out.
 */

type FetchQuery = Parameters<ImapClient['fetch']>[1];
type Fetched = Awaited<ReturnType<ImapClient['fetchAll']>>[number];

/** Labels and threads are asked for only where the server has them. */
const FLAGS: FetchQuery = { uid: true, flags: true, labels: true };
const FRAME: FetchQuery = { ...FLAGS, internalDate: true, size: true, threadId: true };

export async function fetchMails(client: ImapClient, uids: readonly number[], maxBytes: number, now: () => number): Promise<FetchedMail[]> {
  const mails: FetchedMail[] = [];
  for (const set of uidSets(uids)) {
    for (const item of await fetch(client, set, { ...FRAME, source: { maxLength: maxBytes } })) {
      if (item.source !== undefined) mails.push({ ...frame(item, now), source: item.source, serverThread: item.threadId ?? null });
    }
  }
  return byUid(mails);
}

/** @param changedSince a modseq (RFC 7162 §3.1.4); ignored where the server has no CONDSTORE. */
export async function fetchAllFlags(client: ImapClient, changedSince: string | null): Promise<FetchedFlags[]> {
  const options = changedSince === null ? {} : { changedSince: BigInt(changedSince) };
  return byUid((await fetch(client, '1:*', FLAGS, options)).map(flagsOf));
}

export async function fetchFlagsIn(client: ImapClient, first: number, last: number): Promise<FetchedFlags[]> {
  return byUid((await fetch(client, range(first, last), FLAGS)).map(flagsOf).filter(({ uid }) => uid >= first && uid <= last));
}

/** Ascending. SEARCH names uids alone, and thousands of them in one line. */
export async function uidsIn(client: ImapClient, first: number, last: number): Promise<number[]> {
  const found = await client.search({ uid: range(first, last) }, { uid: true });
  assertCarriedOut(client, 'SEARCH', found);
  return found.filter((uid) => uid >= first && uid <= last);
}

/** By INTERNALDATE. SINCE has whole days, in the server's own time zone (RFC 3501 §6.4.4): a day more covers every zone. */
export async function uidsSince(client: ImapClient, from: number): Promise<number[]> {
  const found = await client.search({ since: new Date(from - 24 * 3_600_000) }, { uid: true });
  assertCarriedOut(client, 'SEARCH', found);
  return found.toSorted((a, b) => a - b);
}

export async function fetchFlags(client: ImapClient, uids: readonly number[]): Promise<FetchedFlags[]> {
  const asked = new Set(uids);
  const found: FetchedFlags[] = [];
  for (const set of uidSets(uids)) found.push(...(await fetch(client, set, FLAGS)).map(flagsOf));
  return byUid(found.filter(({ uid }) => asked.has(uid)));
}

/** The first `limit` uids above `afterUid`, ascending. */
export async function uidsAfter(client: ImapClient, afterUid: number, limit: number): Promise<number[]> {
  const found = await client.search({ uid: range(afterUid + 1, Infinity) }, { uid: true });
  assertCarriedOut(client, 'SEARCH', found);
  return fitting(client, found.filter((uid) => uid > afterUid).slice(0, limit));
}

/** Sources read at once, in bytes: fifty mails of the largest size would be more than a gigabyte. */
const BATCH_BYTES = 60_000_000;

/** As many of the first as fit into one batch, and at least one. */
async function fitting(client: ImapClient, uids: readonly number[]): Promise<number[]> {
  if (uids.length < 2) return [...uids];
  const sizes = new Map<number, number>();
  for (const part of uidSets(uids))
    for (const item of await fetch(client, part, { ...FLAGS, size: true })) sizes.set(item.uid, item.size ?? 0);
  let total = 0;
  const end = uids.findIndex((uid) => {
    total += sizes.get(uid) ?? 0;
    return total > BATCH_BYTES;
  });
  return uids.slice(0, end === -1 ? uids.length : Math.max(1, end));
}

async function fetch(client: ImapClient, set: string, query: FetchQuery, options: { changedSince?: bigint } = {}): Promise<Fetched[]> {
  const items: Fetched[] = [];
  for await (const item of client.fetch(set, query, { uid: true, ...options })) {
    if (item.uid !== undefined && item.flags !== undefined) items.push(item);
  }
  return items;
}

function range(first: number, last: number): string {
  return `${first}:${last === Infinity ? '*' : last}`;
}

function frame(item: Fetched, now: () => number): FetchedFlags & { internalDate: number; size: number } {
  return { ...flagsOf(item), internalDate: time(item.internalDate) ?? now(), size: item.size ?? item.source?.length ?? 0 };
}

function flagsOf({ uid, flags, labels, modseq }: Fetched): FetchedFlags {
  return { uid, flags: [...(flags ?? []), ...gmailKeywords(labels ?? [])], modseq: modseq?.toString() ?? null };
}

/** null for a date that cannot be read (imapflow hands over the server's text then): such a mail must not block those behind it. */
function time(internalDate: Date | string | undefined): number | null {
  const ms = internalDate instanceof Date ? internalDate.getTime() : Date.parse(internalDate ?? '');
  return Number.isNaN(ms) ? null : ms;
}

/** Ascending; of several answers about one mail the last is the newest. */
function byUid<T extends FetchedFlags>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.uid, item])).values()].sort((a, b) => a.uid - b.uid);
}
