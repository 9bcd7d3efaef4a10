import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImapConfig } from '../../../src/config/schema.ts';
import { freePort } from '../../../src/demo/world/free-port.ts';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { PermanentError, TransientError } from '../../../src/errors.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { arrive, freshUser, log } from './fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** The error of the first call, or null. */
async function firstCall(config: ImapConfig): Promise<unknown> {
  const mailbox = makeImapMailbox(config, { log });
  try {
    await mailbox.status('INBOX');
    return null;
  } catch (error) {
    return error;
  } finally {
    await mailbox.close();
  }
}

const tls = (user: string): ImapConfig => ({ ...world.imap(user), port: world.dovecot.imapsPort, security: 'tls' });

test('a wrong password is permanent, says what to check and does not tell the password', async () => {
  const error = await firstCall({ ...world.imap('ada@example.com'), password: 'tell-nobody' });
  expect(error).toBeInstanceOf(PermanentError);
  expect(error).toMatchObject({ message: expect.stringMatching(/refuses the user ada@example\.com.*imap\.password/) });
  expect(inspect(error, { depth: 10 })).not.toContain('tell-nobody');
  expect(inspect(error, { depth: 10 })).not.toContain(Buffer.from('tell-nobody').toString('base64'));
});

test('a port where nobody listens is transient and names the address', async () => {
  const port = await freePort();
  const error = await firstCall({ ...world.imap('ada@example.com'), port });
  expect(error).toBeInstanceOf(TransientError);
  expect(error).toMatchObject({
    message: expect.stringMatching(new RegExp(`127\\.0\\.0\\.1:${port} does not answer \\(ECONNREFUSED\\).*imap\\.port`)),
  });
});

test('a certificate that nobody vouches for is refused, over TLS and STARTTLS; with its authority both work', async () => {
  const user = freshUser('tls');
  const starttls: ImapConfig = { ...world.imap(user), security: 'starttls' };
  for (const config of [tls(user), starttls]) {
    const error = await firstCall(config);
    expect(error).toBeInstanceOf(PermanentError);
    expect(error).toMatchObject({ message: expect.stringMatching(/is not trusted .*imap\.ca/) });
    expect(await firstCall({ ...config, ca: world.dovecot.ca })).toBeNull();
  }
});

test('TLS to a plain port and a missing authority file say what is wrong', async () => {
  expect(await firstCall({ ...world.imap('a@example.com'), security: 'tls' })).toMatchObject({
    name: 'AccountError',
    message: expect.stringMatching(/does not speak TLS.*imap\.security: starttls/),
  });
  expect(await firstCall({ ...tls('a@example.com'), ca: '/no/such/file.pem' })).toMatchObject({
    name: 'AccountError',
    message: expect.stringContaining('imap.ca cannot be read'),
  });
});

test('a server that offers no STARTTLS is not spoken to in plain text', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      heard.push(data.toString());
      const tag = data.toString().split(' ')[0];
      socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK done\r\n`);
    });
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const error = await firstCall({ ...world.imap('a@example.com'), port, security: 'starttls' });
  await new Promise((resolve) => server.close(resolve));
  expect(error).toMatchObject({ name: 'AccountError', message: expect.stringMatching(/offers no STARTTLS/) });
  expect(heard.join('')).not.toMatch(/LOGIN|AUTHENTICATE/i);
});

test('after a failed connect the next calls fail at once with the same sentence until the delay is over', async () => {
  let time = 1_000_000;
  const port = await freePort();
  const mailbox = makeImapMailbox({ ...world.imap('ada@example.com'), port }, { log, now: () => time, random: () => 0 });
  const call = () => mailbox.status('INBOX').catch((error: unknown) => error);
  const first = await call();
  expect(first).toBeInstanceOf(TransientError);
  expect(await call()).toMatchObject({ name: 'TransientError', cause: first, retryAfterMs: 500 });
  time += 500;
  const third = await call();
  expect(third).not.toMatchObject({ cause: first });
  expect(await call()).toMatchObject({ cause: third, retryAfterMs: 1_000 });
  await mailbox.close();
});

test('after a restart of the server the next call uses a new connection', async () => {
  const user = freshUser('restart');
  const mailbox = makeImapMailbox(world.imap(user), { log });
  await arrive(world, user);
  expect(await mailbox.fetchAfter('INBOX', 0, 1, 1_000)).toHaveLength(1);
  await world.dovecot.restart();
  expect(await mailbox.fetchAfter('INBOX', 0, 1, 1_000)).toHaveLength(1);
  await mailbox.close();
});

test('calls under way when the server goes away end, each with its answer or a transient error', async () => {
  const user = freshUser('under-way');
  const mailbox = makeImapMailbox(world.imap(user), { log });
  await arrive(world, user);
  await mailbox.status('INBOX');
  const calls = Array.from({ length: 200 }, () => mailbox.fetchAfter('INBOX', 0, 1, 1_000));
  const [ends] = await Promise.all([Promise.allSettled(calls), world.dovecot.restart()]);
  const failures = ends.filter((end) => end.status === 'rejected').map((end) => end.reason);
  for (const failure of failures) expect(failure).toBeInstanceOf(TransientError);
  await mailbox.close();
});

test('an aborted mailbox throws the reason and connects no more; a closed one says so', async () => {
  const stop = new AbortController();
  const mailbox = makeImapMailbox(world.imap(freshUser('abort')), { log, signal: stop.signal });
  await mailbox.status('INBOX');
  stop.abort(new Error('stopping'));
  await expect(mailbox.status('INBOX')).rejects.toThrow('stopping');
  const other = makeImapMailbox(world.imap(freshUser('close')), { log });
  await other.status('INBOX');
  await other.close();
  await expect(other.status('INBOX')).rejects.toThrow('is closed');
});

test('many first calls share one connect', async () => {
  const mailbox = makeImapMailbox(world.imap(freshUser('shared')), { log });
  const all = await Promise.all(Array.from({ length: 20 }, () => mailbox.status('INBOX')));
  expect(new Set(all.map((status) => status.uidNext))).toEqual(new Set([1]));
  await mailbox.close();
});
