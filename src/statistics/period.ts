import { DateTime } from 'luxon';
import { parseDuration } from '../config/duration.ts';
import { weekOf } from './weeks.ts';

/** A moment as people write it: so long ago, or a day. */
export type Moment = { readonly kind: 'ago'; readonly ms: number } | { readonly kind: 'day'; readonly day: string };

/** `90d` or `2026-09-01`; null for anything else, a day that does not exist among it. Pure. */
export function readMoment(text: string): Moment | null {
  const ms = parseDuration(text);
  if (ms !== null) return ms > 0 && ms <= LONGEST ? { kind: 'ago', ms } : null;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid ? { kind: 'day', day: text } : null;
}

/** Ten years. */
const LONGEST = 3_653 * 86_400_000;
const USUAL_WEEKS = 12;

/**
 * From a moment, or from the Monday eleven weeks ago so that there are twelve weeks and the running one is the only part of one; up to the end of a day, or now. Days are those
 * on the wall of the zone. Pure.
 */
export function periodOf(since: Moment | undefined, until: Moment | undefined, zone: string, now: number): { from: number; to: number } {
  const from =
    since === undefined
      ? weekOf(now, zone)
          .minus({ weeks: USUAL_WEEKS - 1 })
          .toMillis()
      : since.kind === 'ago'
        ? now - since.ms
        : startOf(since.day, zone).toMillis();
  const to = until === undefined ? now : until.kind === 'ago' ? now - until.ms : startOf(until.day, zone).plus({ days: 1 }).toMillis();
  return { from, to: Math.min(to, now) };
}

function startOf(day: string, zone: string): DateTime {
  return DateTime.fromISO(day, { zone }).startOf('day');
}
