import { decodeBytes } from './parse-charset.ts';
import { decodeWords } from './parse-words.ts';

/** More of one field than this is no parameter list. */
const MAX_FIELD = 16_000;
const MAX_PARAMETERS = 200;

/** `; name=value`, the value quoted, quoted and never closed, or bare up to the next semicolon (spaces are no token, but senders leave them in names). */
const PARAMETER = /;\s*([^\s=;"*]{1,60})(\*\d{1,3})?(\*)?\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"?|([^;]*))/g;

interface Segment {
  readonly index: number;
  readonly encoded: boolean;
  readonly value: string;
}

/**
 * Parameters of a structured field (RFC 2045 §5.1) by lower-cased name, decoded whichever way the sender chose: continuations and charsets of
 * RFC 2231 §3 and §4, encoded-words where RFC 2047 §5 forbids them, plain bytes. The first of two of the same name counts.
 */
export function readParameters(raw: string): ReadonlyMap<string, string> {
  const segments = new Map<string, Segment[]>();
  let count = 0;
  // Some senders forget the semicolon behind the type.
  const field = raw.slice(0, MAX_FIELD).replace(/^(\s*[^\s;]+)\s+(?=[\w-]{1,60}\s*=)/, '$1;');
  for (const [, name = '', index, extended, quoted, bare] of field.matchAll(PARAMETER)) {
    count += 1;
    if (count > MAX_PARAMETERS) break;
    const key = name.toLowerCase();
    const value = quoted === undefined ? (bare ?? '').trim() : quoted.replace(/\\(["\\])/g, '$1');
    const segment = { index: index === undefined ? -1 : Number(index.slice(1)), encoded: extended !== undefined, value };
    const known = segments.get(key);
    if (known === undefined) segments.set(key, [segment]);
    else known.push(segment);
  }
  return new Map([...segments].map(([name, found]) => [name, joined(found)]));
}

/** An extended value stands before a plain one of the same name, which is there for old readers (RFC 6266 §4.3 says so of the web, mail does the same). */
function joined(segments: readonly Segment[]): string {
  const pieces = segments.filter((s) => s.index >= 0).toSorted((a, b) => a.index - b.index);
  const extended = pieces.some((s) => s.encoded) || pieces.length > 0 ? pieces : segments.filter((s) => s.encoded).slice(0, 1);
  if (extended.length === 0) return decodeWords(segments[0]?.value ?? '');
  const [, charset = '', first = extended[0]?.value ?? ''] =
    extended[0]?.encoded === true ? (/^([^']*)'[^']*'([\s\S]*)$/.exec(extended[0].value) ?? []) : [];
  const values = extended.map((segment, i) => ({ ...segment, value: i === 0 ? first : segment.value }));
  if (!values.some((s) => s.encoded)) return decodeWords(values.map((s) => s.value).join(''));
  return decodeBytes(Buffer.concat(values.map((s) => (s.encoded ? percentBytes(s.value) : Buffer.from(s.value, 'utf8')))), charset);
}

function percentBytes(value: string): Buffer {
  // Characters beyond Latin-1 were decoded on the way here; RFC 2231 has none.
  const bytes = Buffer.from(value, 'utf8').toString('latin1');
  return Buffer.from(
    bytes.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
