import { setTimeout as delay } from 'node:timers/promises';
import { type Job, Queue, Worker } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { z } from 'zod';
import { errorMessage, InvariantError } from '../errors.ts';
import type { Log } from '../log.ts';

/**
 * The doorbell: BullMQ over Redis, one queue an inbox. Jobs carry ids only and are never the truth: the ledger rings
 * again for whatever Redis forgets. Jobs have no custom id, because BullMQ silently swallows an add whose id is kept.
 */
export interface Bell {
  /** Asks for a look at this ticket after `delayMs`; never throws and never blocks: a missed ring is rung again by the sweep. */
  readonly ring: (threadId: string, delayMs: number) => void;
  /** Starts to answer rings; resolves when Redis is there, or after two seconds without it. The handlers re-read all state and may run twice. */
  readonly answer: (handlers: BellHandlers) => Promise<void>;
  /** (Re-)declares the sweep's schedule: an emptied Redis forgets it. */
  readonly schedule: () => Promise<void>;
  /** Jobs that wait, run or are delayed; null when Redis does not answer. */
  readonly depth: () => Promise<number | null>;
  /** Stops taking jobs and waits for those that run; never long for Redis, which may be away or leave meanwhile. */
  readonly close: () => Promise<void>;
}

export interface BellHandlers {
  readonly ticket: (threadId: string, signal: AbortSignal) => Promise<void>;
  readonly sweep: (signal: AbortSignal) => Promise<void>;
}

export interface BellOptions {
  readonly inbox: string;
  /** A Redis URL, or the path of a unix socket. */
  readonly redis: { readonly url: string } | { readonly path: string };
  readonly concurrency: number;
  readonly sweepEveryMs: number;
  readonly log: Log;
}

const TicketJob = z.object({ thread: z.string().min(1) });
/** A Redis on this machine answers in milliseconds; one that is away is not waited for. */
const ANSWER_MS = 2_000;
const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

export function makeBell({ inbox, redis, concurrency, sweepEveryMs, log }: BellOptions): Bell {
  const prefix = `firstline:${inbox}`;
  const connect = (options: RedisOptions) => makeRedis(redis, options, log);
  const producer = connect({ maxRetriesPerRequest: null });
  const queue = new Queue('tickets', { connection: producer, prefix });
  queue.on('error', (error) => log.debug({ err: errorMessage(error) }, 'queue connection'));
  const stop = new AbortController();
  let worker: Worker | null = null;
  let workerConnection: Redis | null = null;
  const running = new Set<Promise<void>>();
  const handle = (job: Job, handlers: BellHandlers): Promise<void> => {
    const work = run(job, handlers, stop.signal).finally(() => running.delete(work));
    running.add(work);
    return work;
  };

  return {
    ring: (threadId, delayMs) => {
      // While Redis is away rings would only pile up in memory: the sweep rings when it is back.
      if (producer.status !== 'ready') return;
      queue.add('ticket', { thread: threadId }, { ...JOB_OPTIONS, delay: delayMs }).catch((error: unknown) => {
        log.debug({ err: errorMessage(error), thread: threadId }, 'the bell did not ring; the sweep will');
      });
    },
    answer: async (handlers) => {
      workerConnection = connect({ maxRetriesPerRequest: null });
      worker = new Worker('tickets', (job: Job) => handle(job, handlers), {
        connection: workerConnection,
        prefix,
        concurrency,
        // A ticket that takes longer than this (a slow model) is rung twice at worst; its lease keeps it single.
        lockDuration: 120_000,
      });
      worker.on('error', (error) => log.debug({ err: errorMessage(error) }, 'worker connection'));
      worker.on('failed', (job, error) => log.error({ err: error, job: job?.name, data: job?.data }, 'job failed'));
      await within(queue.waitUntilReady());
    },
    schedule: async () => {
      if (producer.status !== 'ready') return;
      await within(
        queue.upsertJobScheduler(
          'sweep',
          { every: sweepEveryMs },
          { name: 'sweep', data: {}, opts: { removeOnComplete: true, removeOnFail: true } },
        ),
      );
    },
    depth: async () => {
      if (producer.status !== 'ready') return null;
      const counts = await within(queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized'));
      return counts === null ? null : Object.values(counts).reduce((sum, n) => sum + n, 0);
    },
    close: async () => {
      stop.abort(new Error('the daemon is stopping'));
      const closing = worker?.close(workerConnection?.status !== 'ready');
      // What a handler uses is closed after this, so it is waited for with or without Redis; Redis itself may die meanwhile.
      while (running.size > 0) await Promise.allSettled(running);
      await within(Promise.all([closing, queue.close()]));
      producer.disconnect();
      workerConnection?.disconnect();
    },
  };
}

/** Null when Redis does not answer: a command that a lost connection caught half-way waits until Redis is back. */
function within<T>(answer: Promise<T>): Promise<T | null> {
  return Promise.race([answer, delay(ANSWER_MS, null, { ref: false })]);
}

async function run(job: Job, handlers: BellHandlers, signal: AbortSignal): Promise<void> {
  try {
    await dispatch(job, handlers, signal);
  } catch (error) {
    // Interrupted work is in the ledger and goes on at the next start.
    if (!signal.aborted) throw error;
  }
}

async function dispatch(job: Job, handlers: BellHandlers, signal: AbortSignal): Promise<void> {
  switch (job.name) {
    case 'ticket':
      return handlers.ticket(TicketJob.parse(job.data).thread, signal);
    case 'sweep':
      return handlers.sweep(signal);
    default:
      throw new InvariantError(`unknown job ${job.name}`);
  }
}

function makeRedis(where: BellOptions['redis'], options: RedisOptions, log: Log): Redis {
  // Back-off grows to 5 s and never gives up: a Redis that comes back is picked up without a restart.
  const common: RedisOptions = { ...options, retryStrategy: (times) => Math.min(5_000, 100 * 2 ** Math.min(times, 6)) };
  const redis = 'url' in where ? new Redis(where.url, common) : new Redis({ ...common, path: where.path });
  let warned = false;
  redis.on('error', (error) => {
    if (!warned) log.warn({ err: errorMessage(error) }, 'Redis is away: mail is still recorded, and work goes on when Redis is back');
    warned = true;
  });
  redis.on('ready', () => {
    if (warned) log.info('Redis is back');
    warned = false;
  });
  return redis;
}
