import { makeTerms } from '../../knowledge/terms.ts';
import type { DraftInput } from '../model.ts';
import { matter, requests } from './sentences.ts';

type Passage = DraftInput['passages'][number];

/** Search score from which a passage is taken for the answer. Measured on the sample company's questions: see builtin.test.ts. */
const STRONG = 0.6;
/** Share of a question's words that the quoted passages must have, when there are several questions. */
const EACH_QUESTION = 0.5;
/** More than this is no longer an answer but the help centre. */
const MAX_QUOTED = 3;

const CANNOT = { cannotAnswer: true, answer: '', citations: [] };

/**
 * Answers with the best passages in their own words, or not at all: the match must be strong, in the customer's language, and every question must be
 * covered by what is quoted.
 */
export function quotePassages(input: DraftInput): { cannotAnswer: boolean; answer: string; citations: readonly string[] } {
  const own = input.passages.filter((p) => p.locale === input.language);
  const [best] = own;
  if (best === undefined || best !== input.passages[0] || best.score < STRONG) return CANNOT;

  const chosen = [best];
  const questions = requests(matter(input.text));
  if (questions.length > 1) {
    for (const question of questions) {
      if (coverage(question, chosen, input.language) >= EACH_QUESTION) continue;
      const other = own.find((p) => !chosen.includes(p) && coverage(question, [...chosen, p], input.language) >= EACH_QUESTION);
      if (other === undefined || chosen.length === MAX_QUOTED) return CANNOT;
      chosen.push(other);
    }
  }
  const ordered = chosen.toSorted((a, b) => own.indexOf(a) - own.indexOf(b));
  return { cannotAnswer: false, answer: ordered.map((p) => p.text.trim()).join('\n\n'), citations: ordered.map((p) => p.id) };
}

function coverage(question: string, passages: readonly Passage[], locale: string): number {
  const terms = makeTerms(locale);
  const asked = new Set(terms(question));
  if (asked.size === 0) return 1;
  const known = new Set(passages.flatMap((p) => terms(`${p.title}\n${p.text}`)));
  return [...asked].filter((term) => known.has(term)).length / asked.size;
}
