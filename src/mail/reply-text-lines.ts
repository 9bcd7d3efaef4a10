import { MARK } from './reply-text-html.ts';
import {
  ATTRIBUTION,
  ATTRIBUTION_START,
  DATE_OR_ADDRESS,
  DATED_SENDER,
  DEVICE,
  DEVICE_FOOTER,
  DISCLAIMER,
  FORWARDED_MESSAGE,
  FROM_LINE,
  HEADER_IN_ONE,
  HEADER_LINE,
  ORIGINAL_MESSAGE,
  REPLY_ABOVE,
  SIGNATURE_DELIMITER,
  SUBJECT_LINE,
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
  /** A line that is a signature by itself; `maybe` one only where the mail ends with it. */
  | 'footer'
  | 'maybe'
  /** A disclaimer begins. */
  | 'disclaimer';

export interface Line {
  readonly kind: LineKind;
  readonly text: string;
}

/** Attributions are wrapped by clients at 72 to 78 columns, names and addresses on lines of their own. */
const MAX_ATTRIBUTION_LINES = 6;
/** Marks of direction that clients put around names and dates; nobody sees them. */
const BIDI = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** What a line is shows at its start; looking no further keeps hostile lines cheap. */
const LOOK = 240;

export function classify(text: string): Line[] {
  const raw = text.split('\n').map((line) =>
    line
      .replace(BIDI, '')
      .replace(/\u00a0/g, ' ')
      .trimEnd(),
  );
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
  if (ORIGINAL_MESSAGE.test(line) || REPLY_ABOVE.test(line) || HEADER_IN_ONE.test(line) || isHeaderBlock(raw, at)) return 'rest';
  if (SIGNATURE_DELIMITER.test(line) || isSignatureRuler(raw, at)) return 'delimiter';
  if (DISCLAIMER.test(line) && raw[at - 1] !== undefined) return 'disclaimer';
  if (whole.length > LOOK || !DEVICE_FOOTER.test(line)) return 'text';
  return DEVICE.test(line) ? 'footer' : 'maybe';
}

/** How many lines from here on are one attribution; 0 when none. */
function attributionLength(raw: readonly string[], at: number): number {
  const first = raw[at]?.trimStart().slice(0, 401) ?? '';
  if (first.startsWith(MARK.attribution)) return 1;
  if (first === '' || first.startsWith('>')) return 0;
  if (isAttribution(first, raw, at + 1)) return 1;
  return startedAttribution(raw, at, first) || datedAddress(raw, at, first);
}

/** It begins as one in a language we know; clients leave blank lines between the pieces. */
function startedAttribution(raw: readonly string[], at: number, first: string): number {
  // `1. one` begins a list, `6. Mai 2024` a date.
  if (!ATTRIBUTION_START.test(first) || !/\p{Nd}/u.test(first) || /^\p{Nd}{1,2}[.)]\s+(?!\p{Nd}|\p{L}+\.?\s+\p{Nd})/u.test(first)) return 0;
  let joined = first;
  for (let length = 2; length <= MAX_ATTRIBUTION_LINES && at + length <= raw.length; length += 1) {
    if (endsSentence(raw[at + length - 2]?.trim() ?? '')) return 0;
    const line = raw[at + length - 1]?.trim() ?? '';
    joined = `${joined} ${line}`.trim();
    if (joined.length > 400) return 0;
    if (line !== '' && isAttribution(joined, raw, at + length)) return beginsLater(raw, at, length) ? 0 : length;
  }
  return 0;
}

/** The sender's last line may begin like an attribution too ("On 3 May I called"): then all of one stands below that line as well. */
function beginsLater(raw: readonly string[], at: number, length: number): boolean {
  for (let from = at + 1; from < at + length; from += 1) {
    const tail = raw
      .slice(from, at + length)
      .join(' ')
      .trim();
    if (!/^[\p{Nd}<]/u.test(tail) && ATTRIBUTION_START.test(tail) && DATED.test(tail) && isAttribution(tail, raw, at + length)) return true;
  }
  return false;
}

const DATED = /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})|\p{Nd}{1,2}[:.h]\p{Nd}{2}/u;

