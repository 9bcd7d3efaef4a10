import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { Hours } from '../config/hours-schema.ts';
import { isOpen, nextOpening, type OpeningHours } from './business-hours.ts';

const OFFICE = { zone: 'Europe/Berlin', week: { 'mon-thu': ['09:00-12:00', '13:00-17:00'], fri: ['09:00-15:00'] } };
const NIGHT = { zone: 'Europe/Berlin', week: { 'mon-sun': ['22:00-06:00'] } };
const EARLY = { zone: 'Europe/Berlin', week: { sun: ['02:30-04:00'] } };
const ALWAYS = { zone: 'UTC', week: { 'mon-sun': ['00:00-24:00'] } };
const hours = (raw: unknown): OpeningHours => Hours.parse(raw);
const at = (text: string) => DateTime.fromISO(text, { setZone: true }).toMillis();

describe('a team is at work', () => {
  test.each<[string, object, string, boolean]>([
    ['within a shift', OFFICE, '2026-11-23T09:30:00+01:00', true],
    ['from its first minute', OFFICE, '2026-11-23T09:00:00+01:00', true],
    ['before it: no', OFFICE, '2026-11-23T08:59:59+01:00', false],
    ['up to its end: not at it', OFFICE, '2026-11-23T17:00:00+01:00', false],
    ['between two shifts: no', OFFICE, '2026-11-23T12:30:00+01:00', false],
    ['on a day without a shift: no', OFFICE, '2026-11-22T10:00:00+01:00', false],
    ['by its own clock, wherever we are', OFFICE, '2026-11-23T08:30:00Z', true],
    ['by its own clock in summer', OFFICE, '2026-07-06T07:30:00Z', true],
    ['over midnight, in the evening', NIGHT, '2026-11-23T23:00:00+01:00', true],
    ['over midnight, in the morning', NIGHT, '2026-11-24T05:59:00+01:00', true],
    ['over midnight, at its end: no', NIGHT, '2026-11-24T06:00:00+01:00', false],
    ['on Sunday night into Monday', { ...NIGHT, week: { sun: ['22:00-06:00'] } }, '2026-11-23T05:00:00+01:00', true],
    ['round the end of the week', { ...OFFICE, week: { 'sat-mon': ['10:00-11:00'] } }, '2026-11-22T10:30:00+01:00', true],
    ['around the clock', ALWAYS, '2026-11-22T23:59:59Z', true],
    ['on a holiday: no', { ...OFFICE, holidays: ['2026-11-23'] }, '2026-11-23T09:30:00+01:00', false],
    ['on a holiday of every year: no', { ...OFFICE, holidays: ['12-25'] }, '2028-12-25T09:30:00+01:00', false],
    ['on the same day of another year', { ...OFFICE, holidays: ['2025-11-24'] }, '2026-11-24T09:30:00+01:00', true],
    ['into a holiday, when the shift began before it', { ...NIGHT, holidays: ['12-25'] }, '2026-12-25T03:00:00+01:00', true],
    ['not on the evening of it', { ...NIGHT, holidays: ['12-25'] }, '2026-12-25T23:00:00+01:00', false],
    ['not in the night that would have begun on it', { ...NIGHT, holidays: ['12-25'] }, '2026-12-26T03:00:00+01:00', false],
    // Clocks went forward from 02:00 to 03:00 on 29 March 2026, and back from 03:00 to 02:00 on 25 October.
    ['before clocks go forward', EARLY, '2026-03-29T01:59:00+01:00', false],
    ['from the moment they have gone forward past its begin', EARLY, '2026-03-29T03:00:00+02:00', true],
    ['in the hour that comes twice, the first time', EARLY, '2026-10-25T02:45:00+02:00', true],
    ['between the two: no', EARLY, '2026-10-25T02:15:00+01:00', false],
    ['in the hour that comes twice, the second time', EARLY, '2026-10-25T02:45:00+01:00', true],
    ['in a short night', NIGHT, '2026-03-29T05:30:00+02:00', true],
    ['in a long night', NIGHT, '2026-10-25T05:30:00+01:00', true],
  ])('%s', (_, raw, time, open) => expect(isOpen(hours(raw), at(time))).toBe(open));
});

describe('it is at work next', () => {
  test.each<[string, object, string, string | null]>([
    ['at once within a shift', OFFICE, '2026-11-23T09:30:20+01:00', '2026-11-23T09:30:20+01:00'],
    ['later that day', OFFICE, '2026-11-23T07:00:30+01:00', '2026-11-23T09:00:00+01:00'],
    ['after the break', OFFICE, '2026-11-23T12:00:00+01:00', '2026-11-23T13:00:00+01:00'],
    ['after the weekend', OFFICE, '2026-11-20T15:00:00+01:00', '2026-11-23T09:00:00+01:00'],
    ['after a holiday', { ...OFFICE, holidays: ['2026-11-23'] }, '2026-11-20T15:00:00+01:00', '2026-11-24T09:00:00+01:00'],
    ['in the evening of a night shift', NIGHT, '2026-11-24T06:00:00+01:00', '2026-11-24T22:00:00+01:00'],
    ['on the other side of the change to summer time', OFFICE, '2026-03-27T16:00:00+01:00', '2026-03-30T09:00:00+02:00'],
    ['when clocks have gone forward past its begin', EARLY, '2026-03-29T01:00:00+01:00', '2026-03-29T03:00:00+02:00'],
    ['in the first of two equal hours', EARLY, '2026-10-25T01:00:00+02:00', '2026-10-25T02:30:00+02:00'],
    ['in the second, between the two', EARLY, '2026-10-25T02:15:00+01:00', '2026-10-25T02:30:00+01:00'],
    [
      'never on a shift that clocks skip',
      { ...EARLY, week: { sun: ['02:10-02:50'] } },
      '2026-03-29T01:00:00+01:00',
      '2026-04-05T02:10:00+02:00',
    ],
    [
      'never when every day is a holiday',
      { ...OFFICE, week: { mon: ['09:00-10:00'] }, holidays: mondays() },
      '2026-11-20T15:00:00+01:00',
      null,
    ],
  ])('%s', (_, raw, time, next) => {
    const found = nextOpening(hours(raw), at(time));
    expect(found === null ? null : new Date(found).toISOString()).toBe(next === null ? null : new Date(at(next)).toISOString());
  });

  test('nobody is ever there without a shift', () => {
    const none = { zone: 'UTC', week: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }, holidays: [] };
    expect([isOpen(none, 0), nextOpening(none, 0)]).toEqual([false, null]);
  });
});

function mondays(): string[] {
  const first = DateTime.fromISO('2026-11-23', { zone: 'utc' });
  return Array.from({ length: 60 }, (_, week) => first.plus({ weeks: week }).toFormat('yyyy-MM-dd'));
}
