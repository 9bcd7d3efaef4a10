import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '../errors.ts';
import { forgetProgress, type Head, openProgress, progressFile, type Wish } from './progress-file.ts';
import { tried } from './testing/tried.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-backtest-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const HEAD: Head = { since: '90d', from: 1_000, basis: { model: 'builtin', prompts: 'p1', knowledge: 'k1', policy: 't1' } };
const open = (head: Partial<Head> = {}, wish: Wish = null) => openProgress(folder, 'support', { ...HEAD, ...head }, wish);
const file = () => progressFile(folder, 'support');

/** A run with two entries that ended in the middle. */
async function interrupted(): Promise<void> {
  const run = await open();
  await run.append(tried({ key: 'a' }));
  await run.append(tried({ key: 'b' }));
  await run.close();
}

test('a run that was ended in the middle is gone on with, from the same day on', async () => {
  await interrupted();
  const run = await open({ from: 5_000 });
  expect([...run.done.keys()]).toEqual(['a', 'b']);
  expect(run.from).toBe(1_000);
  await run.append(tried({ key: 'c' }));
  await run.close();
  const again = await open();
  expect([...again.done.keys()]).toEqual(['a', 'b', 'c']);
  await again.close();
});

test('only its owner may read it', async () => {
  await interrupted();
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  const run = await open();
  await run.close();
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test('a line that a kill cut off, and one that is damaged, are tried again', async () => {
  await interrupted();
  const whole = await readFile(file(), 'utf8');
  await writeFile(file(), whole.replace('"key":"a"', '"key":a'));
  await appendFile(file(), '{"kind":"tried","key":"torn');
  const run = await open();
  expect([...run.done.keys()]).toEqual(['b']);
  await run.append(tried({ key: 'd' }));
  await run.close();
  const again = await open();
  expect([...again.done.keys()]).toEqual(['b', 'd']);
  await again.close();
});

test('a finished run is begun anew, unless its results are wanted', async () => {
  await interrupted();
  const run = await open();
  await run.finish();
  await run.close();
  const kept = await open({}, 'resume');
  expect(kept.done.size).toBe(2);
  await kept.finish();
  await kept.close();
  const anew = await open({ from: 7_000 });
  expect(anew.done.size).toBe(0);
  expect(anew.from).toBe(7_000);
  await anew.close();
});

test.each<[string, Partial<Head>, RegExp]>([
  ['other articles', { basis: { ...HEAD.basis, knowledge: 'k2' } }, /another version of the knowledge base/],
  ['another model', { basis: { ...HEAD.basis, model: 'openai:x' } }, /another model/],
  ['another time', { since: '30d' }, /--since 90d/],
])('a run that began with %s goes on only when asked', async (_what, head, says) => {
  await interrupted();
  await expect(open(head)).rejects.toThrow(says);
  await expect(open(head)).rejects.toThrow(ConfigError);
  const resumed = await open(head, 'resume');
  expect(resumed.done.size).toBe(2);
  await resumed.close();
  const fresh = await open(head, 'fresh');
  expect(fresh.done.size).toBe(0);
  await fresh.close();
});

test('without a run there is nothing to resume', async () => {
  await expect(open({}, 'resume')).rejects.toThrow(/there is no run to go on with/);
});

test('two runs at once are refused', async () => {
  const first = await open();
  await expect(open()).rejects.toThrow(/another backtest of this inbox is running/);
  await expect(forgetProgress(folder, 'support')).rejects.toThrow(/another backtest/);
  await first.close();
});

test('what was kept of people’s mail can be removed', async () => {
  await interrupted();
  expect(await forgetProgress(folder, 'support')).toBe(true);
  expect(await forgetProgress(folder, 'support')).toBe(false);
  await expect(stat(file())).rejects.toThrow(/ENOENT/);
});
