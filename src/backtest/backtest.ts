import { conversations } from './conversations.ts';
import { type Entry, forFigures } from './entry.ts';
import { pairsOf } from './pairs.ts';
import { makePatience } from './patience.ts';
import type { Progress } from './progress-file.ts';
import type { ProgressLine } from './progress-line.ts';
import { readIndex } from './read-index.ts';
import { type MailboxCounts, makeReport, type Report } from './report.ts';
import { patiently, runPairs } from './run-pairs.ts';
import type { ShadowParts } from './shadow-parts.ts';
import { keyOf } from './try-pair.ts';

export interface BacktestOptions {
  /** Questions at most, the newest first; null for all. */
  readonly limit: number | null;
  /** Name of the mailbox with sent mail, where it cannot be told. */
  readonly sent: string | null;
  readonly concurrency: number;
  /** ms to wait for a server or a model that is away. */
  readonly patienceMs: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly line: ProgressLine;
}

/** Older mail than the first question is context: conversations that began before are read this far back, ms. */
const CONTEXT = 30 * 24 * 3_600_000;

/**
 * Tries the pipeline on what customers asked and people answered. Reads the mailbox only. Ends early, with what there is (`complete: false`), when the signal
 * is aborted; throws `TransientError` when a server or the model stays away: what was done until then is kept.
 */
export async function backtest(parts: ShadowParts, options: BacktestOptions): Promise<Report> {
  const { limit, sent, concurrency, patienceMs, now, signal, progress, line } = options;
  const patience = makePatience({
    limitMs: patienceMs,
    now,
    random: parts.random,
    signal,
    onWait: (reason, ms) => line.say(`${reason} Trying again in ${Math.ceil(ms / 1_000)} s.`),
  });
  const onProgress = (done: number, of: number) => line.show('reading headers:', done, of);
  const index = () => readIndex(parts.mailbox, { from: progress.from - CONTEXT, sent, signal, onProgress });
  const { mails, unreadable } = await patiently(index, patience, signal);
  const paired = conversations(mails).map((conversation) => pairsOf(conversation, parts));
  const inTime = <M extends { readonly at: number }>(all: readonly M[]) => all.filter(({ at }) => at >= progress.from);
  const answered = paired.flatMap(({ pairs }) => pairs.filter(({ newest }) => newest.at >= progress.from));
  const pairs = answered.toSorted((a, b) => b.newest.at - a.newest.at).slice(0, limit ?? answered.length);

  const found = new Map<string, Entry>();
  for (const pair of pairs) {
    const known = progress.done.get(keyOf(pair));
    if (known !== undefined) found.set(known.key, known);
  }
  const show = () => line.show('trying questions:', found.size, pairs.length);
  show();
  await runPairs(
    parts,
    pairs.filter((pair) => !found.has(keyOf(pair))),
    {
      concurrency,
      patience,
      signal,
      onEntry: async (entry) => {
        await progress.append(entry);
        found.set(entry.key, forFigures(entry));
        show();
      },
    },
  );
  line.end();
  const mailbox: MailboxCounts = {
    mails: inTime(mails).length,
    unreadable,
    answered: answered.length,
    unanswered: paired.flatMap((p) => inTime(p.unanswered)).length,
    byFirstline: paired.flatMap((p) => inTime(p.byFirstline)).length,
  };
  const head = {
    inbox: parts.inbox,
    from: progress.from,
    until: now(),
    model: parts.model.name,
    sample: parts.knowledge.articles.some((article) => article.sample),
    complete: found.size === pairs.length,
    prices: parts.model.metered?.prices ?? null,
    mailbox,
  };
  return makeReport(head, [...found.values()]);
}
