#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { readEnvFile } from './env-file.js';
import { GROW_LESS, leanStart } from './lean.js';
import { runChild } from './run-child.js';

// Plain JavaScript: an old Node must be able to read this much, to hand over to the newer one in node_modules.
const here = fileURLToPath(import.meta.url);
const cli = new URL('../src/cli.ts', import.meta.url);
const localNode = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
const args = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  // What the process was given wins. FIRSTLINE_ENV_FILE names another file, or with nothing in it none.
  const file = process.env.FIRSTLINE_ENV_FILE ?? '.env';
  const { variables, problems } = file === '' ? { variables: {}, problems: [] } : readEnvFile(file);
  if (problems.length > 0) {
    console.error(['firstline: this has to be changed first:', ...problems.map((problem) => `  ${problem}`)].join('\n'));
    process.exit(78);
  }
  for (const [name, value] of Object.entries(variables)) process.env[name] ??= value;
  // Only these stay long enough to gain from it.
  if (args.includes('run') || args.includes('backtest')) {
    const lean = leanStart({ execArgv: process.execArgv, args: [here, ...args], env: process.env });
    // The process id, the terminal and the signals remain what they are; a parent's IPC channel would not.
    if (lean !== null && process.send === undefined) process.execve?.(process.execPath, [process.execPath, ...lean.args], lean.env);
    setFlagsFromString(GROW_LESS);
  }
  // Compiled code is kept from start to start, where this folder can be written; a folder that others can write to would let them add code.
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/firstline', import.meta.url)));
  await import(cli.href);
} else if (existsSync(localNode)) {
  await runChild(localNode, [here, ...args]);
} else {
  console.error(`Firstline needs Node 22.18 or newer and this is ${process.version}: install the current LTS from https://nodejs.org.`);
  process.exitCode = 1;
}
