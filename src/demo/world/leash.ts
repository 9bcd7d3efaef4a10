import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Leash {
  /** SIGKILL to whatever is left of the group; resolves once it was sent. */
  readonly pull: () => Promise<void>;
}

/**
 * Holds a process group that must not outlive us, however we end: a small shell waits on a pipe that only we hold open, and kills
 * the group when the pipe closes. Servers leave helpers behind (Dovecot does), so the group dies also after an orderly stop.
 */
export async function leash(groupId: number): Promise<Leash> {
  // The shell is in a group of its own: a Ctrl-C in the terminal reaches us alone, and we stop in our own order.
  const keeper = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -KILL -"$0" 2>/dev/null', String(groupId)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  await once(keeper, 'spawn');
  keeper.unref();
  return {
    pull: async () => {
      const gone = once(keeper, 'exit');
      keeper.ref();
      keeper.stdin.end();
      await gone;
    },
  };
}
