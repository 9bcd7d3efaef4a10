import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { makeBill } from '../model/embedding-bill.ts';
import { makeEmbed } from '../model/openai-embeddings.ts';
import { type EmbeddingsServer, type Fault, startEmbeddingsServer } from '../model/testing/embeddings-server.ts';
import { buildKnowledge } from './build.ts';
import type { Toll } from './embed.ts';
import type { Knowledge } from './knowledge.ts';
import { makeSearch, type Search } from './meaning.ts';
import { article } from './testing/article.ts';
import { openVectorStore } from './vector-store.ts';

/** Two meanings, each said in words that have nothing in common. */
function vectorOf(text: string): readonly number[] {
  const count = (words: RegExp) => text.toLowerCase().match(words)?.length ?? 0;
  return [count(/refund|reimburse|money/g), count(/print|paper|sheet/g), 0.1];
}
const REFUNDS = article('refunds', { title: 'Refunds', body: 'We refund the money within 30 days.' });
const PRINTING = article('printing', { title: 'Print a note', body: 'Choose Print.' });
const STAFF = article('staff', { title: 'Refund guide for staff', body: 'Money matters.', audience: 'internal' });
const KITTENS = article('kittens', { title: 'Kittens', body: 'A customer once had kittens.' });
const KNOWLEDGE = buildKnowledge([REFUNDS, PRINTING, STAFF, KITTENS]);
const OPTIONS = { locale: 'en', audience: 'public', limit: 3 } as const;

let folder: string;
let server: EmbeddingsServer;
let time: number;
let said: { level: string; msg: string; reason?: string }[];
let heard: (() => void) | null;
let opened: Search[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meaning-'));
  server = await startEmbeddingsServer(vectorOf);
  time = 1_000_000;
  said = [];
  heard = null;
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((search) => search.close()));
  await server.close();
  await rm(folder, { recursive: true });
});

const file = () => join(folder, 'vectors.txt');

interface Opening {
  readonly batch?: number;
  readonly name?: string;
  readonly dimensions?: number;
  readonly timeout?: number;
  readonly toll?: Toll | null;
}

async function open({ batch = 2, name = 'embed-1', dimensions, timeout = 5_000, toll = (_, ask) => ask() }: Opening = {}): Promise<Search> {
  const log = makeLog({
    level: 'info',
    pretty: false,
    write: (line: string) => {
      said.push(JSON.parse(line));
      heard?.();
    },
  });
  const embed = makeEmbed({ name, dimensions, baseUrl: server.url, apiKey: undefined, timeout }, () => time);
  const store = await openVectorStore(file(), log);
  const search = makeSearch({ embed, store, model: name, prices: null, batch, toll, now: () => time, log });
  opened.push(search);
  return search;
}
async function ask({ retrieve }: Search, question: string, knowledge = KNOWLEDGE): Promise<string[]> {
  const found = await retrieve(knowledge, [question], OPTIONS, new AbortController().signal);
  return found.map(({ passage, score }) => `${passage.articleId} ${score > 0 ? 'by words' : 'by meaning'}`);
}
/** Has the vectors fetched, or tidied, and waits for what the log then says. */
async function warm(search: Search, message = ALL_THERE, knowledge: Knowledge = KNOWLEDGE): Promise<void> {
  const from = said.length;
  const told = new Promise<void>((resolve) => {
    heard = () => {
      if (said.slice(from).some(({ msg }) => message.test(msg))) resolve();
    };
  });
  search.prepare(knowledge);
  await told;
  // The attempt ends with the turn of the loop in which it was logged.
  await setImmediate();
}
const ALL_THERE = /of all passages are there/;
const answers = (status: number, more: object = {}): Fault => ({ kind: 'answer', status, ...more });
const list = (...embeddings: unknown[]) =>
  answers(200, { body: JSON.stringify({ data: embeddings.map((embedding, index) => ({ index, embedding })) }) });

