import type { Article } from './knowledge.ts';
import { links } from './lint-links.ts';
import { contradictions, missingTranslations } from './lint-locales.ts';
import { duplicates, lengths, samples, validity } from './lint-text.ts';

/** One thing that is wrong, or could be better, with an article. */
export interface Lint {
  readonly rule: string;
  /** error: customers get something wrong, or nothing; warning: look at it; info: good to know. */
  readonly level: 'error' | 'warning' | 'info';
  /** Article id: its file name without `.md`. */
  readonly article: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

export interface LintFacts {
  /** All articles, in force or not, sorted by id. */
  readonly articles: readonly Article[];
  /** ISO date in UTC. */
  readonly today: string;
  /** The checkable figures of a text, in any language. */
  readonly figuresOf: (text: string) => readonly Figure[];
  /** What a mail client would make a link of. */
  readonly linksOf: (text: string) => readonly string[];
}

export interface Figure {
  readonly kind: string;
  /** Normalised: the same for "48 h" and "two days". */
  readonly value: string;
  /** As written. */
  readonly raw: string;
}

export type LintRule = (facts: LintFacts) => Lint[];

const RULES: readonly LintRule[] = [validity, lengths, duplicates, links, contradictions, missingTranslations, samples];
const WEIGHT = { error: 0, warning: 1, info: 2 };

/** Everything that the rules find: errors first, then by article. Pure. */
export function lintArticles(facts: LintFacts): Lint[] {
  const found = RULES.flatMap((rule) => rule(facts));
  return found.sort((a, b) => WEIGHT[a.level] - WEIGHT[b.level] || compare(a.article, b.article));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
