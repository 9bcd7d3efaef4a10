import { expect, test } from 'vitest';
import { SETTLE_MS, sightOf } from './settle.ts';
import type { Marks } from './source.ts';

const marks = (size: number): Marks => new Map([['a.md', { mtimeMs: 1, ctimeMs: 1, size, ino: 1 }]]);
const READ = marks(1);
const EDITED = marks(2);
const AGAIN = marks(3);

test.each<[string, { read: Marks | null; seen: Marks; movedAt: number }, Marks, number, string]>([
  ['nothing new', { read: READ, seen: READ, movedAt: 0 }, READ, 1_000, 'unchanged'],
  ['the first sight of an edit', { read: READ, seen: READ, movedAt: 0 }, EDITED, 1_000, 'moving'],
  ['the same edit, too soon', { read: READ, seen: EDITED, movedAt: 1_000 }, EDITED, 1_000 + SETTLE_MS - 1, 'moving'],
  ['the same edit at rest', { read: READ, seen: EDITED, movedAt: 1_000 }, EDITED, 1_000 + SETTLE_MS, 'settled'],
  ['written to again', { read: READ, seen: EDITED, movedAt: 1_000 }, AGAIN, 9_000, 'moving'],
  ['taken back before it was read', { read: READ, seen: EDITED, movedAt: 1_000 }, READ, 1_010, 'unchanged'],
  ['to be read anyway', { read: null, seen: READ, movedAt: 0 }, READ, 1_000, 'settled'],
  ['a file removed', { read: READ, seen: READ, movedAt: 0 }, new Map(), 1_000, 'moving'],
])('%s', (_, known, seen, at, expected) => {
  const { sight, known: next } = sightOf(known, seen, at);
  expect(sight).toBe(expected);
  expect(next.seen).toBe(seen);
});
