import { runChild } from '../bin/run-child.js';
import { ROOT, setup } from './setup.mjs';

/** `npm run demo` and `npm test`: set up first, then hand over. Flags go through: `npm run demo -- --keep`. */
const COMMANDS = new Map([
  ['demo', ['src/cli.ts', 'demo']],
  ['test', ['node_modules/vitest/vitest.mjs', 'run']],
]);

const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS.get(name);
if (command === undefined) {
  console.error(`usage: node scripts/run.mjs ${[...COMMANDS.keys()].join('|')} [arguments]`);
  process.exit(64);
}

const node = await setup({ purpose: name, yes: args.includes('--yes') });
await runChild(node, [...command, ...args.filter((arg) => arg !== '--yes')], { cwd: ROOT });
