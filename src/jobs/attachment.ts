import type { FoundAttachment } from '../mail/read-task.ts';
import type { InboxParts } from './parts.ts';
import { sourceOf } from './source.ts';

/**
 * One attachment of a mail, decoded: by the id of the message's row and the attachment's id in `Message.attachments` (`att_1`). The bytes come from the
 * mailbox at that moment. Null when the mail or the attachment is not there. Throws `TransientError` when the mailbox is away, `PermanentError` when the
 * mail cannot be read within the limits. Whether the caller may see the mail is not asked here.
 */
export async function attachmentOf(parts: InboxParts, message: string, attachment: string): Promise<FoundAttachment | null> {
  const source = await sourceOf(parts, message);
  return source === null ? null : parts.reader.attachment(source, attachment);
}
