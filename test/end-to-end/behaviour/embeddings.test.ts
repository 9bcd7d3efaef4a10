import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../../src/demo/world/free-port.ts';
import { type EmbeddingsServer, type Fault, startEmbeddingsServer } from '../../../src/model/testing/embeddings-server.ts';
import { runProgram } from '../../helpers/daemon-process.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { makeTcpGate } from '../../helpers/tcp-gate.ts';
import { auditIn, callsIn, settled } from './desk-view.ts';
import { post } from './letters.ts';

let office: Office;
let server: EmbeddingsServer;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(async () => {
  server = await startEmbeddingsServer(vectorOf);
});
afterEach(async () => {
  await office.endDaemons();
  await server.close();
});

/** Articles on forgotten passwords have one meaning, and so has a word that no article has; everything else has another one. */
function vectorOf(text: string): readonly number[] {
  return /^Reset a forgotten password|shibboleth/i.test(text) ? [1, 0] : [0, 1];
}

const ALL_THERE = /embeddings of all passages are there/;
const BY_WORDS = /the search goes by words alone/;
const BY_MEANING_ONLY = 'My shibboleth is gone';

interface Meaning {
  readonly desk: Desk;
  /** `search` of /readyz. */
  readonly standing: () => Promise<{ by: string; passages: number; missing: number; problem: string | null }>;
}

