import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startChild } from './process.ts';

const run = promisify(execFile);
const shell = (script: string) => ({ command: '/bin/sh', args: ['-c', script] });

test('is ready when the line is printed and stops with its whole group', async () => {
  const child = await startChild({ ...shell('sleep 60 & echo helper $!; echo serving; wait'), ready: /^serving$/ });
  const helper = /helper (\d+)/.exec(child.tail())?.[1] ?? '';
  expect(await state(helper)).not.toBe('gone');
  await child.stop();
  expect(await state(helper)).toBe('gone');
});

test('kills what does not stop in time', async () => {
  const child = await startChild({ ...shell('trap "" TERM; echo serving; while :; do sleep 1; done'), ready: /serving/, stopWithinMs: 50 });
  await child.stop();
  expect(await state(String(child.pid))).toBe('gone');
});

test('one that ends instead of serving is reported with its last words', async () => {
  const start = startChild({ ...shell('echo "port 25 is taken" >&2; exit 1'), ready: /serving/ });
  await expect(start).rejects.toThrow(/ended instead of starting[\s\S]*port 25 is taken/);
});

test('one that never serves is stopped and reported', async () => {
  const start = startChild({ ...shell('echo thinking; sleep 60'), ready: /serving/, readyWithinMs: 200 });
  await expect(start).rejects.toThrow(/not ready within 200 ms[\s\S]*thinking/);
});

test('a command that does not exist is an error of the start', async () => {
  await expect(startChild({ command: 'no-such-server', args: [], ready: /x/ })).rejects.toThrow('ENOENT');
});

test('does not outlive a parent that was killed', async () => {
  const module = new URL('./process.ts', import.meta.url).href;
  const script = `const { startChild } = await import('${module}');
    const child = await startChild({ command: '/bin/sh', args: ['-c', 'echo serving; sleep 60'], ready: /serving/ });
    console.log(child.pid);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [pid] = await once(createInterface({ input: parent.stdout }), 'line');
  parent.kill('SIGKILL');
  await expect.poll(() => state(String(pid))).toBe('gone');
});

/** `gone` also for a zombie: it holds nothing any more. */
async function state(pid: string): Promise<string> {
  try {
    const { stdout } = await run('ps', ['-o', 'stat=', '-p', pid]);
    return stdout.startsWith('Z') ? 'gone' : stdout.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 1) return 'gone';
    throw error;
  }
}
