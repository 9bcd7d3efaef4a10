import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OpenAiServer, type RequestBody, type ServerStep, startOpenAiServer } from '../../../src/model/testing/openai-server.ts';
import { runProgram } from '../../helpers/daemon-process.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { makeTcpGate } from '../../helpers/tcp-gate.ts';
import { auditIn, mailsIn, settled } from './desk-view.ts';
import { DELETION, post } from './letters.ts';

/** Tokens that the server says a call took; a mail is two calls. */
const CALL = 18;

let office: Office;
let server: OpenAiServer;
const times: number[] = [];
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(async () => {
  times.length = 0;
  server = await startOpenAiServer((request) => {
    times.push(Date.now());
    return capable(request);
  });
});
afterEach(async () => {
  await office.endDaemons();
  await server.close();
});

/** Sorts a forgotten password, and answers with the passage that it was given first. */
function capable({ messages }: RequestBody): ServerStep {
  const system = messages[0]?.content ?? '';
  const [, id, , text] = /^\[([\w-]+#\d+)\] (.*)\n([\s\S]*?)(?=\n\n?\[[\w-]+#\d+\] |\n\n\nThe mail below)/m.exec(system) ?? [];
  const body = [{ as: 'paragraph', text: firstParagraph(text ?? ''), cites: [id] }];
  if (id !== undefined) return { kind: 'content', content: { cannotAnswer: false, body } };
  const sorted = { category: 'password-reset', confidence: 0.9, priority: 'normal', sentiment: 'neutral', complexity: 'simple' };
  const rest = {
    questions: 1,
    wantsPerson: false,
    feedback: null,
    summary: 'Forgot the password.',
    queries: ['reset a forgotten password'],
  };
  return { kind: 'content', content: { ...sorted, ...rest } };
}

function firstParagraph(text: string): string {
  return text.trim().split(/\n\s*\n/)[0] ?? '';
}

function withModel(url = server.url): Record<string, string> {
  return { FIRSTLINE_MODEL: 'openai', OPENAI_BASE_URL: url, OPENAI_API_KEY: 'none', FIRSTLINE_MODEL_NAME: 'test-model' };
}

async function waiting(desk: Desk, count: number): Promise<void> {
  await expect.poll(() => mailsIn(desk).filter((m) => m.wait === 'waiting')).toHaveLength(count);
}

test('over the budget of the day mail waits, rules go on, and with a raised budget it is answered', async () => {
  const desk = await office.openDesk({ ...withModel(), SUPPORT_TOKENS_PER_DAY: String(2 * CALL) });
  const daemon = desk.start();
  const first = await desk.ask();
  await desk.answered(first);
  const second = await desk.ask();
  await waiting(desk, 1);
  await daemon.says(/"why":"budget".*a ticket has to wait/);
  const { output } = await runProgram(desk.env, ['why', second]);
  expect(output).toMatch(/It waits: The model budget of the day \(UTC\) is used up: 36 tokens of 36 tokens\./);
  expect((await runProgram(desk.env, ['why', first])).output).toMatch(/2 model calls for this ticket: 22 tokens in, 14 out/);

  const decided = auditIn(desk).find((row) => row.kind === 'decision.reply');
  expect(decided?.refs).toMatchObject({ usage: { inputTokens: 22, outputTokens: 14 }, cost: null });

  const deletion = await post(office, desk, { subject: 'My data', text: DELETION });
  const fate = () => mailsIn(desk).find((m) => m.from === deletion.from);
  await expect.poll(fate).toMatchObject({ disposition: 'escalated', detail: 'compliance' });
  expect(server.requests).toHaveLength(2);

  await daemon.stop();
  desk.start({ SUPPORT_TOKENS_PER_DAY: '1000000' });
  await desk.answered(second);
  expect(server.requests).toHaveLength(4);
});

test('what waits for the budget until its deadline goes to a person, with the reason', async () => {
  const desk = await office.openDesk({ ...withModel(), SUPPORT_TOKENS_PER_DAY: String(2 * CALL), SUPPORT_WAIT_DEADLINE: '4s' });
  desk.start();
  await desk.answered(await desk.ask());
  const second = await desk.ask();
  const rows = await settled(desk, 2);
  expect(rows.find((r) => r.from === second)).toMatchObject({ disposition: 'escalated' });
  expect((await runProgram(desk.env, ['why', second])).output).toMatch(
    /waited too long[^\n]*The model budget of the day \(UTC\) is used up/,
  );
  expect(server.requests).toHaveLength(2);
});

test('a ticket that has used its own budget goes to a person at once', async () => {
  const desk = await office.openDesk({ ...withModel(), SUPPORT_TOKENS_PER_TICKET: String(CALL) });
  desk.start();
  await desk.ask();
  expect(await settled(desk, 1)).toMatchObject([{ disposition: 'escalated' }]);
  expect(server.requests).toHaveLength(1);
});

test('when the server says wait, nobody asks it before that is over, and then all are answered', async () => {
  // One at a time: what is at work when the server says so cannot be called back.
  const desk = await office.openDesk({ ...withModel(), FIRSTLINE_MODEL_CONCURRENCY: '1' });
  server.program({ kind: 'status', status: 429, headers: { 'retry-after': '6' } });
  const customers = [await desk.ask(), await desk.ask(), await desk.ask()];
  const told = server.nextRequest().then(() => Date.now());
  const daemon = desk.start();
  const at = await told;
  for (const customer of customers) await desk.answered(customer);
  await daemon.says(/"why":"rate".*a ticket has to wait/);
  // The first request is the one that was told to wait; a program that had asked in between would have been answered.
  expect(times).toHaveLength(6);
  expect(Math.min(...times) - at).toBeGreaterThanOrEqual(5_900);
});

test('a model server that is down is waited for, and mail is answered when it is up', async () => {
  const gate = await makeTcpGate({ host: '127.0.0.1', port: Number(new URL(server.url).port) });
  const desk = await office.openDesk(withModel(`http://127.0.0.1:${gate.port}/v1`));
  const daemon = desk.start();
  const customer = await desk.ask();
  await waiting(desk, 1);
  await daemon.says(/"why":"model".*a ticket has to wait/);
  await gate.open();
  try {
    await desk.answered(customer);
  } finally {
    await gate.shut();
  }
});
