import { makeTerms } from '../knowledge/terms.ts';
import { type Contradiction, contradictions } from './contradictions.ts';
import { sharedFacts } from './text-facts.ts';

/**
 * `agrees`: says the same, as far as words and facts tell. `partly`: some of it. `differs`: contradicts a figure, a link, or a yes and no, or has nothing
 * to do with it.
 */
export type Verdict = 'agrees' | 'partly' | 'differs';

export interface Agreement {
  readonly verdict: Verdict;
  /** 0 to 1. */
  readonly score: number;
  /** Figures and links that both give. */
  readonly shared: readonly string[];
  readonly contradictions: readonly Contradiction[];
}

export interface Compared {
  /** What the customer wrote: words that both repeat of it say nothing of the answer. */
  readonly question: string;
  /** Without greeting and sign-off. */
  readonly ours: string;
  readonly theirs: string;
  /** ISO 639-1 of each. */
  readonly language: string;
  readonly theirLanguage: string;
}

/**
 * From here on two answers count as saying the same, or some of the same. Set on questions of the sample company with answers of the right article and of
 * others: docs/design-decisions.md has the figures.
 */
const AGREES = 0.35;
const PARTLY = 0.2;
/** What a figure or a link that both give is worth: two texts that name the same address are about the same thing. */
const SHARED = 0.2;

/**
 * How far two answers say the same: a measure of words and facts, not of meaning. Deterministic. Score = how much of the shorter text's informative words
 * the other has (stems, without small talk and without the question's own words, halved towards how much of the longer), plus 0.2 for each shared figure
 * or link up to two. Any contradiction makes it `differs`. Texts in two languages are compared by figures and links alone, and agree partly at most.
 */
export function compare({ question, ours, theirs, language, theirLanguage }: Compared): Agreement {
  const shared = sharedFacts(ours, theirs, [language, theirLanguage]);
  const sameLanguage = language === theirLanguage;
  const found = contradictions(ours, theirs, sameLanguage ? language : null);
  const bonus = Math.min(2, shared.length) * SHARED;
  const words = sameLanguage ? overlap(ours, theirs, question, language) : 0;
  const score = Math.round(Math.min(1, words + bonus) * 100) / 100;
  return { verdict: found.length > 0 ? 'differs' : verdictOf(score, sameLanguage), score, shared, contradictions: found };
}

function verdictOf(score: number, sameLanguage: boolean): Verdict {
  if (score >= AGREES && sameLanguage) return 'agrees';
  return score >= PARTLY ? 'partly' : 'differs';
}

/** 0 to 1. */
function overlap(ours: string, theirs: string, question: string, language: string): number {
  const terms = makeTerms(language);
  const asked = new Set(terms(question));
  const informative = (text: string) => {
    const all = new Set(terms(text));
    const own = new Set([...all].filter((term) => !asked.has(term)));
    // "Yes, you can change it in the settings" may be nothing but the question's words.
    return own.size >= FEW ? own : all;
  };
  const [a, b] = [informative(ours), informative(theirs)];
  if (a.size === 0 || b.size === 0) return 0;
  const both = [...a].filter((term) => b.has(term)).length;
  const ofShorter = both / Math.min(a.size, b.size);
  const ofLonger = both / Math.max(a.size, b.size);
  return (ofShorter + ofLonger) / 2;
}

/** Fewer words than this are no text of their own. */
const FEW = 3;
