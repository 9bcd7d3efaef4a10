import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { assertAccounts } from './check-accounts.ts';
import type { LoadedConfig } from './config/load.ts';
import { ConfigError, errorMessage, InvariantError } from './errors.ts';
import { makeGate } from './evaluation/gate.ts';
import { every } from './every.ts';
import type { Fault } from './faults.ts';
import { startHealthServer } from './http/health.ts';
import { type BaseParts, openInbox } from './inbox-parts.ts';
import type { InboxParts } from './jobs/parts.ts';
import { SWEEP_EVERY_MS, sweep } from './jobs/sweep.ts';
import { makeView } from './jobs/watch.ts';
import { workTicket } from './jobs/work.ts';
import { openLedger } from './ledger/database.ts';
import { expireAllLeases } from './ledger/leases.ts';
import { DAEMON_LEASE_MS, leaseLedger, lockDataFolder, prepareDataFolder } from './ledger/lock.ts';
import { closeInterrupted } from './ledger/model-calls.ts';
import { wakeForBudget } from './ledger/tickets.ts';
import type { Log } from './log.ts';
import type { AccessTokens } from './mail/access-tokens.ts';
import { watchMailbox } from './mail/imap-watcher.ts';
import { makeMailReader } from './mail/mail-reader.ts';
import { makeModel } from './model/make-model.ts';
import type { Model } from './model/model.ts';
import { openPromptLog, withPromptLog } from './model/prompt-log.ts';
import { startEmbeddedRedis } from './queue/embedded-redis.ts';
import { makeBell } from './queue/queue.ts';
import { health, type RunningInbox } from './running-inbox.ts';
import { openServing, type Serving } from './serving-parts.ts';
import type { Accept } from './texts/texts.ts';
import { type Undo, withUndo } from './undo.ts';

export interface DaemonOptions {
  readonly log: Log;
  readonly fault: Fault;
  /** Answer with the sample company's articles instead of staying in shadow. */
  readonly sample: boolean;
  /** Write prompts and answers to a file in the data folder, as `model.logPrompts` does. */
  readonly logPrompts?: boolean;
  /** Asked before edited texts come into force; default: the golden tickets beside the articles. */
  readonly accept?: Accept;
  readonly now: () => number;
  readonly random: () => number;
}

export interface Daemon {
  /** Stops taking work, lets what runs come to an end and releases everything in reverse order. */
  readonly stop: () => Promise<void>;
  /** Never resolves; rejects when the daemon must not go on, because another one has taken its ledger. */
  readonly failed: Promise<never>;
  /** Where the health server listens; null when it is off. */
  readonly url: string | null;
}

/** Said at every start, so that nobody leaves it on. */
const PROMPTS_WRITTEN =
  'prompts and answers are written to a file: it holds what customers wrote, only their secrets are hidden; delete it and leave out --log-prompts when you are done';
/** Schedulers are declared again this often, ms: an emptied Redis has forgotten them. */
const RESCHEDULE_MS = 30_000;
/** A replaced OAuth secret is noticed after this long, ms. */
const TEND_TOKENS_MS = 15_000;

/** How soon an edited article, or a server of embeddings that is back, is noticed; the look costs next to nothing. */
const PREPARE_SEARCH_MS = 2_000;

/** Starts everything. A start that fails half-way undoes itself before it throws. */
export function startDaemon(config: LoadedConfig, options: DaemonOptions): Promise<Daemon> {
  return withUndo(async (undo) => {
    const { log, now, sample } = options;
    const { firstline } = config;
    const holder = `${process.pid}-${randomUUID()}`;
    const lost = Promise.withResolvers<never>();
    // Whoever runs the daemon waits for it; until then it is no unhandled rejection.
    lost.promise.catch(() => undefined);
    await prepareDataFolder(firstline.data);
    const lock = lockDataFolder(firstline.data);
    undo.push(lock.release);
    const db = await openLedger({ url: firstline.ledger.url, folder: firstline.data });
    undo.push(() => db.destroy());
    // On SQLite the lock on the data folder says it all; on Postgres there is no file to lock.
    if (firstline.ledger.url !== undefined) {
      const ledger = await leaseOrWait(() => leaseLedger(db, holder, now), log);
      undo.push(ledger.release);
      const orGiveUp = (error: unknown) => {
        if (!(error instanceof InvariantError)) throw error;
        lost.reject(error);
      };
      every(undo, DAEMON_LEASE_MS / 3, () => ledger.renew().catch(orGiveUp), log);
    }
    // Whoever held a ticket is dead: this process alone works on this ledger.
    await expireAllLeases(db, holder);
    const model = makeModel(firstline.model);
    const accept = options.accept ?? openGate(config, { model, log, now, undo });
    const serving = await openServing(config, { accept, sample, now, log, undo });
    const redis = await openRedis(config, undo, log);

    const inboxes: RunningInbox[] = [];
    // Before anything is answered: a port that is taken must end the start, not a daemon at work.
    const url = await startHealthServer(firstline.http, () => health(inboxes, config.inboxes.length, { serving, now }), undo);
    const promptLog = options.logPrompts === true || firstline.model.logPrompts ? openPromptLog(firstline.data, log) : null;
    if (promptLog !== null) log.warn({ file: promptLog.file }, PROMPTS_WRITTEN);
    for (const inbox of config.inboxes) {
      const logged = promptLog === null ? model : withPromptLog(model, promptLog, { inbox: inbox.id, level: inbox.config.redact, now });
      const base = await openInbox(config, inbox, { db, holder, undo, ...options, model: logged });
      await assertAccounts(base);
      inboxes.push(await runInbox(base, { serving, redis, undo, concurrency: firstline.model.concurrency }));
    }
    log.info(
      { inboxes: inboxes.map((i) => i.parts.inbox), health: url ?? undefined, model: inboxes[0]?.parts.model.name },
      'Firstline is running',
    );
    return { stop: undo.run, url, failed: lost.promise };
  });
}

