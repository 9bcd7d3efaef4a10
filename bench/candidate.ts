import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Undo } from '../src/undo.ts';
import { SUPPORT } from './mails.ts';
import type { Stage } from './stage.ts';

/** A program under measurement, running as a process of its own. */
export interface Running {
  readonly pid: number;
  /** ms of `performance.now()` at its start. */
  readonly startedAt: number;
  /** Resolves with `performance.now()` when a line of its log matches; rejects when it ends before. */
  readonly said: (pattern: RegExp) => Promise<number>;
  /** Every line of its log from now on. */
  readonly hear: (listener: (line: string) => void) => void;
  /** SIGTERM, and waits for its end. */
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  /** For Node itself, such as `--cpu-prof`. */
  readonly node?: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Candidate {
  readonly name: 'firstline' | 'floor';
  readonly start: (stage: Stage, undo: Undo, options?: StartOptions) => Running;
  /** A line of its log from which on it hears of new mail. */
  readonly ready: RegExp;
}

const HOUR_MS = 3_600_000;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The daemon as its operators start it, with the shipped configuration and the sample company; only what a measurement must set differs. */
export const FIRSTLINE: Candidate = {
  name: 'firstline',
  ready: /Firstline is running/,
  start: (stage, undo, options = {}) =>
    run(undo, [...(options.node ?? []), join(ROOT, 'bin', 'firstline.js'), 'run', '--sample'], {
      FIRSTLINE_CONFIG: join(ROOT, 'config', 'firstline.yaml'),
      FIRSTLINE_DATA: join(stage.folder, 'data'),
      FIRSTLINE_HTTP_PORT: '0',
      FIRSTLINE_LOG_LEVEL: 'info',
      FIRSTLINE_MODEL: 'builtin',
      FIRSTLINE_REDIS_URL: '',
      FIRSTLINE_LEDGER_URL: '',
      SUPPORT_ADDRESS: SUPPORT,
      SUPPORT_IMAP_HOST: stage.imap.host,
      SUPPORT_IMAP_PORT: String(stage.imap.port),
      SUPPORT_IMAP_SECURITY: 'none',
      SUPPORT_IMAP_PASSWORD: stage.imap.password,
      SUPPORT_SMTP_HOST: '127.0.0.1',
      SUPPORT_SMTP_PORT: String(stage.sink.port),
      SUPPORT_SMTP_SECURITY: 'none',
      SUPPORT_SMTP_RATE: '0',
      SUPPORT_DEBOUNCE: '0s',
      // Mails are put in place before the daemon's first start, and are new all the same.
      SUPPORT_GO_LIVE: new Date(Date.now() - HOUR_MS).toISOString(),
      ...options.env,
    }),
};

/** The same input and output with the libraries alone: see floor.ts. */
export const FLOOR: Candidate = {
  name: 'floor',
  ready: /floor is running/,
  start: (stage, undo, options = {}) =>
    run(undo, [...(options.node ?? []), join(ROOT, 'bench', 'floor.ts')], {
      FLOOR_FOLDER: stage.folder,
      FLOOR_IMAP_PORT: String(stage.imap.port),
      FLOOR_SMTP_PORT: String(stage.sink.port),
      FLOOR_PASSWORD: stage.imap.password,
      FLOOR_ADDRESS: SUPPORT,
      ...options.env,
    }),
};

const TAIL_LINES = 30;

function run(undo: Undo, args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    // Nothing of the caller's settings must change what is measured.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const heard: { readonly line: string; readonly at: number }[] = [];
  const waiting = new Set<() => void>();
  const lines = createInterface({ input: child.stderr });
  lines.on('line', (line) => {
    // A decision is a line of its own: only the last ones and those few that somebody may wait for are kept.
    heard.push({ line, at: performance.now() });
    if (heard.length > 2 * TAIL_LINES) heard.splice(TAIL_LINES, 1);
    for (const look of waiting) look();
  });
  const ended = once(child, 'exit');
  undo.push(() => end(child, ended));
  return {
    pid: child.pid ?? 0,
    startedAt,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = heard.find(({ line }) => pattern.test(line));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found.at);
        };
        waiting.add(look);
        look();
        const died = () =>
          reject(new Error(`it ended instead of saying ${pattern}; its last lines:\n${heard.map((h) => h.line).join('\n')}`));
        void ended.then(died);
      }),
    hear: (listener) => void lines.on('line', listener),
    stop: () => end(child, ended),
  };
}

const STOP_MS = 20_000;

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(limit);
}
