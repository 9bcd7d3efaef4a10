import { isAscii, isUtf8 } from 'node:buffer';
import { detect } from 'chardet';
import iconv from 'iconv-lite';

/** Names that mail uses and the WHATWG table lacks, after the punctuation is gone. */
const ALIASES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp936: 'gbk',
  ms936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp950: 'big5',
  ms950: 'big5',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  jis: 'iso-2022-jp',
  'unicode-1-1-utf-8': 'utf-8',
  utf8mb4: 'utf-8',
  utf_8: 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  latin1: 'windows-1252',
  ansi: 'windows-1252',
};

/** Labels that say nothing: the bytes have to. */
const SILENT = new Set([
  '',
  'us-ascii',
  'ascii',
  'utf-8',
  'utf8',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  'default',
  '8bit',
  'binary',
  'none',
]);

/** Labels that senders put on UTF-8 by mistake: valid multi-byte sequences are next to impossible in text that really is in one of these. */
const OFTEN_WRONG = new Set(['windows-1252', 'iso-8859-1', 'iso-8859-15']);

/**
 * Bytes as text. Never throws: an unknown charset, or bytes that are not valid in theirs, are read as UTF-8 when they are that, else in the
 * `hint`, else as windows-1252.
 */
export function decodeBytes(bytes: Buffer, charset: string, hint?: string): string {
  const label = markOf(bytes) ?? canonical(charset);
  if (SILENT.has(label)) return decodeUnlabelled(bytes, hint, /^utf-?8$/.test(label));
  if (label === 'utf-7') return iconv.decode(bytes, 'utf-7');
  if (label === 'hz-gb-2312' || label === 'hz') return new TextDecoder('gbk').decode(shifted(bytes, /~\{([^~]*?)~\}|~(?=~)|~\n/g));
  if (label.startsWith('iso-2022-kr')) return new TextDecoder('euc-kr').decode(shifted(bytes, /\x0e([^\x0f\n]*)\x0f?|\x1b\$\)C/g));
  const decoder = decoderOf(label);
  if (decoder === null) return iconv.encodingExists(label) ? iconv.decode(bytes, label) : decodeUnlabelled(bytes, hint);
  if (OFTEN_WRONG.has(decoder.encoding) && isUtf8(bytes) && !isAscii(bytes)) return bytes.toString('utf8');
  return decoder.decode(bytes);
}

/**
 * Bytes that carry no charset: ISO-2022 when they have its escapes, UTF-8 when they are that (RFC 6532), else the hint (what the rest of the
 * mail is written in), else what their frequencies suggest if they are no Latin script, else the superset of Latin-1 that senders mean.
 */
export function decodeUnlabelled(bytes: Buffer, hint?: string, claimsUtf8 = false): string {
  const mark = markOf(bytes);
  if (mark !== null) return new TextDecoder(mark).decode(bytes);
  if (bytes.includes('\x1b$')) return decodeBytes(bytes, bytes.includes('\x1b$)C') ? 'iso-2022-kr' : 'iso-2022-jp');
  const text = bytes.toString('utf8');
  if (isUtf8(bytes) || isDamagedUtf8(text, claimsUtf8)) return text;
  const label = hint === undefined ? '' : canonical(hint);
  if (!SILENT.has(label)) return decodeBytes(bytes, label);
  const guess = isOtherScript(bytes) ? canonical(detect(bytes.subarray(0, SAMPLE)) ?? '') : '';
  return decodeBytes(bytes, SILENT.has(guess) ? 'windows-1252' : guess);
}

/** Bytes that are looked at. */
const SAMPLE = 4_000;

/** Latin letters with marks are few among plain ones; where most bytes are high ones, it is Cyrillic, Greek, Chinese or the like. */
function isOtherScript(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  let high = 0;
  for (const byte of sample) if (byte > 127) high += 1;
  return high > 8 && high * 3 > sample.length;
}

/** A cut or a broken byte in what is UTF-8 otherwise: sound sequences are rarely an accident, and never where UTF-8 was said. */
function isDamagedUtf8(decoded: string, claimed: boolean): boolean {
  const foreign = decoded.replace(/[\u0000-\u007f]+/g, '');
  const broken = foreign.length - foreign.replaceAll('\ufffd', '').length;
  const sound = foreign.length - broken;
  return sound > (claimed ? 0 : broken);
}

/** A byte order mark says more than a label (RFC 2781 §3.2, RFC 3629 §6); null when there is none. */
function markOf(bytes: Buffer): 'utf-16le' | 'utf-16be' | 'utf-8' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && (bytes[2] !== 0 || bytes[3] !== 0)) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
}

/** The first charset that a mail names and that says something: what its unlabelled bytes are probably written in. */
export function charsetHint(source: Buffer): string | undefined {
  for (const [, label = ''] of source.toString('latin1', 0, HINT_BYTES).matchAll(/charset\s{0,9}=\s{0,9}"?([\w.:+-]{1,40})/gi))
    if (!SILENT.has(canonical(label))) return label;
  return undefined;
}

/** The charset of a body's first part stands near the top. */
const HINT_BYTES = 100_000;

function canonical(charset: string): string {
  const label = /[\w.:+-]{1,60}/.exec(charset)?.[0].toLowerCase() ?? '';
  return (
    ALIASES[label] ??
    label.replace(/^(?:cp|win|windows|ms)[-_]?(?=125\d$)/, 'windows-').replace(/^(?:csiso|iso)?[-_]?8859[-_](?=\d)/, 'iso-8859-')
  );
}

function decoderOf(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** 7-bit text that shifts into a double-byte set (RFC 1843, RFC 1557), as the 8-bit encoding of the same set. */
function shifted(bytes: Buffer, pattern: RegExp): Buffer {
  const high = (_: string, run: string | undefined): string =>
    (run ?? '').replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) | 0x80));
  return Buffer.from(bytes.toString('latin1').replace(pattern, high), 'latin1');
}
