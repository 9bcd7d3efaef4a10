/** The bytes behind a Content-Transfer-Encoding (RFC 2045 §6). Never throws: what is broken is read as far as it goes. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return decodeUuencode(body);
    default:
      return body;
  }
}

/** Padding in the middle ends one run, not the body: some senders encode line by line. Foreign characters are skipped (RFC 2045 §6.8). */
function decodeBase64(body: Buffer): Buffer {
  const padding = body.indexOf(61);
  const isEnd = padding === -1 || /^[=\s]*$/.test(body.toString('latin1', padding));
  if (isEnd) return Buffer.from(body.toString('latin1'), 'base64');
  return Buffer.concat(
    body
      .toString('latin1')
      .split(/=+/)
      .map((run) => Buffer.from(run, 'base64')),
  );
}

/** RFC 2045 §6.7: soft breaks join lines, white space before a line end was added on the way; a stray `=` stands for itself. */
function decodeQuotedPrintable(body: Buffer): Buffer {
  const decoded = Buffer.allocUnsafe(body.length);
  let length = 0;
  let at = 0;
  while (at < body.length) {
    const byte = body[at] as number;
    if (byte === 61) {
      const value = hexPair(body[at + 1], body[at + 2]);
      if (value >= 0) {
        decoded[length++] = value;
        at += 3;
        continue;
      }
      const end = lineEnd(body, at + 1);
      if (end !== -1) {
        at = end;
        continue;
      }
    } else if (byte === 32 || byte === 9) {
      const run = skipBlanks(body, at);
      if (run === body.length || body[run] === 10 || (body[run] === 13 && body[run + 1] === 10)) {
        at = run;
        continue;
      }
      length += body.copy(decoded, length, at, run);
      at = run;
      continue;
    }
    decoded[length++] = byte;
    at += 1;
  }
  return decoded.subarray(0, length);
}

function hexPair(high: number | undefined, low: number | undefined): number {
  const a = hexDigit(high);
  const b = hexDigit(low);
  return a < 0 || b < 0 ? -1 : a * 16 + b;
}

function hexDigit(byte = 0): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Offset behind the line end of a soft break at `at`; -1 when something else follows. */
function lineEnd(body: Buffer, at: number): number {
  const end = skipBlanks(body, at);
  if (end >= body.length) return body.length;
  if (body[end] === 10) return end + 1;
  return body[end] === 13 && body[end + 1] === 10 ? end + 2 : -1;
}

function skipBlanks(body: Buffer, from: number): number {
  let at = from;
  while (body[at] === 32 || body[at] === 9) at += 1;
  return at;
}

/** POSIX uuencode: a length character, then four characters for three bytes. */
function decodeUuencode(body: Buffer): Buffer {
  const lines: Buffer[] = [];
  for (const line of body.toString('latin1').split(/\r?\n/)) {
    if (/^begin(?:-base64)? \d{3}/.test(line)) continue;
    if (line === 'end' || line === '`') break;
    const length = (line.charCodeAt(0) - 32) & 63;
    const bits = Buffer.from(
      line.slice(1).replace(/[ -`]/g, (c) => BASE64.charAt((c.charCodeAt(0) - 32) & 63)),
      'base64',
    );
    lines.push(bits.subarray(0, length));
  }
  return Buffer.concat(lines);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
