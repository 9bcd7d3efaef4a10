import type { ImapConfig } from '../config/schema.ts';
import { errorMessage, PermanentError, TransientError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AccessTokens } from './access-tokens.ts';
import { again } from './again.ts';
import { backoffMs, RECONNECT, RECONNECT_REFUSED } from './backoff.ts';
import { connectImap, type ImapClient, imapEndpoint } from './imap-connection.ts';
import { commandError } from './imap-error.ts';

export interface SessionParts {
  readonly log: Log;
  readonly tokens?: AccessTokens | undefined;
  readonly now: () => number;
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Mailboxes are opened with EXAMINE (RFC 3501 §6.3.2): nothing changes, not even which mail counts as recent. */
  readonly readOnly?: boolean;
}

export interface ImapSession {
  /** Runs commands that need no selected mailbox. `what` completes "could not …" in the error. */
  readonly run: <T>(what: string, use: (client: ImapClient) => Promise<T>) => Promise<T>;
  /** Runs commands in a selected mailbox; nobody selects another one in between. Selects only if another one was selected before. */
  readonly inMailbox: <T>(mailbox: string, what: string, use: (client: ImapClient) => Promise<T>) => Promise<T>;
  /** The same, in a session that knows of all mail there is: a NOOP tells it what has happened since (RFC 3501 §5.2). */
  readonly inFreshMailbox: <T>(mailbox: string, what: string, use: (client: ImapClient) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

const LOGOUT_MS = 1_000;

/**
 * One command connection that is opened on demand and again after a loss. After a failed connect the next tries fail at once, with
 * the same sentence, until a jittered delay is over: jobs may call as often as they like.
 */
export function makeImapSession(config: ImapConfig, { log, tokens, now, random, signal, readOnly = false }: SessionParts): ImapSession {
  const endpoint = imapEndpoint(config);
  let current: ImapClient | null = null;
  let connecting: Promise<ImapClient> | null = null;
  let failures = 0;
  let failed: { readonly error: PermanentError | TransientError; readonly until: number; readonly version: number | undefined } | null =
    null;
  let closed = false;
  /** The selection that somebody has worked in already; imapflow makes a new object with every SELECT. */
  let worked: ImapClient['mailbox'] = false;

  async function connect(): Promise<ImapClient> {
    try {
      const client = await connectImap(config, { log, tokens, signal });
      failures = 0;
      failed = null;
      current = client;
      return client;
    } catch (error) {
      if (!(error instanceof PermanentError || error instanceof TransientError)) throw error;
      failures += 1;
      const delay = backoffMs(failures, random, error instanceof PermanentError ? RECONNECT_REFUSED : RECONNECT);
      failed = { error, until: now() + delay, version: tokens?.version() };
      // Whoever asked gets the error and tells of it.
      log.debug({ err: error.message, host: config.host, retryInMs: delay }, 'IMAP server not reached');
      throw error;
    } finally {
      connecting = null;
    }
  }

  async function client(): Promise<ImapClient> {
    signal?.throwIfAborted();
    if (closed) throw new TransientError('The mailbox connection is closed: Firstline is stopping');
    if (current?.usable === true) return current;
    if (connecting !== null) return connecting;
    // New credentials are no reason to wait.
    if (failed !== null && now() < failed.until && failed.version === tokens?.version()) throw again(failed.error, failed.until - now());
    connecting = connect();
    return connecting;
  }

  async function run<T>(what: string, use: (client: ImapClient) => Promise<T>): Promise<T> {
    const connected = await client();
    try {
      return await use(connected);
    } catch (error) {
      signal?.throwIfAborted();
      throw commandError(error, endpoint, what);
    }
  }

  function inMailbox<T>(mailbox: string, what: string, use: (client: ImapClient, selectedNow: boolean) => Promise<T>): Promise<T> {
    return run(`${what} in the mailbox ${mailbox}`, async (connected) => {
      const lock = await connected.getMailboxLock(mailbox, { readOnly });
      try {
        const selectedNow = connected.mailbox !== worked;
        worked = connected.mailbox;
        return await use(connected, selectedNow);
      } finally {
        lock.release();
      }
    });
  }

  const abort = () => current?.close();
  signal?.addEventListener('abort', abort, { once: true });

  return {
    run,
    inMailbox: (mailbox, what, use) => inMailbox(mailbox, what, use),
    inFreshMailbox: (mailbox, what, use) =>
      inMailbox(mailbox, what, async (connected, selectedNow) => {
        if (!selectedNow) await connected.noop();
        return use(connected);
      }),
    close: async () => {
      closed = true;
      signal?.removeEventListener('abort', abort);
      const last = current ?? (await connecting?.catch(() => null));
      if (last?.usable === true) await logOut(last, log);
    },
  };
}

async function logOut(client: ImapClient, log: Log): Promise<void> {
  const limit = setTimeout(() => client.close(), LOGOUT_MS);
  try {
    await client.logout();
  } catch (error) {
    log.debug({ err: errorMessage(error) }, 'IMAP connection ended without a farewell');
  } finally {
    clearTimeout(limit);
    client.close();
  }
}
