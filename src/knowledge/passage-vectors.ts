import { errorMessage } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Toll } from './embed.ts';
import type { EmbeddingsClient } from './embeddings-client.ts';
import type { Knowledge, Passage } from './knowledge.ts';
import { type VectorStore, vectorKey } from './vector-store.ts';

/** The public passages of a knowledge base, and the vector of each; none where the server refuses the passage. */
export interface PassageVectors {
  readonly passages: readonly Passage[];
  readonly vectors: readonly (Float32Array | undefined)[];
}

export interface VectorKeeper {
  /** null while one is missing. */
  readonly of: (knowledge: Knowledge) => PassageVectors | null;
  /** How many passages there are, and how many have no vector yet. */
  readonly count: (knowledge: Knowledge) => { readonly passages: number; readonly missing: number };
  /** Starts fetching what is missing, unless that is under way or has to wait; otherwise forgets what is no longer there. Cheap where there is nothing to do. */
  readonly prepare: (knowledge: Knowledge) => void;
  /** Resolves when nothing is fetched or written any more; what is fetched ends with the signal. */
  readonly idle: () => Promise<void>;
}

interface KeeperParts {
  readonly client: EmbeddingsClient;
  readonly store: VectorStore;
  /** Passages a request. */
  readonly batch: number;
  readonly toll: Toll;
  readonly now: () => number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Characters of a text: below what any embedding model reads. */
const MAX_CHARACTERS = 6_000;
/** Refused one after the other before any is taken: then it is not the texts. */
const SUSPICIOUS = 3;
const RETRY_MS = 60_000;
/** What an edit has replaced, an editor may bring back: it is forgotten at the first look and then so seldom. */
const TIDY_MS = 3_600_000;

/** Vectors are fetched beside the mails, in batches, and kept. */
export function keepVectors({ client, store, batch, toll, now, log, signal }: KeeperParts): VectorKeeper {
  const keyOf = makeKeys(client.model);
  /** Keys of passages that the server takes offence at: found by words alone. */
  const refused = new Set<string>();
  let complete: { readonly knowledge: Knowledge; readonly dimensions: number | null; readonly all: PassageVectors } | null = null;
  let working: Promise<void> | null = null;
  let againAt = 0;
  let tidiedAt = Number.NEGATIVE_INFINITY;

  const vectorOf = (key: string): Float32Array | undefined => {
    const vector = store.get(key);
    return vector === undefined || vector.length === (client.dimensions() ?? vector.length) ? vector : undefined;
  };
  const missingOf = (knowledge: Knowledge): readonly Passage[] =>
    publicOf(knowledge).filter((passage) => {
      const key = keyOf(passage);
      return vectorOf(key) === undefined && !refused.has(key);
    });

  const of: VectorKeeper['of'] = (knowledge) => {
    if (complete?.knowledge === knowledge && complete.dimensions === client.dimensions()) return complete.all;
    if (missingOf(knowledge).length > 0) return null;
    const passages = publicOf(knowledge);
    const all = { passages, vectors: passages.map((passage) => vectorOf(keyOf(passage))) };
    complete = { knowledge, dimensions: client.dimensions(), all };
    return all;
  };

  /** False: not now. */
  const fetchBatch = async (passages: readonly Passage[]): Promise<boolean> => {
    const answer = await client.ask(passages.map(textOf), { toll, signal, isPublic: true });
    if (answer === null || signal.aborted) return false;
    if (answer.ok) {
      await store.put(passages.flatMap((passage, i) => entry(keyOf(passage), answer.vectors[i])));
      return true;
    }
    if (answer.why === 'budget') {
      againAt = now() + (answer.retryAfterMs ?? RETRY_MS);
      log.warn({ retryInMs: answer.retryAfterMs }, 'the budget has no room for embeddings of passages: the search goes by words');
    }
    if (answer.why !== 'texts') return false;
    const [first] = passages;
    if (first === undefined) return false;
    if (passages.length > 1) {
      const half = Math.ceil(passages.length / 2);
      return (await fetchBatch(passages.slice(0, half))) && (await fetchBatch(passages.slice(half)));
    }
    refused.add(keyOf(first));
    if (client.dimensions() === null && refused.size >= SUSPICIOUS) {
      refused.clear();
      againAt = now() + RETRY_MS;
      log.warn({ reason: answer.reason, said: answer.said }, 'the server refuses every passage: the search goes by words');
      return false;
    }
    log.warn({ passage: first.id, reason: answer.reason, said: answer.said }, 'the server refuses a passage: it is found by words alone');
    return true;
  };
  const fetchMissing = async (missing: readonly Passage[]): Promise<void> => {
    log.info({ passages: missing.length, model: client.model }, 'fetching embeddings: until all are there the search goes by words');
    for (let at = 0; at < missing.length; at += batch) if (!(await fetchBatch(missing.slice(at, at + batch)))) return;
    log.info({ passages: missing.length, model: client.model }, 'embeddings of all passages are there');
  };
  const tidy = async ({ passages }: PassageVectors): Promise<void> => {
    tidiedAt = now();
    await store.keepOnly(new Set(passages.map(keyOf)));
  };

  const prepare = (knowledge: Knowledge): void => {
    if (working !== null || signal.aborted) return;
    const all = of(knowledge);
    if (all !== null && (all.passages.length === 0 || now() - tidiedAt < TIDY_MS)) return;
    if (all === null && (now() < againAt || client.problem() !== null)) return;
    working = (all === null ? fetchMissing(missingOf(knowledge)) : tidy(all))
      .catch((error: unknown) => {
        againAt = now() + RETRY_MS;
        log.warn({ err: errorMessage(error) }, 'embeddings of passages could not be fetched');
      })
      .finally(() => {
        working = null;
      });
  };
  return {
    of,
    count: (knowledge) => ({ passages: publicOf(knowledge).length, missing: missingOf(knowledge).length }),
    prepare,
    idle: async () => {
      await working;
    },
  };
}

export function shortened(text: string): string {
  return text.slice(0, MAX_CHARACTERS).toWellFormed();
}

/** Internal articles never leave the machine. */
function publicOf({ passages }: Knowledge): readonly Passage[] {
  return passages.filter(({ audience }) => audience === 'public');
}

function textOf({ title, text }: Passage): string {
  return shortened(`${title}\n\n${text}`);
}

function entry(key: string, vector: Float32Array | undefined): (readonly [string, Float32Array])[] {
  return vector === undefined ? [] : [[key, vector]];
}

/** Keys are hashes over all texts: worked out once for each passage of each version. */
function makeKeys(model: string): (passage: Passage) => string {
  const keys = new WeakMap<Passage, string>();
  return (passage) => {
    const known = keys.get(passage);
    if (known !== undefined) return known;
    const key = vectorKey(model, textOf(passage));
    keys.set(passage, key);
    return key;
  };
}
