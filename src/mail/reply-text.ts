import type { Message } from './message.ts';
import { markedText, tellsStructure } from './reply-text-html.ts';
import { classify, isHeaderLine, type Line } from './reply-text-lines.ts';
import { isForward, isReply } from './thread.ts';

export interface ReplyText {
  /** What the sender wrote in this mail; forwarded mail and quotes between inline answers are part of it. */
  readonly text: string;
  /** Older mail below, above or around it. */
  readonly quoted: string;
  readonly signature: string;
}

/** Nobody writes more; what is beyond is not looked at. */
const MAX_TEXT = 200_000;
/** The marks of quotes and signatures are looked for forwards and backwards: beyond this many lines that takes seconds. */
const MAX_LINES = 5_000;
/** Drawn by clients above the mail that is answered. */
const RULER = /^[-_=*—]{5,200}$/;
/** A longer "signature" is text behind a line of dashes. */
const MAX_SIGNATURE_LINES = 25;

/**
 * Separates the newest words from quoted mail and signature. HTML of a known client tells most, text heuristics in over 20 languages do the
 * rest. `text` is empty only when the mail is: where nothing would be left, the whole mail is the text.
 */
export function newestText(message: Pick<Message, 'text' | 'html' | 'subject'>): ReplyText {
  if (message.html !== null && tellsStructure(message.html)) {
    const fromHtml = separate(markedText(message.html), message.subject);
    if (fromHtml.text !== '') return fromHtml;
  }
  const fromText = separate(message.text, message.subject);
  return fromText.text === '' ? { text: message.text.trim(), quoted: '', signature: '' } : fromText;
}

function separate(text: string, subject: string): ReplyText {
  const { own, rest, forwarded } = cutOlderMail(classify(text.slice(0, MAX_TEXT).split('\n', MAX_LINES).join('\n')), subject);
  const { body, signature } = cutSignature(own);
  const { words, quoted } = cutQuotes(body);
  return {
    text: [join(words), join(forwarded)].filter((part) => part !== '').join('\n\n'),
    quoted: join([...quoted, ...rest]),
    signature: join(signature),
  };
}

/** The first mark of an older mail below the sender's words ends them; a forwarded mail is what the sender wants read. */
function cutOlderMail(lines: readonly Line[], subject: string): { own: Line[]; rest: Line[]; forwarded: Line[] } {
  const forward = isForward(subject);
  // A client that forwards says so in the subject, were it only by its prefix: in an answer, a forwarded mail is part of what is answered.
  const answer = isReply(subject) || subject.trim() === '';
  const own: Line[] = [];
  let inHeader = false;
  for (const [at, line] of lines.entries()) {
    const passedOn = line.kind === 'forward' && !(answer && hasWords(own));
    if (passedOn || (line.kind === 'rest' && forward)) return { own, rest: [], forwarded: lines.slice(at) };
    if ((line.kind === 'rest' || line.kind === 'forward' || opensBareQuote(lines, at)) && hasWords(own)) {
      const end = own.findLastIndex((l) => l.kind !== 'blank' && !RULER.test(l.text)) + 1;
      return { own: own.slice(0, end), rest: lines.slice(end), forwarded: [] };
    }
    // The older mail stands above the sender's words: its header is no words of theirs.
    inHeader = line.kind === 'rest' || (inHeader && (line.kind === 'blank' || isHeaderLine(line.text)));
    own.push(inHeader && line.kind !== 'blank' ? { kind: 'attribution', text: line.text } : line);
  }
  return { own, rest: [], forwarded: [] };
}

/** An attribution after which the client quotes without `>`. */
function opensBareQuote(lines: readonly Line[], at: number): boolean {
  if (lines[at]?.kind !== 'attribution' || lines[at - 1]?.kind === 'attribution') return false;
  let next = at;
  while (lines[next]?.kind === 'attribution' || lines[next]?.kind === 'blank') next += 1;
  return lines[next]?.kind !== 'quote';
}

/** From the delimiter to the next quote or the end, and footers wherever they stand. */
function cutSignature(lines: readonly Line[]): { body: Line[]; signature: Line[] } {
  const body: Line[] = [];
  const signature: Line[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined) break;
    const begins = line.kind === 'delimiter' || line.kind === 'disclaimer';
    const length = begins && hasWords(body) ? signatureLength(lines, at) : 0;
    if (length > 0) signature.push(...lines.slice(line.kind === 'delimiter' ? at + 1 : at, at + length));
    else if (line.kind === 'footer' || (line.kind === 'maybe' && endsMail(lines, at))) signature.push(line);
    else body.push(line);
    at += Math.max(length, 1);
  }
  return { body, signature };
}

/** A paragraph of its own with nothing of the sender's below. */
function endsMail(lines: readonly Line[], at: number): boolean {
  const above = lines[at - 1]?.kind;
  const below = lines.slice(at + 1).find(({ kind }) => kind !== 'blank' && kind !== 'footer' && kind !== 'maybe');
  const apart = above === undefined || above === 'blank' || above === 'footer' || above === 'maybe' || above === 'delimiter';
  return apart && below?.kind !== 'text' && (lines[at]?.text.length ?? 0) <= 70;
}

function signatureLength(lines: readonly Line[], at: number): number {
  let filled = 0;
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    const kind = lines[end]?.kind;
    if (kind === 'attribution' || kind === 'quote') break;
    if (kind !== 'blank') filled += 1;
    if (filled > MAX_SIGNATURE_LINES || end - at > 4 * MAX_SIGNATURE_LINES) return 0;
  }
  return end - at;
}

/**
 * Quotes below the last words go. Of those above, a single attributed one is the mail that is answered and goes too; several with answers
 * between them, or one the sender picked without attribution, are context of the answers and stay.
 */
function cutQuotes(lines: readonly Line[]): { words: Line[]; quoted: Line[] } {
  const end = lines.findLastIndex(({ kind }) => kind === 'text' || kind === 'delimiter' || kind === 'disclaimer' || kind === 'maybe') + 1;
  const head = lines.slice(0, end);
  const filled = head.filter((line) => line.kind !== 'blank');
  const blocks = filled.filter((line, at) => line.kind === 'quote' && filled[at - 1]?.kind !== 'quote').length;
  const attributed = head.some((line) => line.kind === 'attribution');
  const dropQuotes = blocks === 1 && attributed;
  const words = head.filter((line) => line.kind !== 'attribution' && !(dropQuotes && line.kind === 'quote'));
  const dropped = head.filter((line) => line.kind === 'attribution' || (dropQuotes && line.kind === 'quote'));
  return { words, quoted: [...dropped, ...lines.slice(end)] };
}

function hasWords(lines: readonly Line[]): boolean {
  return lines.some((line) => line.kind === 'text');
}

function join(lines: readonly Line[]): string {
  return lines
    .map((line) => line.text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd();
}
