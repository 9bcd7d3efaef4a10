import type { Article, Found, Knowledge, Passage } from './knowledge.ts';
import { buildPostings, idf, type PostingDocument, type WeightedTerm } from './postings.ts';
import { makeRunTerms, runsOf } from './terms.ts';

/**
 * BM25 over passages, one index a locale so that each language has its own stemming and its own word frequencies.
 *
 * The score is coverage: the idf-weighted share of the query's informative words that the passage answers to, 1 when it has them all. A word that
 * stands only elsewhere in the same article counts partly; a word no article has counts as uncovered. BM25 orders those of like coverage. A query that
 * says the same as a title, an alias or a heading scores by that likeness (idf-weighted Dice) if that is more.
 */
export function makeSearch(articles: readonly Article[], passages: readonly Passage[]): Knowledge['search'] {
  const locales = [...new Set(passages.map((p) => p.locale))];
  const indexes = locales.map((locale) =>
    indexLocale(
      locale,
      articles.filter((a) => a.locale === locale),
      passages.filter((p) => p.locale === locale),
    ),
  );

  return (queries, { locale, audience, limit }) => {
    const best = new Map<string, Found>();
    const asked = [...new Set(queries)].map(runsOf);
    for (const index of indexes) {
      const weight = index.locale === locale ? 1 : OTHER_LOCALE;
      for (const runs of asked) {
        for (const found of index.query(runs, audience)) {
          const score = found.score * weight;
          if (score > (best.get(found.passage.id)?.score ?? 0)) best.set(found.passage.id, { passage: found.passage, score });
        }
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score || compare(a.passage.id, b.passage.id)).slice(0, limit);
  };
}

/** At like coverage the asked language wins; another one still beats nothing. */
const OTHER_LOCALE = 0.9;
/** How many candidates are kept a query and locale: the right one is hardly ever further down. */
const CANDIDATES = 50;
/** A word that only another passage of the article has. */
const ELSEWHERE = 0.5;
/** How much the BM25 order moves the score: enough to order like coverage, not enough to spoil its meaning. */
const RANK_SHARE = 0.3;
/** A query with less information than this (in idf of one rare word) cannot score 1: "invoice?" alone is no ground for an answer. */
const ENOUGH_WORDS = 1.5;
/** What customers would search for says more than a word of the text. */
const FIELD_WEIGHTS = { title: 3, aliases: 2, tags: 1, text: 1 };

interface LocaleIndex {
  readonly locale: string;
  /** Asked with the runs of a text: see terms.ts. */
  readonly query: (runs: readonly string[], audience: 'public' | 'internal' | 'all') => Found[];
}

function indexLocale(locale: string, articles: readonly Article[], passages: readonly Passage[]): LocaleIndex {
  const termsOf = makeRunTerms(locale);
  const terms = (text: string) => termsOf(runsOf(text));
  const groupOf = new Map(articles.map((a, i) => [a.id, i]));
  const heads = articles.map((article) => ({ aliases: terms(article.aliases.join(' ')), tags: terms(article.tags.join(' ')) }));
  const postings = buildPostings(
    passages.map((passage, i): PostingDocument => {
      const group = groupOf.get(passage.articleId) ?? 0;
      const frequencies = new Map<string, number>();
      count(frequencies, terms(passage.title), FIELD_WEIGHTS.title);
      if (isLead(passage, passages[i - 1])) {
        count(frequencies, heads[group]?.aliases ?? [], FIELD_WEIGHTS.aliases);
        count(frequencies, heads[group]?.tags ?? [], FIELD_WEIGHTS.tags);
      }
      count(frequencies, terms(passage.text), FIELD_WEIGHTS.text);
      return { group, frequencies };
    }),
  );
  const rarest = idf(1, articles.length);
  /** A word that no article has weighs as much as one that a single article has. */
  const weigh = (term: string): number => idf(Math.max(1, postings.groupFrequency(term)), articles.length);
  const headlines = passages.map((passage, i) => {
    const phrases = headlinesOf(passage, passages[i - 1], articles[groupOf.get(passage.articleId) ?? 0], terms);
    return phrases.map((words): Headline => ({ words, weight: [...words].reduce((sum, term) => sum + weigh(term), 0) }));
  });

  const query: LocaleIndex['query'] = (runs, audience) => {
    const asked = [...new Set(termsOf(runs))].map((term) => ({ term, weight: weigh(term) }));
    const total = asked.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return [];
    const enough = Math.min(1, total / (rarest * ENOUGH_WORDS));
    const hits = postings.score(asked).filter(({ document }) => audience === 'all' || passages[document]?.audience === audience);
    const top = hits.reduce((max, hit) => Math.max(max, hit.bm25), 0);

    return hits
      .map(({ document, bm25, own, group }) => {
        const covered = (own + ELSEWHERE * (group - own)) / total;
        return { document, score: covered * enough * (1 - RANK_SHARE + (RANK_SHARE * bm25) / top) };
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, CANDIDATES)
      .flatMap(({ document, score }): Found[] => {
        const passage = passages[document];
        const alike = Math.max(0, ...(headlines[document] ?? []).map((headline) => likeness(asked, total, headline)));
        return passage === undefined ? [] : [{ passage, score: Math.max(score, alike) }];
      });
  };
  return { locale, query };
}

/** Title and aliases speak for the first passage of an article; the rest stands for title and heading together, as a heading alone ("Limits") says too little. */
function headlinesOf(
  passage: Passage,
  before: Passage | undefined,
  article: Article | undefined,
  terms: (text: string) => string[],
): readonly ReadonlySet<string>[] {
  const phrases = isLead(passage, before) ? [passage.title, article?.title ?? '', ...(article?.aliases ?? [])] : [passage.title];
  return phrases.map((phrase) => new Set(terms(phrase))).filter((words) => words.size > 0);
}

function isLead(passage: Passage, before: Passage | undefined): boolean {
  return before?.articleId !== passage.articleId;
}

interface Headline {
  readonly words: ReadonlySet<string>;
  /** Of all its words together. */
  readonly weight: number;
}

/** Dice's coefficient, weighted: 1 when both have the same informative words. One shared word is no likeness. */
function likeness(asked: readonly WeightedTerm[], total: number, { words, weight }: Headline): number {
  let shared = 0;
  let common = 0;
  for (const one of asked) {
    if (!words.has(one.term)) continue;
    shared += 1;
    common += one.weight;
  }
  return shared < 2 ? 0 : (2 * common) / (total + weight);
}

function count(frequencies: Map<string, number>, terms: readonly string[], weight: number): void {
  for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
