import { expect, test } from 'vitest';
import { ConfigError } from '../errors.ts';
import { followSource } from './follow-source.ts';
import { SETTLE_MS } from './settle.ts';
import type { Source } from './source.ts';

/** One file, by hand: its size is its mark, its text the content; `whileReading` happens between the reading's begin and end. */
function paper() {
  const file: { text: string; ino: number; whileReading: () => void; readable: boolean } = {
    ...{ text: 'one', ino: 1, readable: true },
    whileReading: () => undefined,
  };
  const source: Source<string> = {
    path: '/kb',
    look: async () => new Map([['a.md', { mtimeMs: 0, ctimeMs: 0, size: file.text.length, ino: file.ino }]]),
    read: async () => {
      const half = file.text;
      if (!file.readable) throw new ConfigError([{ file: '/kb/a.md', path: '', message: 'cannot be read' }]);
      file.whileReading();
      return { version: half, value: half };
    },
    folders: () => ['/kb'],
  };
  const write = (text: string) => {
    file.text = text;
    file.ino += 1;
  };
  return { file, source, write };
}

test('what is written to while it is read is read again, and the half of it never serves', async () => {
  const { file, source, write } = paper();
  const followed = await followSource(source, 0);
  write('two');
  expect(await followed.look(1_000)).toBe('moving');
  file.whileReading = () => {
    write('two and a half');
    file.whileReading = () => undefined;
  };
  expect(await followed.look(2_000)).toBe('moving');
  expect(followed.good().value).toBe('one');
  expect(await followed.look(3_000)).toBe('moving');
  expect(await followed.look(3_000 + SETTLE_MS)).toBe('read');
  expect(followed.good().value).toBe('two and a half');
});

test('what could not be read is tried again after a while, although nothing about it has changed', async () => {
  const { file, source, write } = paper();
  const followed = await followSource(source, 0);
  file.readable = false;
  write('two');
  await followed.look(1_000);
  expect(await followed.look(2_000)).toBe('read');
  expect(followed.broken()?.message).toBe('/kb/a.md: cannot be read');
  file.readable = true;
  expect(await followed.look(6_999)).toBe('unchanged');
  expect(await followed.look(7_000)).toBe('read');
  expect([followed.good().value, followed.broken()]).toEqual(['two', null]);
});

test('the same content stays the same object', async () => {
  const { source, write } = paper();
  const followed = await followSource(source, 0);
  const { value } = followed.good();
  write('one');
  await followed.look(1_000);
  expect(await followed.look(2_000)).toBe('read');
  expect(followed.good().value).toBe(value);
});

test('a first reading that fails throws what is wrong', async () => {
  const { file, source } = paper();
  file.readable = false;
  await expect(followSource(source, 0)).rejects.toBeInstanceOf(ConfigError);
  const away: Source<string> = { ...source, look: () => Promise.reject(new Error('ENOENT')) };
  await expect(followSource(away, 0)).rejects.toThrow('/kb: cannot be read: ENOENT');
});
