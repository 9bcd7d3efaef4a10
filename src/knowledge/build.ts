import { createHash } from 'node:crypto';
import type { Article, Knowledge } from './knowledge.ts';
import { splitArticle } from './passages.ts';
import { makeSearch } from './search.ts';

/** Everything that is asked of the knowledge base, built from the articles in force. Pure. */
export function buildKnowledge(articles: readonly Article[]): Knowledge {
  const sorted = [...articles].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const passages = sorted.flatMap(splitArticle);
  return { version: articlesVersion(sorted), articles: sorted, passages, search: makeSearch(sorted, passages) };
}

/** The dates are inclusive and in UTC: an article valid until 2026-03-31 is in force all that day. */
export function inForce(article: Pick<Article, 'validFrom' | 'validUntil'>, now: number): boolean {
  const day = new Date(now).toISOString().slice(0, 10);
  return (article.validFrom === null || article.validFrom <= day) && (article.validUntil === null || day <= article.validUntil);
}

/** The same for the same articles in the same order. */
export function articlesVersion(articles: readonly Article[]): string {
  const hash = createHash('sha256');
  for (const a of articles) {
    hash.update(
      JSON.stringify([a.id, a.title, a.tags, a.locale, a.audience, a.validFrom, a.validUntil, a.aliases, a.sample, a.body.length]),
    );
    hash.update(a.body);
  }
  return hash.digest('hex').slice(0, 16);
}
