import { AT_EASE, afterEnd, askLeave, type Ended, type PaceLimits, settleTokens } from './pace-state.ts';
import { makeSlots } from './slots.ts';

/** One for each model server, whoever asks it: what the server says to one holds for all. */
export interface Pace {
  /**
   * Leave to send one request of about `tokens`. Waits for a place among those at work, but never for the server: whoever may not send is told when to come
   * back. Rejects with the reason of `signal`.
   */
  readonly enter: (tokens: number, signal: AbortSignal) => Promise<Entry>;
}

export type Entry =
  | {
      readonly ok: true;
      /** To be called once, whatever happened; `tokens` where they are known. Says how long to wait before the next try, if the server or its absence does. */
      readonly leave: (ended: Ended, tokens: number | null) => number | null;
    }
  | { readonly ok: false; readonly why: 'rate' | 'down'; readonly retryAfterMs: number };

export interface PaceOptions extends PaceLimits {
  readonly concurrency: number;
  readonly now: () => number;
  readonly random: () => number;
}

/** Longer is no use: the ticket comes back by itself. */
const SLOT_WAIT_MS = 30_000;
const SLOT_RETRY_MS = 5_000;

/** Kept in memory: after a restart the server says again what it wants. */
export function makePace({ concurrency, now, random, ...limits }: PaceOptions): Pace {
  const slots = makeSlots(concurrency);
  let state = AT_EASE;
  return {
    enter: async (tokens, signal) => {
      const release = await slots.take(signal, SLOT_WAIT_MS);
      if (release === null) return { ok: false, why: 'rate', retryAfterMs: SLOT_RETRY_MS };
      const at = now();
      const asked = askLeave(state, limits, { tokens, inFlight: slots.taken() - 1, now: at });
      state = asked.state;
      if (!asked.leave.ok) {
        release();
        return asked.leave;
      }
      return {
        ok: true,
        leave: (ended, used) => {
          release();
          if (used !== null) state = settleTokens(state, at, tokens, used);
          const after = afterEnd(state, ended, { now: now(), random: random() });
          state = after.state;
          return after.retryAfterMs;
        },
      };
    },
  };
}
