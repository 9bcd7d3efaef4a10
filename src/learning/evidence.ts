import { wilsonLower } from './wilson.ts';

/** What people made of the decisions of a category: what speaks for more autonomy, and against what it has. Pure. */

export type Level = 'shadow' | 'draft' | 'auto';
export const LEVELS: readonly Level[] = ['shadow', 'draft', 'auto'];

/** A row of the ledger's reviews, as far as it is evidence. */
export interface Review {
  readonly id: string;
  readonly thread_id: string;
  readonly turn: string | null;
  readonly autonomy: Level;
  readonly kind: 'sent' | 'edited' | 'approved' | 'rejected' | 'wrong' | 'reopened' | 'answered';
  /** How much of the text was kept, or is in what a person wrote instead, in thousandths. */
  readonly likeness: number | null;
  /** ms. */
  readonly at: number;
}

/** One decision, with all that was said of it. */
interface Case {
  readonly conversation: string;
  readonly level: Level;
  /** A person would have sent the same. */
  readonly unchanged: boolean;
  /** A correction, a re-open or a heavy edit. */
  readonly strike: Strike | null;
  /** When the last was said of it. */
  readonly at: number;
}

export type Strike = 'wrong' | 'reopened' | 'heavily edited';

/** Of an edited reply less than this was kept: half of it was written anew. */
const HEAVY = 500;
/** Not a word differs. */
const SAME = 1_000;
/** What a person answered and what would have been answered say the same from here on: measured for the backtest, whose measure it is. */
const AGREES = 350;

/** Demoted by so many strikes among the newest so many cases. */
const STRIKES = 2;
const WINDOW = 20;

/** What a promotion takes. */
export const NEEDED = { cases: 40, days: 14, bound: 0.9 } as const;
const DAY = 86_400_000;

export interface Evidence {
  readonly cases: number;
  readonly unchanged: number;
  /** Between the first and the last case. */
  readonly days: number;
  /** Wilson's lower bound of the share that was sent unchanged. */
  readonly bound: number;
  /** Why no promotion is proposed; empty where one is. */
  readonly missing: readonly string[];
}

/** What was decided under a level, for the next. */
export function evidenceFor(reviews: readonly Review[], level: Level): Evidence {
  const cases = casesOf(reviews).filter((one) => one.level === level);
  const unchanged = cases.filter((one) => one.unchanged).length;
  const times = cases.map(({ at }) => at);
  const days = cases.length === 0 ? 0 : (Math.max(...times) - Math.min(...times)) / DAY;
  const bound = wilsonLower(unchanged, cases.length);
  const missing = [
    ...(cases.length < NEEDED.cases ? [`${cases.length} of ${NEEDED.cases} cases`] : []),
    ...(days < NEEDED.days ? [`${Math.floor(days)} of ${NEEDED.days} days`] : []),
    ...(bound < NEEDED.bound ? [`at least ${percent(bound)} unchanged, needs ${percent(NEEDED.bound)}`] : []),
  ];
  return { cases: cases.length, unchanged, days, bound, missing };
}

/**
 * The strikes that take a category's autonomy away, newest first; null while there are too few. A conversation counts once: a single customer, or a machine that
 * answers whatever it gets, must not take the autonomy of all others.
 */
export function strikesAgainst(reviews: readonly Review[]): readonly Strike[] | null {
  const newest = casesOf(reviews)
    .toSorted((a, b) => b.at - a.at)
    .slice(0, WINDOW);
  const struck = Map.groupBy(
    newest.filter(({ strike }) => strike !== null),
    ({ conversation }) => conversation,
  );
  const strikes = [...struck.values()].flatMap(([latest]) => latest?.strike ?? []);
  return strikes.length >= STRIKES ? strikes : null;
}

/** What a review does not say of a turn another may: an answer that was sent unchanged may have been called wrong a day later. */
function casesOf(reviews: readonly Review[]): readonly Case[] {
  return [...Map.groupBy(reviews, (review) => review.turn ?? review.id).values()].flatMap((all) => judged(all) ?? []);
}

function judged(all: readonly Review[]): Case | null {
  const [first] = all;
  // In shadow a person answers everything: what they wrote tells nothing where it could not be compared.
  const said = all.filter((r) => !(r.kind === 'answered' && r.autonomy === 'shadow' && r.likeness === null));
  if (first === undefined || said.length === 0) return null;
  const strike = said.map(strikeOf).find((s) => s !== null) ?? null;
  return {
    conversation: first.thread_id,
    level: first.autonomy,
    strike,
    unchanged: strike === null && said.every(isUnchanged),
    at: Math.max(...said.map(({ at }) => at)),
  };
}

function strikeOf({ kind, likeness }: Review): Strike | null {
  if (kind === 'wrong' || kind === 'reopened') return kind;
  // A draft may be edited before it is released, too.
  return (kind === 'edited' || kind === 'approved') && likeness !== null && likeness < HEAVY ? 'heavily edited' : null;
}

function isUnchanged({ kind, autonomy, likeness }: Review): boolean {
  if (kind === 'approved') return likeness === null || likeness === SAME;
  if (kind === 'sent') return true;
  return kind === 'answered' && autonomy === 'shadow' && likeness !== null && likeness >= AGREES;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
