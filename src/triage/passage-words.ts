import type { Passage } from '../knowledge/knowledge.ts';
import { fold, makeTerms } from '../knowledge/terms.ts';
import type { Sentence } from './clauses.ts';
import { wordsIn } from './lexicon.ts';
import { sourcesOf } from './statements.ts';

/** What a piece of a passage says, for a clause of an answer to rest on. */
export interface Support {
  /** Axes of the lexicon that it speaks of. */
  readonly axes: ReadonlySet<string>;
  /** Its words, folded, a space before and after each. */
  readonly text: string;
  /** Whether a folded word of this language stands in it: itself, its stem, or another form of it. */
  readonly says: (word: string, language: string) => boolean;
}

/** Letters two words must share from their first on to be forms of one. */
const SHARED = 5;
/** Share of the longer one's letters. */
const SHARED_PART = 0.6;

const whole = new WeakMap<Passage, Support>();
const parts = new WeakMap<Passage, readonly Support[]>();

/** Each passage as one. */
export function supportOf(cited: readonly Passage[]): readonly Support[] {
  return cited.map((passage) => {
    const known = whole.get(passage) ?? support(sentencesIn(passage), passage.locale);
    whole.set(passage, known);
    return known;
  });
}

/** Each sentence with what it stands under and what it goes on from: "it" and "this" are of the sentence before. */
export function sentenceSupport(cited: readonly Passage[]): readonly Support[] {
  return cited.flatMap((passage) => {
    const known = parts.get(passage) ?? windows(passage);
    parts.set(passage, known);
    return known;
  });
}

function windows(passage: Passage): readonly Support[] {
  const sentences = sentencesIn(passage);
  const headings = sentences.filter(({ text }) => passage.title.includes(text));
  return sentences.map((_, i) => support([...headings, ...sentences.slice(Math.max(0, i - 1), i + 1)], passage.locale));
}

function sentencesIn(passage: Passage): Sentence[] {
  return [...new Set(sourcesOf(passage).map(({ sentence }) => sentence))];
}

function support(sentences: readonly Sentence[], locale: string): Support {
  const axes = new Set<string>();
  for (const { clauses } of sentences)
    for (const clause of clauses) {
      for (const axis of clause.sides.keys()) axes.add(axis);
      for (const figure of clause.figures) axes.add(RATES.get(figure) ?? (figure.startsWith('money') ? 'price' : figure));
      if (clause.text.includes('@')) axes.add('sender');
    }
  if (MONEY.some((axis) => axes.has(axis))) for (const axis of MONEY) axes.add(axis);
  const written = sentences.map((s) => s.text).join('\n');
  const words = wordsIn(fold(written));
  const forms = new Set(words);
  const stems = new Set(makeTerms(locale)(written));
  const byBeginning = Map.groupBy(
    [...forms].filter((w) => w.length >= SHARED),
    (w) => w.slice(0, SHARED),
  );
  return {
    axes,
    text: ` ${words.join(' ')} `,
    says: (word, language) =>
      forms.has(word) ||
      (language === locale && makeTerms(language)(word).some((stem) => stems.has(stem))) ||
      (byBeginning.get(word.slice(0, SHARED)) ?? []).some(
        (other) => shared(word, other) >= SHARED_PART * Math.max(word.length, other.length),
      ),
  };
}

/** What is paid, charged and costs is spoken of in any of these words. */
const MONEY = ['price', 'fee', 'payment', 'charge', 'money', 'currency'];

/** "200 a day" has the figure of one day in it. */
export const RATES: ReadonlyMap<string, string> = new Map([
  ['duration minutes 60', 'per-hour'],
  ['duration minutes 1440', 'per-day'],
  ['duration minutes 10080', 'per-week'],
  ['duration months 1', 'per-month'],
  ['duration months 12', 'per-year'],
]);

function shared(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

/** Shortest part of a compound, and the letters that may join two: German and Dutch write them as one word. */
const PART = 4;
const JOINTS = /^(?:s|n|en|es|er|e)?$/;

/** A compound whose parts are all known. */
export function isMadeOf(word: string, known: (part: string) => boolean): boolean {
  for (let i = PART; i <= word.length - PART; i++) {
    const [first, rest] = [word.slice(0, i), word.slice(i)];
    for (let j = 0; j <= 2; j++)
      if (JOINTS.test(rest.slice(0, j)) && rest.length - j >= PART && known(first) && known(rest.slice(j))) return true;
  }
  return false;
}
