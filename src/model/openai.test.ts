import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ModelConfig } from '../config/schema.ts';
import type { ModelRequest } from './model.ts';
import { makeOpenAiModel } from './openai.ts';
import { type OpenAiServer, startOpenAiServer } from './testing/openai-server.ts';

const schema = z.object({ colour: z.enum(['red', 'green']).nullable(), sure: z.number().min(0).max(1) });
const GOOD = { colour: 'red', sure: 0.9 };
const request: ModelRequest<z.infer<typeof schema>> = {
  task: 'classify',
  messages: [
    { role: 'system', content: 'Name the colour.' },
    { role: 'user', content: 'A tomato.' },
  ],
  input: { task: 'classify', subject: '', text: '', language: 'en', categories: [] },
  schema,
  schemaName: 'colour',
  maxOutputTokens: 500,
};

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(async () => server.close());

function model(more: Record<string, unknown> = {}) {
  return makeOpenAiModel(ModelConfig.parse({ provider: 'openai', baseUrl: server.url, name: 'test', ...more }));
}
const never = new AbortController().signal;

describe('an answer', () => {
  test('that fits is the value, with usage and the model that gave it', async () => {
    server.program({ kind: 'content', content: GOOD });
    expect(await model().complete(request, never)).toEqual({
      status: 'ok',
      value: GOOD,
      usage: { inputTokens: 11, outputTokens: 7 },
      model: 'test-model',
    });
  });

  test('is asked for with a strict JSON schema', async () => {
    server.program({ kind: 'content', content: GOOD });
    await model().complete(request, never);
    expect(server.requests[0]?.response_format).toEqual({
      type: 'json_schema',
      json_schema: {
        name: 'colour',
        strict: true,
        schema: {
          type: 'object',
          properties: {
            colour: { anyOf: [{ type: 'string', enum: ['red', 'green'] }, { type: 'null' }] },
            sure: { type: 'number', minimum: 0, maximum: 1 },
          },
          required: ['colour', 'sure'],
          additionalProperties: false,
        },
      },
    });
    expect(server.requests[0]).toMatchObject({ model: 'test', max_tokens: 500, messages: request.messages });
  });

  test.each([
    ['a code fence', '```json\n{"colour":"red","sure":0.9}\n```'],
    ['thoughts before it', '<think>red or {green}?</think>\n{"colour":"red","sure":0.9}'],
  ])('may come in %s', async (_, content) => {
    server.program({ kind: 'content', content });
    expect(await model().complete(request, never)).toMatchObject({ status: 'ok', value: GOOD });
  });

  test('that does not fit is repaired once, and both calls are counted', async () => {
    server.program({ kind: 'content', content: { colour: 'mauve', sure: 1 } }, { kind: 'content', content: GOOD });
    expect(await model().complete(request, never)).toMatchObject({
      status: 'ok',
      value: GOOD,
      usage: { inputTokens: 22, outputTokens: 14 },
    });
    expect(server.requests[1]?.messages.at(-1)?.content).toContain('mauve');
  });

  test.each([
    ['an invented value', { colour: 'mauve', sure: 1 }, 'colour'],
    ['garbage', 'I think it is red.', 'not JSON'],
  ])('that stays %s is invalid', async (_, content, message) => {
    server.program({ kind: 'content', content }, { kind: 'content', content });
    const completion = await model().complete(request, never);
    expect(completion).toMatchObject({ status: 'invalid', message: expect.stringContaining(message) });
    expect(server.requests).toHaveLength(2);
  });

  test('that is empty is invalid, and not asked for again', async () => {
    server.program({ kind: 'content', content: '' });
    expect(await model().complete(request, never)).toMatchObject({ status: 'invalid', message: 'the answer is empty' });
    expect(server.requests).toHaveLength(1);
  });

  test('that was cut off is truncated', async () => {
    server.program({ kind: 'content', content: '{"colour":"re', finish: 'length' });
    expect(await model().complete(request, never)).toMatchObject({ status: 'truncated' });
  });

  test('that the model refuses is a refusal', async () => {
    server.program(
      { kind: 'content', content: '', refusal: 'I would rather not.' },
      { kind: 'content', content: '', finish: 'content_filter' },
    );
    expect(await model().complete(request, never)).toMatchObject({ status: 'refusal', message: 'I would rather not.' });
    expect(await model().complete(request, never)).toMatchObject({ status: 'refusal' });
  });
});

