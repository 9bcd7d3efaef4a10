import { DateTime } from 'luxon';
import type { WorkDuration } from '../config/work-duration.ts';
import { nextClosing, nextOpening, type OpeningHours, worksOn } from './business-hours.ts';

/**
 * When a time that was given to people is over, ms since the epoch. By the clock, hours and days are hours and days, whatever clocks on walls do meanwhile;
 * business days end at the same time of the day on the wall, business hours count only while somebody is there. Pure.
 * @param hours null: always at work
 */
export function timeAfter(from: number, duration: WorkDuration, hours: OpeningHours | null): number {
  switch (duration.kind) {
    case 'time':
      return from + duration.ms;
    case 'business-hours':
      return hours === null ? from + duration.ms : afterOpenTime(hours, from, duration.ms);
    case 'business-days':
      return hours === null ? from + duration.days * DAY : afterBusinessDays(hours, from, duration.days);
    default:
      return duration satisfies never;
  }
}

/** The first moment from `at` on within the hours. Where there is none within a year, `at` itself: late is worse than at night. */
export function withinHours(at: number, hours: OpeningHours | null): number {
  return hours === null ? at : (nextOpening(hours, at) ?? at);
}

const DAY = 86_400_000;
/** More days without work in a row than any calendar has. */
const DAYS_AHEAD = 400;

/** What begins outside the hours begins when work does; what would end outside them ends when work begins again. */
function afterBusinessDays(hours: OpeningHours, from: number, days: number): number {
  const start = DateTime.fromMillis(withinHours(from, hours), { zone: hours.zone });
  let left = days;
  for (let ahead = 1; ahead <= DAYS_AHEAD + days * 7; ahead += 1) {
    const day = start.plus({ days: ahead });
    if (worksOn(hours, day.toMillis())) left -= 1;
    if (left === 0) return withinHours(day.toMillis(), hours);
  }
  return from + days * DAY;
}

function afterOpenTime(hours: OpeningHours, from: number, ms: number): number {
  let left = ms;
  let at = nextOpening(hours, from);
  while (at !== null) {
    const end = nextClosing(hours, at);
    if (end - at >= left) return at + left;
    left -= end - at;
    at = nextOpening(hours, end);
  }
  return from + ms;
}
