import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { progressFile } from '../../../src/backtest/progress-file.ts';
import type { Report } from '../../../src/backtest/report.ts';
import { type OpenAiServer, type RequestBody, type ServerStep, startOpenAiServer } from '../../../src/model/testing/openai-server.ts';
import { runProgram } from '../../helpers/daemon-process.ts';
import { fillPast, PAST } from '../../helpers/past-mail.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
const servers: OpenAiServer[] = [];
afterEach(async () => {
  await office.endDaemons();
  for (const server of servers.splice(0)) await server.close();
});

const SORTED = {
  category: 'how-to',
  confidence: 0.99,
  priority: 'normal',
  language: 'en',
  sentiment: 'neutral',
  complexity: 'simple',
  questions: 1,
  wantsPerson: false,
  feedback: null,
  summary: 'A question',
  queries: [],
};

/** Sorts and cannot answer: every mail costs two calls or one. */
const answers = (request: RequestBody): ServerStep => {
  const draft = JSON.stringify(request.response_format ?? {}).includes('"answer"');
  return { kind: 'content', content: draft ? { cannotAnswer: true, body: [] } : SORTED };
};

async function openPast(server: OpenAiServer): Promise<Desk> {
  servers.push(server);
  const desk = await office.openDesk({ FIRSTLINE_MODEL: 'openai', OPENAI_API_KEY: 'test', OPENAI_BASE_URL: server.url });
  await fillPast(office.world, desk.address, PAST, Date.now());
  return desk;
}

const ALONE = ['backtest', '--concurrency', '1'];
const kept = async (desk: Desk) => (await readFile(progressFile(join(desk.folder, 'data'), 'support'), 'utf8')).split('\n').slice(1, -1);
const reportOf = async (file: string) => (JSON.parse(await readFile(file, 'utf8')) as { inboxes: Report[] }).inboxes[0];

/** The subjects that the model was asked about. */
function asked(server: OpenAiServer, from = 0): string[] {
  const named = server.requests.slice(from).flatMap(({ messages }) => {
    const prompt = messages.map((m) => m.content).join('\n');
    return PAST.filter(({ asks }) => prompt.includes(asks.split('\n').find((line) => line.length > 20) ?? asks)).map(
      ({ subject }) => subject,
    );
  });
  return [...new Set(named)];
}

/** Answers about the first mails and then keeps silent, until told to go on. */
async function hesitant(mails: number): Promise<{ server: OpenAiServer; silent: Promise<void>; goOn: () => void }> {
  let quiet = true;
  let tell: () => void = () => undefined;
  const silent = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const seen = new Set<string>();
  const server = await startOpenAiServer((request) => {
    seen.add(
      PAST.find(({ asks }) => JSON.stringify(request.messages).includes(JSON.stringify(asks.split('\n')[2] ?? asks).slice(1, -1)))
        ?.subject ?? '',
    );
    if (!quiet || seen.size <= mails) return answers(request);
    tell();
    return { kind: 'hang' };
  });
  return {
    server,
    silent,
    goOn: () => {
      quiet = false;
    },
  };
}

test('kill -9 in the middle: the next run goes on, and asks about nothing twice', async () => {
  const { server, silent, goOn } = await hesitant(2);
  const desk = await openPast(server);
  const run = desk.start({}, ALONE);
  await silent;
  await run.kill();
  expect(await kept(desk)).toHaveLength(2);
  const before = server.requests.length;
  const done = asked(server).slice(0, 2);

  goOn();
  const json = join(desk.folder, 'report.json');
  const again = await runProgram(desk.env, [...ALONE, '--json', json]);
  expect(again).toMatchObject({ code: 0, output: expect.stringContaining('support: going on; 2 questions were tried before.') });
  expect(asked(server, before).filter((subject) => done.includes(subject))).toEqual([]);
  const report = await reportOf(json);
  expect(report).toMatchObject({ complete: true, model: 'openai:gpt-5-mini' });
  expect((report?.total.mails ?? 0) + (report?.skipped.length ?? 0)).toBe(8);

  // Finished: the next one begins anew, and with --resume the same report is made without asking anybody.
  const total = server.requests.length;
  expect(await runProgram(desk.env, [...ALONE, '--resume', '--json', json])).toMatchObject({ code: 0 });
  expect(server.requests).toHaveLength(total);
  expect((await reportOf(json))?.total).toEqual(report?.total);
});

test('Ctrl-C ends at once and in order, with what there is; the next run goes on', async () => {
  const { server, silent, goOn } = await hesitant(3);
  const desk = await openPast(server);
  const json = join(desk.folder, 'report.json');
  const run = desk.start({}, [...ALONE, '--json', json]);
  await silent;
  run.process.kill('SIGINT');
  expect(await run.ended).toEqual({ code: 130, signal: null });
  expect(run.output()).toContain('Stopped. What was done is kept: the same command goes on from here.');
  expect(run.output()).toContain('The run was ended before all was tried');
  expect(await reportOf(json)).toMatchObject({ complete: false, total: { mails: 3 } });
  goOn();
  expect(await runProgram(desk.env, ALONE)).toMatchObject({ code: 0, output: expect.stringContaining('going on; 3 questions') });
});

test('a busy model is waited for as long as it asks; one that asks for too long is given up, and the run can go on', async () => {
  const server = await startOpenAiServer(answers);
  const desk = await openPast(server);
  server.program({ kind: 'status', status: 429, headers: { 'retry-after': '1' } });
  expect(await runProgram(desk.env, [...ALONE, '--limit', '1'])).toMatchObject({
    code: 0,
    output: expect.stringMatching(/busy \(429\).*Trying again in 1 s\./),
  });

  server.program({ kind: 'status', status: 429, headers: { 'retry-after': '3600' } });
  const given = await runProgram(desk.env, [...ALONE, '--fresh', '--wait', '30s']);
  expect(given).toMatchObject({
    code: 1,
    output: expect.stringMatching(
      /firstline: .*busy \(429\).*Given up for now; what was done is kept: the same command goes on from here\./,
    ),
  });
  expect(await runProgram(desk.env, ALONE)).toMatchObject({ code: 0 });
});

test('a model that is away is tried again for a while, then that is said', async () => {
  const server = await startOpenAiServer(answers);
  const desk = await openPast(server);
  const away = { ...desk.env, OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };
  const given = await runProgram(away, [...ALONE, '--wait', '2s']);
  expect(given).toMatchObject({
    code: 1,
    output: expect.stringMatching(/cannot be reached.*Trying again in \d s\.[\s\S]*Given up for now/),
  });
  // The same model at another address is the same run.
  expect(await runProgram(desk.env, ALONE)).toMatchObject({ code: 0 });
});
