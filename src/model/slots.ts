/** A bounded number of things at once; who comes first is served first. */
export interface Slots {
  /** Resolves with the function that gives the slot back; null when none came free in time. Rejects with the reason of `signal`. */
  readonly take: (signal: AbortSignal, withinMs: number) => Promise<(() => void) | null>;
  readonly taken: () => number;
}

export function makeSlots(count: number): Slots {
  let taken = 0;
  const waiting = new Set<() => void>();

  const give = (): (() => void) => {
    taken += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      taken -= 1;
      const [next] = waiting;
      next?.();
    };
  };

  return {
    taken: () => taken,
    take: (signal, withinMs) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (taken < count) return resolve(give());
        const end = () => {
          waiting.delete(next);
          clearTimeout(timer);
          signal.removeEventListener('abort', abort);
        };
        const next = () => {
          end();
          resolve(give());
        };
        const abort = () => {
          end();
          reject(signal.reason);
        };
        const timer = setTimeout(() => {
          end();
          resolve(null);
        }, withinMs);
        signal.addEventListener('abort', abort);
        waiting.add(next);
      }),
  };
}
