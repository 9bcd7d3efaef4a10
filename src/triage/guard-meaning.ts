import type { Passage } from '../knowledge/knowledge.ts';
import { type Clause, readSentence } from './clauses.ts';
import type { GuardRule } from './guard.ts';
import { isOnly } from './guard-polarity.ts';
import { alike, assertions, closest, common, people, peopleOf, type Source, sourcesOf, statements, strangers } from './statements.ts';

/** Before or after, on or off, kept or removed, needed or not: as in the clause of a passage that is most alike. */
export const opposites: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions);
  return statements(input, cited).flatMap(({ clause, sentence }) => {
    const all = closest(clause, sentence, sources);
    return [...clause.sides].flatMap(([axis, poles]) => {
      // `leftOut` looks at what it is that is with or without.
      if (axis === 'with') return [];
      const { sources: best, score } = closest(
        clause,
        sentence,
        sources.filter(
          (s) =>
            s.clause.sides.has(axis) &&
            s.clause.supposed === clause.supposed &&
            !strangers(clause, s.clause) &&
            alike(clause, s.clause) >= (VAGUE.has(axis) ? 2 : 1),
        ),
      );
      const opposed = all.sources.length > 0 && all.sources.every((s) => contrary(axis, poles, s.clause));
      if (opposed && !(best.length > 0 && beside(best, all.sources))) return [`${clause.text.trim()} (${axis})`];
      const agrees =
        best.length === 0 ||
        (score * (VAGUE.has(axis) ? 1 : 2) < all.score && !beside(best, all.sources)) ||
        best.some((s) => [...(s.clause.sides.get(axis) ?? [])].some((pole) => poles.has(pole))) ||
        all.sources.some((s) => isOnly(clause, s.clause) || sameOtherwise(axis, poles, s.clause));
      return agrees ? [] : [`${clause.text.trim()} (${axis})`];
    });
  });
};

/** Of the sentences that are most alike. */
function beside(some: readonly Source[], closest: readonly Source[]): boolean {
  return some.every((s) => closest.some((c) => c.sentence === s.sentence));
}

/** "Does not change" and "stays as it is". */
function sameOtherwise(axis: string, poles: ReadonlySet<number>, other: Clause): boolean {
  return SAME.some(
    ([a, p, b, q]) =>
      (axis === a && poles.has(p) && other.sides.get(b)?.has(q)) || (axis === b && poles.has(q) && other.sides.get(a)?.has(p)),
  );
}

/** "Can be changed" and "stays as it is". */
function contrary(axis: string, poles: ReadonlySet<number>, other: Clause): boolean {
  return axis === 'change' && poles.has(1) && poles.size === 1 && other.sides.get('keep')?.has(1) === true;
}

const SAME: readonly (readonly [string, number, string, number])[] = [
  ['change', -1, 'keep', 1],
  ['change', -1, 'same', 1],
  ['charge', 1, 'payment', 1],
];

/** What is so only for some, or only in some case, is not said of all. */
export const conditions: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions);
  return statements(input, cited)
    .filter(({ clause, sentence }) => {
      const { sources: best, score } = closest(clause, sentence, sources);
      return score >= 13 && best.every((s) => s.clause.restricted && !s.clause.supposed) && !sentence.clauses.some((c) => c.restricted);
    })
    .map(({ clause }) => clause.text.trim());
};

/** Who does it: a passage says so of the same people. */
export const actors: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions);
  return statements(input, cited)
    .filter(({ clause, sentence }) => {
      const doing = people(clause);
      if (doing.size === 0) return false;
      const { sources: best, score } = closest(clause, sentence, sources);
      return (
        score >= 11 &&
        best.every(
          (s) =>
            peopleOf(s).size > 0 &&
            common(doing, peopleOf(s)) === 0 &&
            !s.sentence.clauses.some((c) => c.supposed === false && common(doing, people(c)) > 0 && isAside(c)),
        )
      );
    })
    .map(({ clause }) => clause.text.trim());
};

/** "…, although your bank might": somebody else is named for the same act. */
function isAside({ text }: Clause): boolean {
  return /^\s*(?:although|but|while|aunque|pero|obwohl|aber|bien que|mais|anche se|ma|embora|mas|hoewel|maar)\s/i.test(text);
}

/** For a passage in another language: some clause of it has three things in common with one of the sentence. */
export function saidAlike(text: string, language: string, cited: readonly Passage[]): boolean {
  const { clauses } = readSentence(text, language, 'model');
  return cited.filter((p) => p.locale !== language).some((p) => sourcesOf(p).some((s) => clauses.some((c) => alike(c, s.clause) >= 3)));
}

/** Said so often that two clauses need more in common to be about the same. */
const VAGUE = new Set(['can', 'need', 'work', 'appear', 'when', 'use', 'with']);
