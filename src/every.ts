import { errorMessage } from './errors.ts';
import type { Log } from './log.ts';
import type { Undo } from './undo.ts';

/** Runs `work` on a timer until undone; a failure is logged and tried again at the next beat. */
export function every(undo: Undo, ms: number, work: () => Promise<void>, log: Log, first: 'at once' | 'later' = 'later'): void {
  let running: Promise<void> | null = null;
  const beat = () => {
    running ??= work()
      .catch((error: unknown) => log.debug({ err: errorMessage(error) }, 'a periodic task failed; it is tried again'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(beat, ms);
  if (first === 'at once') beat();
  undo.push(async () => {
    clearInterval(timer);
    await running;
  });
}
