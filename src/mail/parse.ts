import { isUtf8 } from 'node:buffer';
import { PermanentError } from '../errors.ts';
import type { Attachment, Header, Message } from './message.ts';
import { bodyHtml, bodyText, readBody } from './parse-body.ts';
import { charsetHint, decodeBytes } from './parse-charset.ts';
import { readDate } from './parse-date.ts';
import { encryptionOf, withoutPgpArmour } from './parse-encryption.ts';
import { type HeaderBlock, mediaType, oneLine, type RawField, readAddresses, readHeaderBlock, readMessageIds } from './parse-headers.ts';
import { decodeTransfer } from './parse-transfer.ts';
import { type Part, readTree } from './parse-tree.ts';
import { decodeWords } from './parse-words.ts';
import type { ReadMail } from './read-task.ts';
import { newestText } from './reply-text.ts';

/** One of these makes a byte sequence a mail; RFC 5322 §3.6 demands From and Date, real mail keeps neither promise. */
const MAIL_FIELDS = new Set(
  'from to cc bcc sender reply-to subject date message-id received return-path mime-version content-type delivered-to'.split(' '),
);

/** In characters. RFC 5322 §2.1.1 ends a line at 998; a longer subject is no subject. */
const MAX_SUBJECT = 998;

/** What of a report is looked at, in bytes. */
const MAX_REPORT = 64_000;

/**
 * Reads a whole mail. Missing or absurd headers, NUL bytes, unknown charsets and broken MIME are no errors.
 * Rejects with `PermanentError` when the source is no mail at all, or breaks the limits of `parse-tree.ts`. The work grows with the size of the
 * source alone, but for HTML and the search for quotes: what strangers send goes through `mail-reader.ts`.
 */
export async function parseMessage(source: Buffer): Promise<Message> {
  const { header, hint, root } = readParts(source);
  const body = readBody(root);
  const html = bodyHtml(body, hint);
  const text = clean(bodyText(body, hint));
  return {
    ...headMessage(header.fields),
    partTypes: all(root).map((part) => part.type),
    calendarMethod: calendarMethod(root),
    encryption: encryptionOf(root, text),
    bodyRead: true,
    text: withoutPgpArmour(text),
    html: html === null || html.trim() === '' ? null : clean(html),
    attachments: body.attachments.map((part, index) => toAttachment(part, index, html ?? '')),
    report: reportOf(root, body.attachments, hint),
  };
}

/** A mail with its sender's own words apart. */
export async function readMail(source: Buffer): Promise<ReadMail> {
  const message = await parseMessage(source);
  return { message, newest: newestText(message).text };
}

/**
 * Reads a header block only: `bodyRead` is false, `text` is empty, `html` and `report` are null, there are no attachments and `partTypes` has the top level alone.
 * Rejects with `PermanentError` when it is no header block of a mail.
 */
export async function parseHeaderBlock(headers: Buffer): Promise<Message> {
  const message = headMessage(mailHeader(withoutPreamble(headers)).fields);
  return {
    ...message,
    partTypes: [message.contentType],
    calendarMethod: null,
    encryption: null,
    bodyRead: false,
    text: '',
    html: null,
    attachments: [],
    report: null,
  };
}

/** One attachment of a mail, decoded. */
export interface AttachmentContent {
  readonly attachment: Attachment;
  readonly content: Buffer;
  /** What the mail says it is written in, and what the rest of the mail is; empty when neither says anything. */
  readonly charset: string;
}

/** One attachment by its id in `Message.attachments`; null when the mail has no such attachment. Rejects as `parseMessage` does. */
export async function attachmentContent(source: Buffer, attachmentId: string): Promise<AttachmentContent | null> {
  const { root, hint } = readParts(source);
  const body = readBody(root);
  for (const [index, part] of body.attachments.entries()) {
    if (attachmentId !== idOf(index)) continue;
    const content = decodeTransfer(part.body, part.encoding);
    return {
      attachment: toAttachment(part, index, bodyHtml(body, hint) ?? ''),
      content,
      charset: part.parameters.get('charset') ?? hint ?? '',
    };
  }
  return null;
}

interface Parts {
  readonly header: HeaderBlock;
  readonly hint: string | undefined;
  readonly root: Part;
}

function readParts(source: Buffer): Parts {
  const mail = withoutPreamble(source);
  const hint = isUtf8(mail) ? undefined : charsetHint(mail);
  const header = mailHeader(mail, hint);
  return { header, hint, root: readTree(mail, header, hint) };
}

