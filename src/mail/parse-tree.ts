import { PermanentError } from '../errors.ts';
import { type HeaderBlock, MAX_HEADER, mediaType, readHeaderBlock } from './parse-headers.ts';
import { readParameters } from './parse-parameters.ts';

/** One entity of a mail (RFC 2045 §2.4), nothing of it decoded yet. */
export interface Part {
  /** Media type without parameters, lower case. */
  readonly type: string;
  /** Parameters of Content-Type, decoded, by lower-cased name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Of Content-Disposition (RFC 2183), lower case; empty when there is none. */
  readonly disposition: string;
  /** What the sender calls it, in whichever field; empty when nobody does. */
  readonly name: string;
  /** Content-Transfer-Encoding, lower case; empty when there is none. */
  readonly encoding: string;
  /** Content-ID without brackets; empty when there is none. */
  readonly contentId: string;
  readonly body: Buffer;
  /** Of a multipart; a mail in the mail is one part, whatever is in it. */
  readonly children: readonly Part[];
}

/** A mail made of more than this was made to hurt; nobody's mail client writes one. */
const MAX_PARTS = 1_000;
const MAX_DEPTH = 50;

/**
 * What a mail is made of (RFC 2046 §5.1), cut at its boundaries. The delimiters of an outer multipart end the inner ones, so that
 * a missing one costs one part at most. Throws `PermanentError` beyond the limits.
 */
export function readTree(source: Buffer, header: HeaderBlock, hint?: string): Part {
  const budget = { parts: 0, headerBytes: 0 };
  return readPart(source, header, { start: 0, end: source.length }, { depth: 0, fallback: 'text/plain', hint, budget });
}

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Context {
  readonly depth: number;
  /** What a part without a Content-Type is. */
  readonly fallback: string;
  readonly hint: string | undefined;
  readonly budget: { parts: number; headerBytes: number };
}

function readPart(source: Buffer, block: HeaderBlock, { start, end }: Range, context: Context): Part {
  const { depth, budget, hint } = context;
  budget.parts += 1;
  if (budget.parts > MAX_PARTS) throw tooMuch(`it has more than ${MAX_PARTS} parts`);
  if (depth > MAX_DEPTH) throw tooMuch(`its parts are nested deeper than ${MAX_DEPTH}`);
  budget.headerBytes += block.bodyStart - start;
  if (budget.headerBytes > MAX_HEADER) throw tooMuch(`its header is larger than ${MAX_HEADER / 1e6} MB`);
  const part = describe(block, context.fallback);
  const body = source.subarray(block.bodyStart, end);
  if (!part.type.startsWith('multipart/')) return { ...part, body };
  const boundary = part.parameters.get('boundary')?.trimEnd() ?? '';
  const ranges = cut(source, block.bodyStart, end, boundary) ?? cut(source, block.bodyStart, end, lostBoundary(body));
  // Without a delimiter it is no multipart: whatever it says are the sender's words.
  if (ranges === null) return { ...part, children: [{ ...part, type: 'text/plain', parameters: new Map(), name: '', body }] };
  const inner = { ...context, depth: depth + 1, fallback: part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain' };
  return {
    ...part,
    children: ranges.map((range) => readPart(source, readHeaderBlock(source, range.start, range.end, hint), range, inner)),
  };
}

/** Gateways that rewrite headers lose or change the boundary: a body that begins with a delimiter and a header field shows which it was. */
function lostBoundary(body: Buffer): string {
  return /^\s{0,20}--([^\r\n]{1,200}?)[ \t]*\r?\nContent-[a-z-]{1,40}:/i.exec(body.toString('latin1', 0, 500))?.[1] ?? '';
}

function describe({ fields }: HeaderBlock, fallback: string): Part {
  const field = (name: string): string => fields.find((f) => f.name === name)?.raw ?? '';
  const parameters = readParameters(field('content-type'));
  const disposition = field('content-disposition');
  const named = disposition === '' ? undefined : readParameters(disposition).get('filename');
  return {
    type: mediaType(field('content-type'), fallback),
    parameters,
    disposition: /^\s*([\w-]{1,40})/.exec(disposition)?.[1]?.toLowerCase() ?? '',
    name: named ?? parameters.get('name') ?? '',
    encoding: /^\s*"?([\w-]{1,40})/.exec(field('content-transfer-encoding'))?.[1]?.toLowerCase() ?? '',
    contentId: field('content-id').replace(/[<>\s]/g, ''),
    body: Buffer.alloc(0),
    children: [],
  };
}

/** RFC 2046 §5.1.1: tab, line feed, carriage return, space, hyphen. */
const DELIMITER_ENDS = new Set([9, 10, 13, 32, 45]);

/** The parts between the delimiters, without the line end that belongs to the delimiter; null when there is none. */
function cut(source: Buffer, start: number, end: number, boundary: string): Range[] | null {
  if (boundary === '') return null;
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const ranges: Range[] = [];
  let open: number | null = null;
  let found = false;
  for (let at = source.indexOf(delimiter, start); at !== -1 && at < end; at = source.indexOf(delimiter, at + delimiter.length)) {
    if (at > start && source[at - 1] !== 10) continue;
    const after = at + delimiter.length;
    // White space, a line end or two hyphens: anything else makes it a longer boundary, or text.
    if (after < end && !DELIMITER_ENDS.has(source[after] as number)) continue;
    const newline = source.indexOf(10, after);
    const lineEnd = newline === -1 || newline >= end ? end : newline;
    const rest = lineEnd - after > 80 ? null : source.toString('latin1', after, lineEnd).trimEnd();
    if (rest !== '' && rest !== '--') continue;
    found = true;
    if (open !== null) ranges.push({ start: open, end: Math.max(open, beforeLineEnd(source, at)) });
    if (ranges.length > MAX_PARTS) throw tooMuch(`it has more than ${MAX_PARTS} parts`);
    open = rest === '--' ? null : Math.min(lineEnd + 1, end);
    if (rest === '--') break;
  }
  if (open !== null) ranges.push({ start: open, end });
  return found ? ranges : null;
}

function beforeLineEnd(source: Buffer, at: number): number {
  if (source[at - 1] !== 10) return at;
  return source[at - 2] === 13 ? at - 2 : at - 1;
}

function tooMuch(what: string): PermanentError {
  return new PermanentError(`${what}; look at its source in the mailbox`);
}
