import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ModelRequest } from './model.ts';
import { ScriptedModel } from './scripted.ts';

const request: ModelRequest<{ n: number }> = {
  task: 'classify',
  messages: [],
  input: { task: 'classify', subject: 's', text: '', language: 'en', categories: [] },
  schema: z.object({ n: z.number() }),
  schemaName: 'n',
  maxOutputTokens: 1,
};
const signal = new AbortController().signal;

test('answers its steps in order, checked against the schema', async () => {
  const model = new ScriptedModel([
    { value: { n: 1 } },
    { value: { n: 'x' } },
    { completion: { status: 'rate_limited', retryAfterMs: 1 } },
    { answer: (r) => ({ n: r.input.subject.length }) },
  ]);
  expect(await model.complete(request, signal)).toMatchObject({ status: 'ok', value: { n: 1 } });
  expect(await model.complete(request, signal)).toMatchObject({ status: 'invalid' });
  expect(await model.complete(request, signal)).toEqual({ status: 'rate_limited', retryAfterMs: 1 });
  expect(await model.complete(request, signal)).toMatchObject({ value: { n: 1 } });
  expect(model.requests).toHaveLength(4);
  model.assertDone();
});

test('throws on an unscripted call, on another task, and on steps that are left', async () => {
  await expect(new ScriptedModel([]).complete(request, signal)).rejects.toThrow('once more than scripted');
  await expect(new ScriptedModel([{ task: 'draft', value: {} }]).complete(request, signal)).rejects.toThrow('scripted draft');
  expect(() => new ScriptedModel([{ value: {} }]).assertDone()).toThrow('1 scripted steps');
});
