import { isUtf8 } from 'node:buffer';
import { type Attachment as ParsedAttachment, type ParsedMail, simpleParser } from 'mailparser';
import { errorMessage, PermanentError } from '../errors.ts';
import type { Attachment, Header, Message } from './message.ts';
import { readDate } from './parse-date.ts';
import { mediaType, oneLine, type RawField, readAddresses, readHeaderBlock, readMessageIds } from './parse-headers.ts';
import { htmlText } from './parse-html.ts';
import { readStructure, type Structure } from './parse-structure.ts';
import { decodeBytes, decodeWords } from './parse-words.ts';

/** One of these makes a byte sequence a mail; RFC 5322 §3.6 demands From and Date, real mail keeps neither promise. */
const MAIL_FIELDS = new Set(
  'from to cc bcc sender reply-to subject date message-id received return-path mime-version content-type delivered-to'.split(' '),
);

/** Everything that costs and that we do differently is off; mails in mails stay attachments, reports stay machine-readable. */
const OPTIONS = {
  skipHtmlToText: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
};

/**
 * Reads a whole mail. Missing or absurd headers, NUL bytes, unknown charsets and broken MIME are no errors.
 * Rejects with `PermanentError` when the source is no mail at all, or breaks the limits of the parser (2 MB of headers in a part, 1,000 parts).
 */
export async function parseMessage(source: Buffer): Promise<Message> {
  const mail = withoutPreamble(source);
  const fields = mailFields(mail);
  const structure = readStructure(mail);
  const parsed = await parseMime(mail, structure);
  const html = typeof parsed.html === 'string' && parsed.html.trim() !== '' ? clean(parsed.html) : null;
  const plain = clean(parsed.text ?? '');
  const attachments = parsed.attachments.map(toAttachment);
  return {
    ...headMessage(fields),
    partTypes: structure.types,
    calendarMethod: structure.calendarMethod,
    bodyRead: true,
    text: html !== null && (plain.trim() === '' || structure.htmlOnly) ? clean(htmlText(html)) : plain,
    html,
    attachments,
    report: reportOf(parsed.attachments, structure),
  };
}

/**
 * Reads a header block only: `bodyRead` is false, `text` is empty, `html` and `report` are null, there are no attachments and `partTypes` has the top level alone.
 * Rejects with `PermanentError` when it is no header block of a mail.
 */
export async function parseHeaderBlock(headers: Buffer): Promise<Message> {
  const message = headMessage(mailFields(withoutPreamble(headers)));
  return {
    ...message,
    partTypes: [message.contentType],
    calendarMethod: null,
    bodyRead: false,
    text: '',
    html: null,
    attachments: [],
    report: null,
  };
}

/** The decoded bytes of one attachment by its id in `Message.attachments`; null when the mail has no such attachment. */
export async function attachmentContent(source: Buffer, attachmentId: string): Promise<{ attachment: Attachment; content: Buffer } | null> {
  const mail = withoutPreamble(source);
  const parsed = await parseMime(mail, readStructure(mail));
  for (const [index, part] of parsed.attachments.entries()) {
    const attachment = toAttachment(part, index);
    if (attachment.id === attachmentId) return { attachment, content: part.content };
  }
  return null;
}

async function parseMime(source: Buffer, structure: Structure): Promise<ParsedMail> {
  const content = contentOnly(source, structure);
  try {
    return await simpleParser(content, OPTIONS);
  } catch (cause) {
    throw new PermanentError(`The mail cannot be read: ${errorMessage(cause)}. Look at its source in the mailbox.`, { cause });
  }
}

/**
 * The mail with those header fields alone that say how to read the body, as we read the others ourselves; with two repairs, because the parser
 * knows neither padded delimiters (RFC 2046 §5.1.1) nor 8-bit text without a charset.
 */
