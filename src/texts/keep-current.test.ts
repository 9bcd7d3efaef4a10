import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { keepCurrent, pauseAfter } from './keep-current.ts';
import { ARTICLE, openTextsFolder, type TextsFolder } from './testing/texts-folder.ts';
import { watchFolders } from './watch-folders.ts';

let folder: TextsFolder;
let stop: AbortController;
let following: Promise<void>;
beforeEach(async () => {
  folder = await openTextsFolder();
  stop = new AbortController();
  following = Promise.resolve();
});
afterEach(async () => {
  stop.abort();
  await following;
  await folder.close();
});

const SILENT = makeLog({ level: 'silent', pretty: false });
/** As on a bind mount from another system. */
const deaf: typeof watchFolders = () => ({ watch: () => undefined, close: () => undefined });

/** Resolves once this is what the article on opening hours says. */
const serves = (text: string) => folder.until(() => folder.articles().hours === text);

test.each([
  ['the kernel tells', watchFolders],
  ['nothing tells', deaf],
] as const)('an edit comes into force when %s', async (_, watch) => {
  following = keepCurrent(folder.texts, stop.signal, SILENT, watch);
  for (const text of ['We open at ten.', 'We open at eleven.']) {
    const served = serves(text);
    await folder.put('knowledge-base/hours.md', ARTICLE('Opening hours', text));
    await served;
  }
});

test('a file written in pieces is never served in part', async () => {
  const seen = new Set<string | undefined>();
  const whole = 'We open at ten, but not on Sundays.';
  const served = folder.until(() => seen.add(folder.articles().hours).has(whole));
  following = keepCurrent(folder.texts, stop.signal, SILENT);
  const file = join(folder.dir, 'knowledge-base/hours.md');
  // Truncated, then the front matter, then half of the text: each state for longer than an event takes.
  for (const piece of ['', '---\ntitle: Opening hours\n---\n\n', '---\ntitle: Opening hours\n---\n\nWe open at ten']) {
    await writeFile(file, piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writeFile(file, ARTICLE('Opening hours', whole));
  await served;
  expect([...seen]).toEqual(['We open at nine.', whole]);
  expect(folder.said().filter((line) => line.startsWith('error'))).toEqual([]);
});

test('a look that fails is told, and the next one comes', async () => {
  const lines: string[] = [];
  const log = makeLog({ level: 'info', pretty: false, write: (line) => lines.push(line) });
  const looks = Promise.withResolvers<void>();
  let count = 0;
  const look = () => {
    count += 1;
    if (count === 2) looks.resolve();
    return Promise.reject(new Error('a bug'));
  };
  following = keepCurrent({ look, folders: () => new Set() }, stop.signal, log, deaf);
  await looks.promise;
  expect(lines[0]).toContain('could not be looked at');
});

test.each([
  ['none', [], 400],
  ['few, however long', [1_000, 1_000], 400],
  ['quick ones', Array(8).fill(0.3), 400],
  ['quick ones, interrupted now and then', [6, 50, 7, 90, 6, 6, 200, 8], 400],
  ['slow ones', [21, 20, 22, 20, 90, 25, 21, 30], 1_200],
  ['very slow ones', Array(8).fill(1_000), 5_000],
])('the pause after looks: %s', (_, took, expected) => {
  expect(pauseAfter(took)).toBe(expected);
});
