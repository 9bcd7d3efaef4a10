import { DateTime } from 'luxon';
import { DAYS, type Shift } from '../config/hours-schema.ts';

/** When a team is at work. Pure. */
export interface OpeningHours {
  /** IANA name. */
  readonly zone: string;
  /** Shifts belong to the day they begin on. */
  readonly week: Readonly<Record<(typeof DAYS)[number], readonly Shift[]>>;
  /** `2026-12-24`, or `12-25` of every year: no shift begins on it. */
  readonly holidays: readonly string[];
}

const DAY = 1440;
const MINUTE = 60_000;
/** Over a year without work nobody waits for the next shift. */
const DAYS_AHEAD = 400;
/** No zone sets its clocks by more: within it a shift may begin in an hour that is skipped or comes twice. */
const CLOCK_CHANGE = 120;

/**
 * Whether the clock on the team's wall stands within a shift. An hour that comes twice when clocks are set back counts twice, a skipped one never; a
 * shift over midnight into a holiday is worked to its end.
 * @param at ms since the epoch
 */
export function isOpen(hours: OpeningHours, at: number): boolean {
  const now = DateTime.fromMillis(at, { zone: hours.zone });
  const minute = now.hour * 60 + now.minute;
  const covers = (day: DateTime, time: number) => shiftsOn(hours, day).some(({ start, end }) => start <= time && time < end);
  return covers(now, minute) || covers(now.minus({ days: 1 }), minute + DAY);
}

/** The first moment from `at` on at which the team is at work, ms since the epoch: `at` itself within a shift; null when there is none within a year. */
export function nextOpening(hours: OpeningHours, at: number): number | null {
  if (isOpen(hours, at)) return at;
  const today = DateTime.fromMillis(at, { zone: hours.zone }).startOf('day');
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = today.plus({ days: ahead });
    const starts = shiftsOn(hours, day)
      .map(({ start }) => day.set({ hour: Math.floor(start / 60), minute: start % 60 }).toMillis())
      .flatMap((start) => firstOpen(hours, Math.max(at, start - CLOCK_CHANGE * MINUTE), start + CLOCK_CHANGE * MINUTE) ?? [])
      .toSorted((a, b) => a - b);
    if (starts[0] !== undefined) return starts[0];
  }
  return null;
}

/** When the shift that `at` lies in ends, ms since the epoch: another may begin at that moment. */
export function nextClosing(hours: OpeningHours, at: number): number {
  const now = DateTime.fromMillis(at, { zone: hours.zone });
  const minute = now.hour * 60 + now.minute;
  const ends = [
    { day: now.startOf('day'), minute },
    { day: now.startOf('day').minus({ days: 1 }), minute: minute + DAY },
  ].flatMap(({ day, minute: time }) =>
    shiftsOn(hours, day).flatMap(({ start, end }) => (start <= time && time < end ? [onWall(day, end)] : [])),
  );
  // In an hour that comes twice, its end on the wall may already have been: the next minute tells.
  return Math.max(at + MINUTE, ...ends);
}

function onWall(day: DateTime, minute: number): number {
  return day
    .plus({ days: Math.floor(minute / DAY) })
    .set({ hour: Math.floor((minute % DAY) / 60), minute: minute % 60 })
    .toMillis();
}

/** Whether a shift begins on the day, by the clock on the team's wall, that `at` lies in. */
export function worksOn(hours: OpeningHours, at: number): boolean {
  return shiftsOn(hours, DateTime.fromMillis(at, { zone: hours.zone })).length > 0;
}

/** Shifts begin on full minutes. */
function firstOpen(hours: OpeningHours, from: number, to: number): number | null {
  for (let at = Math.ceil(from / MINUTE) * MINUTE; at <= to; at += MINUTE) if (isOpen(hours, at)) return at;
  return null;
}

function shiftsOn({ week, holidays }: OpeningHours, day: DateTime): readonly Shift[] {
  if (holidays.includes(day.toFormat('yyyy-MM-dd')) || holidays.includes(day.toFormat('MM-dd'))) return [];
  return week[DAYS[day.weekday - 1] ?? 'mon'];
}

/** The times at work that touch a period, ms since the epoch, in order; shifts that overlap or follow at once are one. */
export function shiftsBetween(hours: OpeningHours, from: number, to: number): readonly (readonly [start: number, end: number])[] {
  const found: [number, number][] = [];
  // A shift over midnight belongs to the day before.
  for (let day = DateTime.fromMillis(from, { zone: hours.zone }).startOf('day').minus({ days: 1 }); day.toMillis() < to; ) {
    const next = day.plus({ days: 1 });
    for (const { start, end } of shiftsOn(hours, day)) {
      const begins = timeOn(day, start);
      const ends = end >= DAY ? timeOn(next, end - DAY) : timeOn(day, end);
      if (ends > begins && ends > from && begins < to) found.push([begins, ends]);
    }
    day = next;
  }
  const merged: [number, number][] = [];
  for (const [begins, ends] of found.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && begins <= last[1]) last[1] = Math.max(last[1], ends);
    else merged.push([begins, ends]);
  }
  return merged;
}

function timeOn(day: DateTime, minute: number): number {
  return day.set({ hour: Math.floor(minute / 60), minute: minute % 60 }).toMillis();
}
