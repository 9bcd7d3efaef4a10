import { sumBills, wholeCost } from '../model/embedding-bill.ts';
import type { Prices } from '../model/model.ts';
import { type Entry, isDisagreement, isWrong, type Skipped, type Tried } from './entry.ts';

/** What a backtest found in one inbox. Pure numbers and texts; three renderers show it. */
export interface Report {
  readonly inbox: string;
  /** ms. */
  readonly from: number;
  readonly until: number;
  readonly model: string;
  /** Sample articles are in force: the daemon itself would withhold everything. */
  readonly sample: boolean;
  /** False: the run was ended before all was tried. */
  readonly complete: boolean;
  /** What the model server charges; null where the configuration does not say. */
  readonly prices: Prices | null;
  readonly mailbox: MailboxCounts;
  readonly total: Line;
  /** Most mails first. */
  readonly categories: readonly (Line & { readonly category: string | null })[];
  /** Mails of machines by the rule that knew them, and what else was left out. */
  readonly skipped: readonly { readonly why: Skipped['why']; readonly detail: string; readonly mails: number }[];
  readonly disagreements: readonly Disagreement[];
}

export interface MailboxCounts {
  /** Mails looked at, in all mailboxes. */
  readonly mails: number;
  /** Headers that cannot be read. */
  readonly unreadable: number;
  /** Customers' mails that people answered or passed on. */
  readonly answered: number;
  readonly unanswered: number;
  readonly byFirstline: number;
}

export interface Line {
  readonly mails: number;
  readonly auto: number;
  readonly draft: number;
  readonly shadow: number;
  readonly escalated: number;
  readonly noted: number;
  /** Share of the mails that would have been answered without a person, 0 to 1; null where there are none. */
  readonly automation: number | null;
  /** Of those with an answer of ours and one of theirs. */
  readonly agrees: number;
  readonly partly: number;
  readonly differs: number;
  /** Sent automatically, and wrong beside what people did … */
  readonly wrong: number;
  /** … and what could still be: with so few mails a larger share would show the same by chance (95 %); null where nothing would be sent. */
  readonly wrongAtMost: number | null;
  /** The same of drafts: what would be wrong if they were sent. */
  readonly wrongDrafts: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of searches by meaning. */
  readonly embeddingTokens: number;
  /** Embeddings included; null where no prices are configured. */
  readonly cost: number | null;
  readonly currency: string | null;
}

export interface Disagreement extends Tried {
  /** 0 to 1: how sure we were times how far apart. */
  readonly weight: number;
  readonly wrong: boolean;
}

/** As many as a person reads in one go. */
const SHOWN = 20;
/** The fourth about one passage teaches nothing new: it comes after all others. */
const ALIKE = 3;

export function makeReport(head: Omit<Report, 'total' | 'categories' | 'skipped' | 'disagreements'>, entries: readonly Entry[]): Report {
  const tried = entries.filter((entry) => entry.kind === 'tried');
  const byCategory = Map.groupBy(tried, (entry) => entry.category);
  const categories = [...byCategory].map(([category, list]) => ({ category, ...lineOf(list, head.prices) }));
  const skipped = Map.groupBy(
    entries.filter((entry) => entry.kind === 'skipped'),
    ({ why, detail }) => JSON.stringify([why, detail]),
  );
  return {
    ...head,
    total: lineOf(tried, head.prices),
    categories: categories.toSorted((a, b) => b.mails - a.mails || (a.category ?? '~').localeCompare(b.category ?? '~')),
    skipped: [...skipped.values()]
      .flatMap(([first, ...more]) => (first === undefined ? [] : [{ why: first.why, detail: first.detail, mails: more.length + 1 }]))
      .toSorted((a, b) => b.mails - a.mails),
    disagreements: disagreementsOf(tried),
  };
}

export function lineOf(tried: readonly Tried[], prices: Prices | null): Line {
  const count = (test: (entry: Tried) => boolean) => tried.filter(test).length;
  const outcome = (kind: Tried['outcome']) => count((entry) => entry.outcome === kind);
  const verdict = (kind: string) => count((entry) => entry.theirs !== '' && entry.agreement?.verdict === kind);
  const auto = outcome('auto');
  const wrong = count((entry) => isWrong(entry));
  const usage = {
    inputTokens: tried.reduce((sum, entry) => sum + entry.usage.inputTokens, 0),
    outputTokens: tried.reduce((sum, entry) => sum + entry.usage.outputTokens, 0),
  };
  const embeddings = sumBills(tried.map((entry) => entry.embeddings));
  const cost = wholeCost(usage, prices, embeddings);
  return {
    mails: tried.length,
    auto,
    draft: outcome('draft'),
    shadow: outcome('shadow'),
    escalated: outcome('escalated'),
    noted: outcome('noted'),
    automation: tried.length === 0 ? null : auto / tried.length,
    agrees: verdict('agrees'),
    partly: verdict('partly'),
    differs: verdict('differs'),
    wrong,
    wrongAtMost: auto === 0 ? null : upperBound(wrong, auto),
    wrongDrafts: count((entry) => isWrong(entry, true)) - wrong,
    ...usage,
    embeddingTokens: embeddings.tokens,
    cost: cost?.amount ?? null,
    currency: cost?.currency ?? null,
  };
}

/** Upper end of Wilson's interval at 95 %: also tells something where none of a few was wrong. */
export function upperBound(hits: number, of: number): number {
  const z = 1.96;
  const share = hits / of;
  const centre = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return Math.min(1, (centre + half) / (1 + (z * z) / of));
}

/** Biggest confidence with biggest disagreement first, at most three about one passage before the rest; then what would have been sent, then the newest. */
function disagreementsOf(tried: readonly Tried[]): Disagreement[] {
  const sorted = tried
    .filter(isDisagreement)
    .map((entry) => ({ ...entry, weight: weightOf(entry), wrong: isWrong(entry) }))
    .toSorted((a, b) => b.weight - a.weight || Number(b.outcome === 'auto') - Number(a.outcome === 'auto') || b.at - a.at);
  const seen = new Map<string, number>();
  const [varied, more] = partition(sorted, (entry) => {
    const article = entry.cited[0]?.id ?? '';
    seen.set(article, (seen.get(article) ?? 0) + 1);
    return (seen.get(article) ?? 0) <= ALIKE;
  });
  return [...varied, ...more].slice(0, SHOWN);
}

function partition<T>(all: readonly T[], test: (one: T) => boolean): readonly [T[], T[]] {
  const [yes, no]: [T[], T[]] = [[], []];
  for (const one of all) (test(one) ? yes : no).push(one);
  return [yes, no];
}

function weightOf(entry: Tried): number {
  const apart = isWrong(entry, true) ? 1 : 1 - (entry.agreement?.score ?? 0);
  return Math.round((entry.confidence ?? 0) * apart * 100) / 100;
}
