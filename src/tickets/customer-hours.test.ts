import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { Hours } from '../config/hours-schema.ts';
import { customerHours, utcOffsetOf } from './customer-hours.ts';
import { withinHours } from './work-time.ts';

describe('the clock of a customer, by the Date of their mail', () => {
  test.each<[string | undefined, number | null]>([
    ['Mon, 23 Nov 2026 10:00:00 +0530', 330],
    ['Mon, 23 Nov 2026 10:00:00 -0800 (PST)', -480],
    ['Mon, 23 Nov 2026 10:00:00 +0100 (CET) (winter)', 60],
    ['Mon, 23 Nov 2026 10:00 +1400', 840],
    ['Mon, 23 Nov 2026 10:00:00 +0000', null],
    ['Mon, 23 Nov 2026 10:00:00 -0000', null],
    ['Mon, 23 Nov 2026 10:00:00 GMT', null],
    ['Mon, 23 Nov 2026 10:00:00 EST', null],
    ['Mon, 23 Nov 2026 10:00:00 +9999', null],
    ['Mon, 23 Nov 2026 10:00:00 +0101', null],
    ['2026-11-23T10:00:00+01:00', null],
    ['', null],
    [undefined, null],
  ])('%s', (date, minutes) => expect(utcOffsetOf(date)).toBe(minutes));
});

describe('a check-in comes to the customer', () => {
  const BERLIN = Hours.parse({ zone: 'Europe/Berlin', week: { 'mon-sat': ['08:00-20:00'] }, holidays: ['2026-11-23'] });
  const at = (text: string) => DateTime.fromISO(text, { setZone: true }).toMillis();
  test.each<[string, number | null, typeof BERLIN | null, string, string]>([
    ['in the hours of the support where their clock is unknown', null, BERLIN, '2026-11-22T23:00:00Z', '2026-11-24T07:00:00.000Z'],
    ['at any time where the support has none, either', null, null, '2026-11-22T23:00:00Z', '2026-11-22T23:00:00.000Z'],
    ['from nine to five on their wall', -480, null, '2026-11-22T23:00:00Z', '2026-11-23T17:00:00.000Z'],
    ['on a wall with half hours', 330, null, '2026-11-22T23:00:00Z', '2026-11-23T03:30:00.000Z'],
    ['before nine no, after five no, either', 330, null, '2026-11-23T11:30:00Z', '2026-11-24T03:30:00.000Z'],
    ['in the hours that the support has, on their wall', -300, BERLIN, '2026-11-28T20:00:00Z', '2026-11-28T20:00:00.000Z'],
    ['not on a holiday of the support', -300, BERLIN, '2026-11-23T15:00:00Z', '2026-11-24T13:00:00.000Z'],
    // Berlin is at +0100 in winter and at +0200 in summer.
    ['who shares the clock of the support: by its daylight saving', 120, BERLIN, '2026-10-24T22:00:00Z', '2026-10-26T07:00:00.000Z'],
    ['who does not: by their own', 120, BERLIN, '2026-11-24T05:00:00Z', '2026-11-24T06:00:00.000Z'],
  ])('%s', (_, offset, support, from, to) => {
    const due = at(from);
    expect(new Date(withinHours(due, customerHours(offset, support, due))).toISOString()).toBe(to);
  });
});
