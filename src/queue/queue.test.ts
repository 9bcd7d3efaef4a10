import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { makeUndo, type Undo } from '../undo.ts';
import { type Bell, makeBell } from './queue.ts';

let undo: Undo;
let folder: string;
let socket: string;
let lines: string[];
const log = makeLog({ level: 'info', pretty: false, write: (line) => lines.push(line) });

beforeEach(async () => {
  undo = makeUndo();
  lines = [];
  folder = await mkdtemp(join(tmpdir(), 'fl-bell-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  socket = join(folder, 'redis.sock');
});
afterEach(() => undo.run());

async function startRedis() {
  const child = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  undo.push(kill);
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (/ready to accept connections/i.test(said)) break;
  }
  return { kill };
}

function open(inbox = 'support', sweepEveryMs = 60_000): Bell {
  const bell = makeBell({ inbox, redis: { path: socket }, concurrency: 2, sweepEveryMs, log });
  undo.push(bell.close);
  return bell;
}

/** What arrived; `ticket` waits for nothing unless told to. */
function makeHandlers(work: (thread: string, signal: AbortSignal) => Promise<void> = () => Promise.resolve()) {
  const rung: string[] = [];
  let swept = 0;
  return {
    rung,
    swept: () => swept,
    ticket: async (thread: string, signal: AbortSignal) => {
      rung.push(thread);
      await work(thread, signal);
    },
    sweep: async () => {
      swept += 1;
    },
  };
}

test('a ring arrives with its thread, and leaves nothing in Redis', async () => {
  await startRedis();
  const bell = open();
  const handlers = makeHandlers();
  await bell.answer(handlers);
  bell.ring('thd_1', 0);
  bell.ring('thd_1', 0);
  bell.ring('thd_2', 0);
  await expect.poll(() => handlers.rung.toSorted()).toEqual(['thd_1', 'thd_1', 'thd_2']);
  await expect.poll(bell.depth).toBe(0);
});

test('a delayed ring waits until its time', async () => {
  await startRedis();
  const bell = open();
  const handlers = makeHandlers();
  await bell.answer(handlers);
  const start = performance.now();
  bell.ring('thd_later', 400);
  await expect.poll(bell.depth).toBe(1);
  expect(handlers.rung).toEqual([]);
  await expect.poll(() => handlers.rung).toEqual(['thd_later']);
  expect(performance.now() - start).toBeGreaterThanOrEqual(390);
});

test('two inboxes on one Redis never hear each other', async () => {
  await startRedis();
  const [support, sales] = [open('support'), open('sales')];
  const heard = { support: makeHandlers(), sales: makeHandlers() };
  await Promise.all([support.answer(heard.support), sales.answer(heard.sales)]);
  support.ring('thd_support', 0);
  sales.ring('thd_sales', 0);
  await expect.poll(() => [heard.support.rung, heard.sales.rung]).toEqual([['thd_support'], ['thd_sales']]);
});

test('an emptied Redis gets its sweep back with the next schedule(), and one only', async () => {
  await startRedis();
  const bell = open('support', 100);
  const handlers = makeHandlers();
  await bell.answer(handlers);
  await bell.schedule();
  await bell.schedule();
  await expect.poll(handlers.swept).toBeGreaterThanOrEqual(2);

  const client = new Redis({ path: socket });
  undo.push(() => client.disconnect());
  await client.flushall();
  expect(await client.keys('*delayed*')).toEqual([]);
  await bell.schedule();
  const before = handlers.swept();
  await expect.poll(handlers.swept).toBeGreaterThanOrEqual(before + 2);
  expect(await client.zcard('firstline:support:tickets:repeat')).toBe(1);
  bell.ring('thd_after', 0);
  await expect.poll(() => handlers.rung).toEqual(['thd_after']);
});

test('without Redis at the start it says so, does not block, and is picked up when it comes', async () => {
  const bell = open();
  const handlers = makeHandlers();
  await bell.answer(handlers);
  bell.ring('thd_lost', 0);
  await bell.schedule();
  expect(await bell.depth()).toBeNull();
  expect(lines.filter((l) => l.includes('Redis is away'))).not.toHaveLength(0);

  await startRedis();
  await expect.poll(bell.depth).toBe(0);
  bell.ring('thd_found', 0);
  await expect.poll(() => handlers.rung).toEqual(['thd_found']);
  expect(lines.join('')).toContain('Redis is back');
});

test('a Redis that is killed and comes back is used again', async () => {
  const first = await startRedis();
  const bell = open();
  const handlers = makeHandlers();
  await bell.answer(handlers);
  bell.ring('thd_before', 0);
  await expect.poll(() => handlers.rung).toEqual(['thd_before']);
  await first.kill();
  await expect.poll(bell.depth).toBeNull();
  bell.ring('thd_meanwhile', 0);
  await startRedis();
  await expect.poll(bell.depth).toBe(0);
  bell.ring('thd_after', 0);
  await expect.poll(() => handlers.rung).toEqual(['thd_before', 'thd_after']);
});

test('closing tells what runs to stop and waits for it; without Redis it waits for nothing', async () => {
  const redis = await startRedis();
  const bell = open();
  let ended = false;
  const handlers = makeHandlers(async (_thread, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    ended = true;
  });
  await bell.answer(handlers);
  bell.ring('thd_long', 0);
  await expect.poll(() => handlers.rung).toEqual(['thd_long']);
  await bell.close();
  expect(ended).toBe(true);

  const lonely = open('lonely');
  await lonely.answer(makeHandlers());
  await redis.kill();
  await expect.poll(lonely.depth).toBeNull();
  await lonely.close();
});

test('a Redis that dies while something runs: closing waits for what runs, and not for Redis', async () => {
  const redis = await startRedis();
  const bell = open();
  let ended = false;
  const handlers = makeHandlers(async (_thread, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    await delay(300);
    ended = true;
  });
  await bell.answer(handlers);
  bell.ring('thd_long', 0);
  await expect.poll(() => handlers.rung).toEqual(['thd_long']);
  await redis.kill();
  const asked = performance.now();
  await bell.close();
  expect(ended).toBe(true);
  expect(performance.now() - asked).toBeLessThan(4_000);
});

test('a handler that fails costs its job only', async () => {
  await startRedis();
  const bell = open();
  const handlers = makeHandlers(async (thread) => {
    if (thread === 'thd_bad') throw new Error('a bug');
  });
  await bell.answer(handlers);
  bell.ring('thd_bad', 0);
  bell.ring('thd_good', 0);
  await expect.poll(() => handlers.rung.toSorted()).toEqual(['thd_bad', 'thd_good']);
  await expect.poll(() => lines.join('')).toContain('a bug');
  expect(await bell.depth()).toBe(0);
});
