import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { makeLog } from '../log.ts';
import type { ModelRequest } from './model.ts';
import { openPromptLog, withPromptLog } from './prompt-log.ts';
import { ScriptedModel, type ScriptedStep } from './scripted.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-prompts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const silent = makeLog({ level: 'silent', pretty: false });
const REQUEST: ModelRequest<{ answer: string }> = {
  task: 'draft',
  messages: [
    { role: 'system', content: 'You answer.' },
    { role: 'user', content: 'My card is 4111 1111 1111 1111, write to ada@example.com' },
  ],
  input: { task: 'classify', subject: '', text: '', language: 'en', categories: [] },
  schema: z.object({ answer: z.string() }),
  schemaName: 'answer',
  maxOutputTokens: 100,
};

async function ask(level: 'off' | 'secrets' | 'pii', step: ScriptedStep): Promise<void> {
  const model = withPromptLog(new ScriptedModel([step]), openPromptLog(folder, silent), { inbox: 'support', level, now: () => 0 });
  await model.complete(REQUEST, new AbortController().signal);
}

function lines(): Record<string, unknown>[] {
  const text = readFileSync(join(folder, 'prompts.jsonl'), 'utf8').trimEnd();
  return text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

test.each([
  ['off', 'My card is [card], write to ada@example.com', 'Use [card]'],
  ['secrets', 'My card is [card], write to ada@example.com', 'Use [card]'],
  ['pii', 'My card is [card], write to [email]', 'Use [card]'],
] as const)('with redact: %s the secrets of prompt and answer are hidden', async (level, prompt, answer) => {
  await ask(level, { value: { answer: 'Use 4111111111111111' } });
  expect(lines()).toMatchObject([
    {
      ...{ at: '1970-01-01T00:00:00.000Z', inbox: 'support', model: 'scripted', task: 'draft' },
      messages: [
        { role: 'system', content: 'You answer.' },
        { role: 'user', content: prompt },
      ],
      completion: { status: 'ok', value: { answer }, usage: { inputTokens: 10, outputTokens: 5 } },
    },
  ]);
});

test('what the model wrote instead of an answer is there, too', async () => {
  const usage = { inputTokens: 1, outputTokens: 1 };
  await ask('secrets', { completion: { status: 'invalid', message: 'not JSON', usage, model: 'm', answer: 'Dear 4111111111111111' } });
  expect(lines()).toMatchObject([{ completion: { status: 'invalid', answer: 'Dear [card]' } }]);
});

test('the file is its owner’s alone, also when it was there before', async () => {
  const file = join(folder, 'prompts.jsonl');
  await ask('secrets', { value: { answer: '' } });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o644);
  await ask('secrets', { value: { answer: '' } });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a full file is put aside, and one older file is kept', async () => {
  writeFileSync(join(folder, 'prompts.1.jsonl'), 'older');
  writeFileSync(join(folder, 'prompts.jsonl'), 'x'.repeat(10_000_000));
  await ask('secrets', { value: { answer: '' } });
  expect(readdirSync(folder).toSorted()).toEqual(['prompts.1.jsonl', 'prompts.jsonl']);
  expect(statSync(join(folder, 'prompts.1.jsonl')).size).toBe(10_000_000);
  expect(lines()).toHaveLength(1);
});

test('what cannot be written costs no answer, and is said once', async () => {
  const said: string[] = [];
  const log = makeLog({ level: 'warn', pretty: false, write: (line) => said.push(line) });
  const promptLog = openPromptLog(folder, log);
  rmSync(folder, { recursive: true });
  promptLog.write({});
  promptLog.write({});
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('prompts cannot be written down');
  openPromptLog(folder, log);
});