function contentOnly(source: Buffer, structure: Structure): Buffer {
  const { bodyStart } = readHeaderBlock(source);
  const body = source.subarray(bodyStart);
  const lines =
    source.toString('latin1', 0, bodyStart).match(/^(?:content-[a-z-]{1,40}|mime-version)[ \t]*:[^\n]*\n?(?:[ \t][^\n]*\n?)*/gim) ?? [];
  const fields = lines.map((field) => field.slice(0, 2_000).trimEnd());
  const type = fields.find((field) => /^content-type/i.test(field));
  const isUnlabelled = structure.types[0]?.startsWith('text/') === true && !/charset/i.test(type ?? '') && !isUtf8(body);
  const head = isUnlabelled
    ? [...fields.filter((field) => field !== type), `Content-Type: ${structure.types[0]}; charset=windows-1252`]
    : fields;
  const text = structure.padded
    ? Buffer.from(body.toString('latin1').replace(/^(--[^\r\n]{0,80}[^\s])[ \t]+(?=\r?$)/gm, '$1'), 'latin1')
    : body;
  return Buffer.concat([Buffer.from(`${head.map((field) => `${field}\r\n`).join('')}\r\n`, 'latin1'), text]);
}

/** Blank lines and an mbox separator before the first field belong to whoever stored the mail. */
function withoutPreamble(source: Buffer): Buffer {
  let start = 0;
  while (start < source.length && (source[start] === 10 || source[start] === 13)) start += 1;
  const separator = /^>?From [^\n]*\n/.exec(source.toString('latin1', start, start + 1_000));
  return source.subarray(start + (separator?.[0].length ?? 0));
}

function mailFields(source: Buffer): readonly RawField[] {
  const { fields } = readHeaderBlock(source);
  if (fields.some((field) => MAIL_FIELDS.has(field.name))) return fields;
  throw new PermanentError('This is no mail: it has none of the header fields every mail has. Look at its source in the mailbox.');
}

type Head = Omit<Message, 'partTypes' | 'calendarMethod' | 'bodyRead' | 'text' | 'html' | 'attachments' | 'report'>;

function headMessage(fields: readonly RawField[]): Head {
  const first = (name: string): string => fields.find((field) => field.name === name)?.raw ?? '';
  const addresses = (name: string) => fields.filter((field) => field.name === name).flatMap((field) => readAddresses(field.raw));
  const headers: Header[] = fields.map(({ name, raw }) => ({ name, value: oneLine(decodeWords(raw)) }));
  return {
    messageId: readMessageIds(first('message-id'))[0] ?? null,
    inReplyTo: readMessageIds(first('in-reply-to')),
    references: readMessageIds(first('references')),
    from: addresses('from')[0] ?? null,
    sender: addresses('sender')[0] ?? null,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    subject: clean(oneLine(decodeWords(first('subject')))),
    date: readDate(first('date')),
    headers,
    contentType: mediaType(first('content-type'), 'text/plain'),
  };
}

function toAttachment(part: ParsedAttachment, index: number): Attachment {
  const contentType = mediaType(part.contentType, 'application/octet-stream');
  const filename = oneLine(clean(part.filename ?? ''))
    .replace(/[/\\]/g, '_')
    .slice(0, 200);
  return {
    id: `att_${index + 1}`,
    filename: filename === '' ? `attachment-${index + 1}${contentType === 'message/rfc822' ? '.eml' : ''}` : filename,
    contentType,
    size: part.content.length,
    inline: part.related === true || (part.contentDisposition === 'inline' && part.cid !== undefined),
  };
}

/** RFC 3464 and RFC 6533: the parts of a report that machines read. A mail that merely carries another mail is no report. */
function reportOf(parts: readonly ParsedAttachment[], structure: Structure): Message['report'] {
  const texts = (pattern: RegExp): string =>
    parts
      .filter((part) => pattern.test(part.contentType.toLowerCase()))
      .map((part) => clean(decodeBytes(part.content.subarray(0, 64_000), 'utf-8')))
      .join('\n\n');
  const isReport =
    structure.types[0] === 'multipart/report' || structure.types.some((type) => /^message\/(global-)?delivery-status$/.test(type));
  if (!isReport) return null;
  return {
    deliveryStatus: texts(/^message\/(global-)?delivery-status$/),
    returnedHeaders: texts(/^(text\/(rfc822-headers|global-headers?)|message\/(rfc822|global|global-headers))$/).slice(0, 64_000),
  };
}

/** NUL bytes and lone surrogates are refused by databases and by JSON on the other side. */
function clean(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\r\n', '\n').replaceAll('\r', '\n').toWellFormed();
}
