import type { ImapConfig } from '../config/schema.ts';
import { PermanentError } from '../errors.ts';
import type { Log } from '../log.ts';
import { pause } from '../pause.ts';
import type { AccessTokens } from './access-tokens.ts';
import { backoffMs, RECONNECT, RECONNECT_REFUSED } from './backoff.ts';
import { connectImap, type ImapClient, imapEndpoint } from './imap-connection.ts';
import { commandError } from './imap-error.ts';

export interface WatchEvents {
  /** Something may have changed: after each connect, and on new mail, removed mail and changed flags. Look, do not count. */
  readonly change: () => void;
  /** The server has just proven that it is there; ms since the epoch. */
  readonly proof: (at: number) => void;
  /** The connection was lost or could not be made; it is tried again for ever. */
  readonly down: (error: Error) => void;
}

export interface WatchParts {
  readonly log: Log;
  /** Used where the account has no password. */
  readonly tokens?: AccessTokens | undefined;
  readonly now: () => number;
  readonly random: () => number;
  /** Ends the watch like `close()`. */
  readonly signal: AbortSignal;
  /** ms after which IDLE is broken with DONE and a NOOP must be answered; default 5 minutes (RFC 2177 demands under 29). */
  readonly breakEveryMs?: number;
  /** ms within which that NOOP must be answered, and the server may be silent while connecting; default 30 s. */
  readonly answerMs?: number;
}

export interface Watcher {
  /** Drops the connection and makes a new one at once: for a line on which IDLE died without a word. */
  readonly kick: () => void;
  /** Resolves when the connection is closed; no event comes after that. */
  readonly close: () => Promise<void>;
}

const BREAK_EVERY_MS = 5 * 60_000;
/** Servers without IDLE, and those that refuse it, are asked this often. */
const POLL_EVERY_MS = 15_000;
/** A NOOP that is not answered within this time: the line is dead. */
const ANSWER_MS = 30_000;

/** Watches one mailbox on a connection of its own, with IDLE (RFC 2177), until it is closed. */
export function watchMailbox(config: ImapConfig, mailbox: string, on: WatchEvents, parts: WatchParts): Watcher {
  const { log, tokens, now, random, signal, breakEveryMs = BREAK_EVERY_MS, answerMs = ANSWER_MS } = parts;
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  let kick = new AbortController();
  let failures = 0;

  const prove = () => on.proof(now());
  const changed = () => {
    prove();
    on.change();
  };

  /** One connection, from its making to its end. */
  async function watchOnce(ended: AbortSignal): Promise<void> {
    // imapflow breaks an IDLE that is silent for longer than its limit; here the silence is ours to break.
    const client = await connectImap(config, { log, tokens, signal: ended, silenceMs: breakEveryMs + 2 * answerMs });
    const end = () => client.close();
    ended.addEventListener('abort', end, { once: true });
    try {
      ended.throwIfAborted();
      for (const event of ['exists', 'expunge', 'flags']) client.on(event, changed);
      await client.mailboxOpen(mailbox);
      failures = 0;
      changed();
      await idleUntilClosed(client, { breakEveryMs, answerMs }, prove);
      throw client.lastError() ?? new Error(client.byeReason ?? 'closed by the server');
    } finally {
      ended.removeEventListener('abort', end);
      client.close();
    }
  }

  async function watch(): Promise<void> {
    while (!stopped.aborted) {
      kick = new AbortController();
      const ended = AbortSignal.any([stopped, kick.signal]);
      try {
        await watchOnce(ended);
      } catch (error) {
        if (ended.aborted) continue;
        failures += 1;
        const why = commandError(error, imapEndpoint(config), `watch the mailbox ${mailbox}`);
        on.down(why);
        await pause(backoffMs(failures, random, why instanceof PermanentError ? RECONNECT_REFUSED : RECONNECT), ended);
      }
    }
  }

  const finished = watch();
  return {
    kick: () => kick.abort(),
    close: async () => {
      stop.abort();
      await finished;
    },
  };
}

interface Patience {
  readonly breakEveryMs: number;
  readonly answerMs: number;
}

async function idleUntilClosed(client: ImapClient, { breakEveryMs, answerMs }: Patience, prove: () => void): Promise<void> {
  const closed = new Promise<'closed'>((resolve) => client.once('close', () => resolve('closed')));
  let canIdle = client.capabilities.has('IDLE');
  while (client.usable) {
    const timer = after(canIdle ? breakEveryMs : POLL_EVERY_MS);
    // A broken line ends the promise one way or the other; `closed` tells that more reliably.
    const idle = canIdle
      ? client.idle().then(
          () => 'idle-over' as const,
          () => 'idle-over' as const,
        )
      : timer.due;
    const first = await Promise.race([closed, idle, timer.due]);
    timer.clear();
    if (first === 'closed') return;
    // A server that ends IDLE by itself is not asked again at once: that could go round as fast as the line allows.
    canIdle = client.capabilities.has('IDLE') && first !== 'idle-over';

    const limit = setTimeout(() => client.close(), answerMs);
    await client.noop();
    clearTimeout(limit);
    if (client.usable) prove();
  }
}

function after(ms: number): { due: Promise<'due'>; clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<'due'>((resolve) => {
    timer = setTimeout(() => resolve('due'), ms);
  });
  return { due, clear: () => clearTimeout(timer) };
}
