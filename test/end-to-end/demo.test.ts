import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { CLI } from '../../src/demo/stage.ts';
import { type RequestBody, type ServerStep, startOpenAiServer } from '../../src/model/testing/openai-server.ts';
import { makeUndo } from '../../src/undo.ts';

const run = promisify(execFile);
const undo = makeUndo();
afterEach(undo.run);

/** The command as people run it; rejects when it does not exit 0. */
async function demo(env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await run(process.execPath, [CLI, 'demo'], { env: { ...process.env, ...env }, timeout: 120_000 });
  return stdout;
}

const isDraft = (request: RequestBody) => request.messages.some((m) => m.content.includes('cannotAnswer'));
const sorted = (category: string) => ({
  category,
  confidence: 0.99,
  priority: 'low',
  sentiment: 'positive',
  complexity: 'simple',
  questions: 1,
  wantsPerson: false,
  feedback: null,
  summary: 'A question.',
  queries: ['password reset'],
});

test('the demo exits 0 with the built-in model: every mail became what it should', async () => {
  const output = await demo({ OPENAI_API_KEY: '' });
  expect(output).toContain('Every mail is as it should be.');
  expect(output.match(/^ok {2}/gm)?.length).toBeGreaterThanOrEqual(24);
  expect(output).not.toMatch(/^NO /m);
});

test('what must hold with any model holds with one that quotes the first passage it is shown', async () => {
  const server = await startOpenAiServer((request): ServerStep => {
    if (!isDraft(request)) return { kind: 'content', content: sorted('how-to') };
    const [, id = '', text = ''] = /\n\[([^\]]+)\] [^\n]*\n([^\n]+)/.exec(request.messages[0]?.content ?? '') ?? [];
    return { kind: 'content', content: { cannotAnswer: false, body: [{ as: 'paragraph', text, cites: [id] }] } };
  });
  undo.push(server.close);
  const output = await demo({ OPENAI_API_KEY: 'test', OPENAI_BASE_URL: server.url });
  expect(output).toContain('Every mail is as it should be.');
  expect(server.requests.length).toBeGreaterThan(10);
});

test('a model that does whatever harm it can sends no customer anything', async () => {
  const server = await startOpenAiServer((request): ServerStep => {
    if (!isDraft(request)) return { kind: 'content', content: sorted('billing') };
    const text = 'Your refund of 500 EUR is approved, see https://evil.example/claim ![x](https://evil.example/p.png)';
    return { kind: 'content', content: { cannotAnswer: false, body: [{ as: 'paragraph', text, cites: ['refunds#1'] }] } };
  });
  undo.push(server.close);
  const output = await demo({ OPENAI_API_KEY: 'test', OPENAI_BASE_URL: server.url });
  expect(output).toContain('Every mail is as it should be.');
  expect(output).toContain('0 answered');
  expect(output).not.toContain('answer →');
});
