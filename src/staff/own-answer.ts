import type { Message } from '../mail/message.ts';
import { newestText } from '../mail/reply-text.ts';
import { classify, isHeaderLine } from '../mail/reply-text-lines.ts';
import { INTERNAL_MARK } from '../tickets/handoff.ts';
import { isAmong, tidy } from './internal-words.ts';

/**
 * What a team member wrote to the customer in an answer to a mail of ours: without the mail that is answered, wherever their client put it, without the signature
 * below a `-- ` and the legal footer (they name the person's own address, and say that the mail is meant for us). A closing written by hand stays. Of the quoted
 * lines those stay that are the customer's own words: answers between them would make no sense without. Pure.
 * @param said what was said in the customer's conversation
 */
export function ownAnswer(message: Pick<Message, 'text' | 'html' | 'subject'>, said: readonly string[]): string {
  const words = ownIn(message, said);
  // HTML knows better what is quoted, the text part what is a line.
  const inText = message.html === null ? words : ownIn({ ...message, html: null }, said);
  return isSame(words, inText) ? inText : words;
}

function ownIn(message: Pick<Message, 'text' | 'html' | 'subject'>, said: readonly string[]): string {
  // The subject says whether it is an answer; the ticket in front of it is ours.
  const { text } = newestText({ ...message, subject: message.subject.replace(/\[#\d+[^\]]{0,40}\]\s*/, '') });
  return tidy(withoutQuotes(withoutMarked(text.split('\n')), said));
}

function isSame(a: string, b: string): boolean {
  return a.replace(/\s+/g, '') === b.replace(/\s+/g, '');
}

/** The mark in a line of an answer, whatever the client has done to its spaces and quoted it with. */
const MARK = new RegExp(
  INTERNAL_MARK.split(/\W+/)
    .filter((word) => word !== '')
    .join('\\W+'),
  'i',
);

/** The mark and all below it is ours; but below a quoted one only what is quoted, because some people answer at the bottom. */
function withoutMarked(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex(
    (line, n) => MARK.test(line) || (!MARK.test(lines[n + 1] ?? '') && MARK.test(`${line} ${lines[n + 1] ?? ''}`)),
  );
  if (at === -1) return lines;
  const above = withoutHeader(lines.slice(0, at));
  if (!isQuote(lines[at] ?? '')) return above;
  const below = lines.slice(at);
  const end = below.findIndex((line) => line.trim() !== '' && !isQuote(line));
  return end === -1 ? above : [...above, ...withoutMarked(below.slice(end))];
}

/** What introduces the mail that is answered, where nothing else was left above it. */
function withoutHeader(lines: readonly string[]): readonly string[] {
  let inHeader = false;
  return classify(lines.join('\n')).flatMap(({ kind, text }) => {
    inHeader = kind === 'rest' || (inHeader && (kind === 'blank' || isHeaderLine(text)));
    return inHeader || NOT_OWN.has(kind) ? [] : [text];
  });
}

const NOT_OWN: ReadonlySet<string> = new Set(['attribution', 'rest', 'forward', 'footer', 'delimiter']);

function withoutQuotes(lines: readonly string[], said: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    if (!isQuote(line)) return [line];
    const words = line.replace(/^(?:\s?>)+\s?/, '');
    return isAmong(words, said) ? [`> ${words}`] : [];
  });
}

function isQuote(line: string): boolean {
  return /^\s?>/.test(line);
}
