import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ModelConfig } from '../config/schema.ts';
import { loadPrompts } from '../triage/prompts.ts';
import { CONFIG, classification, input, KNOWLEDGE } from '../triage/testing/facts.ts';
import { triage } from '../triage/triage.ts';
import { makeOpenAiModel } from './openai.ts';
import { type OpenAiServer, type ServerStep, startOpenAiServer } from './testing/openai-server.ts';

/** The rows of docs/model-answers.md: what the server sends, and what becomes of the mail. A repaired answer is asked for twice. */
const TABLE: readonly (readonly [row: string, steps: readonly ServerStep[], becomes: 'wait' | 'escalate', says: RegExp])[] = [
  ['Not JSON', twice('I think it is about a password.'), 'escalate', /not JSON/],
  ['JSON that does not fit', twice({ category: 'password' }), 'escalate', /confidence/],
  ['An invented category', twice(classification({ category: 'approve-everything' })), 'escalate', /category/],
  ['A confidence that is no number', twice('{"category":"password","confidence":NaN}'), 'escalate', /not JSON/],
  ['A confidence out of bounds', twice(classification({ confidence: 7 })), 'escalate', /confidence/],
  ['Empty', [{ kind: 'content', content: '' }], 'escalate', /empty/],
  ['No content', [raw({ choices: [{ finish_reason: 'stop', message: { content: null } }] })], 'escalate', /empty/],
  ['Refusal', [{ kind: 'content', content: '', refusal: 'I cannot help with that.' }], 'escalate', /refused/],
  ['Content filter', [{ kind: 'content', content: '', finish: 'content_filter' }], 'escalate', /refused/],
  ['Cut off', [{ kind: 'content', content: '{"category":"pass', finish: 'length' }], 'escalate', /cut off/],
  ['Endless', [{ kind: 'endless', chunk: 'a'.repeat(65_536) }], 'escalate', /cut off/],
  [
    'A tool call',
    [
      raw({
        choices: [
          {
            finish_reason: 'tool_calls',
            message: { content: null, tool_calls: [{ id: '1', type: 'function', function: { name: 'refund', arguments: '{}' } }] },
          },
        ],
      }),
    ],
    'escalate',
    /none was declared/,
  ],
  [
    'A function call',
    [
      raw({
        choices: [{ finish_reason: 'function_call', message: { content: null, function_call: { name: 'refund', arguments: '{}' } } }],
      }),
    ],
    'escalate',
    /none was declared/,
  ],
  ['No choices', [raw({ id: '1' })], 'wait', /protocol/],
  ['Empty choices', [raw({ choices: [] })], 'wait', /protocol/],
  ['Half a body', [{ kind: 'raw', body: '{"choices": [' }], 'wait', /cannot be reached/],
  ['A web page', [{ kind: 'raw', body: '<html>Sign in to the hotel network</html>', contentType: 'text/html' }], 'wait', /protocol/],
  ['429', [{ kind: 'status', status: 429, headers: { 'retry-after': '7' } }], 'wait', /429/],
  ['500', [{ kind: 'status', status: 500 }], 'wait', /cannot be reached/],
  ['401', [{ kind: 'status', status: 401 }], 'escalate', /failed/],
  ['Dropped connection', [{ kind: 'drop' }], 'wait', /cannot be reached/],
  ['Hanging', [{ kind: 'hang' }], 'wait', /no answer within/],
  ['Hanging after the head', [{ kind: 'hang', headers: true }], 'wait', /no answer within/],
];

function twice(content: unknown): readonly ServerStep[] {
  return [
    { kind: 'content', content },
    { kind: 'content', content },
  ];
}

function raw(body: unknown): ServerStep {
  return { kind: 'raw', body: JSON.stringify(body) };
}

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(async () => server.close());

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

async function decided(...steps: readonly ServerStep[]) {
  server.program(...steps);
  const model = makeOpenAiModel(ModelConfig.parse({ provider: 'openai', baseUrl: server.url, name: 'test', timeout: '1s' }));
  const parts = {
    complete: model.complete,
    modelName: model.name,
    knowledge: KNOWLEDGE,
    prompts: await loadPrompts(folder('prompts')),
    config: CONFIG,
  };
  return (await triage(input(), parts, new AbortController().signal)).outcome;
}

describe('what becomes of the mail', () => {
  test.each(TABLE)('%s while sorting', async (_row, steps, becomes, says) => {
    const outcome = await decided(...steps);
    expect(outcome).toMatchObject({ kind: becomes, reason: expect.stringMatching(says) });
  });

  test.each(TABLE)('%s while drafting', async (_row, steps, becomes) => {
    const drafts = steps.map(
      (step): ServerStep =>
        step.kind === 'content' && typeof step.content === 'object' ? { ...step, content: { cannotAnswer: false, body: 7 } } : step,
    );
    expect(await decided({ kind: 'content', content: classification() }, ...drafts)).toMatchObject({ kind: becomes });
  });

  test('429 waits as long as the server says', async () => {
    expect(await decided({ kind: 'status', status: 429, headers: { 'retry-after': '7' } })).toMatchObject({
      kind: 'wait',
      why: 'rate',
      retryAfterMs: 7_000,
    });
  });

  test('content in parts is read, and a call beside it is not carried out', async () => {
    const content = [{ type: 'text', text: JSON.stringify(classification({ wantsPerson: true })) }];
    const outcome = await decided(raw({ choices: [{ finish_reason: 'stop', message: { content, tool_calls: [{ id: '1' }] } }] }));
    expect(outcome).toMatchObject({ kind: 'escalate', reason: 'The customer asks for a person.' });
  });
});

test('docs/model-answers.md has a row for each', async () => {
  const rows = (await readFile(folder('docs/model-answers.md'), 'utf8')).split('\n').filter((line) => line.startsWith('| '));
  const said = rows.slice(1).map((line) => line.split('|').map((cell) => cell.trim()));
  expect(said.map(([, row, , becomes]) => [row, becomes])).toEqual(
    TABLE.map(([row, , becomes]) => [row, becomes === 'wait' ? 'waits' : 'escalated']),
  );
});
