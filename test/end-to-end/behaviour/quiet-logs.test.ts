import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OpenAiServer, type RequestBody, type ServerStep, startOpenAiServer } from '../../../src/model/testing/openai-server.ts';
import { DAEMON, type Program } from '../../helpers/daemon-process.ts';
import { mailWithFiles } from '../../helpers/mail-with-files.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { mailsIn, settled } from './desk-view.ts';

/** Words that stand in no article, prompt or configuration, and one for each place where a customer may write. */
const CANARIES = { subject: 'Zwitschern', body: 'Tirilieren', attached: 'Piepsen', fileName: 'Flattermann', person: 'Kanarius' };
const SECRETS = ['4111 1111 1111 1111', '4111111111111111', 'hunter2secret', 'DE89370400440532013000', 'sk-proj-Abcd1234efgh5678ijkl'];

let office: Office;
let server: OpenAiServer;
beforeAll(async () => {
  office = await openOffice();
  server = await startOpenAiServer(parrot);
});
afterAll(async () => {
  await office.close();
  await server.close();
});
afterEach(() => office.endDaemons());

/** Repeats the mail in whatever it says: an answer, a refusal, an error, nonsense. */
function parrot({ messages }: RequestBody): ServerStep {
  const mail = messages[1]?.content ?? '';
  if (mail.includes('parrot: error')) return { kind: 'status', status: 400, error: { message: `cannot read: ${mail}` } };
  if (mail.includes('parrot: away')) return { kind: 'status', status: 500, error: { message: `overloaded by: ${mail}` } };
  if (mail.includes('parrot: refuse')) return { kind: 'content', content: '', refusal: `I will not answer: ${mail}` };
  if (mail.includes('parrot: nonsense')) return { kind: 'content', content: mail };
  const sorted = { category: 'password-reset', confidence: 0.9, priority: 'normal', sentiment: 'neutral', complexity: 'simple' };
  return {
    kind: 'content',
    content: {
      ...sorted,
      questions: 1,
      wantsPerson: false,
      feedback: null,
      summary: mail,
      queries: [mail],
      cannotAnswer: false,
      body: [{ as: 'paragraph', text: mail, cites: ['password-reset#1'] }],
    },
  };
}

async function write(desk: Desk, word: string, broken = false): Promise<void> {
  const from = `ada-${crypto.randomUUID().slice(0, 8)}@customer.example`;
  const text = `Hello,\n\nI forgot my password, how can I reset it? ${word} ${CANARIES.body}. My card is ${SECRETS[0]}, my password is ${SECRETS[2]}.\n\n${CANARIES.person}`;
  const files = [
    { name: `${CANARIES.fileName}.${broken ? 'pdf' : 'txt'}`, content: Buffer.from(`${CANARIES.attached} ${SECRETS[3]} ${SECRETS[4]}`) },
    { name: `${CANARIES.fileName}`, content: Buffer.from(CANARIES.attached) },
  ];
  const mail = mailWithFiles({ from, to: desk.address, text, messageId: `<${crypto.randomUUID()}@customer.example>` }, files)
    .toString('latin1')
    .replace('From: Ada', `From: ${CANARIES.person} Example`)
    .replace('Subject: Some files', `Subject: ${CANARIES.subject} ${SECRETS[1]}`);
  await office.world.deliver(Buffer.from(mail, 'latin1'), { from, to: [desk.address] });
}

/** Everything that can become of a mail, with the words in it. */
async function ordeal(level: string, args: readonly string[] = DAEMON): Promise<{ desk: Desk; daemon: Program }> {
  const model = { FIRSTLINE_MODEL: 'openai', OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'none', FIRSTLINE_MODEL_NAME: 'test-model' };
  const desk = await office.openDesk({ ...model, FIRSTLINE_LOG_LEVEL: level });
  const daemon = desk.start({}, args);
  for (const word of ['parrot: answer', 'parrot: error', 'parrot: refuse', 'parrot: nonsense'])
    await write(desk, word, word.includes('refuse'));
  await settled(desk, 4);
  await write(desk, 'parrot: away');
  await expect.poll(() => mailsIn(desk).filter((m) => m.wait === 'waiting')).toHaveLength(1);
  await daemon.stop();
  return { desk, daemon };
}

test('no word of a customer is logged at info, whatever a model server says, and prompts are written down only on request', async () => {
  const { desk, daemon } = await ordeal('info');
  const output = daemon.output();
  expect(output).toMatch(/"msg":"decided"/);
  expect(output).toMatch(/a ticket has to wait/);
  for (const word of [...Object.values(CANARIES), ...SECRETS]) expect(output).not.toContain(word);
  expect(statSync(join(desk.folder, 'data', 'prompts.jsonl'), { throwIfNoEntry: false })).toBeUndefined();
});

test('no secret is logged at trace, sent to the model, or written down by --log-prompts', async () => {
  const before = server.requests.length;
  const { desk, daemon } = await ordeal('trace', [...DAEMON, '--log-prompts']);
  const output = daemon.output();
  expect(output).toMatch(/prompts and answers are written to a file/);
  const file = join(desk.folder, 'data', 'prompts.jsonl');
  const prompts = readFileSync(file, 'utf8');
  const sent = JSON.stringify(server.requests.slice(before));
  for (const secret of SECRETS) for (const text of [output, prompts, sent]) expect(text).not.toContain(secret);
  for (const text of [prompts, sent])
    for (const word of [CANARIES.subject, CANARIES.body, CANARIES.attached, CANARIES.fileName]) expect(text).toContain(word);
  expect(prompts).toContain('[card-1]');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
