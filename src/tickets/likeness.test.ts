import { expect, test } from 'vitest';
import { isUnchanged, likeness } from './likeness.ts';

test.each([
  ['the same', 'Hello Ada,\n\nopen the page.', 'Hello Ada,\n\nopen the page.', 1_000, true],
  ['wrapped, quoted and marked otherwise', '**Open** the [page](https://x.example).', 'Open the page (https://x.example)', 1_000, true],
  ['other quotation marks and capitals', 'it’s “here”', 'It\'s "here"', 1_000, true],
  ['one word of four', 'within fourteen working days', 'within thirty working days', 750, false],
  ['a figure', 'it costs 14 euros', 'it costs 41 euros', 750, false],
  ['a sentence more', 'a b c d', 'a b c d e f', 800, false],
  ['the same words in another order', 'a b', 'b a', 500, false],
  ['nothing in common', 'a b', 'c d', 0, false],
  ['nothing at all', '', ' \n', 1_000, true],
  ['nothing left', 'a b', '', 0, false],
  ['another script', 'パスワード を 再設定', 'パスワード を 再設定', 1_000, true],
])('%s', (_name, a, b, alike, unchanged) => {
  expect(likeness(a, b)).toBe(alike);
  expect(likeness(b, a)).toBe(alike);
  expect(isUnchanged(a, b)).toBe(unchanged);
});

test('the longest texts are compared in a moment', () => {
  const words = Array.from({ length: 50_000 }, (_, i) => `w${i % 700}`).join(' ');
  expect(likeness(words, words)).toBe(1_000);
});