describe('a server without structured output', () => {
  const refused = { kind: 'status', status: 400, error: { message: "'response_format.type' must be 'json_object'" } } as const;

  test('is asked for a JSON object with the schema in words, from then on at once', async () => {
    server.program(refused, { kind: 'content', content: GOOD }, { kind: 'content', content: GOOD });
    const subject = model();
    expect(await subject.complete(request, never)).toMatchObject({ status: 'ok' });
    expect(await subject.complete(request, never)).toMatchObject({ status: 'ok' });
    expect(server.requests.map((r) => r.response_format?.type)).toEqual(['json_schema', 'json_object', 'json_object']);
    expect(server.requests[2]?.messages[0]?.content).toContain('"green"');
  });

  test('nor JSON mode is asked in plain words', async () => {
    server.program(refused, refused, { kind: 'content', content: GOOD });
    expect(await model().complete(request, never)).toMatchObject({ status: 'ok' });
    expect(server.requests[2]?.response_format).toBeUndefined();
  });

  test('that refuses for another reason is not remembered as one', async () => {
    server.program(refused, refused, refused, { kind: 'content', content: GOOD });
    const subject = model();
    expect(await subject.complete(request, never)).toMatchObject({ status: 'error', retryable: false });
    await subject.complete(request, never);
    expect(server.requests.at(-1)?.response_format?.type).toBe('json_schema');
  });

  test('that wants max_completion_tokens gets it', async () => {
    const error = { message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", param: 'max_tokens' };
    server.program({ kind: 'status', status: 400, error }, { kind: 'content', content: GOOD });
    expect(await model().complete(request, never)).toMatchObject({ status: 'ok' });
    expect(server.requests[1]).toMatchObject({ max_completion_tokens: 500, response_format: { type: 'json_schema' } });
    expect(server.requests[1]).not.toHaveProperty('max_tokens');
  });
});

describe('a failure is a value', () => {
  test.each([
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['milliseconds', { 'retry-after-ms': '250' }, 250],
    ['nothing', {}, null],
  ])('429 with Retry-After in %s', async (_, headers, retryAfterMs) => {
    server.program({ kind: 'status', status: 429, headers });
    expect(await model().complete(request, never)).toEqual({ status: 'rate_limited', retryAfterMs });
    expect(server.requests).toHaveLength(1);
  });

  test('429 with a date', async () => {
    const now = Date.UTC(2026, 0, 31, 8, 0);
    server.program({ kind: 'status', status: 429, headers: { 'retry-after': 'Sat, 31 Jan 2026 08:01:00 GMT' } });
    const subject = makeOpenAiModel(ModelConfig.parse({ provider: 'openai', baseUrl: server.url }), () => now);
    expect(await subject.complete(request, never)).toEqual({ status: 'rate_limited', retryAfterMs: 60_000 });
  });

  test.each([
    [500, true],
    [503, true],
    [401, false],
    [404, false],
  ])('%i is retryable: %s', async (status, retryable) => {
    server.program({ kind: 'status', status });
    expect(await model().complete(request, never)).toMatchObject({ status: 'error', retryable });
  });

  test('a content filter before the model is a refusal', async () => {
    server.program({ kind: 'status', status: 400, error: { message: 'filtered', code: 'content_filter' } });
    expect(await model().complete(request, never)).toMatchObject({ status: 'refusal' });
  });

  test.each([
    ['a web page', { kind: 'raw', body: '<html>Bad gateway</html>', contentType: 'text/html' }],
    ['broken JSON', { kind: 'raw', body: '{"choices": [' }],
    ['other JSON', { kind: 'raw', body: '{"ok":true}' }],
    ['a dropped connection', { kind: 'drop' }],
  ] as const)('%s is an error worth a retry', async (_, step) => {
    server.program(step);
    expect(await model().complete(request, never)).toMatchObject({ status: 'error', retryable: true });
  });

  test('nobody listening is an error worth a retry', async () => {
    const gone = await startOpenAiServer();
    await gone.close();
    expect(await model({ baseUrl: gone.url }).complete(request, never)).toMatchObject({ status: 'error', retryable: true });
  });

  test.each([false, true])('silence ends with the time-out (head sent: %s)', async (headers) => {
    server.program({ kind: 'hang', headers });
    expect(await model({ timeout: '80ms' }).complete(request, never)).toMatchObject({
      status: 'error',
      retryable: true,
      message: 'no answer within 80 ms',
    });
  });

  test('the abort signal ends a call that hangs', async () => {
    server.program({ kind: 'hang' });
    const abort = new AbortController();
    const call = model().complete(request, abort.signal);
    await server.nextRequest();
    abort.abort();
    // The server has the prompt, and works on it for all we know.
    expect(await call).toEqual({ status: 'aborted', usage: { inputTokens: 9, outputTokens: 0 } });
  });

  test('an aborted signal asks nobody', async () => {
    expect(await model().complete(request, AbortSignal.abort())).toEqual({ status: 'aborted' });
    expect(server.requests).toHaveLength(0);
  });
});
