import { expect, test } from 'vitest';
import { Hours } from '../config/hours-schema.ts';
import { isSnooze, snoozeUntil } from './snooze.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
const BERLIN = Hours.parse({ zone: 'Europe/Berlin', week: { 'mon-fri': ['09:00-17:00'] } });

test.each<[string, typeof BERLIN | null, string | null]>([
  ['snooze/3d', null, '2026-11-26T10:00:00.000Z'],
  ['snooze/90m', BERLIN, '2026-11-23T11:30:00.000Z'],
  ['snooze/2026-12-01', BERLIN, '2026-12-01T08:00:00.000Z'],
  // A Sunday: nobody is there before midnight, or on it.
  ['snooze/2026-12-06', BERLIN, '2026-12-05T23:00:00.000Z'],
  ['snooze/2026-12-01', null, '2026-12-01T00:00:00.000Z'],
  ['snooze/2026-11-22', null, null],
  ['snooze/2026-02-30', null, null],
  ['snooze/0d', null, null],
  ['snooze/400d', null, null],
  ['snooze/2027-12-31', null, null],
  ['snooze/tomorrow', null, null],
  ['snooze/', null, null],
])('%s is over at', (label, hours, until) => {
  expect(isSnooze(label)).toBe(true);
  const at = snoozeUntil(label, NOW, hours);
  expect(at === null ? null : new Date(at).toISOString()).toBe(until);
});

test.each(['snoozed', 'team/snooze', 'resolved'])('%s is another label', (label) => expect(isSnooze(label)).toBe(false));
