import { describe, expect, test } from 'vitest';
import type { OpeningHours } from '../tickets/business-hours.ts';
import { workClock } from './work-clock.ts';

const at = (iso: string) => Date.parse(iso);
const HOUR = 3_600_000;
const nine = [{ start: 9 * 60, end: 17 * 60 }];
const OFFICE: OpeningHours = {
  zone: 'Europe/Berlin',
  week: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine, sat: [], sun: [] },
  holidays: ['12-25'],
};
const NIGHTS: OpeningHours = {
  zone: 'Europe/Berlin',
  week: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [{ start: 22 * 60, end: 30 * 60 }], sun: [] },
  holidays: [],
};

describe('time at work', () => {
  const work = workClock(OFFICE, at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'));
  test.each([
    ['within a day', '2026-11-23T09:00:00Z', '2026-11-23T10:30:00Z', 1.5],
    ['over night', '2026-11-23T15:00:00Z', '2026-11-24T09:00:00Z', 2],
    ['over a weekend', '2026-11-20T15:00:00Z', '2026-11-23T09:00:00Z', 2],
    ['from Saturday to Sunday', '2026-11-21T10:00:00Z', '2026-11-22T10:00:00Z', 0],
    ['from before work to within it', '2026-11-23T04:00:00Z', '2026-11-23T09:00:00Z', 1],
    ['over a holiday, which is a Friday', '2026-12-24T15:00:00Z', '2026-12-28T09:00:00Z', 2],
    ['by the clock on the wall in summer', '2026-07-06T07:00:00Z', '2026-07-06T15:00:00Z', 8],
    ['no time at all', '2026-11-23T09:00:00Z', '2026-11-23T09:00:00Z', 0],
  ])('%s', (_, from, to, hours) => {
    expect(work(at(from), at(to)) / HOUR).toBe(hours);
  });

  test('without hours is all time', () => {
    expect(workClock(null, 0, 1)(0, 5 * HOUR)).toBe(5 * HOUR);
  });

  test('a shift over midnight counts to its end, and the night on which clocks are set back is an hour longer', () => {
    const nights = workClock(NIGHTS, at('2026-10-01T00:00:00Z'), at('2026-12-01T00:00:00Z'));
    expect(nights(at('2026-11-21T12:00:00Z'), at('2026-11-22T12:00:00Z')) / HOUR).toBe(8);
    expect(nights(at('2026-10-24T12:00:00Z'), at('2026-10-25T12:00:00Z')) / HOUR).toBe(9);
  });
});
