import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { TriageConfig } from '../config/triage-schema.ts';
import { type DigestPlan, digestBefore, digestOf, digestOn } from './digest-time.ts';
import { digestPlan } from './lead.ts';

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
const ms = (text: string) => Date.parse(text);

const BASE = { categories: {}, fallbackTeam: 'all' };
const team = { name: 'All', email: 'all@shop.example' };
const berlin = { zone: 'Europe/Berlin', week: { 'mon-fri': ['09:00-17:00'] }, holidays: ['12-25'] };

function plan(more: object): DigestPlan | null {
  return digestPlan(TriageConfig.parse({ ...BASE, teams: { all: team }, ...more }));
}

describe('the digest is due', () => {
  test.each<[string, object, string, string | undefined]>([
    ['at eight in UTC where nothing else is said', {}, '2026-03-02T20:00:00Z', '2026-03-02T08:00:00.000Z'],
    ['when the lead’s work begins', { lead: { ...team, hours: berlin } }, '2026-03-02T20:00:00Z', '2026-03-02T08:00:00.000Z'],
    ['an hour earlier in summer', { lead: { ...team, hours: berlin } }, '2026-07-01T20:00:00Z', '2026-07-01T07:00:00.000Z'],
    [
      'when the fallback team’s work begins',
      { teams: { all: { ...team, hours: berlin } } },
      '2026-03-02T01:00:00Z',
      '2026-03-02T08:00:00.000Z',
    ],
    ['never on a Sunday', { lead: { ...team, hours: berlin } }, '2026-03-01T12:00:00Z', undefined],
    ['never on a holiday', { lead: { ...team, hours: berlin } }, '2026-12-25T12:00:00Z', undefined],
    ['at the time that is asked for', { digest: { at: '07:15', zone: 'Asia/Tokyo' } }, '2026-03-02T12:00:00Z', '2026-03-01T22:15:00.000Z'],
    [
      'an hour later where clocks skip it',
      { digest: { at: '02:30', zone: 'Europe/Berlin' } },
      '2026-03-29T12:00:00Z',
      '2026-03-29T01:30:00.000Z',
    ],
    [
      'at the first of two half past twos',
      { digest: { at: '02:30', zone: 'Europe/Berlin' } },
      '2026-10-25T12:00:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
  ])('%s', (_title, more, now, due) => {
    const found = plan(more);
    expect(iso(found === null ? undefined : digestOf(found, ms(now))?.due)).toBe(due);
  });

  test('never, where it is off', () => expect(plan({ digest: 'off' })).toBeNull());

  test('once a day, whatever clocks do', () => {
    const of = plan({ digest: { at: '02:30', zone: 'America/New_York' } });
    if (of === null) throw new Error('there is a plan');
    const days = new Map<string, Set<number>>();
    for (let at = ms('2026-01-01T00:00:00Z'); at < ms('2027-01-01T00:00:00Z'); at += 6 * 3_600_000) {
      const found = digestOf(of, at);
      if (found !== null) days.set(found.day, (days.get(found.day) ?? new Set()).add(found.due));
    }
    expect(days.size).toBeGreaterThanOrEqual(365);
    expect([...days.values()].every((dues) => dues.size === 1)).toBe(true);
    const dues = [...days.values()].map((d) => [...d][0] ?? 0);
    const gaps = dues.slice(1).map((due, i) => (due - (dues[i] ?? 0)) / 3_600_000);
    expect(gaps.every((gap) => gap >= 23 && gap <= 25)).toBe(true);
  });
});

test('before a Monday’s comes Friday’s', () => {
  const of = plan({ lead: { ...team, hours: berlin } });
  const monday = of === null ? null : digestOf(of, ms('2026-03-02T12:00:00Z'));
  if (of === null || monday === null) throw new Error('Monday has one');
  expect(digestBefore(of, monday)?.day).toBe('2026-02-27');
  expect(iso(digestOn(of, '2026-02-27', 'Europe/Berlin')?.due)).toBe('2026-02-27T08:00:00.000Z');
  expect(digestOn(of, '2026-02-28', 'Europe/Berlin')).toBeNull();
  expect(digestOn(of, 'no day', 'Europe/Berlin')).toBeNull();
  expect(DateTime.fromISO(monday.day).weekday).toBe(1);
});
