import { TransientError } from '../errors.ts';
import { backoffMs } from '../mail/backoff.ts';
import { pause } from '../pause.ts';

/** Between tries where nobody says when to come back. */
const RETRY = { baseMs: 1_000, maxMs: 30_000 };

export interface Patience {
  /**
   * Waits until the next try; throws `TransientError` when it would be over the limit, and returns early when the signal is aborted.
   * @param atLeastMs what the other side asked for (Retry-After)
   */
  readonly after: (reason: string, atLeastMs?: number) => Promise<void>;
  /** It works again. */
  readonly over: () => void;
}

export interface PatienceOptions {
  /** ms without any success, after which whoever waits gives up. */
  readonly limitMs: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Once for each time of waiting. */
  readonly onWait: (reason: string, ms: number) => void;
}

/** How long one waits for others, together: whoever succeeds ends the waiting of all. */
export function makePatience({ limitMs, now, random, signal, onWait }: PatienceOptions): Patience {
  let since: number | null = null;
  let failures = 0;
  return {
    after: async (reason, atLeastMs) => {
      since ??= now();
      failures += 1;
      const ms = atLeastMs ?? backoffMs(failures, random, RETRY);
      if (now() + ms - since > limitMs) throw new TransientError(reason, { retryAfterMs: ms });
      onWait(reason, ms);
      await pause(ms, signal);
    },
    over: () => {
      since = null;
      failures = 0;
    },
  };
}
