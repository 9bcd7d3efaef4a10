import { z } from 'zod';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Nobody means more, and a moment that far ahead is no date any more. */
export const MAX_DURATION_MS = 10 * 366 * 86_400_000;

/** `20s`, `48h`, `7d` → milliseconds; null when it is not a duration. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)$/.exec(text.trim());
  const unit = match?.[2] === undefined ? undefined : UNITS[match[2]];
  return unit === undefined ? null : Math.round(Number(match?.[1]) * unit);
}

/** A duration in a config file; milliseconds once parsed. */
export const duration = z
  .string()
  .regex(/^\d+(\.\d+)?\s*(ms|s|m|h|d|w)$/, 'write a duration such as 20s, 5m, 48h or 7d')
  .refine((text) => (parseDuration(text) ?? 0) <= MAX_DURATION_MS, 'is longer than ten years')
  .transform((text) => parseDuration(text) ?? 0);
