import { assertCarriedOut, type ImapClient } from './imap-connection.ts';
import { uidSets } from './imap-uid-set.ts';
import type { Copied } from './mailbox.ts';

/** UID COPY (RFC 3501 §6.4.7), and where the copies are now, as far as the server tells (UIDPLUS, RFC 4315). */
export async function copyMails(client: ImapClient, uids: readonly number[], to: string): Promise<Copied | null> {
  const copies = new Map<number, number>();
  let uidValidity: string | null = null;
  for (const set of uidSets(uids)) {
    const done = await client.messageCopy(set, to, { uid: true });
    assertCarriedOut(client, 'COPY', done);
    for (const [from, uid] of done.uidMap ?? []) copies.set(from, uid);
    uidValidity = done.uidValidity?.toString() ?? uidValidity;
  }
  return uidValidity === null ? null : { uidValidity, copies };
}

/** UID MOVE (RFC 6851); a server that lacks it gets a copy and the removal of the original. */
export async function moveMails(client: ImapClient, uids: readonly number[], to: string): Promise<void> {
  if (!client.capabilities.has('MOVE')) {
    await copyMails(client, uids, to);
    return removeMails(client, uids);
  }
  for (const set of uidSets(uids)) assertCarriedOut(client, 'MOVE', await client.messageMove(set, to, { uid: true }));
}

/**
 * Takes these mails out of the selected mailbox. Without UIDPLUS an EXPUNGE would take along whatever else is marked as deleted there: then they are only
 * marked, and go when a person's client tidies up.
 */
export async function removeMails(client: ImapClient, uids: readonly number[]): Promise<void> {
  const canExpunge = client.capabilities.has('UIDPLUS');
  for (const set of uidSets(uids)) {
    const removal = canExpunge
      ? client.messageDelete(set, { uid: true })
      : client.messageFlagsAdd(set, ['\\Deleted', '\\Seen'], { uid: true });
    assertCarriedOut(client, 'EXPUNGE', await removal);
  }
}
