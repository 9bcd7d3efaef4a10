import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { InvariantError } from '../errors.ts';
import { renderMarkdown } from './markdown.ts';
import type { Address, Header } from './message.ts';
import { oneLine } from './parse-headers.ts';
import type { OriginalQuote } from './quote-original.ts';
import { pageHtml } from './sheet-html.ts';

/** A mail of ours, before it has bytes. */
export interface OutgoingMail {
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly replyTo: Address | null;
  readonly subject: string;
  /** The body; sent as text/plain and text/html. */
  readonly markdown: string;
  /** Both parts as they are, in place of what `markdown` and `original` would give; the text is `format=flowed` (RFC 3676). */
  readonly body?: { readonly text: string; readonly html: string };
  /** Whether the HTML of `markdown` is a page that fits a phone, and no part of one as in people's own mail. */
  readonly page?: boolean;
  /** Shown below the body; null: nothing. */
  readonly original: OriginalQuote | null;
  /** With angle brackets, as everywhere. */
  readonly inReplyTo: string | null;
  /** Oldest first. */
  readonly references: readonly string[];
  readonly messageId: string;
  /** ms since the epoch. */
  readonly date: number;
  readonly headers: readonly Header[];
  readonly attachments: readonly OutgoingAttachment[];
  /** Whole mails, attached as `message/rfc822`, unchanged but for CRLF line ends. */
  readonly originals: readonly Buffer[];
}

export interface OutgoingAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** RFC 5322 §3.6.4 lets a long References be cut; the root keeps threads together, the newest keep their order. */
const NEWEST_REFERENCES = 20;
/** RFC 5322 §2.1.1: 998 octets a line, and a value without white space cannot be folded. Values in other scripts are encoded, and that folds. */
const MAX_VALUE = 900;
/** Longer names are no names. */
const MAX_NAME = 200;

/**
 * The RFC 5322 source, CRLF line ends. The same input gives the same bytes: boundaries come from the Message-ID. Line breaks and control
 * characters in any header value are removed, so no value can add a header; a recipient or a header name that would need such repair throws
 * `InvariantError`, because a mended one may be somebody else's. No line is longer than 998 octets. Originals are never encoded (RFC 2046 §5.2.1): 7bit when they
 * are ASCII, else 8bit, which wants a server with 8BITMIME.
 */
export async function compose(mail: OutgoingMail): Promise<Buffer> {
  const options = {
    from: toAddress(mail.from),
    to: mail.to.map(toAddress),
    cc: mail.cc.map(toAddress),
    ...(mail.replyTo === null ? {} : { replyTo: toAddress(mail.replyTo) }),
    subject: cut(oneLine(mail.subject), MAX_VALUE),
    ...bodyOf(mail),
    ...(mail.inReplyTo === null || mail.inReplyTo.length > MAX_VALUE ? {} : { inReplyTo: messageId(mail.inReplyTo) }),
    references: boundedReferences(mail.references).map(messageId).join(' '),
    messageId: messageId(mail.messageId),
    date: new Date(mail.date),
    headers: mail.headers.map(toHeader),
    attachments: [...mail.attachments.map(toAttachment), ...mail.originals.map(toOriginal)],
    newline: 'windows',
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
    boundaryPrefix: 'firstline',
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return await new MailComposer(options).compile().build();
}

function bodyOf({ markdown, original, body, page }: OutgoingMail): object {
  const { text: words, html } = renderMarkdown(markdown, original);
  if (body === undefined) return { text: words, html: page === true ? pageHtml(html) : html };
  const text = { contentType: 'text/plain; charset=utf-8; format=flowed', content: body.text };
  return { alternatives: [text, { contentType: 'text/html; charset=utf-8', content: body.html }] };
}

function boundedReferences(references: readonly string[]): readonly string[] {
  const unique = [...new Set(references)].filter((id) => id.length <= MAX_VALUE);
  return unique.length <= NEWEST_REFERENCES + 1 ? unique : [...unique.slice(0, 1), ...unique.slice(-NEWEST_REFERENCES)];
}

function toAddress({ name, address }: Address): { name: string; address: string } {
  // RFC 5321 §4.5.3.1: 64 octets, @, 255 octets.
  if (address.length > 320 || !/^[^\s\p{Cc}<>,;:"()[\]\\@]+@[^\s\p{Cc}<>,;:"()\\@]+$/u.test(address))
    throw new InvariantError(`Not an address to send to: ${JSON.stringify(address)}`);
  return { name: cut(oneLine(name), MAX_NAME), address };
}

function toHeader({ name, value }: Header): { key: string; value: string } {
  if (!/^[A-Za-z0-9-]+$/.test(name)) throw new InvariantError(`Not a header name: ${JSON.stringify(name)}`);
  return { key: name, value: cut(oneLine(value), MAX_VALUE) };
}

function messageId(id: string): string {
  return `<${id.replace(/[\s\p{Cc}<>]/gu, '')}>`;
}

function cut(value: string, max: number): string {
  return value.length > max ? `${value.slice(0, max - 1).toWellFormed()}…` : value;
}

function toAttachment({ filename, contentType, content }: OutgoingAttachment): object {
  return {
    filename: cut(oneLine(filename), MAX_NAME),
    contentType: /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream',
    content,
  };
}

function toOriginal(content: Buffer, index: number): object {
  const filename = index === 0 ? 'original.eml' : `original-${index + 1}.eml`;
  return { filename, contentType: 'message/rfc822', contentDisposition: 'attachment', content };
}
