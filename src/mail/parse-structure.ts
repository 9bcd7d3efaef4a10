import { mediaType, parameter, readHeaderBlock } from './parse-headers.ts';

export interface Structure {
  /** Media types in MIME order, the top level first. Mails inside the mail count as one part. */
  readonly types: readonly string[];
  /** Some HTML part has no plain alternative beside it, so the text parts alone do not tell everything. */
  readonly htmlOnly: boolean;
  /** METHOD of the calendar part that is shown as the mail (RFC 6047 §2.4), lower case; null when there is none. */
  readonly calendarMethod: string | null;
  /** Some delimiter has white space behind it, which RFC 2046 §5.1.1 allows. */
  readonly padded: boolean;
}

const MAX_PARTS = 1_000;
const MAX_DEPTH = 30;

/** What the mail is made of, without decoding anything (RFC 2046 §5.1). */
export function readStructure(source: Buffer): Structure {
  const types: string[] = [];
  let htmlOnly = false;
  let calendarMethod: string | null = null;
  let padded = false;

  const visit = (start: number, end: number, depth: number, alternative: boolean): void => {
    const { fields, bodyStart } = readHeaderBlock(source, start, end);
    const value = fields.find((f) => f.name === 'content-type')?.raw;
    const type = mediaType(value, 'text/plain');
    types.push(type);
    const attached = /^\s*attachment/i.test(fields.find((f) => f.name === 'content-disposition')?.raw ?? '');
    if (type === 'text/html' && !alternative && !attached) htmlOnly = true;
    if (type === 'text/calendar' && !attached) calendarMethod ??= parameter(value ?? '', 'method')?.toLowerCase() ?? null;
    const boundary = type.startsWith('multipart/') && value !== undefined ? parameter(value, 'boundary') : undefined;
    if (boundary === undefined || boundary === '' || depth >= MAX_DEPTH) return;
    const found = parts(source, bodyStart, end, boundary);
    padded ||= found.padded;
    for (const [from, to] of found.ranges) {
      if (types.length >= MAX_PARTS) return;
      visit(from, to, depth + 1, alternative || type === 'multipart/alternative');
    }
  };
  visit(0, source.length, 0, false);
  return { types, htmlOnly, calendarMethod, padded };
}

function parts(source: Buffer, start: number, end: number, boundary: string): { ranges: [number, number][]; padded: boolean } {
  const delimiter = Buffer.from(`--${boundary.trimEnd()}`, 'latin1');
  const ranges: [number, number][] = [];
  let padded = false;
  let open: number | null = null;
  let at = source.indexOf(delimiter, start);
  while (at !== -1 && at < end) {
    const after = at + delimiter.length;
    const lineEnd = source.indexOf(10, after);
    const line = source.toString('latin1', after, Math.min(lineEnd === -1 ? end : lineEnd, after + 80));
    const rest = line.trimEnd();
    const isDelimiter = (at === start || source[at - 1] === 10) && (rest === '' || rest === '--');
    if (isDelimiter) {
      padded ||= /[ \t]\r?$/.test(line);
      if (open !== null) ranges.push([open, at]);
      open = rest === '--' || lineEnd === -1 ? null : lineEnd + 1;
      if (rest === '--' || ranges.length >= MAX_PARTS) break;
    }
    at = source.indexOf(delimiter, after);
  }
  if (open !== null && open < end) ranges.push([open, end]);
  return { ranges, padded };
}
