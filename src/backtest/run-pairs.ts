import { TransientError } from '../errors.ts';
import { MAX_MAIL_BYTES } from '../jobs/payload.ts';
import type { FetchedMail, Mailbox } from '../mail/mailbox.ts';
import type { Entry } from './entry.ts';
import type { IndexedMail } from './mail-index.ts';
import type { Pair } from './pairs.ts';
import type { Patience } from './patience.ts';
import type { ShadowParts } from './shadow-parts.ts';
import { tryPair } from './try-pair.ts';

export interface RunOptions {
  readonly concurrency: number;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Called for each pair as it is done, never for two at once. */
  readonly onEntry: (entry: Entry) => Promise<void>;
}

/** Sources held at once, in bytes and in pairs: a mail may have 25 MB. */
const BATCH_BYTES = 40_000_000;
const BATCH_PAIRS = 40;
/** Of a mail that is only read for its words, in bytes: they stand in front, files behind. */
const WORDS_BYTES = 300_000;

/**
 * Tries the pairs in their order, several at a time; the mails of a few dozen are fetched together, one mailbox after the other. Returns early when the
 * signal is aborted: what was under way is not reported. Throws `TransientError` when patience with a server is over.
 */
export async function runPairs(parts: ShadowParts, pairs: readonly Pair[], options: RunOptions): Promise<void> {
  const { signal } = options;
  for (const batch of batchesOf(pairs)) {
    if (signal.aborted) return;
    try {
      await runBatch(parts, batch, options);
    } catch (error) {
      // Whatever breaks while it is being stopped breaks because of that.
      if (!signal.aborted) throw error;
      return;
    }
  }
}

async function runBatch(parts: ShadowParts, batch: readonly Pair[], { concurrency, patience, signal, onEntry }: RunOptions): Promise<void> {
  const sources = await fetchSources(parts.mailbox, batch, patience, signal);
  const queue = batch.values();
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let writing = Promise.resolve();
  const work = async () => {
    for (const pair of queue) {
      for (;;) {
        either.throwIfAborted();
        const result = await tryPair(parts, pair, (mail) => sources.get(placeOf(mail)) ?? null, either);
        if (result.kind === 'wait') {
          await patience.after(result.reason, result.why === 'model' ? undefined : result.retryAfterMs);
          continue;
        }
        if (result.kind === 'tried' && result.usage.outputTokens > 0) patience.over();
        writing = writing.then(() => onEntry(result));
        await writing;
        break;
      }
    }
  };
  const workers = Array.from({ length: concurrency }, () =>
    work().catch((error: unknown) => {
      // The others' answers would be thrown away.
      stop.abort(error);
      throw error;
    }),
  );
  const ended = await Promise.allSettled(workers);
  if (ended.some((end) => end.status === 'rejected')) throw stop.signal.reason;
}

async function fetchSources(
  mailbox: Mailbox,
  batch: readonly Pair[],
  patience: Patience,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FetchedMail>> {
  const found = new Map<string, FetchedMail>();
  const fetch = async (mails: readonly IndexedMail[], maxBytes: number) => {
    const missing = mails.filter((mail) => !found.has(placeOf(mail)));
    for (const [name, wanted] of Map.groupBy(missing, (mail) => mail.mailbox)) {
      const uids = [...new Set(wanted.map((mail) => mail.uid))];
      for (const mail of await patiently(() => mailbox.fetchUids(name, uids, maxBytes), patience, signal))
        found.set(placeOf({ mailbox: name, uid: mail.uid }), mail);
    }
  };
  await fetch(batch.flatMap(inFull), MAX_MAIL_BYTES);
  await fetch(batch.flatMap(forWords), WORDS_BYTES);
  return found;
}

/** Again and again while a server is away, as long as patience lasts. */
export async function patiently<T>(work: () => Promise<T>, patience: Patience, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const result = await work();
      patience.over();
      return result;
    } catch (error) {
      if (!(error instanceof TransientError) || signal.aborted) throw error;
      await patience.after(error.message, error.retryAfterMs);
    }
  }
}

function batchesOf(pairs: readonly Pair[]): Pair[][] {
  const batches: Pair[][] = [];
  let bytes = Infinity;
  for (const pair of pairs) {
    const sizes = [...inFull(pair).map((mail) => mail.size), ...forWords(pair).map((mail) => Math.min(mail.size, WORDS_BYTES))];
    const size = sizes.reduce((sum, one) => sum + one, 0);
    const last = batches.at(-1);
    if (last === undefined || last.length >= BATCH_PAIRS || bytes + size > BATCH_BYTES) {
      batches.push([pair]);
      bytes = size;
    } else {
      last.push(pair);
      bytes += size;
    }
  }
  return batches;
}

/** Rules and models read the files of what the customer asks now. */
function inFull({ newest, older }: Pair): readonly IndexedMail[] {
  return [newest, ...older];
}

function forWords({ before, answers }: Pair): readonly IndexedMail[] {
  return [...before, ...answers];
}

function placeOf({ mailbox, uid }: Pick<IndexedMail, 'mailbox' | 'uid'>): string {
  return `${uid} ${mailbox}`;
}
