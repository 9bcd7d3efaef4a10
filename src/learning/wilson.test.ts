import { expect, test } from 'vitest';
import { wilsonLower } from './wilson.ts';

/** Newcombe (1998), Statistics in Medicine 17, table I, method 3: Wilson's score interval for 81/263, 15/148, 0/20 and 1/29. */
test.each([
  [81, 263, 0.2553],
  [15, 148, 0.0624],
  [0, 20, 0],
  [1, 29, 0.0061],
])('%d of %d succeed at least at a rate of %d', (successes, cases, bound) => {
  expect(wilsonLower(successes, cases)).toBeCloseTo(bound, 4);
});

/** n of n: 1 / (1 + z²/n), by putting p = 1 into the formula. */
test.each([
  [34, 0.8985],
  [35, 0.9011],
  [40, 0.9124],
  [100, 0.963],
])('%d of as many succeed at least at a rate of %d', (cases, bound) => {
  expect(wilsonLower(cases, cases)).toBeCloseTo(bound, 4);
});

test('nothing is known of no cases', () => expect(wilsonLower(0, 0)).toBe(0));

test('a failure costs, another case without one gains', () => {
  for (let cases = 1; cases < 200; cases += 1) {
    expect(wilsonLower(cases, cases + 1)).toBeLessThan(wilsonLower(cases, cases));
    expect(wilsonLower(cases + 1, cases + 1)).toBeGreaterThan(wilsonLower(cases, cases));
  }
});
