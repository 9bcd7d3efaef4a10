import { makeTerms } from '../../knowledge/terms.ts';
import type { DraftInput, DraftPassage } from '../model.ts';
import { matter, requests } from './sentences.ts';

/** Search score from which a passage may be the answer at all. */
const STRONG = 0.55;
/** Share of the words of a title, an alias or a heading that the mail must have: an article on student discounts is none for other discounts. */
const ON_TOPIC = 0.6;
/** Share of a question's words that the quoted passages must have, when there are several questions. */
const EACH_QUESTION = 0.5;
/** More than this is no longer an answer but the help centre. */
const MAX_QUOTED = 3;

const CANNOT = { cannotAnswer: true, answer: '', citations: [] };

/**
 * Answers with the best passages in their own words, or not at all: the match must be strong, on the article's own topic, in the customer's language, and
 * every question must be covered by what is quoted. Questions on two topics are for a person: two articles glued together are no answer.
 */
export function quotePassages(input: DraftInput): { cannotAnswer: boolean; answer: string; citations: readonly string[] } {
  const terms = makeTerms(input.language);
  const sentences = matter(input.text);
  const asked = new Set(terms([input.subject, ...sentences].join('\n')));
  const suits = (p: DraftPassage, words: ReadonlySet<string>): boolean =>
    p.locale === input.language && p.score >= STRONG && onTopic(p, words, terms);

  const [best] = input.passages;
  if (best === undefined || !suits(best, asked)) return CANNOT;
  const chosen = [best];
  const questions = requests(sentences);
  if (questions.length > 1) {
    for (const question of questions) {
      if (coverage(question, chosen, terms) >= EACH_QUESTION) continue;
      const other = input.passages.find(
        (p) =>
          sameArticle(p, best) &&
          !chosen.includes(p) &&
          suits(p, new Set(terms(question))) &&
          coverage(question, [p], terms) >= EACH_QUESTION,
      );
      if (other === undefined || chosen.length === MAX_QUOTED) return CANNOT;
      chosen.push(other);
    }
  }
  const ordered = chosen.toSorted((a, b) => input.passages.indexOf(a) - input.passages.indexOf(b));
  return { cannotAnswer: false, answer: ordered.map((p) => p.text.trim()).join('\n\n'), citations: ordered.map((p) => p.id) };
}

type Terms = (text: string) => string[];

function onTopic(passage: DraftPassage, asked: ReadonlySet<string>, terms: Terms): boolean {
  const heading = passage.title.split(' › ').at(-1) ?? '';
  return [heading, ...passage.headlines].some((headline) => {
    const words = new Set(terms(headline));
    return words.size > 0 && [...words].filter((w) => asked.has(w)).length / words.size >= ON_TOPIC;
  });
}

function sameArticle(a: DraftPassage, b: DraftPassage): boolean {
  return a.headlines[0] === b.headlines[0];
}

function coverage(question: string, passages: readonly DraftPassage[], terms: Terms): number {
  const asked = new Set(terms(question));
  if (asked.size === 0) return 1;
  const known = new Set(passages.flatMap((p) => terms(`${p.title}\n${p.text}\n${p.headlines.join('\n')}`)));
  return [...asked].filter((term) => known.has(term)).length / asked.size;
}
