import type { Article } from '../knowledge.ts';

/** A public English article in force, but for what `more` says. */
export function article(id: string, more: Partial<Article> = {}): Article {
  return {
    id,
    title: id,
    tags: [],
    locale: 'en',
    audience: 'public',
    validFrom: null,
    validUntil: null,
    aliases: [],
    sample: false,
    body: 'Text.',
    ...more,
  };
}
