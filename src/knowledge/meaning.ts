import type { Log } from '../log.ts';
import type { Found, Knowledge, Passage, SearchOptions } from './knowledge.ts';
import { fuse } from './rank-fusion.ts';
import { type VectorStore, vectorKey } from './vector-store.ts';

/** One vector of length 1 for each text, in order. Never throws. */
export type Embed = (
  texts: readonly string[],
  signal: AbortSignal,
) => Promise<
  | { readonly ok: true; readonly vectors: readonly Float32Array[] }
  | { readonly ok: false; readonly message: string; readonly retryAfterMs: number | null }
>;

/** Searches by words and, where a server gives embeddings, by meaning as well. */
export type Retrieve = (
  knowledge: Knowledge,
  queries: readonly string[],
  options: SearchOptions,
  signal: AbortSignal,
) => Promise<readonly Found[]>;

/** By words alone: where no embeddings are configured. */
export const byWords: Retrieve = async (knowledge, queries, options) => knowledge.search(queries, options);

export interface MeaningParts {
  readonly embed: Embed;
  readonly store: VectorStore;
  /** Of the model and what is asked of it: part of every vector's key. */
  readonly model: string;
  readonly batch: number;
  readonly now: () => number;
  readonly log: Log;
  /** Ends what is fetched beside the mails. */
  readonly signal: AbortSignal;
}

/** Ranks that are fused: further down a rank is worth nothing. */
const RANKS = 100;
/** Characters of a passage or a query: below what any embedding model reads. */
const MAX_CHARACTERS = 6_000;
/** Queries of one mail. */
const MAX_QUERIES = 4;
/** Until the server is asked again when it did not say. */
const RETRY_MS = 60_000;

/**
 * Vectors of the public passages are fetched beside the mails, the first time they are needed, and kept. Until all are there, and while the server is away,
 * the search goes by words; which of the two it is, is logged when it changes.
 */
export function makeRetrieve({ embed, store, model, batch, now, log, signal: ending }: MeaningParts): Retrieve {
  let askAgainAt = 0;
  let away = false;
  let fetching = false;

  const ask = async (texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[] | null> => {
    if (now() < askAgainAt) return null;
    const answer = await embed(texts, signal);
    if (signal.aborted) return null;
    if (answer.ok) {
      if (away) log.info({ model }, 'embeddings are back: the search goes by meaning as well');
      away = false;
      return answer.vectors;
    }
    askAgainAt = now() + (answer.retryAfterMs ?? RETRY_MS);
    if (!away) log.warn({ model, reason: answer.message }, 'no embeddings: the search goes by words alone until the server answers');
    away = true;
    return null;
  };
  const fetchMissing = async (missing: readonly Passage[]): Promise<void> => {
    for (let at = 0; at < missing.length; at += batch) {
      const texts = missing.slice(at, at + batch).map(textOf);
      const vectors = await ask(texts, ending);
      if (vectors === null) return;
      await store.put(texts.map((text, i) => [vectorKey(model, text), vectors[i] ?? new Float32Array()]));
    }
    log.info({ passages: missing.length, model }, 'embeddings of all passages are there');
  };

  return async (knowledge, queries, options, signal) => {
    const found = knowledge.search(queries, { ...options, limit: RANKS });
    const cut = () => found.slice(0, options.limit);
    if (options.audience !== 'public' || queries.length === 0) return cut();
    const passages = knowledge.passages.filter(({ audience }) => audience === 'public');
    const vectors = vectorsOf(passages, model, store);
    const missing = passages.filter((_, i) => vectors[i] === undefined);
    if (missing.length > 0) {
      if (!fetching) {
        fetching = true;
        void fetchMissing(missing).finally(() => {
          fetching = false;
        });
      }
      return cut();
    }
    const asked = await ask([...new Set(queries)].slice(0, MAX_QUERIES).map(shortened), signal);
    signal.throwIfAborted();
    if (asked === null) return cut();
    return fuse(found, nearest(passages, vectors, asked)).slice(0, options.limit);
  };
}

/** Keys are hashes over all texts: worked out once for each version of a knowledge base. */
const keys = new WeakMap<Passage, { readonly model: string; readonly key: string }>();

function vectorsOf(passages: readonly Passage[], model: string, store: VectorStore): (Float32Array | undefined)[] {
  return passages.map((passage) => {
    const known = keys.get(passage);
    const key = known?.model === model ? known.key : vectorKey(model, textOf(passage));
    if (known?.model !== model) keys.set(passage, { model, key });
    return store.get(key);
  });
}

/** Best first. Of several queries the nearest counts. */
function nearest(passages: readonly Passage[], vectors: readonly (Float32Array | undefined)[], asked: readonly Float32Array[]): Passage[] {
  const cosine = vectors.map((vector) => Math.max(...asked.map((query) => product(query, vector))));
  const order = passages.map((_, i) => i).sort((a, b) => (cosine[b] ?? 0) - (cosine[a] ?? 0));
  return order.slice(0, RANKS).flatMap((i) => passages[i] ?? []);
}

function product(a: Float32Array, b: Float32Array | undefined): number {
  if (b === undefined || b.length !== a.length) return -1;
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function textOf({ title, text }: Passage): string {
  return shortened(`${title}\n\n${text}`);
}

function shortened(text: string): string {
  return text.slice(0, MAX_CHARACTERS);
}
