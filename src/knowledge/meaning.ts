import type { Log } from '../log.ts';
import type { Prices } from '../model/model.ts';
import type { Embed, Toll } from './embed.ts';
import { makeEmbeddingsClient } from './embeddings-client.ts';
import type { Found, Knowledge, Passage, SearchOptions } from './knowledge.ts';
import { keepVectors, type PassageVectors } from './passage-vectors.ts';
import { makeAskVectors } from './question-vectors.ts';
import { fuse } from './rank-fusion.ts';
import { OTHER_LOCALE } from './search.ts';
import type { VectorStore } from './vector-store.ts';

/**
 * Searches by words and, where a server gives embeddings, by meaning as well.
 * @param toll what a question to that server passes; default: it is free
 */
export type Retrieve = (
  knowledge: Knowledge,
  queries: readonly string[],
  options: SearchOptions,
  signal: AbortSignal,
  toll?: Toll,
) => Promise<readonly Found[]>;

/** How an inbox searches. */
export interface Search {
  readonly retrieve: Retrieve;
  /** Sees to it that the search by meaning is ready for these articles; returns at once. */
  readonly prepare: (knowledge: Knowledge) => void;
  /** null where no embeddings are configured. */
  readonly standing: (knowledge: Knowledge) => SearchStanding | null;
  /** Ends what is fetched. */
  readonly close: () => Promise<void>;
}

export interface SearchStanding {
  readonly by: 'words' | 'words and meaning';
  readonly model: string;
  readonly passages: number;
  /** Without a vector yet. */
  readonly missing: number;
  /** Why the server of embeddings is not asked; null while it answers. */
  readonly problem: string | null;
}

/** By words alone: where no embeddings are configured. */
export const byWords: Retrieve = async (knowledge, queries, options) => knowledge.search(queries, options);

export const WORDS: Search = { retrieve: byWords, prepare: () => undefined, standing: () => null, close: async () => undefined };

export interface MeaningParts {
  readonly embed: Embed;
  readonly store: VectorStore;
  /** Of the model and what is asked of it: part of every vector's key. */
  readonly model: string;
  readonly prices: Prices | null;
  readonly batch: number;
  /** What requests for the vectors of passages pass; null: they are not fetched. */
  readonly toll: Toll | null;
  readonly now: () => number;
  readonly log: Log;
}

/** Ranks that are fused: further down a rank is worth nothing. */
const RANKS = 100;
const FREE: Toll = (_, ask) => ask();

/**
 * Vectors of the public passages are fetched beside the mails and kept. Until all are there, and while the server is away, the search goes by words; which of
 * the two it is, is logged when it changes.
 */
export function makeSearch({ embed, store, model, prices, batch, toll, now, log }: MeaningParts): Search {
  const stop = new AbortController();
  if (toll === null) stop.abort(new Error('only the daemon fetches embeddings of passages'));
  const client = makeEmbeddingsClient({ embed, model, prices, now, log });
  const keeper = keepVectors({ client, store, batch, toll: toll ?? FREE, now, log, signal: stop.signal });
  const askVectors = makeAskVectors(client, log);

  const retrieve: Retrieve = async (knowledge, queries, options, signal, ticketToll = FREE) => {
    const found = knowledge.search(queries, { ...options, limit: RANKS });
    const cut = () => found.slice(0, options.limit);
    if (options.audience !== 'public' || queries.length === 0) return cut();
    const all = keeper.of(knowledge);
    if (all === null) keeper.prepare(knowledge);
    if (all === null || all.passages.length === 0) return cut();
    const asked = await askVectors(queries, ticketToll, signal);
    signal.throwIfAborted();
    // A server that has come to give other vectors has made those of the passages useless.
    const comparable = keeper.of(knowledge);
    if (asked === null || comparable === null) return cut();
    return withBest(found[0], fuse(found, nearest(comparable, asked, options.locale)).slice(0, options.limit));
  };
  return {
    retrieve,
    prepare: keeper.prepare,
    standing: (knowledge) => {
      const counted = keeper.count(knowledge);
      const problem = client.problem();
      return { by: counted.missing > 0 || problem !== null ? 'words' : 'words and meaning', model, ...counted, problem };
    },
    close: async () => {
      stop.abort(new Error('the search is closed'));
      await keeper.idle();
    },
  };
}

/** What the words find best may be the one ground there is: others come before it, but they do not push it out. */
function withBest(best: Found | undefined, chosen: readonly Found[]): readonly Found[] {
  return best === undefined || chosen.some(({ passage }) => passage.id === best.passage.id) ? chosen : [...chosen.slice(0, -1), best];
}

/**
 * Best first. Of several queries the nearest counts; a translation is about as near as the passage in the asked language, which is to come first. A passage
 * without a vector is not near to anything.
 */
function nearest({ passages, vectors }: PassageVectors, asked: readonly Float32Array[], locale: string): Passage[] {
  const near = passages.flatMap((passage, i) => {
    const vector = vectors[i];
    if (vector === undefined) return [];
    const cosine = Math.max(...asked.map((query) => product(query, vector)));
    return [{ passage, cosine: cosine > 0 && passage.locale !== locale ? cosine * OTHER_LOCALE : cosine }];
  });
  const order = near.sort((a, b) => b.cosine - a.cosine);
  return order.slice(0, RANKS).map(({ passage }) => passage);
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
