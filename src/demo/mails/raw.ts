/** Bytes of RFC 5322 and MIME, no more than the demo needs. The product composes its own mail elsewhere. */

export type HeaderField = readonly [name: string, value: string];

/** Joins header and body; line ends become CRLF. A body given as bytes is left alone. */
export function rawMail(headers: readonly HeaderField[], body: string | Buffer): Buffer {
  const head = Buffer.from(`${headers.map(([name, value]) => `${name}: ${value}`.replace(/\n/g, '\r\n')).join('\r\n')}\r\n\r\n`);
  return Buffer.concat([head, typeof body === 'string' ? Buffer.from(body.replace(/\r?\n/g, '\r\n')) : body]);
}

/** A MIME part with its own fields, for use between boundaries. */
export function part(headers: readonly HeaderField[], body: string): string {
  return `${headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${body}\n`;
}

export function multipart(boundary: string, parts: readonly string[]): string {
  return `${parts.map((p) => `--${boundary}\n${p}`).join('\n')}\n--${boundary}--\n`;
}

/** Date as in RFC 5322 section 3.3. `zone` is minutes east of UTC. */
export function rfcDate(at: number, zone = 0): string {
  const [day, date, month, year, time] = new Date(at + zone * 60_000).toUTCString().split(' ');
  const sign = zone < 0 ? '-' : '+';
  const minutes = Math.abs(zone);
  const offset = `${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
  return `${day} ${Number(date)} ${month} ${year} ${time} ${sign}${offset}`;
}

/** RFC 2047: plain ASCII stays, the rest becomes encoded words of at most 75 characters. */
export function encodeWords(text: string): string {
  if (isAscii(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((w) => `=?UTF-8?B?${Buffer.from(w).toString('base64')}?=`).join('\n ');
}

/** RFC 2045 section 6.7, lines of at most 76 characters. */
export function quotedPrintable(text: string): string {
  return text
    .split('\n')
    .map((line) => softBreaks([...line].map((c, i, all) => quoted(c, i === all.length - 1))))
    .join('\n');
}

export function isAscii(text: string): boolean {
  return /^[\x20-\x7e\r\n\t]*$/.test(text);
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function quoted(character: string, last: boolean): string {
  if (/^[\x21-\x3c\x3e-\x7e]$/.test(character) || (/^[ \t]$/.test(character) && !last)) return character;
  return [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function softBreaks(tokens: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const token of tokens) {
    if (line.length + token.length > 75) {
      lines.push(`${line}=`);
      line = '';
    }
    line += token;
  }
  return [...lines, line].join('\n');
}
