import { readCursor } from '../ledger/cursors.ts';
import { placementsOfThread } from '../ledger/messages.ts';
import { forget } from './forget.ts';
import { lookAtThread } from './open-mails.ts';
import { FRESH } from './overtaken.ts';
import type { InboxParts } from './parts.ts';

/**
 * Makes what the ledger knows of a conversation at most a moment old, and tells whether anything of what the customer wrote is left where people look. The server tells of new
 * mail and of labels, but not of mail that was deleted: that is asked for. Throws `TransientError` when it is away.
 */
export async function threadLeft(parts: InboxParts, threadId: string): Promise<boolean> {
  const { db, inbox, mailbox } = parts;
  await parts.refresh(FRESH);
  for (const ring of await lookAtThread(parts, threadId)) parts.ring(ring.threadId, 0);
  const places = (await placementsOfThread(db, inbox, threadId)).filter((p) => p.copied === 0 && p.direction === 'in');
  let left = false;
  for (const name of new Set(places.map((p) => p.mailbox))) {
    const cursor = await readCursor(db, inbox, name);
    const uidValidity = cursor?.uid_validity;
    const uids = places.filter((p) => p.mailbox === name && p.uid_validity === uidValidity).map((p) => p.uid);
    const present = new Set(uids.length === 0 ? [] : (await mailbox.fetchFlagsOf(name, uids)).map((m) => m.uid));
    // Uids of a mailbox that has just begun anew mean other mails, or none: that is no sign of anything.
    if (uidValidity === undefined || (await mailbox.status(name)).uidValidity !== uidValidity) return true;
    const missing = uids.filter((uid) => !present.has(uid));
    if (missing.length > 0) await forget(parts, { mailbox: name, uidValidity }, missing);
    left ||= present.size > 0;
  }
  return left;
}
