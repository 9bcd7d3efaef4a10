import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PermanentError, TransientError } from '../errors.ts';
import { makeLog } from '../log.ts';
import { type GuardedThread, makeGuardedThread } from './guarded-thread.ts';

const log = makeLog({ level: 'silent', pretty: false });
/** Does what it is told, also the worst. */
const SCRIPT = `
import { parentPort, threadId } from 'node:worker_threads';
const kept = [];
parentPort.on('message', (task) => {
  if (task === 'spin') for (;;);
  if (task === 'regex') /^(a+)+$/.test('a'.repeat(60) + '!');
  if (task === 'heap') for (;;) kept.push({ a: [kept.length] });
  if (task === 'buffers') for (;;) kept.push(Buffer.alloc(10_000_000, 1));
  if (task === 'throw') throw new Error('a bug');
  if (task === 'exit') process.exit(3);
  if (task === 'wait') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  parentPort.postMessage(task === 'id' ? String(threadId) : task + '!');
});
parentPort.postMessage('ready');
`;

let folder: string;
let thread: GuardedThread<string, string>;
let script: URL;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-thread-'));
  script = pathToFileURL(join(folder, 'worker.mjs'));
  await writeFile(script, SCRIPT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => thread.close());

test('tasks get their answers in order, whoever asks first', async () => {
  thread = makeGuardedThread(script, { log });
  expect(await Promise.all(['a', 'b', 'c'].map((task) => thread.run(task, 1_000)))).toEqual(['a!', 'b!', 'c!']);
});

test.each([
  // Where a thread gets less than a tenth of a processor, the clock ends it first.
  ['spin', /more than 0\.3 s of computing time|more than 3 s/],
  ['regex', /more than 0\.3 s of computing time|more than 3 s/],
  ['heap', 'more than 128 MB of memory'],
  ['buffers', 'more than 300 MB of memory'],
  ['throw', 'a bug'],
  ['exit', 'ended the thread'],
])('a task that would %s ends alone, and those behind it are done', async (task, why) => {
  thread = makeGuardedThread(script, { log });
  const bad = thread.run(task, task === 'spin' || task === 'regex' ? 300 : 20_000);
  const behind = thread.run('next', 1_000);
  await expect(bad).rejects.toThrow(PermanentError);
  await expect(bad).rejects.toThrow(why);
  expect(await behind).toBe('next!');
});

test('what others take of memory meanwhile is not held against a task', async () => {
  thread = makeGuardedThread(script, { log });
  await thread.run('a', 1_000);
  const before = process.memoryUsage.rss();
  const under = thread.run('wait', 20_000);
  const fetched: Buffer[] = [];
  for (let i = 0; i < 8; i += 1) {
    fetched.push(Buffer.alloc(50_000_000, i + 1));
    await setImmediate();
  }
  expect(process.memoryUsage.rss() - before).toBeGreaterThan(300_000_000);
  expect(await under).toBe('wait!');
  expect(fetched).toHaveLength(8);
});

test.each([
  ['whose code is missing', 'missing.mjs', null, 'Cannot find'],
  ['that ends while it loads', 'ends.mjs', 'process.exit(3);', 'ended with 3'],
  ['that throws while it loads', 'throws.mjs', "throw new Error('no memory');", 'no memory'],
  ['that does not get ready in time', 'late.mjs', 'setInterval(() => {}, 1_000);', 'not within 3 s'],
])('a thread %s says nothing about the task, and is not left behind', async (_, name, code, why) => {
  const file = join(folder, name);
  if (code !== null) await writeFile(file, code);
  thread = makeGuardedThread(pathToFileURL(file), { log, startMs: name === 'late.mjs' ? 3_000 : 20_000 });
  const threads = () => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;
  const before = threads();
  const refused = thread.run('a', 1_000);
  await expect(refused).rejects.toThrow(TransientError);
  await expect(refused).rejects.toThrow(why);
  await expect.poll(threads).toBe(before);
  // The next attempt finds the machine well again.
  await writeFile(file, SCRIPT);
  expect(await thread.run('a', 1_000)).toBe('a!');
});

test('an idle thread ends, and the next task starts another', async () => {
  thread = makeGuardedThread(script, { log, idleMs: 1 });
  const first = await thread.run('id', 1_000);
  await expect.poll(() => thread.run('id', 1_000)).not.toBe(first);
});

test('a closed one takes no task', async () => {
  thread = makeGuardedThread(script, { log });
  await thread.close();
  await expect(thread.run('a', 1_000)).rejects.toThrow('stopping');
});

test('one that is closed at work says nothing about its task', async () => {
  thread = makeGuardedThread(script, { log });
  await thread.run('a', 1_000);
  const under = thread.run('spin', 60_000);
  const refused = expect(under).rejects.toThrow(TransientError);
  await thread.close();
  await refused;
});
