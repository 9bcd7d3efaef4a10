/**
 * Waits until `ms` are over, `signal` is aborted (also when it already is) or the function given to `arm` is called; never
 * rejects, and leaves neither timer nor listener behind.
 */
export function pause(ms: number, signal: AbortSignal, arm: (wake: () => void) => void = () => undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    arm(done);
    // An abort of before is not told again.
    if (signal.aborted) done();
  });
}
