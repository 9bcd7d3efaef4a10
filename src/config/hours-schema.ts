import { IANAZone } from 'luxon';
import { z } from 'zod';
import { nearest } from './nearest.ts';

/** When a team is at work, by the clock on its own wall. */

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Day = (typeof DAYS)[number];

/** Minutes after the midnight its day begins with; above 1440: it ends on the next day. */
export interface Shift {
  readonly start: number;
  readonly end: number;
}

const TIME = '([01]\\d|2[0-3]):([0-5]\\d)';
const SHIFT = new RegExp(`^${TIME}\\s*-\\s*(?:${TIME}|24:00)$`);
const DAY_NAMES = `(?:${DAYS.join('|')})`;

export const zone = z
  .string()
  .min(1)
  .refine((name) => IANAZone.isValidZone(name), {
    error: ({ input }) => {
      const meant = nearest(String(input), Intl.supportedValuesOf('timeZone'));
      return `${String(input)} is no time zone: ${meant === undefined ? 'write one such as Europe/Berlin' : `did you mean ${meant}?`}`;
    },
  });

const shift = z
  .string()
  .regex(SHIFT, 'write from when to when, such as 09:00-17:30 or, over midnight, 22:00-06:00')
  .refine(
    (text) => !SHIFT.test(text) || toShift(text).end !== toShift(text).start,
    'ends when it begins: write 00:00-24:00 for a whole day',
  )
  .transform(toShift);

/** A day of one year, or of every year. */
export const holiday = z
  .string()
  .regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'write a day such as 2026-12-24, or 12-25 for every year')
  // 29 February is a day of every leap year.
  .refine((day) => new Date(`${day.length === 5 ? `2024-${day}` : day}T00:00Z`).getUTCDate() === Number(day.slice(-2)), {
    error: 'there is no such day: look at the calendar',
    when: ({ issues }) => issues.length === 0,
  });

export const Hours = z
  .strictObject({
    zone: zone.describe('Time zone such as Europe/Berlin'),
    week: z
      .record(
        z.string().regex(new RegExp(`^${DAY_NAMES}(-${DAY_NAMES})?$`), `write a day (${DAYS.join(', ')}) or several such as mon-fri`),
        z.array(shift),
      )
      .refine((week) => Object.values(week).some((shifts) => shifts.length > 0), {
        error: 'nobody would ever be there: name days and times such as mon-fri: ["09:00-17:00"], or leave hours out',
      })
      .describe('Days, or several such as mon-fri, and the times of each; one that ends before it begins ends on the next day')
      .transform(byDay),
    holidays: z
      .array(
        z.union([holiday, z.string().regex(/^[a-z][a-z0-9-]*$/)], {
          error: 'write a day that exists, such as 2026-12-24 or 12-25, or a calendar under holidays',
        }),
      )
      .default([])
      .describe('Days without work: 2026-12-24, 12-25 for every year, or a calendar named under the top-level holidays'),
    urgentAnyTime: z.boolean().default(false).describe('true: what is urgent comes at any hour'),
  })
  .describe('When the team is at work; default: always');
export type Hours = z.infer<typeof Hours>;

function toShift(text: string): Shift {
  const [from = '', to = ''] = text.split('-').map((part) => part.trim());
  const start = minutes(from);
  const end = minutes(to);
  return { start, end: end < start ? end + 1440 : end };
}

function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

function byDay(week: Readonly<Record<string, readonly Shift[]>>): Readonly<Record<Day, readonly Shift[]>> {
  const on = (day: Day) => Object.entries(week).flatMap(([days, shifts]) => (spans(days).includes(day) ? shifts : []));
  return { mon: on('mon'), tue: on('tue'), wed: on('wed'), thu: on('thu'), fri: on('fri'), sat: on('sat'), sun: on('sun') };
}

/** `fri-mon` goes round the week's end. */
function spans(days: string): readonly string[] {
  const [first = '', last = first] = days.split('-');
  const from = DAYS.indexOf(first as Day);
  const count = ((DAYS.indexOf(last as Day) - from + DAYS.length) % DAYS.length) + 1;
  return Array.from({ length: count }, (_, at) => DAYS[(from + at) % DAYS.length] ?? '');
}