async function openMeaning(variables: Record<string, string> = {}, url = server.url): Promise<Meaning> {
  const port = await freePort();
  const desk = await office.openDesk({ EMBEDDINGS_NAME: 'embed-1', FIRSTLINE_HTTP_PORT: String(port), ...variables });
  const embeddings = `embeddings:\n    name: \${EMBEDDINGS_NAME}\n    baseUrl: ${url}\n    prices: { input: 20, currency: USD }\n`;
  await desk.edit('firstline.yaml', (text) => text.replace(/# embeddings:\n.*\n.*\n/, embeddings));
  const standing = async () => {
    const answer = await (await fetch(`http://127.0.0.1:${port}/readyz`)).json();
    return (answer as { inboxes: [{ search: Awaited<ReturnType<Meaning['standing']>> }] }).inboxes[0].search;
  };
  return { desk, standing };
}

const asked = () => server.requests.flatMap(({ input }) => input);

test('vectors of public passages are there before the first mail, which is searched for by meaning, masked, and counted', async () => {
  const { desk, standing } = await openMeaning({ SUPPORT_REDACT: 'pii' });
  const daemon = desk.start();
  await daemon.says(ALL_THERE);
  const batches = server.requests.length;
  const { passages } = await standing();
  expect(await standing()).toMatchObject({ by: 'words and meaning', missing: 0, problem: null });
  expect(asked()).toHaveLength(passages);
  expect(asked().join('\n')).not.toMatch(/Internal/i);

  const text = `${BY_MEANING_ONLY}. My card is 4111 1111 1111 1111, write to me at ada@private.example.`;
  const mail = await post(office, desk, { subject: 'Shibboleth', text });
  await settled(desk, 1);
  const questions = asked().slice(passages).join('\n');
  expect(questions).toContain(BY_MEANING_ONLY);
  expect(questions).toMatch(/\[card-1\].*\[email-1\]/);
  expect(questions).not.toMatch(/4111|ada@private/);

  const calls = callsIn(desk);
  expect(calls.filter(({ thread }) => thread === 'inbox')).toHaveLength(batches);
  expect(calls.filter(({ thread }) => thread !== 'inbox')).toMatchObject([{ task: 'embed', status: 'ok' }]);
  expect(calls.every(({ tokens, cost }) => tokens > 0 && cost === tokens * 20_000)).toBe(true);
  const decision = auditIn(desk).find(({ kind }) => kind.startsWith('decision.'));
  expect(JSON.stringify(decision?.refs.passages)).toContain('password-reset#');
  const { output } = await runProgram(desk.env, ['why', mail.messageId]);
  expect(output).toMatch(/1 model call for this ticket: \d+ tokens in, 0 out, 0\.\d{4} USD/);
});

test('a start pays for nothing again; for another model all is asked anew, and what is gone goes from disk', async () => {
  const { desk, standing } = await openMeaning();
  await desk.start().says(ALL_THERE);
  await office.endDaemons();
  const first = server.requests.length;
  const again = desk.start();
  await again.says(/Firstline is running/);
  await expect.poll(standing).toMatchObject({ by: 'words and meaning', missing: 0 });
  expect(server.requests).toHaveLength(first);
  await office.endDaemons();

  const daemon = desk.start({ EMBEDDINGS_NAME: 'embed-2' });
  await daemon.says(ALL_THERE);
  await daemon.says(/texts that are gone were removed from disk/);
  const { passages } = await standing();
  const lines = (await readFile(join(desk.folder, 'data', 'embeddings-support.txt'), 'utf8')).match(/ \.$/gm);
  expect(lines).toHaveLength(passages);
  expect(server.requests.slice(first).flatMap(({ input }) => input)).toHaveLength(passages);
});

const answers = (status: number, more: object = {}): Fault => ({ kind: 'answer', status, ...more });
const vectors = (count: number, vectorAt: (i: number) => readonly unknown[]): Fault =>
  answers(200, {
    body: JSON.stringify({ data: Array.from({ length: count }, (_, index) => ({ index, embedding: vectorAt(index) })) }).replaceAll(
      '"NaN"',
      'NaN',
    ),
  });

test.each<[string, (texts: number) => Fault, RegExp]>([
  ['says wait', () => answers(429, { headers: { 'retry-after': '3' } }), /^429$/],
  ['is broken', () => answers(500, { headers: { 'retry-after': '3' } }), /^500$/],
  ['hangs', () => ({ kind: 'hang' }), /no answer within 1000 ms/],
  ['gives too few vectors', (texts) => vectors(texts - 1, () => [1, 2, 3]), /not one vector for each/],
  ['gives vectors of different lengths', (texts) => vectors(texts, (i) => (i === 0 ? [1, 2] : [1, 2, 3])), /differ in length/],
  ['gives NaN', (texts) => vectors(texts, () => [1, 'NaN', 3]), /^protocol$/],
])('a server that %s from the start on delays no mail: it is answered by words, which is said', async (_, fault, problem) => {
  server.fail(({ input }) => fault(input.length));
  const { desk, standing } = await openMeaning({ FIRSTLINE_MODEL_TIMEOUT: '1s' });
  const daemon = desk.start();
  await daemon.says(BY_WORDS);
  await desk.answered(await desk.ask());
  expect(daemon.output().match(new RegExp(BY_WORDS, 'g'))).toHaveLength(1);
  const { by, missing, passages } = await standing();
  expect({ by, missing }).toEqual({ by: 'words', missing: passages });
  expect(daemon.output()).toMatch(new RegExp(`"reason":"[^"]*${problem.source.replace(/^\^|\$$/g, '')}[^"]*"`));
  const stopped = Date.now();
  await daemon.stop();
  expect(Date.now() - stopped).toBeLessThan(10_000);
});

test.each<[string, Fault]>([
  ['says wait', answers(429, { headers: { 'retry-after': '3' } })],
  ['is broken, and says for how long', answers(503, { headers: { 'retry-after': '3' } })],
])('one that %s while mail comes is asked again in time, and its words reach no log', async (_, fault) => {
  const { desk } = await openMeaning();
  const daemon = desk.start();
  await daemon.says(ALL_THERE);
  server.fail(() => fault);
  await desk.answered(await desk.ask());
  await daemon.says(BY_WORDS);
  // The server says again what it was asked.
  expect(daemon.output()).not.toContain('Hazelnote account');
  server.fail(null);
  const askAgain = async () => {
    await desk.answered(await desk.ask());
    return daemon.output();
  };
  await expect.poll(askAgain, { interval: 1_000 }).toMatch(/embeddings are back: the search goes by meaning as well/);
});

test('a server that is down at the start is waited for, beside the mail, and used when it is up', async () => {
  const gate = await makeTcpGate({ host: '127.0.0.1', port: Number(new URL(server.url).port) });
  const { desk, standing } = await openMeaning({}, `http://127.0.0.1:${gate.port}/v1`);
  const daemon = desk.start();
  await daemon.says(BY_WORDS);
  await desk.answered(await desk.ask());
  await gate.open();
  try {
    await daemon.says(ALL_THERE);
    expect(await standing()).toMatchObject({ by: 'words and meaning', missing: 0, problem: null });
  } finally {
    await gate.shut();
  }
});

test('without room in the budget of the day no vector is asked for, and mail is answered by words', async () => {
  const { desk, standing } = await openMeaning({ SUPPORT_TOKENS_PER_DAY: '1' });
  const daemon = desk.start();
  await daemon.says(/the budget has no room for embeddings of passages/);
  await desk.answered(await desk.ask());
  const most = server.requests.length;
  expect(most).toBeLessThanOrEqual(1);
  expect((await standing()).by).toBe('words');
  expect(callsIn(desk).filter(({ status }) => status === 'open')).toEqual([]);
});

test('kb search, try and eval search as the daemon does, and count what that costs', async () => {
  const { desk } = await openMeaning();
  const before = await runProgram(desk.env, ['kb', 'search', BY_MEANING_ONLY]);
  expect(before.output).toMatch(/searched by words alone, not by meaning .*: (\d+) of \1 public passages have no vector yet/);
  expect(server.requests).toHaveLength(0);
  await desk.start().says(ALL_THERE);
  await office.endDaemons();

  const search = await runProgram(desk.env, ['kb', 'search', 'shibboleth']);
  expect(search.output).toMatch(/^0\.000 {3}password-reset#\d.*\n.*found by meaning, which makes no ground/);
  expect(search.output).toMatch(/searched by words and, with .*embed-1, by meaning: \d+ tokens of embeddings, 0\.\d{6} USD/);
  await runProgram(desk.env, ['kb', 'search', 'shibboleth 4111 1111 1111 1111']);
  expect(asked().at(-1)).toBe('shibboleth [card-1]');
  const asMany = server.requests.length;
  const words = await runProgram(desk.env, ['kb', 'search', '--words', 'shibboleth']);
  expect(words.output).toMatch(/Nothing found/);
  expect(server.requests).toHaveLength(asMany);

  const tried = await runProgram(desk.env, ['try', BY_MEANING_ONLY, '--json']);
  expect(JSON.parse(tried.output)).toMatchObject({ embeddings: { calls: 1, currency: 'USD' }, cost: { currency: 'USD' } });
  expect((await runProgram(desk.env, ['try', BY_MEANING_ONLY])).output).toMatch(/\d+ tokens of embeddings, 0\.\d{6} USD/);
  const evaluated = await runProgram(desk.env, ['eval', '--only', 'en-password*']);
  expect(evaluated.output).toMatch(/0 in, 0 out, \d+ of embeddings: 0\.\d{4} USD/);
});
