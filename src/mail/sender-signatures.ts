import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';

/** Signatures of one mail that are looked at, the newest: those on top. A mail through a list and two services has four. */
const SIGNATURES = 10;
/** Characters of one. `h=` names fields, and each name is looked for in all of them. */
const SIGNATURE = 8_000;
/** Sets of ARC fields, three each (RFC 8617 §4.2). A chain without one of its sets is broken: beyond this there is none. */
const ARC_SETS = 20;
/** Of the header. The cost of unfolding grows with the square; ten thousand recipients take less. */
const HEADER_LINES = 12_000;
const HEADER_BYTES = 1_000_000;
/** Bytes computed in one go: every signature may want a hash of its own over the body (`l=`), 50 ms a megabyte. */
const SLICE = 32_000;
/** ms after which computing ends. The largest mail with one signature takes one second. */
const BUDGET = 10_000;

/** The mail with the newest of its signatures only: its sender may write thousands, and each costs time. Null when the header alone is too much. */
export function withFewSignatures(source: Buffer): Buffer | null {
  const fields: string[] = [];
  let [start, lines] = [0, 0];
  for (;;) {
    const end = source.indexOf(10, start) + 1 || source.length;
    const line = source.toString('latin1', start, Math.min(end, HEADER_BYTES));
    if (/^\r?\n?$/.test(line)) break;
    lines += 1;
    if (lines > HEADER_LINES || end > HEADER_BYTES) return null;
    if (/^[ \t]/.test(line) && fields.length > 0) fields[fields.length - 1] += line;
    else fields.push(line);
    start = end;
  }
  const isSignature = (field: string): boolean => /^dkim-signature(?:[\s:]|$)/i.test(field);
  const isArc = (field: string): boolean => /^arc-(?:seal|message-signature|authentication-results)(?:[\s:]|$)/i.test(field);
  const arcIsLong = fields.filter(isArc).length > ARC_SETS * 3;
  const newest = new Set(fields.flatMap((field, index) => (isSignature(field) ? [index] : [])).slice(0, SIGNATURES));
  const kept = fields.filter((field, index) =>
    isSignature(field) ? newest.has(index) && field.length <= SIGNATURE : !(arcIsLong && isArc(field)),
  );
  return kept.length === fields.length ? source : Buffer.concat([Buffer.from(kept.join(''), 'latin1'), source.subarray(start)]);
}

/** The mail in small pieces, with a turn of the event loop behind each: whoever computes with it does not hold up the daemon. Fails after `BUDGET`. */
export function inSlices(source: Buffer, now: () => number): Readable {
  async function* slices(): AsyncGenerator<Buffer> {
    const end = now() + BUDGET;
    for (let at = 0; at < source.length; at += SLICE) {
      if (now() > end) throw new Error('its signatures take too long to compute');
      yield source.subarray(at, at + SLICE);
      await turn();
    }
  }
  return Readable.from(slices());
}
