import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { leanStart } from '../bin/lean.js';

const BIN = fileURLToPath(new URL('../bin/firstline.js', import.meta.url));
const FLAGS = ['--max-semi-space-size=4'];
const start = { execArgv: [], args: ['bin/firstline.js', 'run'], env: {} };

test('the daemon starts again with a heap that grows little and few arenas, once', () => {
  const again = leanStart({ ...start, execArgv: ['--cpu-prof'], env: { HOME: '/h' } });
  expect(again).toEqual({
    args: [...FLAGS, '--cpu-prof', 'bin/firstline.js', 'run'],
    env: { HOME: '/h', MALLOC_ARENA_MAX: '2' },
  });
  expect(leanStart({ ...start, execArgv: again?.args.slice(0, -2) ?? [], env: again?.env ?? {} })).toBeNull();
});

test.each([
  ['on the command line', { execArgv: ['--max-semi-space-size=16'], env: { MALLOC_ARENA_MAX: '8' } }],
  ['with underscores', { execArgv: ['--max_semi_space_size=16'], env: { MALLOC_ARENA_MAX: '8' } }],
  ['in NODE_OPTIONS', { execArgv: [], env: { NODE_OPTIONS: '--max-semi-space-size=16', MALLOC_ARENA_MAX: '8' } }],
])('what the operator set %s stays', (_, given) => expect(leanStart({ ...start, ...given })).toBeNull());

test('what the operator did not set is added to what was', () => {
  const again = leanStart({ ...start, execArgv: ['--max-semi-space-size=16'] });
  expect(again).toEqual({ args: ['--max-semi-space-size=16', ...start.args], env: { MALLOC_ARENA_MAX: '2' } });
});

test('the process keeps its id, its words and its exit code', async () => {
  const tell = 'data:text/javascript,console.error(JSON.stringify([process.pid,process.execArgv,process.env.MALLOC_ARENA_MAX]))';
  const { MALLOC_ARENA_MAX: _, ...others } = process.env;
  const env = { ...others, NODE_OPTIONS: `--import ${tell}`, FIRSTLINE_CONFIG: '/nowhere/firstline.yaml' };
  const child = spawn(process.execPath, [BIN, 'run'], { env });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  expect(await once(child, 'close')).toEqual([78, null]);
  expect(said).toContain(JSON.stringify([child.pid, [], null]));
  expect(said).toContain(JSON.stringify([child.pid, FLAGS, '2']));
  expect(said).toContain('/nowhere/firstline.yaml');
});
