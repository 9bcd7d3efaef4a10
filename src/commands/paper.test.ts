import { expect, test } from 'vitest';
import { cut, field, makeInk, padEnd, width, wrap } from './paper.ts';

const PLAIN = makeInk(false);

test.each([
  ['abc', 3],
  ['日本語', 6],
  ['ノートが', 8],
  ['e\u0301', 1],
  ['😀', 2],
  ['\u001b[1mbold\u001b[22m', 4],
])('the width of %j is %i columns', (text, columns) => expect(width(text)).toBe(columns));

test('a text is cut to its columns, never in half of a wide letter', () => {
  expect(cut('abcdef', 4)).toBe('abc…');
  expect(width(cut('日本語日本語', 6))).toBeLessThanOrEqual(6);
  expect(cut('abc', 3)).toBe('abc');
});

test('lines break at spaces, between letters where there are none, and never within a link', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('日本語日本', 4)).toEqual(['日本', '語日', '本']);
  expect(wrap('see https://app.hazelnote.example/reset now', 12)).toEqual(['see', 'https://app.hazelnote.example/reset', 'now']);
});

test('what a stranger wrote cannot move the cursor, coloured or not', () => {
  const told = field('subject', 'a\u001b[2Jb\u202ec', makeInk(true), makeInk(true).bad).join('');
  expect(told).not.toContain('\u001b[2J');
  expect(told).not.toContain('\u202e');
  expect(field('subject', 'plain', PLAIN).join('')).toBe('  subject     plain');
});

test('padding counts columns', () => expect(padEnd('日本', 6)).toBe('日本  '));
