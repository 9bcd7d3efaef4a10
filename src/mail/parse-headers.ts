import addressparser from 'nodemailer/lib/addressparser';
import type { Address } from './message.ts';
import { decodeUnlabelled } from './parse-charset.ts';
import { decodeWords } from './parse-words.ts';

/** One header field, unfolded (RFC 5322 §2.2.3) and not yet decoded. */
export interface RawField {
  /** Lower-cased. */
  readonly name: string;
  readonly raw: string;
}

export interface HeaderBlock {
  readonly fields: readonly RawField[];
  /** Offset of the first body byte. */
  readonly bodyStart: number;
}

/** No real field is longer; keeps hostile ones from costing seconds. */
const MAX_FIELD = 100_000;
/** No real header is longer: ten thousand recipients take half of it. */
export const MAX_HEADER = 2_000_000;

/** No real header has more: a mail that went through twenty servers has some hundred. */
const MAX_FIELDS = 2_000;

/**
 * Reads the header fields at `start`, of a longer block the first 2 MB and 2,000. Lines that are no field (an mbox `From ` line, garbage) are left out.
 * @param hint the charset of 8-bit fields that are not UTF-8
 */
export function readHeaderBlock(source: Buffer, start = 0, end = source.length, hint?: string): HeaderBlock {
  const bodyStart = headerEnd(source, start, end);
  const fields: RawField[] = [];
  let name = '';
  let parts: string[] = [];
  const close = (): void => {
    if (name !== '') fields.push({ name, raw: fieldText(parts.join(''), hint) });
  };
  for (const line of source.toString('latin1', start, Math.min(bodyStart, start + MAX_HEADER)).split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text.startsWith(' ') || text.startsWith('\t')) {
      parts.push(text);
      continue;
    }
    const match = /^([!-9;-~]{1,200})[ \t]*:/.exec(text);
    if (match?.[1] === undefined) continue;
    close();
    if (fields.length >= MAX_FIELDS) return { fields, bodyStart };
    name = match[1].toLowerCase();
    parts = [text.slice(match[0].length)];
  }
  close();
  return { fields, bodyStart };
}

/** `Content-Type` without its parameters, lower case; `fallback` when it is none. */
export function mediaType(value: string | undefined, fallback: string): string {
  const type = /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)/.exec(value ?? '')?.[1];
  return type?.toLowerCase() ?? fallback;
}

/** Addresses of a raw field, groups flattened; entries that are no `local@domain` are left out. */
export function readAddresses(raw: string): Address[] {
  const found = parseList(raw);
  // Some senders encode the whole mailbox, which RFC 2047 §5 forbids: there is no address to be had otherwise.
  return found.length === 0 && raw.includes('=?') ? parseList(decodeWords(raw)) : found;
}

/**
 * Message ids with angle brackets, each once. White space within one comes from folding and is taken out; ids without brackets are taken when there is nothing
 * better, one without `@` only when it is all there is.
 */
export function readMessageIds(raw: string): string[] {
  // RFC 2047 §5 forbids encoded words here; gateways that encode whatever is long do not care.
  const text = raw.includes('=?') ? decodeWords(raw) : raw;
  const bracketed = text.match(/<[^<>]{1,990}>/g) ?? [];
  if (bracketed.length > 0) return usable(bracketed.map((id) => id.replace(/\s+/g, '')));
  const words = text
    .split(/[\s,]+/)
    .map((word) => word.replace(/[<>]/g, ''))
    .filter((word) => word !== '' && word.length < 990);
  const named = words.filter((word) => /^[^\s@"()]+@[^\s@"()]+$/.test(word));
  return usable((named.length === 0 && words.length === 1 ? words : named).map((id) => `<${id}>`));
}

/** RFC 5322 §2.1.1 ends a line at 998 octets, and an id stands on one line; the indexes of a database take little more. */
const MAX_ID = 900;

/** Each once, without what an encoded word can smuggle in and a database refuses. */
function usable(ids: readonly string[]): string[] {
  return [...new Set(ids.map(storable))].filter((id) => id.length > 2 && Buffer.byteLength(id) <= MAX_ID);
}

/** Without control characters and halves of characters: databases refuse both, and neither has a place in an id or an address. */
function storable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, '').toWellFormed();
}

/** RFC 5321 §4.5.3.1: 64 octets in front of the `@`, 255 behind it. No server takes mail for a longer one. */
const MAX_ADDRESS = 320;

/** What nearly every address field is: it says the same however it is read, and reading it this way costs a tenth. */
const PLAIN =
  /^(?:(?:([A-Za-z0-9][A-Za-z0-9'.-]*(?: [A-Za-z0-9'.-]+)*) )?<([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+)>|([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+))$/;

function parseList(raw: string): Address[] {
  return everyAddress(raw).filter(({ address }) => Buffer.byteLength(address) <= MAX_ADDRESS);
}

function everyAddress(raw: string): Address[] {
  const plain = PLAIN.exec(raw);
  const address = plain?.[2] ?? plain?.[3];
  if (address !== undefined) return [{ name: plain?.[1] ?? '', address: address.toLowerCase() }];
  return addressparser(raw.slice(0, MAX_FIELD), { flatten: true }).flatMap(({ name, address }) => {
    const bare = storable(address.trim().toLowerCase());
    return bare.length <= MAX_ADDRESS && /^[^\s@]+(?:[^@]*)@[^\s@<>()]+$/.test(bare)
      ? [{ name: oneLine(decodeWords(name)), address: bare }]
      : [];
  });
}

/** Text on one line, without control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
}

function headerEnd(source: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const newline = source.indexOf(10, at);
    if (newline === -1 || newline >= end) return end;
    const length = newline - at;
    if (length === 0 || (length === 1 && source[at] === 13)) return newline + 1;
    at = newline + 1;
  }
  return end;
}

function fieldText(latin1: string, hint: string | undefined): string {
  const cut = latin1.slice(0, MAX_FIELD).replaceAll('\0', '').trim();
  // 8-bit bytes, or the escapes of ISO-2022, which are 7-bit.
  return /[^\u0000-\u007f]|\u001b\$/.test(cut) ? decodeUnlabelled(Buffer.from(cut, 'latin1'), hint) : cut;
}
