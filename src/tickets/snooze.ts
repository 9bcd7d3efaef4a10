import { DateTime } from 'luxon';
import { parseDuration } from '../config/duration.ts';
import { nextOpening, type OpeningHours } from './business-hours.ts';

/** The label that puts a ticket off: `snooze/3d`, `snooze/36h`, `snooze/2026-12-01`. Pure. */

const PREFIX = 'snooze/';
/** Longer is a way of closing it, ms. */
const LONGEST = 366 * 86_400_000;

export function isSnooze(label: string): boolean {
  return label.toLowerCase().startsWith(PREFIX);
}

/**
 * Until when, ms since the epoch: a day begins with the hours of the support on it, or at midnight in their zone. Null: it says no time, one that is over, or one
 * more than a year away.
 */
export function snoozeUntil(label: string, now: number, hours: OpeningHours | null): number | null {
  const said = label.slice(PREFIX.length);
  const until = /^\d{4}-\d{2}-\d{2}$/.test(said) ? startOf(said, hours) : after(said, now);
  return until !== null && until > now && until <= now + LONGEST ? until : null;
}

function after(said: string, now: number): number | null {
  const ms = parseDuration(said);
  return ms === null ? null : now + ms;
}

function startOf(day: string, hours: OpeningHours | null): number | null {
  const start = DateTime.fromISO(day, { zone: hours?.zone ?? 'utc' });
  if (!start.isValid) return null;
  const end = start.plus({ days: 1 }).toMillis();
  const opens = hours === null ? null : nextOpening(hours, start.toMillis());
  return opens !== null && opens < end ? opens : start.toMillis();
}
