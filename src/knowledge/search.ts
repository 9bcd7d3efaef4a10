import type { Article, Found, Knowledge, Passage } from './knowledge.ts';
import { buildPostings, idf, type PostingDocument, type Scores, type WeightedTerm } from './postings.ts';
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
    const best = new Map<string, Scored>();
    const asked = [...new Set(queries)].map(runsOf);
    for (const index of indexes) {
      const weight = index.locale === locale ? 1 : OTHER_LOCALE;
      for (const { passage, score } of index.query(asked, audience)) {
        if (score * weight > (best.get(passage.id)?.score ?? 0)) best.set(passage.id, { passage, score: score * weight });
      }
    }
    const ranked = [...best.values()].sort((a, b) => b.score - a.score || compare(a.passage.id, b.passage.id));
    return withLead(ranked).slice(0, limit);
  };
}

/** Rivals are articles in the same language: a translation that has the same words is no other answer. */
function withLead(ranked: readonly Scored[]): Found[] {
  const inLocale = Map.groupBy(ranked, ({ passage }) => passage.locale);
  return ranked.map(({ passage, score }) => {
    const rival = inLocale.get(passage.locale)?.find((other) => other.passage.articleId !== passage.articleId);
    return { passage, score, lead: score - (rival?.score ?? 0) };
  });
}

/** At like coverage the asked language wins; another one still beats nothing. */
export const OTHER_LOCALE = 0.9;
/** How many candidates are kept a query and locale: the right one is hardly ever further down. */
const CANDIDATES = 50;
/** A word that only another passage of the article has. */
const ELSEWHERE = 0.5;
/** How much the BM25 order moves the score: enough to order like coverage, not enough to spoil its meaning. */
const RANK_SHARE = 0.3;
/** What a passage loses when its title speaks of something that nobody asked about: of two sections with the same words, the general one is meant. */
const NARROWER = 0.05;
/** A query with less information than this (in idf of one rare word) cannot score 1: "invoice?" alone is no ground for an answer. */
const ENOUGH_WORDS = 1.5;
/** What customers would search for says more than a word of the text. */
const FIELD_WEIGHTS = { title: 3, aliases: 2, tags: 1, text: 1 };

type Scored = Omit<Found, 'lead'>;

interface LocaleIndex {
  readonly locale: string;
  /** Asked with the runs of each text: see terms.ts. A passage that several texts find comes several times. */
  readonly query: (texts: readonly (readonly string[])[], audience: 'public' | 'internal' | 'all') => Scored[];
}

function indexLocale(locale: string, articles: readonly Article[], passages: readonly Passage[]): LocaleIndex {
  const termsOf = makeRunTerms(locale);
  const terms = (text: string) => termsOf(runsOf(text));
  const groupOf = new Map(articles.map((a, i) => [a.id, i]));
  const articleOf = (passage: Passage) => articles[groupOf.get(passage.articleId) ?? 0];
  const postings = buildPostings(countedDocuments(passages, articleOf, (passage) => groupOf.get(passage.articleId) ?? 0, terms));
  const rarest = idf(1, articles.length);
  /** A word that no article has weighs as much as one that a single article has. */
  const weigh = (term: string): number => idf(Math.max(1, postings.groupFrequency(term)), articles.length);
  /** Made when first needed: most passages are never a candidate. */
  const headlines = new Map<number, readonly Headline[]>();
  const headlinesAt = (document: number, passage: Passage): readonly Headline[] => {
    const known = headlines.get(document);
    if (known !== undefined) return known;
    const phrases = headlinesOf(passage, passages[document - 1], articleOf(passage), terms);
    const weighed = phrases.map((words): Headline => ({ words, weight: [...words].reduce((sum, term) => sum + weigh(term), 0) }));
    headlines.set(document, weighed);
    return weighed;
  };

  const ask = (words: readonly string[], audience: 'public' | 'internal' | 'all'): Scored[] => {
    const asked = words.map((term) => ({ term, weight: weigh(term) }));
    const total = asked.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return [];
    const scores = postings.score(asked);
    const wanted = (document: number) => audience === 'all' || passages[document]?.audience === audience;
    const enough = Math.min(1, total / (rarest * ENOUGH_WORDS));
    return candidates(scores, wanted).flatMap(({ document, score }): Scored[] => {
      const passage = passages[document];
      if (passage === undefined) return [];
      const all = headlinesAt(document, passage);
      const alike = Math.max(0, ...all.map((headline) => likeness(asked, total, headline)));
      const narrow = 1 - Math.max(0, ...all.map((headline) => named(asked, headline)));
      return [{ passage, score: Math.max((score * enough * (1 - NARROWER * narrow)) / total, alike) }];
    });
  };
  /** A mail and its one sentence are the same question to an index. */
  const query: LocaleIndex['query'] = (texts, audience) => {
    const questions = new Map(texts.map((runs) => [...new Set(termsOf(runs))]).map((words) => [words.toSorted().join(' '), words]));
    return [...questions.values()].flatMap((words) => ask(words, audience));
  };
  return { locale, query };
}

/** The best by coverage and BM25, without sorting the thousands of others that share a common word with the query. Scores are in weights of words. */
function candidates(
  { bm25, own, group, groupOf }: Scores,
  wanted: (document: number) => boolean,
): { readonly document: number; readonly score: number }[] {
  let top = 0;
  for (let document = 0; document < bm25.length; document += 1) {
    if ((bm25[document] ?? 0) > top && wanted(document)) top = bm25[document] ?? 0;
  }
  const kept: { document: number; score: number }[] = [];
  const cut = () => {
    kept.sort((a, b) => b.score - a.score);
    kept.length = Math.min(kept.length, CANDIDATES);
  };
  let floor = 0;
  for (let document = 0; document < bm25.length; document += 1) {
    const here = own[document] ?? 0;
    if (here === 0) continue;
    const covered = here + ELSEWHERE * ((group[groupOf[document] ?? 0] ?? 0) - here);
    const score = covered * (1 - RANK_SHARE + (RANK_SHARE * (bm25[document] ?? 0)) / top);
    if (score <= floor || !wanted(document)) continue;
    kept.push({ document, score });
    if (kept.length < 2 * CANDIDATES) continue;
    cut();
    floor = kept.at(-1)?.score ?? 0;
  }
  cut();
  return kept;
}

function* countedDocuments(
  passages: readonly Passage[],
  articleOf: (passage: Passage) => Article | undefined,
  group: (passage: Passage) => number,
  terms: (text: string) => string[],
): Generator<PostingDocument> {
  for (const [i, passage] of passages.entries()) {
    const article = isLead(passage, passages[i - 1]) ? articleOf(passage) : undefined;
    yield {
      group: group(passage),
      fields: [
        { terms: terms(passage.title), weight: FIELD_WEIGHTS.title },
        { terms: article?.aliases.flatMap(terms) ?? [], weight: FIELD_WEIGHTS.aliases },
        { terms: article?.tags.flatMap(terms) ?? [], weight: FIELD_WEIGHTS.tags },
        { terms: terms(passage.text), weight: FIELD_WEIGHTS.text },
      ],
    };
  }
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

/** Share of the headline's information that the query has. */
function named(asked: readonly WeightedTerm[], { words, weight }: Headline): number {
  return asked.reduce((sum, one) => sum + (words.has(one.term) ? one.weight : 0), 0) / weight;
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