/** Blank lines and an mbox separator before the first field belong to whoever stored the mail. */
function withoutPreamble(source: Buffer): Buffer {
  let start = 0;
  while (start < source.length && (source[start] === 10 || source[start] === 13)) start += 1;
  const separator = /^>?From [^\n]*\n/.exec(source.toString('latin1', start, start + 1_000));
  return source.subarray(start + (separator?.[0].length ?? 0));
}

function mailHeader(source: Buffer, hint?: string): HeaderBlock {
  const header = readHeaderBlock(source, 0, source.length, hint);
  if (header.fields.some((field) => MAIL_FIELDS.has(field.name))) return header;
  throw new PermanentError('it has none of the header fields every mail has; look at its source in the mailbox');
}

type Head = Omit<Message, 'partTypes' | 'calendarMethod' | 'encryption' | 'bodyRead' | 'text' | 'html' | 'attachments' | 'report'>;

function headMessage(fields: readonly RawField[]): Head {
  const first = (name: string): string => fields.find((field) => field.name === name)?.raw ?? '';
  /** RFC 5322 §3.6 allows one such field; who writes two means both. */
  const every = (name: string): string =>
    fields
      .filter((field) => field.name === name)
      .map((field) => field.raw)
      .join(' ');
  const addresses = (name: string) => fields.filter((field) => field.name === name).flatMap((field) => readAddresses(field.raw));
  const headers: Header[] = fields.map(({ name, raw }) => ({ name, value: oneLine(decodeWords(raw)) }));
  return {
    messageId: readMessageIds(first('message-id'))[0] ?? null,
    inReplyTo: readMessageIds(every('in-reply-to')),
    references: readMessageIds(every('references')),
    from: addresses('from')[0] ?? null,
    authors: addresses('from'),
    sender: addresses('sender')[0] ?? null,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    subject: clean(oneLine(decodeWords(first('subject'))))
      .slice(0, MAX_SUBJECT)
      .toWellFormed(),
    date: readDate(first('date')),
    headers,
    contentType: mediaType(first('content-type'), 'text/plain'),
  };
}

function toAttachment(part: Part, index: number, html: string): Attachment {
  const filename = oneLine(clean(part.name)).replace(/[/\\]/g, '_').slice(0, 200).toWellFormed();
  return {
    id: idOf(index),
    filename: filename === '' ? `attachment-${index + 1}${part.type === 'message/rfc822' ? '.eml' : ''}` : filename,
    contentType: part.type,
    size: decodeTransfer(part.body, part.encoding).length,
    inline: isShown(part, html),
  };
}

/** Part of the picture a reader gets, as logos in signatures are: referred to by the HTML (RFC 2392), or said to be. */
function isShown({ contentId, disposition, type }: Part, html: string): boolean {
  if (contentId === '' || disposition === 'attachment') return contentId !== '' && html.includes(`cid:${contentId}`);
  return disposition === 'inline' || type.startsWith('image/') || html.includes(`cid:${contentId}`);
}

function idOf(index: number): string {
  return `att_${index + 1}`;
}

/** Types in MIME order, the top level first. */
function all(part: Part): readonly Part[] {
  return [part, ...part.children.flatMap(all)];
}

/** RFC 6047 §2.4: a calendar part that is shown as the mail itself. */
function calendarMethod(root: Part): string | null {
  const shown = all(root).find(
    (part) => part.type === 'text/calendar' && part.disposition !== 'attachment' && part.parameters.has('method'),
  );
  return shown?.parameters.get('method')?.toLowerCase() ?? null;
}

/** RFC 3464 and RFC 6533: the parts of a report that machines read. A mail that merely carries another mail is no report. */
function reportOf(root: Part, attachments: readonly Part[], hint: string | undefined): Message['report'] {
  const isStatus = /^message\/(global-)?delivery-status$/;
  if (root.type !== 'multipart/report' && !all(root).some((part) => isStatus.test(part.type))) return null;
  const texts = (pattern: RegExp): string =>
    attachments
      .filter((part) => pattern.test(part.type))
      .map((part) =>
        clean(decodeBytes(decodeTransfer(part.body.subarray(0, MAX_REPORT * 2), part.encoding).subarray(0, MAX_REPORT), 'utf-8', hint)),
      )
      .join('\n\n');
  return {
    deliveryStatus: texts(isStatus),
    returnedHeaders: texts(/^(text\/(rfc822-headers|global-headers?)|message\/(rfc822|global|global-headers))$/).slice(0, MAX_REPORT),
  };
}

/** NUL bytes and lone surrogates are refused by databases and by JSON on the other side. */
function clean(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\r\n', '\n').replaceAll('\r', '\n').toWellFormed();
}
