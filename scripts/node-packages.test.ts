import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNode, isInstalled, isNewEnough } from './node-packages.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'firstline-setup-'));
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

it.each([
  ['v20.20.2', false],
  ['v22.17.9', false],
  ['v22.18.0', true],
  ['v24.0.0\n', true],
])('Node %s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

describe('findNode', () => {
  function localNode(script: string): string {
    const path = join(root, 'node_modules/.bin/node');
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path;
  }

  it('prefers the one in node_modules', () => {
    const path = localNode('echo v24.9.9');
    expect(findNode(root)).toEqual({ node: path });
  });

  it.each(['exit 127', 'echo v18.0.0'])('passes over one that does not serve: %s', (script) => {
    localNode(script);
    expect(findNode(root)).toEqual({ node: process.execPath });
  });
});

describe('isInstalled', () => {
  const a = { version: '1.0.0', integrity: 'sha512-a' };
  const foreign = { version: '2.0.0', integrity: 'sha512-b', optional: true };

  function write(wanted: object, installed: object | null): void {
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    if (installed !== null) writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
  }

  it.each<[string, object, object | null, boolean]>([
    ['the same', { 'node_modules/a': a }, { 'node_modules/a': a }, true],
    ['nothing yet', { 'node_modules/a': a }, null, false],
    ['a missing package', { 'node_modules/a': a }, {}, false],
    ['a package for another platform', { 'node_modules/a': a, 'node_modules/f': foreign }, { 'node_modules/a': a }, true],
    ['another version', { 'node_modules/a': a }, { 'node_modules/a': { ...a, version: '1.0.1' } }, false],
    ['another build of the version', { 'node_modules/a': a }, { 'node_modules/a': { ...a, integrity: 'sha512-c' } }, false],
  ])('%s', (_, wanted, installed, expected) => {
    write(wanted, installed);
    expect(isInstalled(root)).toBe(expected);
  });
});
