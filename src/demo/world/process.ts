import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { leash } from './leash.ts';

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** A line on stdout or stderr that says it serves. */
  readonly ready: RegExp;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Default SIGTERM. */
  readonly stopSignal?: NodeJS.Signals;
  /** ms from the signal to SIGKILL; default 5,000. */
  readonly stopWithinMs?: number;
  /** ms until `ready` must have been seen; default 15,000. */
  readonly readyWithinMs?: number;
}

export interface Child {
  readonly pid: number;
  /** The last lines it printed, for error messages. */
  readonly tail: () => string;
  readonly stop: () => Promise<void>;
}

const TAIL_LINES = 40;

/**
 * Starts a server in the foreground and resolves once it printed its ready line; throws with its last output if it ends before.
 * It leads a process group of its own, and the whole group ends with it or with us.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const child = spawn(options.command, options.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  const lines: string[] = [];
  const tail = () => lines.join('\n');
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      followLines(stream, (line) => {
        lines.push(line);
        if (lines.length > TAIL_LINES) lines.shift();
        if (options.ready.test(line)) resolve();
      });
    }
  });

  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const held = await leash(pid);
  let stopping: Promise<void> | undefined;
  const stopOnce = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(options.stopSignal ?? 'SIGTERM');
      await within(options.stopWithinMs ?? 5_000, ended);
    }
    await held.pull();
    await ended;
  };
  const stop = () => {
    stopping ??= stopOnce();
    return stopping;
  };

  const limitMs = options.readyWithinMs ?? 15_000;
  const first = await within(limitMs, Promise.race([ready.then(() => 'ready' as const), ended.then(() => 'ended' as const)]));
  if (first === 'ready') return { pid, tail, stop };
  await stop();
  const what = first === 'ended' ? 'ended instead of starting' : `was not ready within ${limitMs} ms`;
  throw new Error(`${options.command} ${what}; its last output:\n${tail()}`);
}

/** What `event` gives, or undefined once the limit is over. */
async function within<T>(limitMs: number, event: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  const first = await Promise.race([event, limit]);
  clearTimeout(timer);
  return first;
}

function followLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine);
}
