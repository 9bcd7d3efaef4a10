import { join } from 'node:path';
import type { LoadedConfig } from './config/load.ts';
import { byWords, makeRetrieve, type Retrieve } from './knowledge/meaning.ts';
import { openVectorStore } from './knowledge/vector-store.ts';
import type { Log } from './log.ts';

/**
 * How an inbox searches. Each keeps its own vectors, as it keeps everything else; the client is loaded only where it is used.
 * @param signal aborted: vectors that are missing are not fetched, and where one is missing the search goes by words
 */
export async function openRetrieve(
  { firstline: { model, data } }: LoadedConfig,
  inbox: string,
  { log, now, signal }: { readonly log: Log; readonly now: () => number; readonly signal: AbortSignal },
): Promise<Retrieve> {
  const { embeddings, timeout } = model;
  if (embeddings === undefined) return byWords;
  const { name, dimensions, batch, baseUrl = model.baseUrl, apiKey = model.apiKey } = embeddings;
  const { makeEmbed } = await import('./model/openai-embeddings.ts');
  return makeRetrieve({
    embed: makeEmbed({ name, dimensions, baseUrl, apiKey, timeout }, now),
    store: await openVectorStore(join(data, `embeddings-${inbox}.txt`), log),
    model: [baseUrl ?? '', name, dimensions ?? ''].join(' ').trim(),
    batch,
    now,
    log,
    signal,
  });
}
