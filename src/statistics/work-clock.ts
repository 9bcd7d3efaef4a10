import { type OpeningHours, shiftsBetween } from '../tickets/business-hours.ts';

/**
 * Makes the function that tells how long a team was at work between two moments of a period, ms. The shifts are laid out once: a question costs two searches in
 * them, so that a hundred thousand tickets cost nothing. Pure.
 * @param hours null: always at work
 */
export function workClock(hours: OpeningHours | null, from: number, to: number): (from: number, to: number) => number {
  if (hours === null) return (a, b) => b - a;
  const shifts = shiftsBetween(hours, from, to);
  let sum = 0;
  // Time at work before each shift.
  const before = shifts.map(([start, end]) => {
    const so = sum;
    sum += end - start;
    return so;
  });
  const until = (at: number) => {
    const i = lastStarted(shifts, at);
    const shift = shifts[i];
    return shift === undefined ? 0 : (before[i] ?? 0) + Math.min(at, shift[1]) - shift[0];
  };
  return (a, b) => until(b) - until(a);
}

/** Index of the last shift that began at or before a moment; -1: none. */
function lastStarted(shifts: readonly (readonly [number, number])[], at: number): number {
  let low = 0;
  let high = shifts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle]?.[0] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
