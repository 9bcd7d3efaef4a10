import type { Log } from '../log.ts';
import type { Toll } from './embed.ts';
import type { EmbeddingsClient } from './embeddings-client.ts';
import { shortened } from './passage-vectors.ts';
import { vectorKey } from './vector-store.ts';

/** Vectors of what is asked, in order; null where there are none and the search goes by words. Never throws. */
export type AskVectors = (questions: readonly string[], toll: Toll, signal: AbortSignal) => Promise<readonly Float32Array[] | null>;

/** Questions of one search. */
const MAX_QUESTIONS = 4;
/** A mail that has to wait is searched for again; by hash, so that no mail is kept. */
const REMEMBERED = 500;
/** A mail does not wait longer for what only puts passages in a better order. */
const WAIT_MS = 10_000;

export function makeAskVectors(client: EmbeddingsClient, log: Log): AskVectors {
  const remembered = new Map<string, Float32Array>();
  return async (questions, toll, signal) => {
    const texts = [...new Set(questions.map(shortened))].slice(0, MAX_QUESTIONS);
    const keys = texts.map((text) => vectorKey(client.model, text));
    const known = (key: string) => {
      const vector = remembered.get(key);
      return vector?.length === client.dimensions() ? vector : undefined;
    };
    const open = texts.filter((_, i) => known(keys[i] ?? '') === undefined);
    if (open.length > 0) {
      const answer = await client.ask(open, { toll, signal, patience: WAIT_MS, isPublic: false });
      if (answer === null) return null;
      if (!answer.ok) {
        // A server that is away has been logged where that is noticed.
        if (answer.why !== 'server') log.info({ why: answer.why, reason: answer.reason }, 'a mail is searched for by words alone');
        return null;
      }
      for (const [i, text] of open.entries()) {
        const vector = answer.vectors[i];
        if (vector !== undefined) remembered.set(vectorKey(client.model, text), vector);
      }
    }
    const vectors = keys.flatMap((key) => known(key) ?? []);
    while (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
    return vectors;
  };
}
