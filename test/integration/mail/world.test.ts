import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startPostgres } from '../../../src/demo/world/postgres.ts';
import { startRedis } from '../../../src/demo/world/redis.ts';
import { startSubmission } from '../../../src/demo/world/submission-server.ts';
import { startWorld } from '../../../src/demo/world/world.ts';
import { makeSmtpSubmission } from '../../../src/mail/smtp-submission.ts';
import { arrive, freshUser, log, mail } from './fixtures.ts';

const run = promisify(execFile);
const never = new AbortController().signal;

test('a submitted mail reaches its account and is written down; a restart keeps it; a stop leaves nothing', async () => {
  const world = await startWorld({ resolve: (address) => (address === 'help@example.com' ? 'ada@example.com' : null), now: () => 77 });
  const submission = makeSmtpSubmission(world.smtp('support@example.com'), { log });
  const source = mail({ to: 'help@example.com', messageId: '<one@example.com>' });
  await submission.deliver({ from: 'support@example.com', to: ['help@example.com'], source }, async () => undefined, never);
  await submission.close();

  const { submission: server, dovecot } = world;
  expect(server.accepted).toEqual([
    { from: 'support@example.com', to: ['help@example.com'], messageId: '<one@example.com>', at: 77, bytes: source.length },
  ]);
  await dovecot.restart();
  expect(await world.connect('ada@example.com').read()).toHaveLength(1);
  await world.stop();
  expect(existsSync(dovecot.dir)).toBe(false);
  await expect(run('pgrep', ['-f', dovecot.dir])).rejects.toMatchObject({ code: 1 });
});

test('two worlds live side by side', async () => {
  const [one, two] = await Promise.all([startWorld(), startWorld()]);
  const user = freshUser('side');
  await arrive(one, user);
  expect(await one.connect(user).read()).toHaveLength(1);
  expect(await two.connect(user).read()).toHaveLength(0);
  await Promise.all([one.stop(), two.stop()]);
});

test('a start that fails halfway says why', async () => {
  const dovecot = { host: '127.0.0.1', lmtpPort: 1, password: 'x', ca: '/no/such/cert.pem', key: '/no/such/key.pem' };
  await expect(startSubmission({ dovecot })).rejects.toThrow('/no/such/');
});

test('a throwaway Redis answers on its socket and is gone after the stop', async () => {
  const redis = await startRedis();
  expect((await run('redis-cli', ['-s', redis.socket, 'ping'])).stdout).toBe('PONG\n');
  await redis.stop();
  expect(existsSync(redis.socket)).toBe(false);
});

test('a throwaway Postgres answers under its URL', async () => {
  const postgres = await startPostgres();
  expect((await run('psql', [postgres.url, '-tAc', 'select 6 * 7'])).stdout).toBe('42\n');
  await postgres.stop();
});
