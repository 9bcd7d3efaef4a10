import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SmtpConfig } from '../../../src/config/schema.ts';
import { freePort } from '../../../src/demo/world/free-port.ts';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { InDoubtError, PermanentError, TransientError } from '../../../src/errors.ts';
import { makeSmtpSubmission, type SmtpParts } from '../../../src/mail/smtp-submission.ts';
import type { Submission } from '../../../src/mail/submission.ts';
import { freshUser, log, mail, makeJournal } from './fixtures.ts';

let world: World;
const open: { close: () => unknown }[] = [];

beforeAll(async () => {
  world = await startWorld({ resolve: (address) => (address.startsWith('nobody') ? null : address) });
});
afterEach(async () => {
  for (const fault of ['onConnect', 'onRcpt', 'onData', 'afterData'] as const) delete world.submission.faults[fault];
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => world.stop());

const SENDER = 'support@example.com';
const never = new AbortController().signal;

function submissionOf(config: Partial<SmtpConfig> = {}, parts: Partial<SmtpParts> = {}): Submission {
  const submission = makeSmtpSubmission({ ...world.smtp(SENDER), ...config }, { log, ...parts });
  open.push(submission);
  return submission;
}

/** One delivery: what came of it, and how often the data phase was entered. */
async function deliver(
  submission: Submission,
  to: readonly string[],
  options: { source?: Buffer; onData?: () => Promise<void>; signal?: AbortSignal } = {},
) {
  let entered = 0;
  const onData = async () => {
    entered += 1;
    await options.onData?.();
  };
  const source = options.source ?? mail({ to: to[0] ?? '' });
  try {
    const { response } = await submission.deliver({ from: SENDER, to, source }, onData, options.signal ?? never);
    return { response, error: null, entered };
  } catch (error) {
    return { response: null, error, entered };
  }
}

async function inboxOf(user: string): Promise<string[]> {
  const mails = await world.connect(user).read();
  return mails.map((m) => m.source.toString());
}

test('a mail arrives byte for byte at every recipient, the data phase is entered once, the answer is handed back', async () => {
  const to = [freshUser('one'), freshUser('two')];
  const source = Buffer.concat([mail({ to: to[0] ?? '', body: '.a dot\r\n..two dots\r\nGrüße' }), Buffer.from('\r\nlast line\r\n')]);
  const { response, entered } = await deliver(submissionOf(), to, { source });
  expect(response).toMatch(/^250 2\.0\.0 Ok: queued as/);
  expect(entered).toBe(1);
  for (const user of to) {
    const [arrived] = await inboxOf(user);
    expect(arrived?.endsWith(source.toString())).toBe(true);
  }
});

test('kept connections are used again, never more than configured', async () => {
  let connects = 0;
  world.submission.faults.onConnect = () => {
    connects += 1;
    return null;
  };
  const submission = submissionOf({ connections: 2 });
  const user = freshUser('pool');
  const all = await Promise.all(Array.from({ length: 20 }, () => deliver(submission, [user])));
  expect(all.map((one) => one.error)).toEqual(all.map(() => null));
  expect(connects).toBe(2);
  expect(await inboxOf(user)).toHaveLength(20);
});

test('the body is not read before the server asks for it', async () => {
  const entered: string[] = [];
  const lines = makeJournal<string>();
  const server = await rawServer((line, socket) => {
    lines.add(line);
    if (line === '.') socket.write('250 2.0.0 taken\r\n');
    else if (line !== 'DATA') socket.write(politely(line));
  });
  const sent = deliver(submissionOf({ port: server.port }), ['a@example.com'], {
    onData: async () => {
      entered.push(...lines.seen.slice(-1));
    },
  });
  await lines.until((seen) => seen.includes('DATA'));
  // While this server keeps us waiting for its 354, another one takes a whole mail.
  expect(await deliver(submissionOf(), [freshUser('meanwhile')])).toMatchObject({ error: null });
  expect(entered).toEqual([]);
  server.say('354 go ahead\r\n');
  expect(await sent).toMatchObject({ response: '250 2.0.0 taken', entered: 1 });
  expect(entered).toEqual(['DATA']);
});

test.each([
  ['451 4.3.0 greylisted', TransientError],
  ['550 5.1.1 unknown', PermanentError],
])('%s at RCPT: the data phase is not entered, nothing arrives, the next mail goes', async (reply, kind) => {
  const submission = submissionOf();
  const user = freshUser('rcpt');
  world.submission.faults.onRcpt = () => reply;
  const refused = await deliver(submission, [user]);
  expect(refused.error).toBeInstanceOf(kind);
  expect(refused.error).toMatchObject({ message: expect.stringContaining(reply) });
  expect(refused.entered).toBe(0);
  world.submission.faults.onRcpt = undefined;
  expect(await deliver(submission, [user])).toMatchObject({ error: null, entered: 1 });
  expect(await inboxOf(user)).toHaveLength(1);
});

test('one of two recipients refused: nobody gets it and the error names who', async () => {
  const good = freshUser('good');
  const { error, entered } = await deliver(submissionOf(), [good, 'nobody@example.com']);
  expect(error).toBeInstanceOf(PermanentError);
  expect(error).toMatchObject({ message: expect.stringContaining('nobody@example.com (550') });
  expect(entered).toBe(0);
  expect(await inboxOf(good)).toEqual([]);
});

test('one of two recipients deferred by a server that takes one command at a time: nothing is sent either', async () => {
  const heard: string[] = [];
  const server = await rawServer((line, socket) => {
    heard.push(line);
    socket.write(line.startsWith('RCPT TO:<busy') ? '450 4.2.1 later\r\n' : politely(line, '250 8BITMIME'));
  });
  const { error, entered } = await deliver(submissionOf({ port: server.port }), ['a@example.com', 'busy@example.com']);
  expect(error).toBeInstanceOf(TransientError);
  expect(error).toMatchObject({ message: expect.stringContaining('busy@example.com (450') });
  expect(entered).toBe(0);
  expect(heard.filter((line) => line === '.' || line.startsWith('From:'))).toEqual([]);
});

test.each([
  ['452 4.2.2 mailbox full', TransientError],
  ['554 5.7.1 looks like spam', PermanentError],
])('%s after DATA is a final answer: the data phase was entered once and nothing is in doubt', async (reply, kind) => {
  const user = freshUser('data');
  world.submission.faults.onData = () => reply;
  const { error, entered } = await deliver(submissionOf(), [user]);
  expect(error).toBeInstanceOf(kind);
  expect(error).toMatchObject({ message: expect.stringContaining(reply) });
  expect(entered).toBe(1);
  expect(await inboxOf(user)).toEqual([]);
});

test.each([
  ['hang', 0],
  ['drop', 0],
  ['drop-after-delivery', 1],
] as const)('%s after DATA leaves it in doubt: entered once, not tried again, %i arrived', async (fault, arrived) => {
  const user = freshUser('doubt');
  world.submission.faults.afterData = fault;
  const { error, entered } = await deliver(submissionOf({ timeout: 300 }), [user]);
  expect(error).toBeInstanceOf(InDoubtError);
  expect(error).toMatchObject({ message: expect.stringContaining('may have been sent') });
  expect(entered).toBe(1);
  expect(await inboxOf(user)).toHaveLength(arrived);
});

test('if the data phase cannot be recorded, no byte leaves and that error comes back as it is', async () => {
  const user = freshUser('withheld');
  const submission = submissionOf();
  const broken = Object.freeze(new Error('the ledger is away'));
  const { error } = await deliver(submission, [user], { onData: () => Promise.reject(broken) });
  expect(error).toBe(broken);
  expect(await deliver(submission, [user])).toMatchObject({ error: null });
  expect(await inboxOf(user)).toHaveLength(1);
});

test('a line that breaks while the data phase is being recorded: the record is finished before the doubt is told', async () => {
  const server = await rawServer((line, socket) => {
    socket.write(politely(line));
    if (line === 'DATA') socket.end();
  });
  const order: string[] = [];
  const { error, entered } = await deliver(submissionOf({ port: server.port }), ['a@example.com'], {
    onData: async () => {
      await server.ended;
      order.push('recorded');
    },
  });
  expect(error).toBeInstanceOf(InDoubtError);
  expect({ entered, order }).toEqual({ entered: 1, order: ['recorded'] });
});

test('an abort before the data phase throws its reason and sends nothing', async () => {
  const user = freshUser('abort');
  const stop = new AbortController();
  world.submission.faults.onRcpt = () => {
    stop.abort(new Error('stopping'));
    return null;
  };
  const { error, entered } = await deliver(submissionOf(), [user], { signal: stop.signal });
  expect(error).toMatchObject({ message: 'stopping' });
  expect(entered).toBe(0);
  expect(await deliver(submissionOf(), [user], { signal: stop.signal })).toMatchObject({ error: { message: 'stopping' }, entered: 0 });
  expect(await inboxOf(user)).toEqual([]);
});

test('an abort after it began lets the mail go through: stopping then would only put it in doubt', async () => {
  const user = freshUser('late-abort');
  const stop = new AbortController();
  const onData = async () => stop.abort(new Error('stopping'));
  expect(await deliver(submissionOf(), [user], { onData, signal: stop.signal })).toMatchObject({ error: null, entered: 1 });
  expect(await inboxOf(user)).toHaveLength(1);
});

test('a stop waits for a silent server only so long: then the mail is in doubt, and looked for at the next start', async () => {
  const user = freshUser('silent-stop');
  const stop = new AbortController();
  world.submission.faults.afterData = 'hang';
  const onData = async () => stop.abort(new Error('stopping'));
  const { error, entered } = await deliver(submissionOf({}, { stopMs: 100 }), [user], { onData, signal: stop.signal });
  expect(error).toBeInstanceOf(InDoubtError);
  expect(error).toMatchObject({ message: expect.stringMatching(/Firstline had to stop.*may have been sent/) });
  expect(entered).toBe(1);
});

test('a kept connection that the server ended meanwhile is replaced without a word', async () => {
  const user = freshUser('stale');
  const connections = new Set<Socket>();
  let mails = 0;
  const server = await rawServer((line, socket) => {
    connections.add(socket);
    if (line.startsWith('MAIL')) mails += 1;
    const impatient = mails === 2 && connections.size === 1;
    if (!socket.writable) return;
    if (impatient) socket.end('421 4.4.2 idle for too long\r\n');
    else socket.write(politely(line));
  });
  const submission = submissionOf({ port: server.port, connections: 1 });
  expect(await deliver(submission, [user])).toMatchObject({ error: null });
  expect(await deliver(submission, [user])).toMatchObject({ error: null, entered: 1 });
  expect(connections.size).toBe(2);
});

test('the account is verified: password, address, encryption', async () => {
  const failing = async (config: Partial<SmtpConfig>) =>
    submissionOf(config)
      .verify(never)
      .then(
        () => null,
        (error: unknown) => error,
      );
  expect(await failing({})).toBeNull();
  expect(await failing({ security: 'starttls', ca: world.dovecot.ca })).toBeNull();

  const wrong = await failing({ password: 'tell-nobody' });
  expect(wrong).toBeInstanceOf(PermanentError);
  expect(wrong).toMatchObject({ message: expect.stringMatching(/refuses the login.*smtp\.password/) });
  expect(inspect(wrong, { depth: 10 })).not.toContain('tell-nobody');

  expect(await failing({ security: 'starttls' })).toMatchObject({
    name: 'AccountError',
    message: expect.stringMatching(/not trusted.*smtp\.ca/),
  });
  expect(await failing({ security: 'tls' })).toMatchObject({
    name: 'AccountError',
    message: expect.stringMatching(/does not speak TLS/),
  });
  expect(await failing({ port: await freePort() })).toMatchObject({
    name: 'TransientError',
    message: expect.stringMatching(/ECONNREFUSED/),
  });
  world.submission.faults.onConnect = () => '421 4.3.2 closing for the night';
  expect(await failing({})).toMatchObject({ name: 'TransientError', message: expect.stringContaining('closing for the night') });
});

/** What a server answers that has nothing against us; the lines of a mail get no answer. */
function politely(line: string, lastExtension = '250 PIPELINING'): string {
  if (line.startsWith('EHLO')) return `250-raw\r\n${lastExtension}\r\n`;
  if (line === 'DATA') return '354 go\r\n';
  if (line === 'QUIT') return '221 bye\r\n';
  return /^(MAIL|RCPT|\.$)/.test(line) ? '250 ok\r\n' : '';
}

/** A server that says what the test says. */
async function rawServer(onLine: (line: string, socket: Socket) => void) {
  const sockets: Socket[] = [];
  let onEnd = () => {};
  const ended = new Promise<void>((resolve) => {
    onEnd = resolve;
  });
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.once('close', onEnd);
    socket.on('error', () => socket.destroy());
    createInterface({ input: socket }).on('line', (line) => onLine(line, socket));
    socket.write('220 raw\r\n');
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  return { port, ended, say: (text: string) => sockets.at(-1)?.write(text) };
}
