import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../errors.ts';
import { lockDataFolder, networkFileSystem, prepareDataFolder } from './lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fl-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

// statfs(2) and linux/magic.h.
test.each([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  // The same number as a signed 32-bit integer, as some systems give it.
  [0xff534d42 | 0, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x73757245, 'Coda'],
  [0xef53, null],
  [0x01021994, null],
  [0x9123683e, null],
  [0x794c7630, null],
])('file system type %i: %s', (type, name) => {
  expect(networkFileSystem(type)).toBe(name);
});

describe('the data folder', () => {
  test('is made, with its parents', async () => {
    const deep = join(folder, 'a', 'b');
    await prepareDataFolder(deep);
    await prepareDataFolder(deep);
    expect((await stat(deep)).isDirectory()).toBe(true);
  });

  test('that is a file is refused, and so is one below a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(prepareDataFolder(file)).rejects.toThrow(/data: this is a file, not a folder: choose another path/);
    await expect(prepareDataFolder(join(file, 'data'))).rejects.toThrow(/a part of this path is a file/);
    await expect(prepareDataFolder(join(file, 'data'))).rejects.toBeInstanceOf(ConfigError);
  });
});

describe('the lock', () => {
  test('is refused to a second holder until the first lets go', () => {
    const first = lockDataFolder(folder);
    expect(() => lockDataFolder(folder)).toThrow(ConfigError);
    expect(() => lockDataFolder(folder)).toThrow(/another Firstline is running on this ledger: stop it first/);
    first.release();
    lockDataFolder(folder).release();
  });

  test('holds against another process, and is gone when that process is killed', async () => {
    const script = `
      const { lockDataFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.ts'))});
      globalThis.lock = lockDataFolder(${JSON.stringify(folder)});
      setInterval(() => globalThis.lock, 1_000);
      console.log('held');`;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    expect(() => lockDataFolder(folder)).toThrow(/another Firstline is running/);
    const gone = once(holder, 'exit');
    holder.kill('SIGKILL');
    await gone;
    lockDataFolder(folder).release();
    expect(await readdir(folder)).toEqual(['firstline.lock']);
  });

  test('on two folders is two locks', async () => {
    const other = await mkdtemp(join(folder, 'other-'));
    const [first, second] = [lockDataFolder(folder), lockDataFolder(other)];
    first.release();
    second.release();
  });

  test('that cannot be written says which file', () => {
    expect(() => lockDataFolder(join(folder, 'nowhere'))).toThrow(
      /the lock file cannot be written: make .*nowhere\/firstline\.lock writable/,
    );
  });
});
