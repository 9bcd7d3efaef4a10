/** Longest encoded-word looked for; RFC 2047 §2 allows 75 characters, senders put whole subjects into one. Bounds backtracking. */
const WORD = /=\?([\w.:+-]{1,64})(?:\*[\w-]{0,16})?\?([bq])\?((?:[^?]|\?(?!=)){0,2000})\?=/gi;

/** Names that mail uses and the WHATWG table lacks. */
const ALIASES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'unicode-1-1-utf-8': 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  unknown: 'utf-8',
  default: 'utf-8',
};

/**
 * Header text with its encoded-words decoded (RFC 2047, and the language tag of RFC 2231 §5). Words of one charset that stand side by side
 * are joined as bytes first: many senders cut a character in two. Never throws; what cannot be decoded stays as it is.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  let result = '';
  let pending: { charset: string; bytes: Buffer[] } | null = null;
  let end = 0;
  const flush = (): void => {
    if (pending !== null) result += decodeBytes(Buffer.concat(pending.bytes), pending.charset);
    pending = null;
  };
  for (const match of value.matchAll(WORD)) {
    const between = value.slice(end, match.index);
    const charset = (match[1] ?? '').toLowerCase();
    const current = pending as { charset: string; bytes: Buffer[] } | null;
    const adjacent = current !== null && between.trim() === '';
    if (!adjacent || current.charset !== charset) {
      flush();
      if (!adjacent) result += between;
    }
    const bytes = wordBytes(match[2] ?? '', match[3] ?? '', charset);
    if (adjacent && current.charset === charset) current.bytes.push(bytes);
    else pending = { charset, bytes: [bytes] };
    end = match.index + match[0].length;
  }
  flush();
  return result + value.slice(end);
}

/** Bytes as text. Bytes that are not valid in the charset, or an unknown charset, fall back to UTF-8, then windows-1252. */
export function decodeBytes(bytes: Buffer, charset: string): string {
  const label = ALIASES[charset] ?? charset.replace(/^cp-?(?=125\d$)/, 'windows-');
  if (label === 'utf-8' || label === 'utf8') return decodeUnlabelled(bytes);
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return decodeUnlabelled(bytes);
    throw error;
  }
}

/** Bytes that carry no charset: UTF-8 when they are (RFC 6532), else the superset of Latin-1 that senders mean. */
export function decodeUnlabelled(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}

function wordBytes(encoding: string, text: string, charset: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  // Raw bytes inside a word break RFC 2047 §4.2; in an 8-bit charset they were read as Latin-1 on the way here.
  const isRaw8Bit = !/^utf-?8$/.test(charset) && [...text].every((character) => character < '\u0100');
  const bytes = isRaw8Bit ? text : Buffer.from(text, 'utf8').toString('latin1');
  return Buffer.from(
    bytes.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
