import type { Passage } from '../knowledge/knowledge.ts';
import { makeTerms } from '../knowledge/terms.ts';
import type { Clause, Sentence } from './clauses.ts';
import type { GuardRule } from './guard.ts';
import { hits, lexiconOf } from './lexicon.ts';
import { DURATION_UNITS, NUMBER_WORDS, SPANS } from './number-words.ts';
import { isMadeOf, type Support, sentenceSupport, supportOf } from './passage-words.ts';
import { assertions, closest, statements } from './statements.ts';

/** Who, what, where, how often, at once, for nothing: one sentence of a cited passage speaks of all that a clause says, in its words or in others for the same. */
export const facts: GuardRule = (input, cited) => {
  const sentences = sentenceSupport(cited);
  return statements(input, cited).flatMap(({ clause, sentence }) => {
    const said = factWords(clause);
    let missing = said;
    for (const support of sentences) {
      const rest = said.filter((word) => !backs(support, word, input.language));
      if (rest.length < missing.length) missing = rest;
      if (rest.length === 0) break;
    }
    const hasty = said.filter(({ axes }) => axes.includes('speed') && !isNear(clause, sentence, cited));
    return [...new Set([...missing, ...hasty])].map(({ written }) => `${clause.text.trim()} (${written})`);
  });
};

/** Fewer things than these a clause speaks of when it goes on from the one before: "such a change works at once". */
const ITS_OWN = 4;

/** "At once" is said of so little that it must be said of this. */
function isNear(clause: Clause, sentence: Sentence, cited: readonly Passage[]): boolean {
  const { sources } = closest(clause, sentence, cited.flatMap(assertions));
  return clause.sides.size < ITS_OWN || sources.some((s) => s.sentence.clauses.some((c) => c.sides.has('speed')));
}

/** A word that is neither a plain way of saying something nor any the passages use says something of its own. Asked where a passage has the answer's language. */
export const strangeWords: GuardRule = (input, cited) => {
  const lexicon = lexiconOf(input.language);
  if (lexicon === undefined || !cited.some((p) => p.locale === input.language)) return [];
  const passages = supportOf(cited);
  const terms = makeTerms(input.language);
  const isKnown = (word: string) =>
    terms(word).length === 0 ||
    passages.some((p) => p.says(word, input.language)) ||
    NUMBER_WORDS.has(word) ||
    DURATION_UNITS.has(word) ||
    SPANS.has(word) ||
    hits(lexicon.plain, word).length > 0 ||
    hits(lexicon.senses, word).some(({ value }) => value.mode === 'side' || passages.some((p) => p.axes.has(value.axis)));
  return statements(input, cited).flatMap(({ clause }) =>
    clause.unread
      .filter((word) => !clause.names.has(word) && !isKnown(word) && !isMadeOf(word, isKnown))
      .map((word) => `${clause.text.trim()} (${word})`),
  );
};

interface FactWord {
  readonly written: string;
  /** Any of them will do: "Karte" is a card, and a map. */
  readonly axes: readonly string[];
}

function factWords(clause: Clause): FactWord[] {
  return [...Map.groupBy(clause.meant, ({ written, part }) => (part === true ? '' : written))]
    .filter(([written]) => written !== '')
    .filter(([, found]) => found.every(({ value }) => value.mode === 'fact'))
    .map(([written, found]) => ({ written, axes: found.map(({ value }) => value.axis) }));
}

function backs({ axes, says, text }: Support, { written, axes: any }: FactWord, language: string): boolean {
  return any.some((axis) => axes.has(axis)) || (written.includes(' ') ? text.includes(` ${written} `) : says(written, language));
}
