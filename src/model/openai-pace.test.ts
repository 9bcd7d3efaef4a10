import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ModelConfig } from '../config/schema.ts';
import type { ModelRequest } from './model.ts';
import { makeOpenAiModel } from './openai.ts';
import { type OpenAiServer, type ServerStep, startOpenAiServer } from './testing/openai-server.ts';

const schema = z.object({ colour: z.string() });
const GOOD: ServerStep = { kind: 'content', content: { colour: 'red' } };
const request: ModelRequest<z.infer<typeof schema>> = {
  task: 'classify',
  messages: [{ role: 'user', content: 'A tomato: which colour?' }],
  input: { task: 'classify', subject: '', text: '', language: 'en', categories: [] },
  schema,
  schemaName: 'colour',
  maxOutputTokens: 500,
};
const never = new AbortController().signal;

let server: OpenAiServer;
let now = 0;
beforeEach(async () => {
  now = Date.UTC(2026, 0, 31, 8, 0);
  server = await startOpenAiServer();
});
afterEach(async () => server.close());

function model(more: Record<string, unknown> = {}) {
  const config = ModelConfig.parse({ provider: 'openai', baseUrl: server.url, name: 'test', ...more });
  return makeOpenAiModel(
    config,
    () => now,
    () => 0.5,
  );
}

describe('when the server says wait', () => {
  test.each<[string, Readonly<Record<string, string>>, number]>([
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['a date', { 'retry-after': 'Sat, 31 Jan 2026 08:01:00 GMT' }, 60_000],
    ['milliseconds', { 'retry-after-ms': '1500', 'retry-after': '9' }, 1_500],
  ])('in %s, nobody asks it before that is over', async (_, headers, ms) => {
    server.program({ kind: 'status', status: 429, headers }, GOOD);
    const { complete } = model();
    expect(await complete(request, never)).toEqual({ status: 'rate_limited', retryAfterMs: ms });
    now += ms - 1;
    const refused = await Promise.all(Array.from({ length: 20 }, () => complete(request, never)));
    expect(new Set(refused.map((c) => c.status))).toEqual(new Set(['rate_limited']));
    expect(server.requests).toHaveLength(1);
    now += 1;
    expect(await complete(request, never)).toMatchObject({ status: 'ok' });
    expect(server.requests).toHaveLength(2);
  });

  test('with 503, the same', async () => {
    server.program({ kind: 'status', status: 503, headers: { 'retry-after': '30' } }, GOOD);
    const { complete } = model();
    expect(await complete(request, never)).toMatchObject({ status: 'error', retryable: true, retryAfterMs: 30_000, code: '503' });
    expect(await complete(request, never)).toMatchObject({ status: 'rate_limited', retryAfterMs: 30_000 });
    expect(server.requests).toHaveLength(1);
  });

  test('in the middle of a repair, what was used by then is counted', async () => {
    server.program({ kind: 'content', content: 'no JSON' }, { kind: 'status', status: 429 });
    expect(await model().complete(request, never)).toMatchObject({ status: 'rate_limited', usage: { inputTokens: 11, outputTokens: 7 } });
  });
});

test('over all who ask, no more requests are at work than configured', async () => {
  let atWork = 0;
  let most = 0;
  const body = JSON.stringify({ choices: [{ message: { content: '{"colour":"red"}' } }] });
  const slow = createServer((_, response) => {
    atWork += 1;
    most = Math.max(most, atWork);
    setTimeout(() => {
      atWork -= 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    }, 20);
  });
  slow.listen(0, '127.0.0.1');
  await once(slow, 'listening');
  try {
    const { complete } = model({ baseUrl: `http://127.0.0.1:${(slow.address() as AddressInfo).port}/v1`, concurrency: 2 });
    const all = await Promise.all(Array.from({ length: 9 }, () => complete(request, never)));
    expect(new Set(all.map((c) => c.status))).toEqual(new Set(['ok']));
    expect(most).toBe(2);
  } finally {
    slow.closeAllConnections();
    slow.close();
  }
});

test('a request that waits for a place ends with its signal', async () => {
  server.program({ kind: 'hang' }, GOOD);
  const { complete } = model({ concurrency: 1 });
  const first = new AbortController();
  const second = new AbortController();
  const hanging = complete(request, first.signal);
  const waiting = complete(request, second.signal);
  await server.nextRequest();
  second.abort();
  expect(await waiting).toEqual({ status: 'aborted' });
  first.abort();
  expect(await hanging).toMatchObject({ status: 'aborted' });
  expect(await complete(request, never)).toMatchObject({ status: 'ok' });
});

test('limits of our own hold without the server saying anything', async () => {
  server.program(GOOD, GOOD, GOOD);
  const { complete } = model({ requestsPerMinute: 2 });
  const ended = [await complete(request, never), await complete(request, never), await complete(request, never)];
  expect(ended).toMatchObject([{ status: 'ok' }, { status: 'ok' }, { status: 'rate_limited', retryAfterMs: 60_000 }]);
  expect(server.requests).toHaveLength(2);
});

describe('a server that is down', () => {
  test('is left alone after three failures, and asked by one when the pause is over', async () => {
    const { complete } = model();
    for (let i = 0; i < 3; i += 1) {
      server.program({ kind: 'status', status: 500 });
      expect(await complete(request, never)).toMatchObject({ status: 'error', retryable: true, code: '500' });
    }
    expect(await complete(request, never)).toMatchObject({ status: 'error', code: 'away', retryAfterMs: 20_000 });
    expect(server.requests).toHaveLength(3);
    now += 20_000;
    server.program(GOOD);
    expect(await complete(request, never)).toMatchObject({ status: 'ok' });
  });
});

describe('tokens of a call that failed', () => {
  const PROMPT = { inputTokens: expect.any(Number), outputTokens: 0 };

  test.each<[string, ServerStep, object]>([
    ['cut off', { kind: 'content', content: '{', finish: 'length' }, { status: 'truncated', usage: { inputTokens: 11, outputTokens: 7 } }],
    ['silent', { kind: 'hang' }, { status: 'error', code: 'timeout', usage: PROMPT }],
    ['dropped', { kind: 'drop' }, { status: 'error', usage: PROMPT }],
    ['no completion', { kind: 'raw', body: '{"ok":true}' }, { status: 'error', code: 'protocol', usage: PROMPT }],
  ])('%s are counted', async (_, step, expected) => {
    server.program(step);
    expect(await model({ timeout: '80ms' }).complete(request, never)).toMatchObject(expected);
  });

  test('are none where nothing was sent', async () => {
    const gone = await startOpenAiServer();
    await gone.close();
    const completion = await model({ baseUrl: gone.url }).complete(request, never);
    expect(completion).toMatchObject({ status: 'error', code: 'ECONNREFUSED' });
    expect(completion).not.toHaveProperty('usage');
  });

  test('are estimated where the server counts none', async () => {
    server.program({ kind: 'raw', body: JSON.stringify({ choices: [{ message: { content: '{"colour":"red"}' } }] }) });
    expect(await model().complete(request, never)).toMatchObject({ status: 'ok', usage: { inputTokens: 8, outputTokens: 6 } });
  });
});
