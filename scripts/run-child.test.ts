import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

/** Runs `script` as the grandchild of a launcher, as `npm run demo` does. */
function launch(script: string): ChildProcess {
  const runChild = new URL('../bin/run-child.js', import.meta.url).href;
  const launcher = `import { runChild } from '${runChild}'; await runChild(process.execPath, ['-e', process.argv[1]]);`;
  return spawn(process.execPath, ['--input-type=module', '-e', launcher, script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

it.each([0, 7, 78])('ends with the exit code %i of the program', async (code) => {
  const [exit] = await once(launch(`process.exit(${code})`), 'exit');
  expect(exit).toBe(code);
});

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('passes %s on and waits for the program to finish', async (signal) => {
  const child = launch(
    `process.on('${signal}', () => { process.exitCode = 5; clearInterval(t); }); const t = setInterval(() => {}, 1000); console.log('up');`,
  );
  if (child.stdout === null) throw new Error('no pipe');
  await once(child.stdout, 'data');
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([5, null]);
});

it('reports a program that a signal ended as a shell would', async () => {
  const [exit] = await once(launch(`process.kill(process.pid, 'SIGKILL')`), 'exit');
  expect(exit).toBe(137);
});
