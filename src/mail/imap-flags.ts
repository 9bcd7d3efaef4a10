import { TransientError } from '../errors.ts';
import { hasGmailLabels, storeGmailLabels } from './gmail-store.ts';
import { assertCarriedOut, type ImapClient } from './imap-connection.ts';
import { fetchFlags } from './imap-fetch.ts';
import { uidSets } from './imap-uid-set.ts';
import { wireKeyword } from './keyword.ts';
import type { FetchedFlags, FlagChange } from './mailbox.ts';

/**
 * STORE in the selected mailbox (RFC 3501 §6.4.6) and the uids of which the server showed that the change is there. The answer OK
 * alone says nothing: for a uid that the session was not told of, servers say OK and change nothing. So every mail counts only once
 * its flags have been seen; what is not confirmed by the answers to the STORE is looked up, stored once more and looked up again.
 */
export async function storeFlags(client: ImapClient, uids: readonly number[], change: FlagChange): Promise<number[]> {
  if (uids.length === 0 || (change.add.length === 0 && change.remove.length === 0)) return [...uids];
  if (storable(client, change.add).length < change.add.length) throw new TooManyKeywords();

  const confirmed = new Set(await storeAndListen(client, uids, change));
  const unsure = uids.filter((uid) => !confirmed.has(uid));
  if (unsure.length === 0) return [...uids];

  await client.noop();
  const behind: number[] = [];
  for (const shown of await fetchFlags(client, unsure)) {
    if (isDone(shown.flags, change)) confirmed.add(shown.uid);
    else behind.push(shown.uid);
  }
  if (behind.length > 0) {
    await storeAndListen(client, behind, change);
    for (const shown of await fetchFlags(client, behind)) {
      if (isDone(shown.flags, change)) confirmed.add(shown.uid);
      // The mail is there, and the server has said OK twice: it has no room for one more keyword and does not say so.
      else if (change.add.some(isKeyword)) throw new TooManyKeywords();
    }
  }
  return uids.filter((uid) => confirmed.has(uid));
}

/** The commands, and the uids whose answers show the whole change. */
async function storeAndListen(client: ImapClient, uids: readonly number[], change: FlagChange): Promise<number[]> {
  const shown = new Map<number, FetchedFlags['flags']>();
  const listen = (event: { uid?: number; flags?: Set<string> }) => {
    if (event.uid !== undefined && event.flags !== undefined) shown.set(event.uid, [...event.flags]);
  };
  const labels = hasGmailLabels(client) ? { add: change.add.filter(isKeyword), remove: change.remove.filter(isKeyword) } : NONE;
  const flags = { add: change.add.filter((f) => !labels.add.includes(f)), remove: change.remove.filter((f) => !labels.remove.includes(f)) };
  const run = async (stored: Promise<boolean>) => {
    try {
      assertCarriedOut(client, 'STORE', await stored);
    } catch (error) {
      throw isKeywordLimit(error) && change.add.some(isKeyword) ? new TooManyKeywords({ cause: error }) : error;
    }
  };
  client.on('flags', listen);
  try {
    for (const set of uidSets(uids)) {
      if (flags.add.length > 0) await run(client.messageFlagsAdd(set, flags.add.map(wireKeyword), { uid: true }));
      if (flags.remove.length > 0) await run(client.messageFlagsRemove(set, flags.remove.map(wireKeyword), { uid: true }));
      if (labels.add.length > 0) await storeGmailLabels(client, set, '+', labels.add);
      if (labels.remove.length > 0) await storeGmailLabels(client, set, '-', labels.remove);
    }
  } finally {
    client.off('flags', listen);
  }
  return uids.filter((uid) => isDone(shown.get(uid) ?? null, change));
}

const NONE: FlagChange = { add: [], remove: [] };

/**
 * Of these flags, those that the selected mailbox keeps (`PERMANENTFLAGS`, RFC 3501 §7.1). imapflow leaves out the others without a word.
 * @param full the mailbox has refused new keywords although it announces `\\*`: those it has already can still be set.
 */
export function storable(client: ImapClient, flags: readonly string[], full = false): string[] {
  const permanent = client.mailbox === false ? undefined : client.mailbox.permanentFlags;
  if (hasGmailLabels(client) || permanent === undefined || (permanent.has('\\*') && !full)) return [...flags];
  const stored = new Set([...permanent].map((flag) => flag.toLowerCase()));
  return flags.filter((flag) => (full && !isKeyword(flag)) || stored.has(wireKeyword(flag).toLowerCase()));
}

/** The mailbox has no room for one of these keywords; what it can keep is known now, so that the next try leaves the others out. */
export class TooManyKeywords extends TransientError {
  constructor(options?: ErrorOptions) {
    super('this mailbox takes no further keywords', { ...options, retryAfterMs: 1_000 });
  }
}

function isKeyword(flag: string): boolean {
  return !flag.startsWith('\\');
}

/** RFC 5530 LIMIT; servers that do not know it say it in words. */
function isKeywordLimit(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { serverResponseCode: code, responseText: words } = error as { serverResponseCode?: unknown; responseText?: unknown };
  return code === 'LIMIT' || (typeof words === 'string' && /keyword|too many flags/i.test(words));
}

/** Flags and keywords are compared without case (RFC 9051 §2.3.2). */
function isDone(flags: readonly string[] | null, { add, remove }: FlagChange): boolean {
  if (flags === null) return false;
  const wire = (flag: string) => wireKeyword(flag).toLowerCase();
  const set = new Set(flags.map(wire));
  return add.every((flag) => set.has(wire(flag))) && remove.every((flag) => !set.has(wire(flag)));
}
