import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { makeEmbed } from '../model/openai-embeddings.ts';
import { type EmbeddingsServer, startEmbeddingsServer } from '../model/testing/embeddings-server.ts';
import { buildKnowledge } from './build.ts';
import { makeRetrieve, type Retrieve } from './meaning.ts';
import { article } from './testing/article.ts';
import { openVectorStore } from './vector-store.ts';

/** Two meanings, each said in words that have nothing in common. */
function vectorOf(text: string): readonly number[] {
  const count = (words: RegExp) => text.toLowerCase().match(words)?.length ?? 0;
  return [count(/refund|reimburse|money/g), count(/print|paper|sheet/g), 0.1];
}
const KNOWLEDGE = buildKnowledge([
  article('refunds', { title: 'Refunds', body: 'We refund the money within 30 days.' }),
  article('printing', { title: 'Print a note', body: 'Choose Print.' }),
  article('staff', { title: 'Refund guide for staff', body: 'Money matters.', audience: 'internal' }),
  article('kittens', { title: 'Kittens', body: 'A customer once had kittens.' }),
]);
const OPTIONS = { locale: 'en', audience: 'public', limit: 3 } as const;

let folder: string;
let server: EmbeddingsServer;
let time: number;
let said: { level: number; msg: string; reason?: string }[];
let heard: (() => void) | null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meaning-'));
  server = await startEmbeddingsServer(vectorOf);
  time = 1_000_000;
  said = [];
  heard = null;
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function open({ batch = 2, name = 'embed-1' }: { batch?: number; name?: string } = {}): Promise<Retrieve> {
  const log = makeLog({
    level: 'info',
    pretty: false,
    write: (line: string) => {
      said.push(JSON.parse(line));
      heard?.();
    },
  });
  const embed = makeEmbed({ name, dimensions: undefined, baseUrl: server.url, apiKey: undefined, timeout: 5_000 }, () => time);
  const store = await openVectorStore(join(folder, 'vectors.txt'), log);
  return makeRetrieve({ embed, store, model: name, batch, now: () => time, log, signal: new AbortController().signal });
}
async function ask(retrieve: Retrieve, question: string): Promise<string[]> {
  const found = await retrieve(KNOWLEDGE, [question], OPTIONS, new AbortController().signal);
  return found.map(({ passage, score }) => `${passage.articleId} ${score > 0 ? 'by words' : 'by meaning'}`);
}
/** Asks once, so that the vectors are fetched, and waits for what the log then says. */
async function warm(retrieve: Retrieve, message: RegExp): Promise<void> {
  const told = new Promise<void>((resolve) => {
    heard = () => {
      if (said.some(({ msg }) => message.test(msg))) resolve();
    };
  });
  await ask(retrieve, 'kittens');
  await told;
}
const ALL_THERE = /of all passages are there/;

describe('search by meaning', () => {
  test('goes by words until all vectors are there, then finds what no word does, without making it a ground', async () => {
    const retrieve = await open();
    expect(await ask(retrieve, 'reimburse me')).toEqual([]);
    await warm(retrieve, ALL_THERE);
    const [best] = await retrieve(KNOWLEDGE, ['reimburse me'], OPTIONS, new AbortController().signal);
    expect(best).toMatchObject({ passage: { articleId: 'refunds' }, score: 0, lead: 0 });
  });

  test('sends public passages only, in batches', async () => {
    await warm(await open({ batch: 2 }), ALL_THERE);
    const sent = server.requests.map(({ input }) => input);
    expect(sent.map((texts) => texts.length)).toEqual([2, 1]);
    expect(sent.flat().join('\n')).not.toContain('staff');
  });

  test('pays for no vector twice: not after a restart, not after a crash in the middle of a line; but for another model', async () => {
    await warm(await open(), ALL_THERE);
    const before = server.requests.length;
    await appendFile(join(folder, 'vectors.txt'), '\ntorn AAAA');
    expect(await ask(await open(), 'reimburse me')).toContain('refunds by meaning');
    expect(server.requests.slice(before).map(({ input }) => input)).toEqual([['reimburse me']]);
    await warm(await open({ name: 'embed-2' }), ALL_THERE);
    expect((await readFile(join(folder, 'vectors.txt'), 'utf8')).match(/ \.$/gm)).toHaveLength(6);
  });

  test.each([
    ['is overloaded', { status: 429, headers: { 'retry-after': '30' } }, 30_000],
    ['is broken', { status: 500 }, 60_000],
    ['answers something else', { status: 200, body: { data: [] } }, 60_000],
  ])('goes by words while the server %s, asks again in time, and says so once', async (_, refusal, wait) => {
    const retrieve = await open();
    await warm(retrieve, ALL_THERE);
    server.refuse(refusal);
    const asked = server.requests.length;
    expect(await ask(retrieve, 'reimburse my kittens')).toEqual(['kittens by words']);
    time += wait - 1;
    expect(await ask(retrieve, 'reimburse my kittens')).toEqual(['kittens by words']);
    expect(server.requests).toHaveLength(asked + 1);
    time += 1;
    expect(await ask(retrieve, 'reimburse my kittens')).toEqual(['kittens by words']);
    expect(server.requests).toHaveLength(asked + 2);
    server.refuse(null);
    time += wait;
    expect(await ask(retrieve, 'reimburse my kittens')).toContain('refunds by meaning');
    expect(said.filter(({ msg }) => /by words alone/.test(msg))).toHaveLength(1);
    expect(said.filter(({ msg }) => /are back/.test(msg))).toHaveLength(1);
  });

  test('goes on with the vectors that are missing when the server is back', async () => {
    server.refuse({ status: 503 });
    const retrieve = await open();
    await warm(retrieve, /by words alone/);
    // The attempt ends with the turn of the loop in which it was logged.
    await setImmediate();
    server.refuse(null);
    time += 60_000;
    await warm(retrieve, ALL_THERE);
    expect(await ask(retrieve, 'a sheet of paper')).toContain('printing by meaning');
  });

  test('a mail that is given up throws, and a server that is gone does not', async () => {
    const retrieve = await open();
    await warm(retrieve, ALL_THERE);
    await expect(retrieve(KNOWLEDGE, ['kittens'], OPTIONS, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
    await server.close();
    expect(await ask(retrieve, 'kittens')).toEqual(['kittens by words']);
    server = await startEmbeddingsServer(vectorOf);
  });
});
