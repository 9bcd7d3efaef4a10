import { join } from 'node:path';
import type { LoadedConfig } from './config/load.ts';
import type { Toll } from './knowledge/embed.ts';
import { makeSearch, type Search, WORDS } from './knowledge/meaning.ts';
import { openVectorStore } from './knowledge/vector-store.ts';
import type { Log } from './log.ts';

interface SearchOptions {
  /** What requests for the vectors of passages pass; null: missing ones are not fetched, and where one is missing the search goes by words. */
  readonly toll: Toll | null;
  readonly now: () => number;
  readonly log: Log;
}

/** How an inbox searches. Each keeps its own vectors, as it keeps everything else; the client is loaded only where it is used. */
export async function openSearch(
  { firstline: { model, data } }: LoadedConfig,
  inbox: string,
  { toll, now, log }: SearchOptions,
): Promise<Search> {
  const { embeddings, timeout } = model;
  if (embeddings === undefined) return WORDS;
  const { name, dimensions, batch, prices, baseUrl = model.baseUrl } = embeddings;
  // A key is for the server that it was made for.
  const apiKey = embeddings.apiKey ?? (baseUrl === model.baseUrl ? model.apiKey : undefined);
  const { makeEmbed } = await import('./model/openai-embeddings.ts');
  return makeSearch({
    embed: makeEmbed({ name, dimensions, baseUrl, apiKey, timeout }, now),
    store: await openVectorStore(join(data, `embeddings-${inbox}.txt`), log),
    model: [baseUrl ?? '', name, dimensions ?? ''].join(' ').trim(),
    prices: prices === undefined ? null : { ...prices, output: 0 },
    batch,
    toll,
    now,
    log,
  });
}
