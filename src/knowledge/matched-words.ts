import type { Article, Passage } from './knowledge.ts';
import { makeRunTerms, runsOf } from './terms.ts';

/** Which words of a question a passage was found by: in its own text and title, or only elsewhere in its article. Words as asked, folded, in order. */
export interface MatchedWords {
  readonly here: readonly string[];
  /** In the title, an alias, a tag or another section of the article. */
  readonly elsewhere: readonly string[];
  readonly missing: readonly string[];
}

/** Pure. Function words and small talk are in none of the three. */
export function matchedWords(question: string, passage: Passage, article: Article): MatchedWords {
  const terms = makeRunTerms(passage.locale);
  const termsOf = (...texts: readonly string[]) => new Set(terms(texts.flatMap(runsOf)));
  const here = termsOf(passage.title, passage.text);
  const elsewhere = termsOf(article.title, article.body, ...article.aliases, ...article.tags);
  const words = [...new Set(runsOf(question))].map((word) => ({ word, terms: terms([word]) })).filter((w) => w.terms.length > 0);
  const standing = (known: ReadonlySet<string>, asked: readonly string[]) => asked.every((term) => known.has(term));
  return {
    here: words.filter((w) => standing(here, w.terms)).map((w) => w.word),
    elsewhere: words.filter((w) => !standing(here, w.terms) && standing(elsewhere, w.terms)).map((w) => w.word),
    missing: words.filter((w) => !standing(here, w.terms) && !standing(elsewhere, w.terms)).map((w) => w.word),
  };
}