/** A daemon that was killed on another machine keeps its lease for a few seconds. */
async function leaseOrWait<T>(lease: () => Promise<T>, log: Log): Promise<T> {
  try {
    return await lease();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    log.warn({ waitMs: DAEMON_LEASE_MS }, 'another Firstline holds this ledger, or one was killed a moment ago: waiting once');
    await new Promise((resolve) => setTimeout(resolve, DAEMON_LEASE_MS + 1_000));
    return lease();
  }
}

async function openRedis(config: LoadedConfig, undo: Undo, log: Log): Promise<{ url: string } | { path: string }> {
  const { url } = config.firstline.redis;
  if (url !== undefined) return { url };
  const embedded = await startEmbeddedRedis(join(config.firstline.data, 'redis'), log);
  undo.push(embedded.stop);
  return { path: embedded.path };
}

interface Running {
  readonly serving: Serving;
  readonly redis: { url: string } | { path: string };
  readonly undo: Undo;
  readonly concurrency: number;
}

async function runInbox(base: BaseParts, { serving, redis, undo, concurrency }: Running): Promise<RunningInbox> {
  const { inbox, log, now, random, config, tokens } = base;
  const bell = makeBell({ inbox, redis, concurrency, sweepEveryMs: SWEEP_EVERY_MS, log });
  undo.push(bell.close);
  let kick: () => void = () => undefined;
  // Asked anew for each job and each look, so that none of them mixes two versions of what was edited.
  const viewed = () => ({ ...base, ...serving.partsOf(inbox), ring: bell.ring });
  const view = makeView(viewed, { silent: () => kick() });
  const partsNow = (): InboxParts => ({ ...viewed(), refresh: view.refresh });

  let sweptAt = 0;
  const sweepOnce = async () => {
    const first = sweptAt === 0;
    sweptAt = now();
    await (first ? sweep(partsNow(), 0) : sweep(partsNow()));
  };
  await closeInterrupted(base.db, inbox, now());
  await wakeForBudget(base.db, inbox, now());
  await bell.answer({ ticket: (thread, signal) => workTicket(partsNow(), thread, signal), sweep: sweepOnce });
  every(undo, RESCHEDULE_MS, bell.schedule, log, 'at once');
  // Behind the queue's scheduler stands a plain timer: an emptied or absent Redis delays nothing for long.
  every(undo, SWEEP_EVERY_MS, async () => (now() - sweptAt > 2 * SWEEP_EVERY_MS ? sweepOnce() : undefined), log, 'at once');

  if (config.agent) every(undo, PREPARE_SEARCH_MS, async () => base.search.prepare(serving.partsOf(inbox).knowledge), log, 'at once');

  const stop = new AbortController();
  const looking = view.run(stop.signal);
  undo.push(async () => {
    stop.abort(new Error('the daemon is stopping'));
    await looking;
  });

  let proof: number | null = null;
  const watcher = watchMailbox(
    config.imap,
    'INBOX',
    {
      change: view.nudge,
      proof: (at) => {
        proof = at;
      },
      down: (error) => log.warn({ err: errorMessage(error) }, 'the watching connection was lost'),
    },
    { log, tokens: tokens ?? undefined, now, random, signal: stop.signal },
  );
  undo.push(watcher.close);
  kick = watcher.kick;
  if (tokens !== null) {
    keepTokens(tokens, undo, log, () => {
      watcher.kick();
      view.nudge();
    });
  }

  return { parts: base, view, bell, proof: () => proof };
}

/** Golden tickets are read by a reader of their own: nobody's mail waits for them. */
function openGate(
  config: LoadedConfig,
  { undo, ...parts }: Pick<DaemonOptions, 'log' | 'now'> & { readonly model: Model; readonly undo: Undo },
): Accept {
  const reader = makeMailReader({ log: parts.log });
  undo.push(reader.close);
  return makeGate(config, { ...parts, reader });
}

/** Tokens are renewed before somebody needs them; and whoever waits out a refusal need not, once there is a new reason to try. */
function keepTokens(tokens: AccessTokens, undo: Undo, log: Log, tryAgain: () => void): void {
  let version = tokens.version();
  const tend = async () => {
    await tokens.tend();
    if (tokens.version() !== version) tryAgain();
    version = tokens.version();
  };
  every(undo, TEND_TOKENS_MS, tend, log);
}