describe('search by meaning', () => {
  test('goes by words until all vectors are there, then finds what no word does, without making it a ground', async () => {
    const search = await open();
    expect(await ask(search, 'reimburse me')).toEqual([]);
    expect(search.standing(KNOWLEDGE)).toMatchObject({ by: 'words', passages: 3, missing: 3, problem: null });
    await warm(await open());
    const again = await open();
    const [best] = await again.retrieve(KNOWLEDGE, ['reimburse me'], OPTIONS, new AbortController().signal);
    expect(best).toMatchObject({ passage: { articleId: 'refunds' }, score: 0, lead: 0 });
    expect(again.standing(KNOWLEDGE)).toMatchObject({ by: 'words and meaning', missing: 0, problem: null });
  });

  test('a mail starts the fetching where nobody has prepared it', async () => {
    const search = await open();
    const told = new Promise<void>((resolve) => {
      heard = () => (said.some(({ msg }) => ALL_THERE.test(msg)) ? resolve() : undefined);
    });
    await ask(search, 'reimburse me');
    await told;
    expect(await ask(search, 'reimburse me')).toContain('refunds by meaning');
  });

  test('sends public passages only, in batches', async () => {
    await warm(await open({ batch: 2 }));
    const sent = server.requests.map(({ input }) => input);
    expect(sent.map((texts) => texts.length)).toEqual([2, 1]);
    expect(sent.flat().join('\n')).not.toContain('staff');
  });

  test('whoever looks at internal articles asks no server', async () => {
    const search = await open();
    await warm(search);
    const before = server.requests.length;
    await search.retrieve(KNOWLEDGE, ['money'], { ...OPTIONS, audience: 'all' }, new AbortController().signal);
    expect(server.requests).toHaveLength(before);
  });

  test('pays for no vector twice: not after a restart, not after a crash in the middle of a line, not for the same question', async () => {
    await warm(await open());
    const before = server.requests.length;
    await appendFile(file(), '\ntorn AAAA .\ntorn AAAAAA');
    const search = await open();
    expect(await ask(search, 'reimburse me')).toContain('refunds by meaning');
    expect(await ask(search, 'reimburse me')).toContain('refunds by meaning');
    expect(server.requests.slice(before).map(({ input }) => input)).toEqual([['reimburse me']]);
  });

  test('commands fetch nothing, and use what is there', async () => {
    expect(await ask(await open({ toll: null }), 'reimburse me')).toEqual([]);
    expect(server.requests).toHaveLength(0);
    await warm(await open());
    expect(await ask(await open({ toll: null }), 'reimburse me')).toContain('refunds by meaning');
  });

  test('a mail that is given up throws, and a server that is gone does not', async () => {
    const search = await open();
    await warm(search);
    await expect(search.retrieve(KNOWLEDGE, ['kittens'], OPTIONS, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
    await server.close();
    expect(await ask(search, 'kittens')).toEqual(['kittens by words']);
    server = await startEmbeddingsServer(vectorOf);
  });
});

test('the best by words is not pushed out by what is nearer in meaning', async () => {
  const others = Array.from({ length: 9 }, (_, i) =>
    article(`other-${i}`, { title: `Refund ${i}`, body: 'A kitten. Refund, refund, refund.' }),
  );
  const knowledge = buildKnowledge([...others, article('kittens', { title: 'Kittens and whiskers', body: 'Kittens have whiskers.' })]);
  const search = await open();
  await warm(search, ALL_THERE, knowledge);
  const found = await search.retrieve(knowledge, ['kittens with whiskers, reimbursed'], OPTIONS, new AbortController().signal);
  expect(found).toHaveLength(OPTIONS.limit);
  expect(found.map(({ passage }) => passage.articleId)).toContain('kittens');
  expect(found[0]?.passage.articleId).toMatch(/^other/);
});

test('of translations the one in the asked language comes first, wherever it stands', async () => {
  const knowledge = buildKnowledge([
    article('imprimer', { title: 'Imprimer', body: 'Print, print paper.', locale: 'fr' }),
    article('drucken', { title: 'Drucken', body: 'Print, paper, print.', locale: 'de' }),
    article('stampare', { title: 'Stampare', body: 'Paper, print, print.', locale: 'it' }),
  ]);
  const search = await open();
  await warm(search, ALL_THERE, knowledge);
  for (const [locale, id] of [
    ['fr', 'imprimer'],
    ['de', 'drucken'],
    ['it', 'stampare'],
  ] as const) {
    const [best] = await search.retrieve(knowledge, ['sheet'], { ...OPTIONS, locale }, new AbortController().signal);
    expect(best?.passage.articleId).toBe(id);
  }
});

describe('another model', () => {
  test('by name: its vectors are asked for anew, and those of the one before are forgotten', async () => {
    await warm(await open());
    const search = await open({ name: 'embed-2' });
    expect(await ask(search, 'reimburse me')).toEqual([]);
    await warm(search);
    expect(await ask(search, 'reimburse me')).toContain('refunds by meaning');
    await warm(search, /were removed from disk/);
    expect((await readFile(file(), 'utf8')).match(/ \.$/gm)).toHaveLength(3);
  });

  test('behind the same name, with vectors of another length: never mixed, fetched anew, and not again and again', async () => {
    const search = await open();
    await warm(search);
    server.become((text) => [...vectorOf(text), 0.1]);
    expect(await ask(search, 'reimburse me')).toEqual([]);
    await warm(search);
    expect(await ask(search, 'reimburse me')).toContain('refunds by meaning');
    const before = server.requests.length;
    server.become(vectorOf);
    expect(await ask(search, 'a sheet of paper')).toEqual([]);
    search.prepare(KNOWLEDGE);
    await setImmediate();
    expect(server.requests).toHaveLength(before + 1);
    expect(search.standing(KNOWLEDGE)).toMatchObject({ by: 'words', problem: 'vectors of 3 dimensions where there were 4 before' });
  });

  test('that is found at the start: what is kept on disk is not compared with what it gives', async () => {
    await warm(await open());
    server.become((text) => [...vectorOf(text), 0.1]);
    const search = await open();
    expect(await ask(search, 'reimburse me')).toEqual([]);
    expect(search.standing(KNOWLEDGE)).toMatchObject({ by: 'words', missing: 3 });
  });
});

describe('faults of the server', () => {
  test.each<[string, () => Fault, string, number]>([
    ['is overloaded and says for how long', () => answers(429, { headers: { 'retry-after': '30' } }), '429', 30_000],
    ['is overloaded', () => answers(429), '429', 5_000],
    ['is broken', () => answers(500), '500', 5_000],
    ['is being restarted', () => answers(503, { headers: { 'retry-after': '5' } }), '503', 5_000],
    ['knows no such key', () => answers(401), '401', 5_000],
    ['does not answer', () => ({ kind: 'hang' }), 'no answer within 200 ms', 5_000],
    ['answers something else', () => answers(200, { body: '{"data":[]}' }), 'the answer is not one vector for each of 1 texts', 5_000],
    ['answers no JSON', () => answers(200, { body: '<html>' }), 'protocol', 5_000],
    ['gives too many vectors', () => list([1, 0, 0], [0, 1, 0]), 'the answer is not one vector for each of 1 texts', 5_000],
    ['gives an empty vector', () => list([]), 'the answer holds no vectors of numbers', 5_000],
    ['gives a vector of zeros', () => list([0, 0, 0]), 'the answer holds a vector without direction', 5_000],
    ['gives NaN', () => answers(200, { body: '{"data":[{"index":0,"embedding":[NaN,1,0]}]}' }), 'protocol', 5_000],
    ['gives null', () => list([null, 1, 0]), 'the answer holds no vectors of numbers', 5_000],
    [
      'gives more than a number can be',
      () => answers(200, { body: '{"data":[{"index":0,"embedding":[1e999,1,0]}]}' }),
      'the answer holds no vectors of numbers',
      5_000,
    ],
  ])('while it %s the search goes by words; it is asked again in time, and that is said once', async (_, fault, reason, wait) => {
    const search = await open({ timeout: 200 });
    await warm(search);
    server.fail(fault);
    const asked = server.requests.length;
    const question = 'reimburse my kittens';
    expect(await ask(search, question)).toEqual(['kittens by words']);
    expect(search.standing(KNOWLEDGE)).toMatchObject({ by: 'words', problem: expect.stringContaining(reason) });
    time += wait - 1;
    expect(await ask(search, question)).toEqual(['kittens by words']);
    expect(server.requests).toHaveLength(asked + 1);
    time += 1;
    expect(await ask(search, question)).toEqual(['kittens by words']);
    expect(server.requests).toHaveLength(asked + 2);
    server.fail(null);
    // Without a word of the server's the pause grows.
    time += 2 * wait;
    expect(await ask(search, question)).toContain('refunds by meaning');
    expect(said.filter(({ msg }) => /by words alone/.test(msg))).toMatchObject([{ reason: expect.stringContaining(reason) }]);
    expect(said.filter(({ msg }) => /are back/.test(msg))).toHaveLength(1);
    // A server may repeat what it was asked, which is a customer's mail.
    expect(JSON.stringify(said)).not.toContain('my kittens');
  });

  test('vectors of another length than was asked for are none', async () => {
    const search = await open({ dimensions: 2 });
    await warm(search, /by words alone/);
    expect(search.standing(KNOWLEDGE)?.problem).toBe('the vectors have 3 dimensions, asked for were 2');
  });

  test('vectors that are missing are fetched when the server is back', async () => {
    server.fail(() => answers(503));
    const search = await open();
    await warm(search, /by words alone/);
    search.prepare(KNOWLEDGE);
    expect(server.requests).toHaveLength(1);
    server.fail(null);
    time += 60_000;
    await warm(search);
    expect(await ask(search, 'a sheet of paper')).toContain('printing by meaning');
  });

  test('a passage that the server takes offence at holds no other one up', async () => {
    server.fail(({ input }) => (input.some((text) => text.includes('kittens')) ? answers(400) : null));
    const search = await open({ batch: 64 });
    await warm(search);
    expect(said.find(({ msg }) => /refuses a passage/.test(msg))).toMatchObject({ passage: 'kittens#1', reason: '400' });
    expect(await ask(search, 'reimburse me')).toContain('refunds by meaning');
    expect(await ask(search, 'a kitten')).toContain('kittens by words');
  });

  test('one that refuses everything is not asked for each passage', async () => {
    server.fail(() => answers(400));
    const search = await open({ batch: 64 });
    await warm(search, /refuses every passage/);
    const before = server.requests.length;
    search.prepare(KNOWLEDGE);
    await setImmediate();
    expect(server.requests).toHaveLength(before);
    server.fail(null);
    time += 60_000;
    await warm(search);
    expect(await ask(search, 'reimburse me')).toContain('refunds by meaning');
  });

  test('a question that it refuses is searched for by words, and the next one by meaning', async () => {
    const search = await open();
    await warm(search);
    server.fail(({ input }) => (input.some((text) => text.includes('kittens')) ? answers(413) : null));
    expect(await ask(search, 'kittens, reimbursed')).toEqual(['kittens by words']);
    expect(await ask(search, 'reimburse me')).toContain('refunds by meaning');
  });
});

describe('what it costs', () => {
  test('questions are the ticket’s, passages the inbox’s', async () => {
    const [inbox, ticket] = [makeBill(), makeBill()];
    const search = await open({ toll: inbox.toll });
    await warm(search);
    await search.retrieve(KNOWLEDGE, ['reimburse me'], OPTIONS, new AbortController().signal, ticket.toll);
    expect([inbox.bill().calls, ticket.bill()]).toEqual([2, { calls: 1, tokens: 2, cost: 0, currency: null }]);
  });

  test('without room in the budget nobody is asked, and another ticket may have room', async () => {
    const search = await open();
    await warm(search);
    const none: Toll = async () => ({ ok: false, why: 'budget', reason: 'over', said: 'over', retryAfterMs: 0, tokens: 0 });
    const before = server.requests.length;
    expect(await search.retrieve(KNOWLEDGE, ['reimburse me'], OPTIONS, new AbortController().signal, none)).toEqual([]);
    expect(server.requests).toHaveLength(before);
    expect(await ask(search, 'reimburse me')).toContain('refunds by meaning');
  });
});

describe('edited articles', () => {
  const EDITED = buildKnowledge([REFUNDS, KITTENS, article('posters', { title: 'Posters', body: 'A poster is a large sheet.' })]);

  test('only what is new is fetched; what is gone is forgotten, here and on disk', async () => {
    await warm(await open());
    const before = server.requests.length;
    const search = await open();
    await warm(search, ALL_THERE, EDITED);
    expect(server.requests.slice(before).map(({ input }) => input)).toEqual([[expect.stringContaining('Posters')]]);
    await warm(search, /were removed from disk/, EDITED);
    expect((await readFile(file(), 'utf8')).match(/ \.$/gm)).toHaveLength(3);
    expect(await ask(await open(), 'a piece of paper', EDITED)).toContain('posters by meaning');
  });
});
