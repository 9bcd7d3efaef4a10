import { DateTime } from 'luxon';

/** A week as calendars count it (ISO 8601): from Monday, 00:00 on the wall of the zone. Pure. */
export interface Week {
  /** `2026-W47`: the year is that of its Thursday. */
  readonly week: string;
  /** ms; from, and before. Cut where the period begins or ends within it. */
  readonly from: number;
  readonly to: number;
  /** Whether it was cut. */
  readonly partial: boolean;
}

/** The weeks that a period lies in, oldest first, also those in which nothing came. */
export function weeksBetween(from: number, to: number, zone: string): readonly Week[] {
  const weeks: Week[] = [];
  for (let start = weekOf(from, zone); start.toMillis() < to; start = start.plus({ weeks: 1 })) {
    const begins = start.toMillis();
    const ends = start.plus({ weeks: 1 }).toMillis();
    weeks.push({
      week: start.toFormat("kkkk-'W'WW"),
      from: Math.max(from, begins),
      to: Math.min(to, ends),
      partial: begins < from || ends > to,
    });
  }
  return weeks;
}

/** The Monday of the week that a moment lies in. */
export function weekOf(at: number, zone: string): DateTime {
  return DateTime.fromMillis(at, { zone }).startOf('week');
}
