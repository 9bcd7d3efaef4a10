import { PermanentError } from '../errors.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { isReadable, unreadNote } from '../mail/attachment-kind.ts';
import type { Attachment } from '../mail/message.ts';
import type { AttachmentText } from '../mail/read-task.ts';
import type { TriageAttachment } from '../triage/attached.ts';
import type { InboxParts } from './parts.ts';
import { sourceOf } from './source.ts';

/** Files of one turn that are read: each may take seconds. The others are named. */
const READ = 5;

export interface ReadAttachments {
  readonly attachments: readonly TriageAttachment[];
  /** The messages, with what could not be read noted beside the file's name, so that staff see it too. */
  readonly messages: readonly MessageRow[];
}

/** The files of these mails, with the words of those that can be read. Throws `TransientError` when the mailbox is away. */
export async function readAttachments(parts: InboxParts, messages: readonly MessageRow[]): Promise<ReadAttachments> {
  const read = await readFiles(parts, messages, (id) => sourceOf(parts, id));
  for (const message of read.messages) {
    if (messages.includes(message)) continue;
    const { id, attachments_json } = message;
    await parts.db.updateTable('messages').set({ attachments_json }).where('inbox', '=', parts.inbox).where('id', '=', id).execute();
  }
  return read;
}

/** The same, wherever the mails are. A message with new notes is a new object. @param source a whole mail by its row; null where it is gone */
export async function readFiles(
  parts: Pick<InboxParts, 'reader' | 'log'>,
  messages: readonly MessageRow[],
  source: (id: string) => Promise<Buffer | null>,
): Promise<ReadAttachments> {
  let left = READ;
  const all: TriageAttachment[] = [];
  const noted: MessageRow[] = [];
  for (const message of messages) {
    const listed = JSON.parse(message.attachments_json) as Attachment[];
    const wanted = listed.filter((a) => isReadable(a)).slice(0, left);
    left -= wanted.length;
    const whole = wanted.length === 0 ? null : await source(message.id);
    const found: (Attachment & AttachmentText)[] = [];
    for (const attachment of listed) {
      const read = wanted.includes(attachment) ? await textOf(parts, whole, attachment.id) : null;
      found.push({
        ...attachment,
        text: read?.text ?? '',
        note: read === null ? (unreadNote(attachment) ?? 'not read: too many files') : read.note,
      });
    }
    all.push(...found);
    noted.push(withNotes(parts, message, wanted.length === 0 ? [] : found));
  }
  return { attachments: all, messages: noted };
}

async function textOf(parts: Pick<InboxParts, 'reader'>, source: Buffer | null, id: string): Promise<AttachmentText> {
  const gone = { text: '', note: 'not read: the mail is no longer there' };
  if (source === null) return gone;
  try {
    return (await parts.reader.attachmentText(source, id)) ?? gone;
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return { text: '', note: `not read: ${error.message}` };
  }
}

/** Only what was tried and failed is worth a note to people: that a picture is a picture they see. */
function withNotes(parts: Pick<InboxParts, 'log'>, message: MessageRow, found: readonly (Attachment & AttachmentText)[]): MessageRow {
  const failed = found.filter((a) => isReadable(a) && a.note !== null);
  if (failed.length === 0) return message;
  for (const { filename, note } of failed)
    parts.log.info({ message: message.id, type: /\.[a-z0-9]{1,5}$/i.exec(filename)?.[0], note }, 'an attachment was not read');
  const entries = found.map(({ text: _, note, ...attachment }) =>
    failed.some((f) => f.id === attachment.id) ? { ...attachment, note } : attachment,
  );
  return { ...message, attachments_json: JSON.stringify(entries) };
}