/** Where a sentence ends, nothing is wrapped; abbreviations of dates and times end none. */
function endsSentence(line: string): boolean {
  return /[.!?…。！？]$/u.test(line) && !/(?:\b[ap]\.\s?m|μ|г|р|kl|klo|godz|plkst|\p{Nd}|\p{Nd}\s+(?:de\s+)?\p{L}{1,7})\.$/iu.test(line);
}

/** Wrapped, in any language: pieces of a date, a time and an address, with a colon at the end. The fewest lines that have all of it. */
function datedAddress(raw: readonly string[], at: number, first: string): number {
  if (!/\p{Nd}|@|<$/u.test(first)) return 0;
  for (let length = 2; length <= 3; length += 1) {
    const lines = raw.slice(at, at + length);
    if (lines.length < length || lines.at(-1)?.trim() === '' || endsSentence(lines.at(-2)?.trim() ?? '')) return 0;
    if (!isDatedAddress(lines.join(' '))) continue;
    // An angle bracket at the end of a line opens the address on the next.
    if (/<$/.test(first)) return length;
    const shorter = lines.slice(1).some((_, skipped) => isDatedAddress(lines.slice(skipped + 1).join(' ')));
    return shorter ? 0 : length;
  }
  return 0;
}

/** An address, a year and a time, and a colon behind: a customer's own sentence has no reason to have all four. */
function isDatedAddress(text: string): boolean {
  return (
    text.length <= 300 &&
    /@/.test(text) &&
    /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})/u.test(text) &&
    /\p{Nd}{1,2}[:.h]\p{Nd}{2}/u.test(text) &&
    /[:：]$/.test(text.trim())
  );
}

function isAttribution(written: string, raw: readonly string[], next: number): boolean {
  if (written.length > 400) return false;
  const text = written.replace(/<?mailto:[^<>\s]*>?/gi, '').trim();
  if (DATED_SENDER.test(text) || isDatedAddress(text)) return true;
  const names = ATTRIBUTION.test(text);
  if (names && DATE_OR_ADDRESS.test(text)) return true;
  // Above a quote, a date and an address before a colon say it in any language.
  if (!names && !(/[:：]$/.test(text) && text.includes('@') && /\d/.test(text))) return false;
  const following = raw.slice(next, next + 2).find((line) => line.trim() !== '');
  return following?.startsWith('>') === true;
}

/** A From line and two more header lines around it, a subject or an address among them; after a ruler too. Trips have a From and a To as well. */
function isHeaderBlock(raw: readonly string[], at: number): boolean {
  const start = /^\s{0,9}[_-]{5,99}$/.test(raw[at] ?? '') ? nextText(raw, at + 1) : at;
  if (!isHeaderLine(raw[start] ?? '')) return false;
  const block = raw.slice(start, start + 8);
  const fields = block.filter((line) => isHeaderLine(line));
  const from = block.findIndex((line) => FROM_LINE.test(line.slice(0, LOOK)));
  return (
    fields.length >= 3 && (from === 0 || (from > 0 && from <= 3)) && fields.some((line) => SUBJECT_LINE.test(line) || line.includes('@'))
  );
}

/** A ruler above at most eight short lines that end the mail or stand above a quote, contact details among them. */
function isSignatureRuler(raw: readonly string[], at: number): boolean {
  if (!/^\s*[_=–—-]{2,60}\s*$/.test(raw[at] ?? '')) return false;
  let filled = 0;
  let contact = false;
  for (const [n, line] of raw.slice(at + 1, at + 25).entries()) {
    if (/^\s?>/.test(line) || isHeaderLine(line) || attributionLength(raw, at + 1 + n) > 0) return contact;
    if (line.trim() === '') continue;
    filled += 1;
    if (filled > 8 || line.length > 70 || /[?!]$/.test(line)) return false;
    contact ||= CONTACT.test(line);
  }
  return contact && raw.length <= at + 25;
}

const CONTACT = /@|https?:|www\.|\+?\d[\d ()/.-]{6,}\d/;

function nextText(raw: readonly string[], from: number): number {
  let at = from;
  while (at < raw.length && at < from + 3 && raw[at]?.trim() === '') at += 1;
  return at;
}
