import { expect, test } from 'vitest';
import { uidSets } from './imap-uid-set.ts';

test.each([
  [[], []],
  [[7], ['7']],
  [[5, 1, 2, 3, 9], ['1:3,5,9']],
  [[2, 2, 1], ['1:2']],
  [[4294967294, 4294967295], ['4294967294:4294967295']],
])('%j becomes %j', (uids, expected) => {
  expect(uidSets(uids)).toEqual(expected);
});

test('splits before a command line becomes too long, and loses nothing', () => {
  const odd = Array.from({ length: 5_000 }, (_, i) => 2 * i + 1);
  const sets = uidSets(odd);
  expect(sets.length).toBeGreaterThan(1);
  expect(Math.max(...sets.map((set) => set.length))).toBeLessThanOrEqual(4_000);
  expect(sets.join(',').split(',').map(Number)).toEqual(odd);
});
