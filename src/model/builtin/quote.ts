import { makeTerms } from '../../knowledge/terms.ts';
import type { DraftInput, DraftPassage } from '../model.ts';
import { questionsOf } from './questions.ts';
import { matter } from './sentences.ts';

/**
 * When is a passage the answer? Measured on the sample company and on 50 real questions to 2,800 articles of other companies, each with and without the
 * right article (`npm run bench:corpora -- --only kb-help`): what tells a right passage from a near one is less its score than its lead over the next
 * article. Where the right article was missing, no other one on the question's own topic led by more than 0.15.
 */
export interface QuoteLimits {
  /** Score below which nothing is quoted, whatever `confidence.passage` says. */
  readonly strong: number;
  /** Lead over the best passage of any other article from which it is the one that is meant. */
  readonly lead: number;
}
export const QUOTE_LIMITS: QuoteLimits = { strong: 0.64, lead: 0.17 };
/** With everything covered and such a lead, the wording of the headline does not matter. */
const COMPLETE = 0.95;
const CLEAR_LEAD = 0.3;
/** Share of the words of a title or an alias that the mail must have: an article on student discounts is none for other discounts. */
const ON_TOPIC = 0.6;
const ON_TOPIC_COMPLETE = 0.5;
/** A question that is nearly word for word the headline needs less of a lead: but two articles on one thing may both have its words in their titles. */
const SAME = 0.85;
const SAME_LEAD = 0.1;
/** Share of a question's words that the quoted passages must have, when there are several questions. */
const EACH_QUESTION = 0.5;
/** More than this is no longer an answer but the help centre. */
const MAX_QUOTED = 3;

const CANNOT = { cannotAnswer: true, body: [] };

/** An answer as the schema of drafts has it: each passage is a part that cites itself. */
interface Quoted {
  readonly cannotAnswer: boolean;
  readonly body: readonly { readonly as: 'paragraph'; readonly text: string; readonly cites: readonly string[] }[];
}

/**
 * Answers with the best passages in their own words, or not at all: the match must be strong and unambiguous, on the article's own topic, in the customer's
 * language, and every question must be covered by what is quoted. Questions on two topics are for a person: two articles glued together are no answer.
 */
export function quotePassages(input: DraftInput, limits: QuoteLimits = QUOTE_LIMITS): Quoted {
  const { lookedUp = [] } = input;
  // It was only looked up because the mail asks for that and for nothing else.
  if (lookedUp.length > 0) return lookedUp.every(({ locale }) => locale === input.language) ? quoted(lookedUp) : CANNOT;
  const terms = makeTerms(input.language);
  const sentences = matter(input.text);
  const asked = new Set(terms([input.subject, ...sentences].join('\n')));
  const wordings = [asked, new Set(terms(sentences.join('\n'))), new Set(terms(input.subject))];
  // Meaning may have put another one first; what is ground is told by words.
  const best = input.passages.toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined || best.locale !== input.language || !isTheAnswer(best, wordings, terms, limits)) return CANNOT;

  const chosen = [best];
  const questions = questionsOf(input.text, input.language);
  for (const { text: question } of questions.length > 1 ? questions : []) {
    if (coverage(question, chosen, terms) >= EACH_QUESTION) continue;
    const other = input.passages.find(
      (p) => sameArticle(p, best) && !chosen.includes(p) && coverage(question, [p], terms) >= EACH_QUESTION,
    );
    if (other === undefined || chosen.length === MAX_QUOTED) return CANNOT;
    chosen.push(other);
  }
  const ordered = chosen.toSorted((a, b) => input.passages.indexOf(a) - input.passages.indexOf(b));
  return quoted(ordered);
}

function quoted(passages: readonly Pick<DraftPassage, 'id' | 'text'>[]): Quoted {
  return { cannotAnswer: false, body: passages.map((p) => ({ as: 'paragraph', text: p.text.trim(), cites: [p.id] })) };
}

type Terms = (text: string) => string[];
type Words = ReadonlySet<string>;

function isTheAnswer(passage: DraftPassage, wordings: readonly Words[], terms: Terms, limits: QuoteLimits): boolean {
  if (passage.score < limits.strong) return false;
  const [asked = new Set<string>()] = wordings;
  const { lead } = passage;
  if (passage.score >= COMPLETE && lead >= CLEAR_LEAD) return true;

  const headlines = [passage.title, ...passage.headlines].map((headline) => new Set(terms(headline)));
  if (lead >= SAME_LEAD && headlines.some((headline) => wordings.some((words) => likeness(words, headline) >= SAME))) return true;
  const needed = passage.score >= COMPLETE ? ON_TOPIC_COMPLETE : ON_TOPIC;
  return lead >= limits.lead && headlines.some((headline) => share(headline, asked) >= needed);
}

/** Dice's coefficient. One word in common is no likeness. */
function likeness(a: Words, b: Words): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common < 2 ? 0 : (2 * common) / (a.size + b.size);
}

/** How much of `part` stands in `whole`; 0 for nothing at all. */
function share(part: Words, whole: Words): number {
  return part.size === 0 ? 0 : [...part].filter((word) => whole.has(word)).length / part.size;
}

function sameArticle(a: DraftPassage, b: DraftPassage): boolean {
  return a.headlines[0] === b.headlines[0];
}

function coverage(question: string, passages: readonly DraftPassage[], terms: Terms): number {
  const asked = new Set(terms(question));
  if (asked.size === 0) return 1;
  return share(asked, new Set(passages.flatMap((p) => terms(`${p.title}\n${p.text}\n${p.headlines.join('\n')}`))));
}
