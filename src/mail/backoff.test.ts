import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

const options = { baseMs: 1_000, maxMs: 60_000 };

test.each([
  [1, 0, 500],
  [1, 0.5, 750],
  [2, 0, 1_000],
  [3, 0.5, 3_000],
  [7, 0, 30_000],
  [7, 0.999, 59_970],
  [5_000, 0.5, 45_000],
])('after %i failures and with the random number %d it waits %i ms', (failures, random, expected) => {
  expect(backoffMs(failures, () => random, options)).toBe(expected);
});
