/** When the next request to a model server may leave: pure. Times are ms since the epoch. */

export interface PaceLimits {
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
}

export interface PaceState {
  /** No request before this: the server said so, or it has failed again and again. */
  readonly pausedUntil: number;
  readonly pausedBy: 'rate' | 'down';
  /** Requests without any answer in a row. */
  readonly failures: number;
  /** Requests of the last minute, oldest first. */
  readonly recent: readonly { readonly at: number; readonly tokens: number }[];
  /** How many were told to come later since one was let through: they are told different times. */
  readonly refused: number;
}

/** How a request ended, as far as the pace cares. */
export type Ended =
  | { readonly kind: 'answered' }
  /** 429, or 503 with a time: the server wants fewer requests; null where it does not say for how long. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number | null }
  /** No connection, no answer in time, or 5xx. */
  | { readonly kind: 'away' }
  /** We gave up: that says nothing of the server. */
  | { readonly kind: 'cancelled' };

export const AT_EASE: PaceState = { pausedUntil: 0, pausedBy: 'rate', failures: 0, recent: [], refused: 0 };

/** So many failures in a row are no accident: from then on one request at a time finds out whether the server is back. */
export const PATIENCE = 3;
const MINUTE = 60_000;
const LONGEST_PAUSE = 60_000;
/** A server that wants us to stay away longer is asked once a day all the same. */
const LONGEST_ORDER = 24 * 60 * MINUTE;
const FIRST_PAUSE = 5_000;
/** Between two who were told to come later, where nothing else says it; and the most that this adds. */
const STEP = 100;
const MOST_SPREAD = 30_000;

export type Leave = { readonly ok: true } | { readonly ok: false; readonly why: 'rate' | 'down'; readonly retryAfterMs: number };

/** May a request of about so many tokens leave now? `inFlight` requests have not ended yet. */
export function askLeave(
  state: PaceState,
  limits: PaceLimits,
  { tokens, inFlight, now }: { readonly tokens: number; readonly inFlight: number; readonly now: number },
): { readonly leave: Leave; readonly state: PaceState } {
  const recent = state.recent.filter((r) => r.at > now - MINUTE);
  const refuse = (why: 'rate' | 'down', waitMs: number, step: number) => ({
    leave: { ok: false as const, why, retryAfterMs: Math.ceil(waitMs + Math.min(MOST_SPREAD, state.refused * step)) },
    state: { ...state, recent, refused: state.refused + 1 },
  });
  if (now < state.pausedUntil) return refuse(state.pausedBy, state.pausedUntil - now, STEP);
  if (state.failures >= PATIENCE && inFlight > 0) return refuse('down', FIRST_PAUSE, STEP);
  const wait = untilRoom(recent, limits, tokens, now);
  if (wait > 0) return refuse('rate', wait, limits.requestsPerMinute === null ? STEP : MINUTE / limits.requestsPerMinute);
  return { leave: { ok: true }, state: { ...state, recent: [...recent, { at: now, tokens }], refused: 0 } };
}

/** The state after a request that left at `at` has ended, and how long whoever sent it should wait before the next try. */
export function afterEnd(
  state: PaceState,
  ended: Ended,
  { now, random }: { readonly now: number; readonly random: number },
): { readonly state: PaceState; readonly retryAfterMs: number | null } {
  switch (ended.kind) {
    case 'answered':
      return { state: { ...state, failures: 0 }, retryAfterMs: null };
    case 'cancelled':
      return { state, retryAfterMs: null };
    case 'busy': {
      // It answered, so it is there.
      const wait = Math.min(LONGEST_ORDER, ended.retryAfterMs ?? FIRST_PAUSE);
      return { state: pausedFor({ ...state, failures: 0 }, 'rate', now + wait), retryAfterMs: ended.retryAfterMs === null ? null : wait };
    }
    case 'away': {
      const failures = state.failures + 1;
      const wait = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(10, failures - 1)) * (0.8 + 0.4 * random);
      const next = { ...state, failures };
      return { state: failures < PATIENCE ? next : pausedFor(next, 'down', now + wait), retryAfterMs: Math.round(wait) };
    }
    default:
      return ended satisfies never;
  }
}

/** Puts right what was estimated when the request left. */
export function settleTokens(state: PaceState, at: number, estimated: number, tokens: number): PaceState {
  const index = state.recent.findIndex((r) => r.at === at && r.tokens === estimated);
  return index < 0 ? state : { ...state, recent: state.recent.with(index, { at, tokens }) };
}

function pausedFor(state: PaceState, by: 'rate' | 'down', until: number): PaceState {
  return until <= state.pausedUntil ? state : { ...state, pausedUntil: until, pausedBy: by };
}

/** ms until old requests have made room; what is larger than the whole limit goes alone. */
function untilRoom(recent: PaceState['recent'], { requestsPerMinute, tokensPerMinute }: PaceLimits, tokens: number, now: number): number {
  let used = recent.reduce((sum, r) => sum + r.tokens, 0);
  for (const [i, oldest] of recent.entries()) {
    const hasRoom =
      (requestsPerMinute === null || recent.length - i < requestsPerMinute) &&
      (tokensPerMinute === null || used + tokens <= tokensPerMinute);
    if (hasRoom) return i === 0 ? 0 : (recent[i - 1]?.at ?? now) + MINUTE - now;
    used -= oldest.tokens;
  }
  const last = recent.at(-1);
  return last === undefined ? 0 : last.at + MINUTE - now;
}
