import { decodeBytes } from './parse-charset.ts';

interface Word {
  readonly charset: string;
  readonly bytes: Buffer;
  readonly end: number;
}

/** Encoding and charset of an encoded-word (RFC 2047 §2), with the language tag of RFC 2231 §5. */
const OPENING = /=\?([\w.:+-]{1,64})(?:\*[\w-]{0,16})?\?([bq])\?/iy;
/** RFC 2047 §2 allows 75 characters; senders put whole subjects into one. */
const LONGEST = 4_000;

/**
 * Header text with its encoded-words decoded. Words of one charset that stand side by side are joined as bytes first: many senders cut a
 * character in two. Never throws; what cannot be decoded stays as it is. One pass: hostile fields cost no more than long ones.
 */
export function decodeWords(value: string): string {
  let at = value.indexOf('=?');
  if (at === -1) return value;
  let result = '';
  let done = 0;
  let run: { charset: string; bytes: Buffer[] } | null = null;
  const flush = (): void => {
    if (run !== null) result += decodeBytes(Buffer.concat(run.bytes), run.charset);
    run = null;
  };
  let close = value.indexOf('?=', at);
  for (; at !== -1 && close !== -1; at = value.indexOf('=?', at)) {
    if (close < at) close = value.indexOf('?=', at);
    const word = readWord(value, at, close);
    if (word === null) {
      at += 2;
      continue;
    }
    const between = value.slice(done, at);
    const open = run as { charset: string; bytes: Buffer[] } | null;
    const adjacent = open !== null && between.trim() === '';
    if (adjacent && open.charset === word.charset) open.bytes.push(word.bytes);
    else {
      flush();
      if (!adjacent) result += between;
      run = { charset: word.charset, bytes: [word.bytes] };
    }
    done = word.end;
    at = word.end;
  }
  flush();
  return result + value.slice(done);
}

/** The word that begins at `at`; null when there is none. `close` is where the next "?=" stands, so that no field is searched twice. */
function readWord(value: string, at: number, close: number): Word | null {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(value);
  if (opening === null) return null;
  const [whole, charset = '', encoding = ''] = opening;
  const start = at + whole.length;
  const end = close >= start ? close : value.indexOf('?=', start);
  if (end === -1 || end - start > LONGEST) return null;
  const label = charset.toLowerCase();
  return { charset: label, bytes: wordBytes(encoding, value.slice(start, end), label), end: end + 2 };
}

function wordBytes(encoding: string, text: string, charset: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  // Raw bytes inside a word break RFC 2047 §4.2; in an 8-bit charset they were read as Latin-1 on the way here.
  const isRaw8Bit = !/^utf-?8$/.test(charset) && !/[^\u0000-\u00ff]/.test(text);
  const bytes = isRaw8Bit ? text : Buffer.from(text, 'utf8').toString('latin1');
  return Buffer.from(
    bytes.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
