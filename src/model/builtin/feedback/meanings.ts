import { fold } from '../../../knowledge/terms.ts';
import { english } from './words/english.ts';
import { dutch, german, swedish } from './words/germanic.ts';
import { japanese } from './words/japanese.ts';
import type { Meaning, WordsOf } from './words/meanings.ts';
import { polish } from './words/polish.ts';
import { french, italian, portuguese, spanish } from './words/romance.ts';

/** What the words of a text can mean, in their order; a question mark and a figure stand for themselves, `|` ends a sentence. */
export type Sign = Meaning | '?' | '0' | '|';

/** All languages at once: a sentence of three words does not tell its language. */
const SPACED: readonly WordsOf[] = [english, german, dutch, swedish, spanish, french, italian, portuguese, polish];

const WHOLE = new Map<string, Set<Meaning>>();
const BEGINNINGS = new Map<string, Set<Meaning>>();
for (const [meaning, word] of SPACED.flatMap(entriesOf)) {
  const [words, key] = word.endsWith('*') ? [BEGINNINGS, word.slice(0, -1)] : [WHOLE, word];
  words.set(key, (words.get(key) ?? new Set()).add(meaning));
}
const JAPANESE = Object.entries(japanese).map(([meaning, words]) => ({
  meaning: meaning as Meaning,
  pattern: new RegExp(words.split(' ').join('|').replaceAll('?', '\\?'), 'gu'),
}));

function entriesOf(words: WordsOf): (readonly [Meaning, string])[] {
  return Object.entries(words).flatMap(([meaning, list]) => list.split(' ').map((word) => [meaning as Meaning, word] as const));
}

const TOKENS = /[\p{L}']+|[?？]|[.!。！;；\n]|\p{N}+/gu;
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}]/u;
/** French and Italian words with an elided one before them. */
const ELIDED = /^(\p{L}{1,2}')(\p{L}+)$/u;

export function meaningsOf(text: string): readonly Sign[] {
  const folded = fold(text);
  const found = [...folded.matchAll(TOKENS)].flatMap(({ 0: token, index }) => signsOf(token).map((sign) => ({ index, sign })));
  if (KANA.test(folded)) {
    for (const { meaning, pattern } of JAPANESE) for (const { index } of folded.matchAll(pattern)) found.push({ index, sign: meaning });
    found.sort((a, b) => a.index - b.index);
  }
  return found.map(({ sign }) => sign);
}

function signsOf(token: string): readonly Sign[] {
  if (/^[?？]/.test(token)) return ['?'];
  if (/^\p{N}/u.test(token)) return ['0'];
  if (!/\p{L}/u.test(token)) return ['|'];
  const [, elided, rest] = ELIDED.exec(token) ?? [];
  const words = elided === undefined || rest === undefined ? [token] : [elided, rest, token];
  return [...new Set(words.flatMap((word) => [...(WHOLE.get(word) ?? []), ...beginningsOf(word)]))];
}

const SHORTEST = 2;

function beginningsOf(word: string): Meaning[] {
  const found: Meaning[] = [];
  for (let end = SHORTEST; end <= word.length; end += 1) found.push(...(BEGINNINGS.get(word.slice(0, end)) ?? []));
  return found;
}
