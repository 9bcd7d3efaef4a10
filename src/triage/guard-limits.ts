import { fold } from '../knowledge/terms.ts';
import type { Clause } from './clauses.ts';
import type { GuardRule } from './guard.ts';
import { assertions, closest, type Source, sourcesOf, statements } from './statements.ts';

/** "Without a card" is not "with a card", nor the other way round: a thing that the passages only speak of as left out is left out, and one that they never leave out is not. */
export const leftOut: GuardRule = (input, cited) => {
  const sources = cited.flatMap(sourcesOf);
  const speaking = (axis: string) => sources.filter((s) => s.clause.sides.has(axis));
  return statements(input, cited)
    .filter(({ clause }) => {
      const things = clause.meant.filter(({ value, part }) => value.mode === 'fact' && part !== true).map(({ value }) => value.axis);
      if (clause.lacking) return things.length > 0 && things.every((axis) => isNever(speaking(axis)));
      if (clause.negated || clause.supposed) return false;
      const words = clause.unread.map((word) => sources.filter((s) => s.clause.words.has(word)));
      return [...things.map(speaking), ...words].some((places) => places.length > 0 && places.every((s) => s.clause.lacking));
    })
    .map(({ clause }) => clause.text.trim());
};

function isNever(speaking: readonly Source[]): boolean {
  return speaking.length > 0 && speaking.every((s) => !s.clause.lacking && !s.clause.negated);
}

/** "Every plan" where the passage speaks of some, by name or with an "only". */
export const widened: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions);
  return statements(input, cited)
    .filter(({ clause, sentence }) => {
      if (UNIVERSAL[input.language]?.test(fold(clause.text)) !== true) return false;
      const { sources: best, score } = closest(clause, sentence, sources);
      const said = fold(sentence.text);
      return (
        score >= CLOSE &&
        best.every(
          (s) =>
            (s.clause.restricted || s.clause.names.size > 0) &&
            !cited.some((p) => UNIVERSAL[p.locale]?.test(fold(s.sentence.text))) &&
            ![...s.clause.names].some((name) => said.includes(name)),
        )
      );
    })
    .map(({ clause }) => clause.text.trim());
};

/** Two things in common with the clause itself. */
const CLOSE = 12;

/** "At any time" and "all of them" speak of no kind of people or things. */
const UNIVERSAL: Readonly<Record<string, RegExp>> = {
  en: /\b(?:all|every|any|everyone|everybody|anyone|whatever)\b(?! (?:time|point|moment|longer|more|of (?:these|them)))/,
  es: /\b(?:tod[oa]s|cualquier\w*)\b/,
  de: /\b(?:alle[nrs]?|jede[rsnm]?|beliebig\w*|samtliche\w*)\b/,
  fr: /\b(?:tous les|toutes les|chaque|n'importe)\b/,
  it: /\b(?:tutt[ie]|ogni|qualsiasi|qualunque|chiunque)\b/,
  ja: /すべて|全て|全員/,
  pt: /\b(?:tod[oa]s|qualquer)\b/,
  nl: /\b(?:alle|elke?|ieder\w*)\b/,
};

/** "€10 per member" is not "€10": what a figure is counted by is said with it. */
export const rates: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions);
  return statements(input, cited)
    .filter(({ clause }) => {
      const isSaid = ({ word, axes }: Per) => clause.words.has(word) || axes.some((axis) => clause.sides.has(axis));
      return [...clause.figures].filter(isCounted).some((figure) => {
        const places = sources.filter((s) => s.clause.figures.has(figure)).map((s) => countedBy(s.clause));
        return places.length > 0 && places.every((per) => per.length > 0 && per.some((p) => !isSaid(p)));
      });
    })
    .map(({ clause }) => clause.text.trim());
};

interface Per {
  readonly word: string;
  readonly axes: readonly string[];
}

function isCounted(figure: string): boolean {
  return /^(?:money|number|size)/.test(figure);
}

function countedBy(clause: Clause): Per[] {
  return [...fold(clause.text).matchAll(/(?<!\p{L})(?:per|pro|je|por|par)\s+(\p{L}+)/gu)].map(([, word = '']) => ({
    word,
    axes: clause.meant.filter(({ written }) => written.split(' ').includes(word)).map(({ value }) => value.axis),
  }));
}

/** "Ten days before" needs a passage that says "before" with the figure: within ten days of something is after it. */
export const order: GuardRule = (input, cited) => {
  const sources = cited.flatMap(sourcesOf);
  return statements(input, cited)
    .filter(
      ({ clause }) =>
        clause.figures.size > 0 &&
        clause.meant.some(({ value, written }) => value.axis === 'when' && value.pole < 0 && !FORMER.test(written)),
    )
    .filter(({ clause }) => {
      const places = sources.filter((s) => [...clause.figures].some((figure) => s.clause.figures.has(figure)));
      return places.length > 0 && !places.some((s) => s.sentence.clauses.some((c) => c.sides.get('when')?.has(-1)));
    })
    .map(({ clause }) => clause.text.trim());
};

/** "Previous versions" are no order of events. */
const FORMER = /^(?:preced|anterior|previ|former|earlier|prior|fruher)/;
