import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { Hours } from '../config/hours-schema.ts';
import { workDuration } from '../config/work-duration.ts';
import { timeAfter, withinHours } from './work-time.ts';

const OFFICE = { zone: 'Europe/Berlin', week: { 'mon-thu': ['09:00-12:00', '13:00-17:00'], fri: ['09:00-15:00'] } };
const NIGHT = { zone: 'Europe/Berlin', week: { 'mon-fri': ['22:00-06:00'] } };
const at = (text: string) => DateTime.fromISO(text, { setZone: true }).toMillis();

/** When it is over on the wall in Berlin. */
function over(from: string, duration: string, hours: object | null): string {
  const end = timeAfter(at(from), workDuration.parse(duration), hours === null ? null : Hours.parse(hours));
  return DateTime.fromMillis(end, { zone: 'Europe/Berlin' }).toFormat("ccc yyyy-MM-dd'T'HH:mm:ss");
}

describe('a time is over', () => {
  test.each<[string, string, string, object | null, string]>([
    ['48 hours are 48 hours', '2026-11-20T15:00:00+01:00', '48h', OFFICE, 'Sun 2026-11-22T15:00:00'],
    ['also when clocks go forward: the wall shows an hour more', '2026-03-28T12:00:00+01:00', '48h', OFFICE, 'Mon 2026-03-30T13:00:00'],
    ['and back: an hour less', '2026-10-24T12:00:00+02:00', '48h', OFFICE, 'Mon 2026-10-26T11:00:00'],
    ['a business day later at the same time', '2026-11-23T10:30:20+01:00', '1 business day', OFFICE, 'Tue 2026-11-24T10:30:20'],
    ['over a weekend', '2026-11-20T10:00:00+01:00', '3 business days', OFFICE, 'Wed 2026-11-25T10:00:00'],
    ['over a change of clocks, still at the same time', '2026-03-27T10:00:00+01:00', '1 business day', OFFICE, 'Mon 2026-03-30T10:00:00'],
    ['from a weekend: counted from Monday morning', '2026-11-21T20:00:00+01:00', '1 business day', OFFICE, 'Tue 2026-11-24T09:00:00'],
    ['from an evening: counted from the next morning', '2026-11-23T20:00:00+01:00', '1 business day', OFFICE, 'Wed 2026-11-25T09:00:00'],
    ['onto a shorter day: when work begins again', '2026-11-19T16:00:00+01:00', '1 business day', OFFICE, 'Mon 2026-11-23T09:00:00'],
    [
      'holidays are no business days',
      '2026-12-23T10:00:00+01:00',
      '2 business days',
      { ...OFFICE, holidays: ['12-24', '12-25'] },
      'Tue 2026-12-29T10:00:00',
    ],
    ['without hours every day is one', '2026-11-20T10:00:00+01:00', '3 business days', null, 'Mon 2026-11-23T10:00:00'],
    ['business hours run over the break', '2026-11-23T11:00:00+01:00', '2 business hours', OFFICE, 'Mon 2026-11-23T14:00:00'],
    ['and over the weekend', '2026-11-20T14:00:00+01:00', '2 business hours', OFFICE, 'Mon 2026-11-23T10:00:00'],
    ['they begin when work does', '2026-11-22T14:00:00+01:00', '1 business hour', OFFICE, 'Mon 2026-11-23T10:00:00'],
    ['and end with it', '2026-11-23T14:00:00+01:00', '3 business hours', OFFICE, 'Mon 2026-11-23T17:00:00'],
    ['in a night that clocks make short', '2026-03-27T22:00:00+01:00', '9 business hours', NIGHT, 'Mon 2026-03-30T23:00:00'],
    ['in one that they make long', '2026-10-23T22:00:00+02:00', '9 business hours', NIGHT, 'Mon 2026-10-26T23:00:00'],
  ])('%s', (_, from, duration, hours, end) => expect(over(from, duration, hours)).toBe(end));

  test('business hours that nobody works for a year are hours', () => {
    const year = DateTime.utc(2028, 1, 1);
    const holidays = Array.from({ length: 366 }, (_, days) => year.plus({ days }).toFormat('MM-dd'));
    expect(over('2026-11-23T10:00:00+01:00', '2 business hours', { ...OFFICE, holidays })).toBe('Mon 2026-11-23T12:00:00');
    expect(withinHours(5, Hours.parse({ ...OFFICE, holidays }))).toBe(5);
  });
});
