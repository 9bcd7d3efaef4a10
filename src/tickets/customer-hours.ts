import { DateTime } from 'luxon';
import type { OpeningHours } from './business-hours.ts';

/** When a customer is likely to be at work. Pure. */

/** Where the support has no hours of its own. */
const OFFICE: OpeningHours['week'] = (() => {
  const day = [{ start: 9 * 60, end: 17 * 60 }];
  return { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
})();

/**
 * The hours for a mail that nobody waits for. Where the customer's clock is known, those of the support on the customer's wall (Monday to Friday, nine to five,
 * where it has none); else those of the support. A customer whose clock agrees with the support's at that moment is taken to live by it: then
 * daylight saving is right, too, which an offset alone knows nothing of. Holidays are those of the support: nobody would read an answer on them.
 * @param utcOffset minutes east of UTC; null: unknown
 * @param support null: always at work
 */
export function customerHours(utcOffset: number | null, support: OpeningHours | null, at: number): OpeningHours | null {
  if (utcOffset === null) return support;
  if (support === null) return { zone: fixedZone(utcOffset), week: OFFICE, holidays: [] };
  const same = DateTime.fromMillis(at, { zone: support.zone }).offset === utcOffset;
  return same ? support : { ...support, zone: fixedZone(utcOffset) };
}

/** As luxon writes it: `UTC+5:30`. */
function fixedZone(minutes: number): string {
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/**
 * What the Date field of a customer's mail says about their clock, minutes east of UTC (RFC 5322 §3.3). `-0000` says that nothing is known; `+0000`, `GMT` and the like are what
 * web mail and servers write for everybody, so they are no hint either. Null: unknown.
 */
export function utcOffsetOf(date: string | undefined): number | null {
  const match = /([+-])(\d{2})(\d{2})\s*(?:\([^()]*\)\s*)*$/.exec(date?.slice(0, 200).trim() ?? '');
  if (match === null) return null;
  const minutes = (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
  const exists = minutes >= -12 * 60 && minutes <= 14 * 60 && minutes % 15 === 0;
  return exists && minutes !== 0 ? minutes : null;
}
