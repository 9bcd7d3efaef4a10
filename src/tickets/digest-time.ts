import { DateTime } from 'luxon';
import { nextOpening, type OpeningHours } from './business-hours.ts';

/** When the support lead gets the digest of a day. Pure. */

export interface DigestPlan {
  /** The lead's; null where they have none. */
  readonly hours: OpeningHours | null;
  /** `08:30` on the wall of the zone; null: when work begins. */
  readonly at: string | null;
  readonly zone: string | null;
}

export interface DigestDay {
  /** `2026-11-22` in the zone. */
  readonly day: string;
  /** ms. */
  readonly due: number;
  readonly zone: string;
}

const DEFAULT_AT = '08:00';

/** The digest of the day that `now` is in, if that day has one: none on a day without work. A time that clocks skip is the one an hour later. */
export function digestOf({ hours, at, zone: wanted }: DigestPlan, now: number): DigestDay | null {
  const zone = wanted ?? hours?.zone ?? 'UTC';
  const start = DateTime.fromMillis(now, { zone }).startOf('day');
  const day = start.toFormat('yyyy-MM-dd');
  const opens = hours === null ? start.toMillis() : nextOpening(hours, start.toMillis());
  if (opens === null || opens >= start.plus({ days: 1 }).toMillis()) return null;
  if (hours !== null && at === null) return { day, due: opens, zone };
  const [hour, minute] = (at ?? DEFAULT_AT).split(':').map(Number);
  return { day, due: start.set({ hour: hour ?? 0, minute: minute ?? 0 }).toMillis(), zone };
}

/** Days that are looked back for one without anything sent. */
const DAYS_BACK = 14;

/** The newest before it that could have been sent; null: none within two weeks. */
export function digestBefore(plan: DigestPlan, { due, zone }: DigestDay): DigestDay | null {
  const today = DateTime.fromMillis(due, { zone }).set({ hour: 12, minute: 0 });
  for (let back = 1; back <= DAYS_BACK; back += 1) {
    const found = digestOf(plan, today.minus({ days: back }).toMillis());
    if (found !== null) return found;
  }
  return null;
}

/** That of a day such as `2026-11-22`, if it has one. */
export function digestOn(plan: DigestPlan, day: string, zone: string): DigestDay | null {
  const noon = DateTime.fromISO(day, { zone }).set({ hour: 12 });
  return noon.isValid ? digestOf(plan, noon.toMillis()) : null;
}
