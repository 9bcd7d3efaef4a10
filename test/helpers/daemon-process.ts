import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Env } from '../../src/config/interpolate.ts';
import { PATIENCE_MS } from './patience.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'src', 'cli.ts');
/** Compiled code, as of bin/firstline.js: hundreds of starts need not compile the same each time. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'firstline');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The program as a process of its own, and everything it says. */
export interface Program {
  readonly process: ChildProcess;
  /** Standard output and standard error, as printed so far. */
  readonly output: () => string;
  readonly ended: Promise<Ended>;
  /**
   * Resolves once the output behind what the last `says` matched, matches; rejects with the whole output when the program
   * ends before, or patience does.
   */
  readonly says: (what: RegExp) => Promise<void>;
  /** SIGTERM, and waits for the end. */
  readonly stop: () => Promise<Ended>;
  /** SIGKILL, and waits for the end. */
  readonly kill: () => Promise<Ended>;
}

/** `firstline run` ends only when stopped. */
export const DAEMON = ['run', '--sample'] as const;

export function startProgram(env: Env, args: readonly string[] = DAEMON): Program {
  const child = spawn(process.execPath, [CLI, ...args], { env: { NODE_COMPILE_CACHE: CACHE, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const listeners = new Set<() => void>();
  let text = '';
  let heard = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listen of listeners) listen();
    });
  }
  let over: Ended | null = null;
  const ended = new Promise<Ended>((resolve) => {
    // `close` comes after the last output.
    child.once('close', (code, signal) => {
      over = { code, signal };
      resolve(over);
    });
  });
  const end = (signal: NodeJS.Signals) => {
    if (over === null) child.kill(signal);
    return ended;
  };
  return {
    process: child,
    output: () => text,
    ended,
    says: (what) =>
      new Promise<void>((resolve, reject) => {
        const finish = (error: Error | null) => {
          listeners.delete(look);
          clearTimeout(timer);
          if (error === null) resolve();
          else reject(error);
        };
        const look = () => {
          const found = what.exec(text.slice(heard));
          if (found === null) return false;
          heard += found.index + found[0].length;
          finish(null);
          return true;
        };
        const timer = setTimeout(() => finish(new Error(`${what} was not said within ${PATIENCE_MS} ms, but:\n${text}`)), PATIENCE_MS);
        if (look()) return;
        listeners.add(look);
        void ended.then(() => finish(new Error(`the program ended without saying ${what}, but:\n${text}`)));
      }),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Runs a command to its end, whatever that is. */
export async function runProgram(env: Env, args: readonly string[]): Promise<Ended & { readonly output: string }> {
  const program = startProgram(env, args);
  const ended = await program.ended;
  return { ...ended, output: program.output() };
}
