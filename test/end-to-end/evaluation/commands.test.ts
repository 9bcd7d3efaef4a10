import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startOpenAiServer } from '../../../src/model/testing/openai-server.ts';
import { ROOT, runProgram } from '../../helpers/daemon-process.ts';

/** `firstline try` and `firstline eval` as processes, without an account, a ledger, Redis or a mail server anywhere. */
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'firstline-eval-'));
  for (const part of ['config', 'prompts', 'knowledge-base']) await cp(join(ROOT, part), join(dir, part), { recursive: true });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  runProgram({ PATH: process.env.PATH, FIRSTLINE_CONFIG: join(dir, 'config/firstline.yaml'), ...more }, args);
const article = (name: string) => join(dir, 'knowledge-base', name);
const TICKET = 'tickets/en-password-one-line';

test('the shipped tickets are all as expected; a changed article makes a ticket fail, and the comparison names it', async () => {
  const first = await run(['eval']);
  expect(first.output).toMatch(/^(\d+) of \1 golden tickets as expected\n/);
  expect(first.output).toMatch(/wrong +0 of \d+ sent without a person \(0\.0 %\)/);
  expect(first.code).toBe(0);

  const text = await readFile(article('password-reset.md'), 'utf8');
  await writeFile(article('password-reset.md'), text.replaceAll('60 minutes', '90 minutes'));
  const second = await run(['eval']);
  expect(second.code).toBe(1);
  expect(second.output).toMatch(new RegExp(`✗ ${TICKET} \\(a wrong answer would be sent\\)`));
  expect(second.output).toContain('expected 60 minutes; came not said');
  expect(second.output).toMatch(new RegExp(`regressed +${TICKET}`));

  await writeFile(article('password-reset.md'), text);
  const third = await run(['eval', '--json']);
  expect(third.code).toBe(0);
  const report = JSON.parse(third.output) as { comparison: { improvements: string[] }; wrongAnswers: number };
  expect(report).toMatchObject({ model: 'builtin', wrongAnswers: 0, comparison: { improvements: expect.arrayContaining([TICKET]) } });

  // What --json prints is a baseline for later.
  await writeFile(join(dir, 'baseline.json'), third.output);
  const fourth = await run(['eval', '--only', 'en-password*', '--baseline', join(dir, 'baseline.json')]);
  expect(fourth.output).toMatch(/^1 of 1 golden tickets as expected\n[\s\S]*changes +none/);
});

test('with a model server the same tickets measure that model, and its tokens are counted', async () => {
  const draft = {
    cannotAnswer: false,
    body: [
      {
        as: 'paragraph',
        text: 'Öffnen Sie https://hazelnote.example/students und bestätigen Sie Ihre Adresse.',
        cites: ['student-discount#1'],
      },
    ],
  };
  const sorted = {
    category: 'plans',
    confidence: 0.9,
    priority: 'normal',
    sentiment: 'neutral',
    complexity: 'simple',
    questions: 1,
    wantsPerson: false,
    feedback: null,
    summary: 'Asks for a student discount',
    queries: ['Is there a student discount?'],
  };
  const server = await startOpenAiServer((request) => ({
    kind: 'content',
    content: JSON.stringify(request).includes('[student-discount#1]') ? draft : sorted,
  }));
  try {
    const model = { FIRSTLINE_MODEL: 'openai', FIRSTLINE_MODEL_NAME: 'local', OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'x' };
    const { code, output } = await run(['eval', '--only', 'de-studenten', '--json'], model);
    expect(JSON.parse(output)).toMatchObject({
      model: 'openai:local',
      tickets: 1,
      asExpected: 1,
      answered: 1,
      usage: { inputTokens: 22, outputTokens: 14 },
      comparison: null,
    });
    expect(code).toBe(0);
  } finally {
    await server.close();
  }
  const away = await run(['eval', '--only', 'de-studenten'], {
    FIRSTLINE_MODEL: 'openai',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_API_KEY: 'x',
  });
  expect(away.output).toContain('expected answered; came waiting');
  expect(away.code).toBe(1);
});

test('try shows the way of a mail and touches nothing', async () => {
  const asked = await run(['try', 'I forgot my password, how do I reset it?', '--from', 'Ann Lee <ann@example.com>']);
  expect(asked.output).toMatch(/^ANSWERED: sent without a person\n/);
  for (const shown of [
    'screen      a person',
    'not checked',
    'password-reset#1',
    'rules hold',
    '│ To: Ann Lee <ann@example.com>',
    '│ Hello Ann,',
  ])
    expect(asked.output).toContain(shown);
  expect(asked.code).toBe(0);

  const mail = await run(['try', '--json', '--eml', article('tickets/bounce.eml')]);
  expect(JSON.parse(mail.output)).toMatchObject({ disposition: 'suppressed', detail: 'bounce', mail: null });
  await expect(readFile(join(dir, 'data'))).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('bad input ends with its own exit code and one sentence', () => {
  test.each<[readonly string[], number, string]>([
    [['try'], 64, 'write a question in quotes'],
    [['try', 'x', '--from', 'a b'], 64, '--from takes one address'],
    [['try', 'x', '--eml', 'y.eml'], 64, 'give either --eml, or a question'],
    [['try', '--eml', '/nowhere/y.eml'], 64, 'the mail cannot be read'],
    [['try', 'x', '--inbox', 'sales'], 78, 'there is no inbox sales'],
    [['eval', '--only', 'nothing-like-it'], 64, 'no golden ticket is called like nothing-like-it'],
    [['eval', '--concurrency', 'many'], 64, 'write a whole number from 1'],
    [['eval', '--baseline', '/nowhere.json'], 64, 'there is no file /nowhere.json'],
  ])('%j', async (args, code, sentence) => {
    const ended = await run(args);
    expect(ended.output).toContain(sentence);
    expect(ended.code).toBe(code);
  });

  test('a broken ticket is named with its file, field and line', async () => {
    await writeFile(
      article('tickets/broken.ticket.md'),
      '---\ntitle: T\nfrom: a@example.com\nexpect: { disposition: gone }\n---\n\nHello\n',
    );
    for (const args of [['eval'], ['config', 'check']]) {
      const { code, output } = await run(args, {
        SUPPORT_ADDRESS: 'a@b.example',
        SUPPORT_IMAP_HOST: 'x',
        SUPPORT_SMTP_HOST: 'x',
        SUPPORT_IMAP_PASSWORD: 'x',
      });
      expect(output).toMatch(/broken\.ticket\.md, line 4, column \d+, expect\.disposition: write one of answered/);
      expect(code).toBe(78);
    }
  });
});
