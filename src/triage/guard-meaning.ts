import type { Passage } from '../knowledge/knowledge.ts';
import { readSentence } from './clauses.ts';
import type { GuardRule } from './guard.ts';
import { alike, assertions, closest, common, people, peopleOf, sourcesOf, statements, strangers } from './statements.ts';

/** Before or after, on or off, kept or removed, needed or not: as in the clause of a passage that is most alike. */
export const opposites: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions);
  return statements(input, cited).flatMap(({ clause, sentence }) =>
    [...clause.sides].flatMap(([axis, poles]) => {
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
      const agrees =
        best.length === 0 ||
        score * (VAGUE.has(axis) ? 1 : 2) < closest(clause, sentence, sources).score ||
        best.some((s) => [...(s.clause.sides.get(axis) ?? [])].some((pole) => poles.has(pole)));
      return agrees ? [] : [`${clause.text.trim()} (${axis})`];
    }),
  );
};

/** "Not" stands where the passage has it, also for what the lexicon does not know. */
export const negations: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions);
  return statements(input, cited)
    .filter(({ clause, sentence }) => {
      const { sources: best } = closest(clause, sentence, sources);
      const compared = clause.turning.size > 0 || clause.supposed || best.some((s) => s.clause.supposed);
      const enough = best.every((s) => common(clause.terms, s.clause.terms) >= 3 && clause.figures.size === 0);
      return !compared && enough && best.length > 0 && best.every((s) => s.clause.negated !== clause.negated);
    })
    .map(({ clause }) => clause.text.trim());
};

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
      return score >= 11 && best.every((s) => peopleOf(s).size > 0 && common(doing, peopleOf(s)) === 0);
    })
    .map(({ clause }) => clause.text.trim());
};

/** For a passage in another language: some clause of it has three things in common with one of the sentence. */
export function saidAlike(text: string, language: string, cited: readonly Passage[]): boolean {
  const { clauses } = readSentence(text, language, 'model');
  return cited.filter((p) => p.locale !== language).some((p) => sourcesOf(p).some((s) => clauses.some((c) => alike(c, s.clause) >= 3)));
}

/** Said so often that two clauses need more in common to be about the same. */
const VAGUE = new Set(['can', 'need', 'work', 'appear', 'when', 'use', 'with']);
