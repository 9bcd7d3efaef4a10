import { MARK } from './reply-text-html.ts';
import {
  ATTRIBUTION,
  ATTRIBUTION_START,
  DATE_OR_ADDRESS,
  DATED_SENDER,
  DEVICE_FOOTER,
  FORWARDED_MESSAGE,
  FROM_LINE,
  HEADER_LINE,
  ORIGINAL_MESSAGE,
  SIGNATURE_DELIMITER,
} from './reply-text-phrases.ts';

export type LineKind =
  | 'blank'
  | 'text'
  | 'quote'
  /** `On … wrote:`; what follows is quoted. */
  | 'attribution'
  /** `-----Original Message-----` or a From/Sent/To/Subject block: all that follows is an older mail. */
  | 'rest'
  | 'forward'
  /** `-- `: a signature begins. */
  | 'delimiter'
  /** A line that is a signature by itself. */
  | 'footer';

export interface Line {
  readonly kind: LineKind;
  readonly text: string;
}

/** Attributions are wrapped by clients at 72 to 78 columns, names and addresses on lines of their own. */
const MAX_ATTRIBUTION_LINES = 6;
/** What a line is shows at its start; looking no further keeps hostile lines cheap. */
const LOOK = 240;

export function classify(text: string): Line[] {
  const raw = text.split('\n').map((line) => line.replace(/\u00a0/g, ' ').trimEnd());
  const lines: Line[] = [];
  let at = 0;
  while (at < raw.length) {
    const attribution = attributionLength(raw, at);
    if (attribution > 0) {
      lines.push(
        ...raw.slice(at, at + attribution).map((line) => ({ kind: 'attribution' as const, text: line.replace(MARK.attribution, '') })),
      );
      at += attribution;
      continue;
    }
    lines.push({ kind: kindOf(raw, at), text: (raw[at] ?? '').replace(/[\ue010-\ue012]/g, '') });
    at += 1;
  }
  return lines;
}

/** `To:`, `Subject:` and their like in any language we know. */
export function isHeaderLine(text: string): boolean {
  return HEADER_LINE.test(text.slice(0, LOOK));
}

function kindOf(raw: readonly string[], at: number): LineKind {
  const whole = raw[at] ?? '';
  if (whole === '') return 'blank';
  const line = whole.trimStart().slice(0, LOOK);
  if (line.startsWith(MARK.signature)) return 'footer';
  if (line.includes(MARK.rest)) return 'rest';
  if (FORWARDED_MESSAGE.test(line) && !line.startsWith('>')) return 'forward';
  if (/^\s?[>|]/.test(whole)) return 'quote';
  if (ORIGINAL_MESSAGE.test(line) || isHeaderBlock(raw, at)) return 'rest';
  if (SIGNATURE_DELIMITER.test(line)) return 'delimiter';
  return whole.length <= LOOK && DEVICE_FOOTER.test(line) ? 'footer' : 'text';
}

/** How many lines from here on are one attribution; 0 when none. */
function attributionLength(raw: readonly string[], at: number): number {
  const first = raw[at]?.trimStart().slice(0, 401) ?? '';
  if (first.startsWith(MARK.attribution)) return 1;
  if (first === '' || first.startsWith('>')) return 0;
  if (isAttribution(first, raw, at + 1)) return 1;
  if (!ATTRIBUTION_START.test(first) || !/\d/.test(first)) return 0;
  let joined = first;
  for (let length = 2; length <= MAX_ATTRIBUTION_LINES && at + length <= raw.length; length += 1) {
    const line = raw[at + length - 1]?.trim() ?? '';
    joined = `${joined} ${line}`.trim();
    if (joined.length > 400) return 0;
    if (line !== '' && isAttribution(joined, raw, at + length)) return length;
  }
  return 0;
}

function isAttribution(written: string, raw: readonly string[], next: number): boolean {
  if (written.length > 400) return false;
  const text = written.replace(/<?mailto:[^<>\s]*>?/gi, '').trim();
  if (DATED_SENDER.test(text)) return true;
  const names = ATTRIBUTION.test(text);
  if (names && DATE_OR_ADDRESS.test(text)) return true;
  // Above a quote, a date and an address before a colon say it in any language.
  if (!names && !(/[:：]$/.test(text) && text.includes('@') && /\d/.test(text))) return false;
  const following = raw.slice(next, next + 2).find((line) => line.trim() !== '');
  return following?.startsWith('>') === true;
}

/** A From line and two more header lines within the next six, or after a ruler. */
function isHeaderBlock(raw: readonly string[], at: number): boolean {
  const start = /^\s{0,9}[_-]{5,99}$/.test(raw[at] ?? '') ? nextText(raw, at + 1) : at;
  if (!FROM_LINE.test(raw[start]?.slice(0, LOOK) ?? '')) return false;
  return raw.slice(start + 1, start + 8).filter((other) => isHeaderLine(other)).length >= 2;
}

function nextText(raw: readonly string[], from: number): number {
  let at = from;
  while (at < raw.length && at < from + 3 && raw[at]?.trim() === '') at += 1;
  return at;
}
