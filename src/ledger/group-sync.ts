/**
 * Makes commits durable together. Every caller resolves after a sync that began after its call: a sync that is already
 * running may have passed over what was written meanwhile, so its callers wait for the next one, which they share.
 *
 * A sync that failed once is not tried again: the kernel may have dropped the pages that it could not write, and a later
 * success would say nothing about them (https://wiki.postgresql.org/wiki/Fsync_Errors). All callers get the error from then on.
 */
export function makeGroupSync(sync: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let failed: Promise<void> | null = null;

  const start = (): Promise<void> => {
    next = null;
    if (failed !== null) return failed;
    const current = sync().then(
      () => {
        running = null;
      },
      (cause: unknown) => {
        running = null;
        failed ??= Promise.reject(
          new Error('the disk did not confirm what the ledger wrote: check it, then start Firstline again', { cause }),
        );
        // Whoever waits gets it; that nobody does at this moment is no unhandled rejection.
        failed.catch(() => undefined);
        return failed;
      },
    );
    running = current;
    return current;
  };

  return () => {
    if (failed !== null) return failed;
    if (running === null) return start();
    next ??= running.then(start);
    return next;
  };
}
