import { z } from 'zod';
import { MAX_DURATION_MS, parseDuration } from './duration.ts';

/** How long people are given: by the clock, or only while they are at work. */
export type WorkDuration =
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'business-hours'; readonly ms: number }
  | { readonly kind: 'business-days'; readonly days: number };

const BUSINESS = /^(\d+)\s*business\s*(hours?|days?)$/;
/** A year has some 250 of them. */
const MAX_DAYS = 250;
const HOUR = 3_600_000;

const HOW = 'write a duration such as 48h, 90m, 8 business hours or 3 business days';

/** `48h`, `90m`, `8 business hours`, `3 business days`; else a sentence that says what is wrong. */
export function parseWorkDuration(text: string): WorkDuration | string {
  const business = BUSINESS.exec(text.trim());
  if (business !== null) return businessTime(Number(business[1]), business[2] ?? '');
  const ms = parseDuration(text);
  if (ms === null) return HOW;
  if (ms === 0) return EMPTY;
  return ms > MAX_DURATION_MS ? 'is longer than ten years' : { kind: 'time', ms };
}

const EMPTY = 'is no time at all: write how long to wait';

function businessTime(count: number, unit: string): WorkDuration | string {
  if (count === 0) return EMPTY;
  const isHours = unit.startsWith('hour');
  if (count > MAX_DAYS * (isHours ? 8 : 1)) return 'is longer than a year of work';
  return isHours ? { kind: 'business-hours', ms: count * HOUR } : { kind: 'business-days', days: count };
}

/** Whether it can only be counted by somebody's hours. */
export function needsHours({ kind }: WorkDuration): boolean {
  return kind !== 'time';
}

/** The same in a config file. */
export const workDuration = z
  .string()
  .regex(/^\s*(\d+(\.\d+)?\s*(ms|s|m|h|d|w)|\d+\s*business\s*(hours?|days?))\s*$/, HOW)
  .transform((text, context): WorkDuration => {
    const read = parseWorkDuration(text);
    if (typeof read !== 'string') return read;
    context.addIssue({ code: 'custom', message: read, input: text });
    return z.NEVER;
  });
