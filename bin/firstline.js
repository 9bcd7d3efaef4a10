#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runChild } from './run-child.js';

// Plain JavaScript: an old Node must be able to read this much, to hand over to the newer one in node_modules.
const cli = new URL('../src/cli.ts', import.meta.url);
const localNode = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  await import(cli.href);
} else if (existsSync(localNode)) {
  await runChild(localNode, [fileURLToPath(cli), ...process.argv.slice(2)]);
} else {
  console.error(`Firstline needs Node 22.18 or newer and this is ${process.version}: install the current LTS from https://nodejs.org.`);
  process.exitCode = 1;
}
