import { mediaType, parameter, readHeaderBlock } from './parse-headers.ts';

export interface Structure {
  /** Media types in MIME order, the top level first. Mails inside the mail count as one part. */
  readonly types: readonly string[];
  /** Some HTML part has no plain alternative beside it, so the text parts alone do not tell everything. */
  readonly htmlOnly: boolean;
  /** METHOD of the calendar part that is shown as the mail (RFC 6047 §2.4), lower case; null when there is none. */
  readonly calendarMethod: string | null;
}

const MAX_PARTS = 1_000;
const MAX_DEPTH = 30;

/** What the mail is made of, without decoding anything (RFC 2046 §5.1). */
export function readStructure(source: Buffer): Structure {
  const types: string[] = [];
  let htmlOnly = false;
  let calendarMethod: string | null = null;

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
    for (const [from, to] of parts(source, bodyStart, end, boundary)) {
      if (types.length >= MAX_PARTS) return;
      visit(from, to, depth + 1, alternative || type === 'multipart/alternative');
    }
  };
  visit(0, source.length, 0, false);
  return { types, htmlOnly, calendarMethod };
}

function parts(source: Buffer, start: number, end: number, boundary: string): [number, number][] {
  const delimiter = Buffer.from(`--${boundary.trimEnd()}`, 'latin1');
  const found: [number, number][] = [];
  let open: number | null = null;
  let at = source.indexOf(delimiter, start);
  while (at !== -1 && at < end) {
    const after = at + delimiter.length;
    const lineEnd = source.indexOf(10, after);
    const rest = source
      .toString('latin1', after, lineEnd === -1 ? end : lineEnd)
      .slice(0, 80)
      .trimEnd();
    const isDelimiter = (at === start || source[at - 1] === 10) && (rest === '' || rest === '--');
    if (isDelimiter) {
      if (open !== null) found.push([open, at]);
      open = rest === '--' || lineEnd === -1 ? null : lineEnd + 1;
      if (rest === '--' || found.length >= MAX_PARTS) break;
    }
    at = source.indexOf(delimiter, after);
  }
  if (open !== null && open < end) found.push([open, end]);
  return found;
}
