import { namesToken } from '../tickets/reply-token.ts';

/** Words of a mail to staff that must not reach a customer. Pure. */

/** This many words in a row are no coincidence. */
const RUN = 8;

/**
 * The answer without the lines that repeat the internal mail: eight of its words in a row that the customer does not know, or the address of a hand-off, which vouches for
 * whoever knows it where no server does.
 * @param internal what was written to staff, in any number of texts
 * @param known what may be repeated: the reply that was suggested, and what was said in the customer's own conversation
 * @returns the answer itself where nothing of it is internal
 */
export function withoutInternal(answer: string, internal: readonly string[], known: readonly string[]): string {
  const secret = new Set(internal.flatMap((text) => runs(wordsOf(text).map((w) => w.word))));
  for (const text of known) for (const run of runs(wordsOf(text).map((w) => w.word))) secret.delete(run);
  const lines = answer.split('\n');
  const words = lines.flatMap((line, at) => wordsOf(line).map(({ word }) => ({ word, line: at })));
  const told = new Set(lines.flatMap((line, at) => (namesToken(line) ? [at] : [])));
  for (let at = 0; at + RUN <= words.length; at += 1) {
    const run = words.slice(at, at + RUN);
    if (secret.has(run.map((w) => w.word).join(' '))) for (const { line } of run) told.add(line);
  }
  return told.size === 0 ? answer : tidy(lines.filter((_, at) => !told.has(at)));
}

/** Whether a line says what is said in one of the texts, word by word. */
export function isAmong(line: string, texts: readonly string[]): boolean {
  const sought = sequence(line);
  return sought !== '  ' && texts.some((text) => sequence(text).includes(sought));
}

export function tidy(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Case, punctuation, layout and the way an accent is spelt say nothing. Scripts without spaces are cut by their own dictionary. */
function wordsOf(text: string): { word: string }[] {
  const flat = text.normalize('NFKC').toLowerCase();
  return [...SEGMENTS.segment(flat)].filter((s) => s.isWordLike === true).map((s) => ({ word: s.segment }));
}

const SEGMENTS = new Intl.Segmenter('en', { granularity: 'word' });

function sequence(text: string): string {
  return ` ${wordsOf(text)
    .map((w) => w.word)
    .join(' ')} `;
}

function runs(words: readonly string[]): string[] {
  return Array.from({ length: Math.max(0, words.length - RUN + 1) }, (_, at) => words.slice(at, at + RUN).join(' '));
}
