import { TransientError } from '../errors.ts';
import { insertPlacements, placementsOfThread } from '../ledger/messages.ts';
import type { InboxParts } from './parts.ts';

/** Begins the `uid_validity` of a remembered copy: the row says that the mail with this uid of the inbox was copied, not where to. */
const COPY = 'copy';

/**
 * Most clients show no keywords, so the few labels that people act on also have a mailbox: its mails are copied there
 * once. The copy is remembered before it is made, so that a crash makes at most one less and never one more.
 */
export async function copyToFolders(parts: InboxParts, threadId: string, labels: ReadonlySet<string>): Promise<void> {
  const { db, inbox, mailbox, policy } = parts;
  const wanted = Object.entries(policy.labels.folders).filter(([label]) => labels.has(label.toLowerCase()));
  if (wanted.length === 0) return;
  const special = await mailbox.special();
  const places = await placementsOfThread(db, inbox, threadId);
  for (const [, folder] of wanted) {
    const copied = new Set(places.filter((p) => p.copied === 1 && p.mailbox === folder).map((p) => p.message));
    const missing = places.filter((p) => p.copied === 0 && p.mailbox === special.inbox && p.direction === 'in' && !copied.has(p.message));
    if (missing.length === 0) continue;
    const { uidValidity } = await mailbox.status(special.inbox);
    if (missing.some((p) => p.uid_validity !== uidValidity)) throw new TransientError(`the mailbox ${special.inbox} is being listed again`);
    await insertPlacements(
      db,
      missing.map((p) => ({
        inbox,
        mailbox: folder,
        uid_validity: `${COPY}:${p.uid_validity}`,
        uid: p.uid,
        message: p.message,
        flags_json: '[]',
        projected_json: '[]',
        copied: 1,
      })),
    );
    await mailbox.create(folder);
    await mailbox.copy(
      special.inbox,
      missing.map((p) => p.uid),
      folder,
    );
  }
}
