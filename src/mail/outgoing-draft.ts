import type { Address } from './message.ts';

/** What a person's draft gets of us when it is sent; all else in it is the person's. */
export interface DraftHeaders {
  readonly from: Address;
  readonly messageId: string;
  /** ms since the epoch. */
  readonly date: number;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Fields of a draft that are part of the mail. Whatever else a client writes into it (Bcc, its own marks, the path it came) is nobody's business. */
const KEPT = /^(?:subject|to|cc|reply-to|mime-version|content-[a-z-]+|importance|priority|x-priority|sensitivity)$/;

/**
 * The source of a draft as it is sent: its body byte for byte, its own recipients and subject, and our sender, ids and date. CRLF line ends.
 * @param source a whole RFC 5322 mail
 */
export function draftToSend(source: Buffer, { from, messageId, date, inReplyTo, references, headers }: DraftHeaders): Buffer {
  const text = source.toString('latin1').replace(/\r\n|\r|\n/g, '\r\n');
  const end = text.indexOf('\r\n\r\n');
  const head = end === -1 ? text.replace(/(?:\r\n)*$/, '') : text.slice(0, end);
  const body = end === -1 ? '' : text.slice(end + 4);
  const kept = head.split(/\r\n(?![ \t])/).filter((field) =>
    KEPT.test(
      field
        .slice(0, Math.max(0, field.indexOf(':')))
        .trim()
        .toLowerCase(),
    ),
  );
  const own = [
    `From: ${asAddress(from)}`,
    `Message-ID: ${messageId}`,
    `Date: ${new Date(date).toUTCString().replace('GMT', '+0000')}`,
    ...(inReplyTo === null ? [] : [`In-Reply-To: ${inReplyTo}`]),
    ...(references.length === 0 ? [] : [`References: ${references.join('\r\n ')}`]),
    ...headers.map(({ name, value }) => `${name}: ${value}`),
  ];
  return Buffer.from(`${[...own, ...kept].join('\r\n')}\r\n\r\n${body}`, 'latin1');
}

/** RFC 2047 where the name needs it. */
function asAddress({ name, address }: Address): string {
  if (name === '') return address;
  if (/^[\w !#$%&'*+/=?^`{|}~-]+$/.test(name)) return `${name} <${address}>`;
  if (/^[\x20-\x7e]+$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`;
  return `${encodedWords(name)} <${address}>`;
}

/** An encoded word has at most 75 characters (RFC 2047 §2), and none may end within a character. */
function encodedWords(name: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of name) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}
