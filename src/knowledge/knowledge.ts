/** What the rest of Firstline knows of the knowledge base. */

export interface Article {
  /** File name without `.md`, relative to the knowledge folder; stable across edits. */
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** ISO 639-1. */
  readonly locale: string;
  readonly audience: 'public' | 'internal';
  /** ISO dates; an article outside its dates is not in force. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly aliases: readonly string[];
  /** Shipped example content: `firstline run` stays in shadow while one is in force. */
  readonly sample: boolean;
  /** Markdown below the front matter. */
  readonly body: string;
}

export interface Passage {
  /** `<article id>#<n>`, n from 1 in reading order. */
  readonly id: string;
  readonly articleId: string;
  /** Article title, then headings, joined by ` › `. */
  readonly title: string;
  /** Markdown of this section. */
  readonly text: string;
  readonly locale: string;
  readonly audience: 'public' | 'internal';
}

export interface Found {
  readonly passage: Passage;
  /** 0 to 1: how much of the query the passage covers; comparable between queries. */
  readonly score: number;
  /** By how much it is better than the best passage of any other article in its language; negative when another article is better. */
  readonly lead: number;
}

export interface SearchOptions {
  readonly locale: string;
  readonly audience: 'public' | 'internal' | 'all';
  readonly limit: number;
}

export interface Knowledge {
  /** Hash over all articles in force: the version that the audit records. */
  readonly version: string;
  readonly articles: readonly Article[];
  readonly passages: readonly Passage[];
  /** Best first. Synchronous and pure for a given version. */
  readonly search: (queries: readonly string[], options: SearchOptions) => readonly Found[];
}
