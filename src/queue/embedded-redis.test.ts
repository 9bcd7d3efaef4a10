import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { makeUndo, type Undo } from '../undo.ts';
import { startEmbeddedRedis } from './embedded-redis.ts';

let undo: Undo;
let folder: string;
let lines: string[];
const log = makeLog({ level: 'info', pretty: false, write: (line) => lines.push(line) });

beforeEach(async () => {
  undo = makeUndo();
  lines = [];
  folder = await mkdtemp(join(tmpdir(), 'fl-redis-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
});
afterEach(() => undo.run());

async function open(where = folder) {
  const redis = await startEmbeddedRedis(where, log);
  undo.push(redis.stop);
  return redis;
}

function connect(path: string): Redis {
  const client = new Redis({ path, retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  undo.push(() => client.disconnect());
  return client;
}

/** The process id as the server itself tells it. */
async function pidOf(client: Redis): Promise<number> {
  return Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1]);
}

const isAlive = (pid: number) =>
  promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).then(
    ({ stdout }) => !stdout.startsWith('Z'),
    () => false,
  );

/** The ids of the processes whose command line has these words in it, one a line. */
const processesNamed = (words: string) =>
  promisify(execFile)('pgrep', ['-f', words]).then(
    ({ stdout }) => stdout,
    () => '',
  );

/** Seconds: no other test sleeps exactly this long. */
const DEAF_S = 61.618;

test('starts a server that never evicts, and takes it down again', async () => {
  const redis = await open();
  const client = connect(redis.path);
  expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
  expect(await client.config('GET', 'port')).toEqual(['port', '0']);
  const pid = await pidOf(client);
  await redis.stop();
  expect(await isAlive(pid)).toBe(false);
});

test('a second start adopts the server of a daemon that was killed, with what is in it', async () => {
  const script = `
    const { startEmbeddedRedis } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-redis.ts'))});
    const { makeLog } = await import(${JSON.stringify(join(import.meta.dirname, '../log.ts'))});
    await startEmbeddedRedis(${JSON.stringify(folder)}, makeLog({ level: 'silent', pretty: false }));
    console.log('up');`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(parent.stdout, 'data');
  const client = connect(join(folder, 'redis.sock'));
  await client.set('left', 'behind');
  const orphan = await pidOf(client);
  undo.push(async () => {
    if (await isAlive(orphan)) process.kill(orphan, 'SIGKILL');
  });
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  expect(await isAlive(orphan)).toBe(true);

  const adopted = await open();
  expect(lines.join('')).toContain('adopted the redis-server');
  expect(await pidOf(client)).toBe(orphan);
  expect(await client.get('left')).toBe('behind');

  process.kill(orphan, 'SIGKILL');
  await expect.poll(() => pidOf(client)).not.toBe(orphan);
  await adopted.stop();
  expect(await isAlive(orphan)).toBe(false);
});

test('a server that is killed is there again, every time', async () => {
  const redis = await open();
  const client = connect(redis.path);
  for (const _round of [1, 2]) {
    const pid = await pidOf(client);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => pidOf(client)).not.toBe(pid);
  }
  // The second kill may fall into the start: then it is the start that failed.
  expect(lines.filter((l) => /redis-server (died|cannot be started)/.test(l)).length).toBeGreaterThanOrEqual(2);
});

test('a stop while the server is being brought back leaves none behind', async () => {
  const redis = await open();
  const client = connect(redis.path);
  process.kill(await pidOf(client), 'SIGKILL');
  await expect.poll(() => lines.join('')).toContain('redis-server died');
  await redis.stop();
  expect(await processesNamed(redis.path)).toBe('');
});

test('a server that says it is ready and has no socket is ended, and a stop does not wait for it', async () => {
  const redis = await open();
  const client = connect(redis.path);
  const pid = await pidOf(client);
  const deaf = join(folder, 'redis-server');
  await writeFile(deaf, `#!/bin/sh\necho 'Ready to accept connections'\nexec sleep ${DEAF_S}\n`, { mode: 0o755 });
  const path = process.env.PATH;
  process.env.PATH = `${folder}:${path}`;
  try {
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => lines.join('')).toContain('does not answer on its socket');
    await redis.stop();
  } finally {
    process.env.PATH = path;
  }
  expect(await processesNamed(`sleep ${DEAF_S}`)).toBe('');
});

test('a folder with a long name gets its socket elsewhere, the same at every start', async () => {
  const long = join(folder, 'x'.repeat(120));
  await mkdir(long);
  const first = await open(long);
  expect(Buffer.byteLength(first.path)).toBeLessThan(104);
  expect(first.path.startsWith(long)).toBe(false);
  expect(await connect(first.path).ping()).toBe('PONG');
  await first.stop();
  const second = await open(long);
  expect(second.path).toBe(first.path);
  expect(existsSync(second.path)).toBe(true);
});

test('without redis-server it says what to install', async () => {
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    await expect(startEmbeddedRedis(folder, log)).rejects.toThrow(/redis\.url: redis-server is not installed: install it/);
  } finally {
    process.env.PATH = path;
  }
});
