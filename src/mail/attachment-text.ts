import { errorMessage } from '../errors.ts';
import { docxText } from './attachment-docx.ts';
import { type Kind, kindOf, unreadNote } from './attachment-kind.ts';
import { pdfText } from './attachment-pdf.ts';
import type { Attachment } from './message.ts';
import { decodeBytes } from './parse-charset.ts';
import { htmlText } from './parse-html.ts';
import type { AttachmentText } from './read-task.ts';

/** Characters of one attachment that are read: some ten pages. */
const MAX_CHARACTERS = 20_000;
/** Larger files are no letters. Bytes. */
const MAX_BYTES = 10_000_000;

/** The words in a file, for a reader with limits: it may take any time and memory. Never rejects: what cannot be read has a note. */
export async function attachmentText(attachment: Attachment, content: Buffer, charset = ''): Promise<AttachmentText> {
  const unread = unreadNote(attachment);
  if (unread !== null) return { text: '', note: unread };
  if (content.length > MAX_BYTES) return { text: '', note: `not read: larger than ${MAX_BYTES / 1e6} MB` };
  try {
    return bounded(await words(kindOf(attachment), content, charset));
  } catch (error) {
    return { text: '', note: `not read: ${errorMessage(error)}` };
  }
}

async function words(kind: Kind, content: Buffer, charset: string): Promise<string> {
  switch (kind) {
    case 'pdf':
      return pdfText(content, MAX_CHARACTERS);
    case 'docx':
      return docxText(content, MAX_CHARACTERS);
    case 'html':
      return htmlText(decodeBytes(content, charset));
    default:
      return decodeBytes(content.subarray(0, MAX_CHARACTERS * 4), charset);
  }
}

function bounded(found: string): AttachmentText {
  const text = found.replaceAll('\0', '').replace(/\r\n?/g, '\n').trim().toWellFormed();
  if (text === '') return { text, note: 'has no text that can be read' };
  return text.length > MAX_CHARACTERS
    ? { text: text.slice(0, MAX_CHARACTERS), note: `only the first ${MAX_CHARACTERS} characters were read` }
    : { text, note: null };
}
