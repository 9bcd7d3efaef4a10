import { Worker } from 'node:worker_threads';
import { errorMessage, PermanentError, TransientError } from '../errors.ts';
import type { Log } from '../log.ts';

/** A thread for work on what strangers sent: it may hang, or want all memory there is, and only that work is lost. */
export interface GuardedThread<Task, Answer> {
  /**
   * Tasks are done one after the other. Rejects with `PermanentError` when one breaks a limit (the next gets a new thread), with `TransientError` when
   * closed, or when the machine has no thread for it: that says nothing about the task.
   */
  readonly run: (task: Task, cpuMs: number) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface ThreadParts {
  readonly log: Log;
  /** ms without a task after which the thread is ended: it holds some 40 MB. */
  readonly idleMs?: number;
  /** ms that loading its code may take. */
  readonly startMs?: number;
}

/** MB of JavaScript objects. */
const HEAP_MB = 128;
/** MB by which the thread's own memory may grow meanwhile: buffers lie outside the heap. More than the largest mail and its copies. */
const GROWTH_MB = 300;
/** Looked at this often, ms. */
const WATCH_MS = 50;
/** A machine under load gives a thread a part of its time: so many times the computing time may pass by the clock. */
const PATIENCE = 10;
/** The same where Node does not tell computing time. */
const HALF_BUSY = 2;
const START_MS = 30_000;

export function makeGuardedThread<Task, Answer>(
  script: URL,
  { log, idleMs = 30_000, startMs = START_MS }: ThreadParts,
): GuardedThread<Task, Answer> {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ended = worker;
    worker = null;
    await ended?.terminate();
  }

  async function attempt(task: Task, cpuMs: number): Promise<Answer> {
    clearTimeout(idle);
    if (closed) throw new TransientError('The reading thread is closed: Firstline is stopping');
    worker ??= await start(script, startMs, (ended) => {
      // Another may have taken its place by now.
      if (worker === ended) worker = null;
    });
    const result = await supervised<Task, Answer>(worker, task, cpuMs);
    if ('broken' in result) {
      if (closed) throw new TransientError('The reading thread was closed: Firstline is stopping');
      log.warn({ why: result.broken }, 'a reading thread broke its limits; it is replaced');
      await end();
      throw new PermanentError(result.broken);
    }
    idle = setTimeout(() => void end(), idleMs).unref();
    return result.answer;
  }

  return {
    run: (task, cpuMs) => {
      const mine = last.then(() => attempt(task, cpuMs));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      closed = true;
      await end();
    },
  };
}

/** Resolves once the thread has loaded its code, so that loading counts for nobody. */
async function start(script: URL, startMs: number, onEnd: (ended: Worker) => void): Promise<Worker> {
  const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 } });
  const ready = Promise.withResolvers<void>();
  const late = setTimeout(() => ready.reject(new Error(`not within ${startMs / 1_000} s`)), startMs);
  worker.once('message', ready.resolve);
  // Also for later: an error without a listener would end the daemon.
  worker.on('error', ready.reject);
  worker.once('exit', (code) => {
    ready.reject(new Error(`it ended with ${code}`));
    onEnd(worker);
  });
  try {
    await ready.promise;
  } catch (cause) {
    await worker.terminate();
    throw new TransientError(`The reading thread does not start: ${errorMessage(cause)}`, { cause });
  } finally {
    clearTimeout(late);
  }
  // A thread without work keeps no process alive.
  worker.unref();
  return worker;
}

type Result<Answer> = { readonly answer: Answer } | { readonly broken: string };

async function supervised<Task, Answer>(worker: Worker, task: Task, cpuMs: number): Promise<Result<Answer>> {
  worker.ref();
  const [cpuBefore, memoryBefore, startedAt] = [await cpuTime(worker), await memory(worker), performance.now()];
  const outcome = Promise.withResolvers<Result<Answer>>();
  const look = async (): Promise<void> => {
    const clock = performance.now() - startedAt;
    if (clock > cpuMs * PATIENCE) return outcome.resolve({ broken: `it takes more than ${(cpuMs * PATIENCE) / 1_000} s to read` });
    // Of the thread alone: what others fetch meanwhile is not held against the mail.
    if ((await memory(worker)) - memoryBefore > GROWTH_MB)
      return outcome.resolve({ broken: `it takes more than ${GROWTH_MB} MB of memory to read` });
    if (clock <= cpuMs) return;
    const now = await cpuTime(worker);
    const used = now === null || cpuBefore === null ? clock / HALF_BUSY : now - cpuBefore;
    if (used > cpuMs) outcome.resolve({ broken: `it takes more than ${cpuMs / 1_000} s of computing time to read` });
  };
  const watch = setInterval(
    () => void look().catch((error: NodeJS.ErrnoException) => outcome.resolve({ broken: failure(error) })),
    WATCH_MS,
  );
  const onMessage = (answer: Answer) => outcome.resolve({ answer });
  const onError = (error: NodeJS.ErrnoException) => outcome.resolve({ broken: failure(error) });
  const onExit = () => outcome.resolve({ broken: 'reading it ended the thread' });
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  worker.postMessage(task);
  try {
    return await outcome.promise;
  } finally {
    clearInterval(watch);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    worker.unref();
  }
}

function failure(error: NodeJS.ErrnoException): string {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return `it takes more than ${HEAP_MB} MB of memory to read`;
  return `reading it failed (${error.message})`;
}

/** ms of computing time of the thread; null where Node cannot tell: before 24.6, or when the thread has just ended. */
async function cpuTime(worker: Worker): Promise<number | null> {
  if (typeof worker.cpuUsage !== 'function') return null;
  const usage = await unlessEnded(worker.cpuUsage());
  return usage === null ? null : (usage.user + usage.system) / 1_000;
}

/** MB of the thread's objects and buffers; none when it has just ended. */
async function memory(worker: Worker): Promise<number> {
  const usage = await unlessEnded(worker.getHeapStatistics());
  return usage === null ? 0 : (usage.used_heap_size + usage.external_memory) / 1e6;
}

async function unlessEnded<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_NOT_RUNNING') return null;
    throw error;
  }
}
