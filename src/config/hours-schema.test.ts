import { expect, test } from 'vitest';
import { holiday } from './hours-schema.ts';

test.each([
  ['12-25', true],
  ['2026-12-24', true],
  ['02-29', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['02-30', false],
  ['2026-06-31', false],
  ['2026-13-01', false],
  ['24.12.2026', false],
])('%s is a day of the calendar: %s', (day, expected) => {
  expect(holiday.safeParse(day).success).toBe(expected);
});

test('says what is wrong with a day, once', () => {
  expect(holiday.safeParse('2026-02-30').error?.issues.map(({ message }) => message)).toEqual([
    'there is no such day: look at the calendar',
  ]);
  expect(holiday.safeParse('24.12.2026').error?.issues).toHaveLength(1);
});
