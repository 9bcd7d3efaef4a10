import { expect, test } from 'vitest';
import { readDate } from './parse-date.ts';

test.each([
  ['Mon, 6 May 2024 10:00:00 +0200', '2024-05-06T08:00:00Z'],
  ['6 May 2024 10:00 -0330 (NDT)', '2024-05-06T13:30:00Z'],
  ['Mon, 06 May 24 10:00:00 EST', '2024-05-06T15:00:00Z'],
  ['Tue, 6 May 97 10:00:00 GMT', '1997-05-06T10:00:00Z'],
  ['Mon, 6-May-2024 10.00.00 +0000', '2024-05-06T10:00:00Z'],
  ['Mon May  6 10:00:00 2024', '2024-05-06T10:00:00Z'],
  ['2024-05-06T10:00:00+02:00', '2024-05-06T08:00:00Z'],
  ['Mon, 6 May 2024 10:00:00 GMT+02:00', '2024-05-06T08:00:00Z'],
  ['Mon, 6 May 2024 1:05:00 PM +0000', '2024-05-06T13:05:00Z'],
  ['Mon, 6 May 2024 10:00:00 Somewhere', '2024-05-06T10:00:00Z'],
])('reads %s', (raw, expected) => {
  expect(readDate(raw)).toBe(Date.parse(expected));
});

test.each([
  '',
  'yesterday',
  '32 May 2024 10:00',
  'Mon, 6 Foo 2024 10:00:00 +0000',
  '6 May 1901 10:00:00 +0000',
  'x'.repeat(10_000),
  '('.repeat(10_000),
])('says that %.20s is no date', (raw) => {
  expect(readDate(raw)).toBeNull();
});
