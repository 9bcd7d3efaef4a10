import { setTimeout as wait } from 'node:timers/promises';

/** Starts to count; what it returns says how many ms this thread has computed since. The clock would also count what else runs on the machine. */
export function computingTime(): () => number {
  const before = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1_000;
  };
}

/** The longest that this thread was busy in one go while `work` ran, ms of computing time. */
export async function longestPause(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let over = false;
  const done = work.finally(() => {
    over = true;
  });
  done.catch(() => undefined);
  while (!over) {
    const spent = computingTime();
    await wait(5);
    longest = Math.max(longest, spent());
  }
  return longest;
}
