import { PermanentError } from '../errors.ts';
import { assertCarriedOut, type ImapClient } from './imap-connection.ts';
import { fetchFlags } from './imap-fetch.ts';
import { uidSets } from './imap-uid-set.ts';
import type { FetchedFlags, FlagChange } from './mailbox.ts';

/**
 * STORE in the selected mailbox (RFC 3501 §6.4.6) and the uids of which the server showed that the change is there. The answer OK
 * alone says nothing: for a uid that the session was not told of, servers say OK and change nothing. So every mail counts only once
 * its flags have been seen; what is not confirmed by the answers to the STORE is looked up, stored once more and looked up again.
 */
export async function storeFlags(client: ImapClient, uids: readonly number[], change: FlagChange): Promise<number[]> {
  if (uids.length === 0 || (change.add.length === 0 && change.remove.length === 0)) return [...uids];
  assertStorable(client, change.add);

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
    for (const shown of await fetchFlags(client, behind)) if (isDone(shown.flags, change)) confirmed.add(shown.uid);
  }
  return uids.filter((uid) => confirmed.has(uid));
}

/** At most two commands; the uids whose answers show the whole change. */
async function storeAndListen(client: ImapClient, uids: readonly number[], change: FlagChange): Promise<number[]> {
  const shown = new Map<number, FetchedFlags['flags']>();
  const listen = (event: { uid?: number; flags?: Set<string> }) => {
    if (event.uid !== undefined && event.flags !== undefined) shown.set(event.uid, [...event.flags]);
  };
  const run = async (stored: Promise<boolean>) => assertCarriedOut(client, 'STORE', await stored);
  client.on('flags', listen);
  try {
    for (const set of uidSets(uids)) {
      if (change.add.length > 0) await run(client.messageFlagsAdd(set, [...change.add], { uid: true }));
      if (change.remove.length > 0) await run(client.messageFlagsRemove(set, [...change.remove], { uid: true }));
    }
  } finally {
    client.off('flags', listen);
  }
  return uids.filter((uid) => isDone(shown.get(uid) ?? null, change));
}

/** imapflow leaves out what the mailbox does not store, without a word. */
function assertStorable(client: ImapClient, flags: readonly string[]): void {
  const permanent = client.mailbox === false ? undefined : client.mailbox.permanentFlags;
  if (permanent === undefined || permanent.has('\\*')) return;
  const stored = new Set([...permanent].map((flag) => flag.toLowerCase()));
  const refused = flags.filter((flag) => !stored.has(flag.toLowerCase()));
  if (refused.length > 0) throw new PermanentError(`This mailbox cannot store ${refused.join(', ')}: its server takes no keywords`);
}

/** Flags and keywords are compared without case (RFC 9051 §2.3.2). */
function isDone(flags: readonly string[] | null, { add, remove }: FlagChange): boolean {
  if (flags === null) return false;
  const set = new Set(flags.map((flag) => flag.toLowerCase()));
  return add.every((flag) => set.has(flag.toLowerCase())) && remove.every((flag) => !set.has(flag.toLowerCase()));
}
