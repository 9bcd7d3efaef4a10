import { fold } from '../knowledge/terms.ts';
import { ACTIONS } from './meaning-actions.ts';
import { PEOPLE } from './meaning-people.ts';
import { THINGS } from './meaning-things.ts';
import { LEXICON_LANGUAGES, NEGATIONS, RESTRICTIONS, rows, SENSES, type Sense, WE } from './meaning-words.ts';
import { PLAIN } from './plain-words.ts';

export type Meaning = Pick<Sense, 'axis' | 'pole' | 'mode' | 'turns'>;

/** A word, or a few, and what they mean. `at`: of the words of the text, the first and the one after the last; Japanese has no words, so there both are 0. */
export interface Hit<T> {
  readonly written: string;
  readonly from: number;
  readonly to: number;
  readonly value: T;
  /** The end of a compound: said besides what the word as a whole may mean. */
  readonly part?: boolean;
}

/** One language's words. */
export interface Lexicon {
  readonly senses: Vocabulary<Meaning>;
  readonly plain: Vocabulary<true>;
  readonly negations: Vocabulary<true>;
  readonly restrictions: Vocabulary<true>;
  readonly we: Vocabulary<true>;
}

interface Entry<T> {
  readonly value: T;
  /** Words in a row; `open`: any ending will do. */
  readonly tokens: readonly { readonly word: string; readonly open: boolean }[];
}

interface Vocabulary<T> {
  /** By the first letters of the first word. */
  readonly beginnings: ReadonlyMap<string, readonly Entry<T>[]>;
  /** By the last letters: `*team`. */
  readonly endings: ReadonlyMap<string, readonly { readonly ending: string; readonly value: T }[]>;
  readonly patterns: readonly { readonly pattern: RegExp; readonly value: T }[];
  /** Without spaces: by the first character. */
  readonly strings: ReadonlyMap<string, readonly { readonly string: string; readonly value: T }[]>;
}

const KEY = 2;

/** Folded words of a text, as the lexicon counts them. */
export function wordsIn(folded: string): readonly string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function lexiconOf(language: string): Lexicon | undefined {
  return lexicons.get(language);
}

/** True where the lexicon knows what a clause says. */
export function isRead(language: string): boolean {
  return lexicons.has(language);
}

/** Whether the lexicon has the word, so that it is compared by what it means. */
export function hasMeaning(word: string, language: string): boolean {
  const lexicon = lexicons.get(language);
  return lexicon !== undefined && hits(lexicon.senses, word).some(({ value }) => value.mode === 'fact');
}

export function has(words: Vocabulary<true> | undefined, folded: string): boolean {
  return words !== undefined && hits(words, folded).length > 0;
}

/** Every word of the vocabulary in a folded text. */
export function hits<T>(vocabulary: Vocabulary<T>, folded: string): Hit<T>[] {
  const words = wordsIn(folded);
  const found: Hit<T>[] = [];
  for (const [from, word] of words.entries()) {
    for (const { tokens, value } of vocabulary.beginnings.get(word.slice(0, KEY)) ?? []) {
      const to = from + tokens.length;
      if (tokens.every(({ word: w, open }, i) => fits(words[from + i], w, open)))
        found.push({ written: words.slice(from, to).join(' '), from, to, value });
    }
    for (const { ending, value } of vocabulary.endings.get(word.slice(-KEY)) ?? [])
      if (word.endsWith(ending)) found.push({ written: word, from, to: from + 1, value, part: word !== ending });
  }
  for (const { pattern, value } of vocabulary.patterns)
    for (const [written] of folded.matchAll(pattern)) found.push({ written, from: 0, to: 0, value });
  if (vocabulary.strings.size > 0)
    for (let i = 0; i < folded.length; i++)
      for (const { string, value } of vocabulary.strings.get(folded[i] ?? '') ?? [])
        if (folded.startsWith(string, i)) found.push({ written: string, from: 0, to: 0, value });
  return found;
}

/** What lies within a longer one means nothing by itself: "free of charge" is no charge, a "carte bancaire" no bank. */
export function outermost<T>(found: readonly Hit<T>[]): Hit<T>[] {
  return found.filter((a) => a.to === 0 || !found.some((b) => b.from <= a.from && b.to >= a.to && b.to - b.from > a.to - a.from));
}

function fits(word: string | undefined, wanted: string, open: boolean): boolean {
  return word !== undefined && (open ? word.startsWith(wanted) : word === wanted);
}

const CONCEPTS: readonly Sense[] = [...SENSES, ...rows(PEOPLE), ...rows(THINGS), ...rows(ACTIONS)];

const lexicons: ReadonlyMap<string, Lexicon> = new Map(
  LEXICON_LANGUAGES.map((language, column) => {
    const list = (words: string | undefined) => vocabulary([{ value: true as const, words: words ?? '' }], language);
    const senses = CONCEPTS.map(({ words, ...value }) => ({ value, words: words[column] ?? '' }));
    return [
      language,
      {
        senses: vocabulary(senses, language),
        plain: list(PLAIN[language]),
        negations: list(NEGATIONS[language]),
        restrictions: list(RESTRICTIONS[language]),
        we: list(WE[language]),
      },
    ];
  }),
);

function vocabulary<T>(lists: readonly { readonly value: T; readonly words: string }[], language: string): Vocabulary<T> {
  const beginnings = new Map<string, Entry<T>[]>();
  const endings = new Map<string, { ending: string; value: T }[]>();
  const strings = new Map<string, { string: string; value: T }[]>();
  const patterns: { pattern: RegExp; value: T }[] = [];
  for (const { value, words } of lists)
    for (const word of words.split(/\s+/).filter((w) => w !== '')) {
      const folded = fold(word);
      if (/[()[\]?+.\\|$]/.test(folded)) patterns.push({ pattern: patternOf(folded, language), value });
      else if (language === 'ja') push(strings, folded[0] ?? '', { string: folded, value });
      else if (folded.startsWith('*')) push(endings, folded.slice(-KEY), { ending: folded.slice(1).replace(/\*$/, ''), value });
      else {
        const tokens = folded
          .split(/[_'-]/)
          .filter((w) => w !== '')
          .map((w) => ({ word: w.replace(/\*$/, ''), open: w.endsWith('*') }));
        push(beginnings, tokens[0]?.word.slice(0, KEY) ?? '', { value, tokens });
      }
    }
  return { beginnings, endings, strings, patterns };
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}

/** An entry with more than words in it is a regular expression: `_` for a space, `*` for letters. */
function patternOf(entry: string, language: string): RegExp {
  const source = entry.replaceAll('_', '\\s+').replaceAll('*', '[\\p{L}-]*');
  return language === 'ja' ? new RegExp(source, 'gu') : new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'gu');
}
