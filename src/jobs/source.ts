import { TransientError } from '../errors.ts';
import { placementsOfMessage } from '../ledger/messages.ts';
import type { InboxParts } from './parts.ts';
import { MAX_MAIL_BYTES } from './payload.ts';

/** The whole source of a message, wherever it lies now; null when a person has deleted it. */
export async function sourceOf(parts: InboxParts, message: string): Promise<Buffer | null> {
  for (const place of await placementsOfMessage(parts.db, parts.inbox, message)) {
    if (place.copied === 1) continue;
    const status = await parts.mailbox.status(place.mailbox);
    if (status.uidValidity !== place.uid_validity) throw new TransientError(`the mailbox ${place.mailbox} is being listed again`);
    const [mail] = await parts.mailbox.fetchUids(place.mailbox, [place.uid], MAX_MAIL_BYTES);
    if (mail !== undefined) return mail.source;
  }
  return null;
}
