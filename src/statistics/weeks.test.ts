import { describe, expect, test } from 'vitest';
import { periodOf, readMoment } from './period.ts';
import { weeksBetween } from './weeks.ts';

const at = (iso: string) => Date.parse(iso);

describe('weeks', () => {
  test('begin on Monday on the wall of the zone, and the year is that of their Thursday', () => {
    const weeks = weeksBetween(at('2026-12-20T23:00:00Z'), at('2027-01-10T23:00:00Z'), 'Europe/Berlin');
    expect(weeks.map(({ week, partial }) => [week, partial])).toEqual([
      ['2026-W52', false],
      ['2026-W53', false],
      ['2027-W01', false],
    ]);
  });

  test('cut by the period say so, and together they are the period', () => {
    const [from, to] = [at('2026-11-11T10:00:00Z'), at('2026-11-22T12:00:00Z')];
    const weeks = weeksBetween(from, to, 'UTC');
    expect(weeks).toEqual([
      { week: '2026-W46', from, to: at('2026-11-16T00:00:00Z'), partial: true },
      { week: '2026-W47', from: at('2026-11-16T00:00:00Z'), to, partial: true },
    ]);
  });

  test('with a change of the clocks are an hour shorter or longer', () => {
    const [spring] = weeksBetween(at('2026-03-22T23:00:00Z'), at('2026-03-29T22:00:00Z'), 'Europe/Berlin');
    expect(spring).toMatchObject({ week: '2026-W13', partial: false });
    expect(((spring?.to ?? 0) - (spring?.from ?? 0)) / 3_600_000).toBe(7 * 24 - 1);
  });
});

describe('a period', () => {
  const NOW = at('2026-11-22T22:00:00Z');
  test.each([
    ['the running week and eleven before it', undefined, undefined, '2026-08-30T22:00:00.000Z', '2026-11-22T22:00:00.000Z'],
    ['so long ago', '30d', undefined, '2026-10-23T22:00:00.000Z', '2026-11-22T22:00:00.000Z'],
    ['from a day', '2026-11-01', undefined, '2026-10-31T23:00:00.000Z', '2026-11-22T22:00:00.000Z'],
    ['up to the end of a day', '2026-10-24', '2026-10-25', '2026-10-23T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['never beyond now', '2026-11-01', '2027-01-01', '2026-10-31T23:00:00.000Z', '2026-11-22T22:00:00.000Z'],
  ])('%s', (_, since, until, from, to) => {
    const read = (text: string | undefined) => (text === undefined ? undefined : (readMoment(text) ?? undefined));
    const period = periodOf(read(since), read(until), 'Europe/Berlin', NOW);
    expect([period.from, period.to].map((ms) => new Date(ms).toISOString())).toEqual([from, to]);
  });

  test.each(['', '0d', 'yesterday', '2026-02-30', '2026-13-01', '9999w', '-3d', '2026-11-01T10:00'])('%o is none', (text) => {
    expect(readMoment(text)).toBeNull();
  });
});
