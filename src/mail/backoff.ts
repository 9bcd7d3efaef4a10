export interface BackoffOptions {
  /** ms before the second try, at most; doubles with every failure. */
  readonly baseMs: number;
  readonly maxMs: number;
}

/**
 * How long to wait after the `failures`-th failure in a row (from 1), in ms: half of it fixed, half of it random, so that many
 * clients of a server that comes back do not all knock at once, and none knocks immediately.
 * @param random gives a number from 0 (inclusive) to 1 (exclusive), like Math.random.
 */
export function backoffMs(failures: number, random: () => number, { baseMs, maxMs }: BackoffOptions): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.max(0, failures - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}

/** For a server that does not answer. */
export const RECONNECT: BackoffOptions = { baseMs: 1_000, maxMs: 60_000 };

/** For a server that refuses us: wrong passwords lock accounts at many providers, so knock seldom. */
export const RECONNECT_REFUSED: BackoffOptions = { baseMs: 30_000, maxMs: 600_000 };
