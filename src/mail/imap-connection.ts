import { ImapFlow } from 'imapflow';
import type { ImapConfig } from '../config/schema.ts';
import { errorMessage } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Endpoint } from './connect-error.ts';
import { loginError } from './imap-error.ts';
import { privateAuthority } from './private-authority.ts';

/** imapflow's client; other files speak of it by this name and do not import the package. */
export type ImapClient = ImapFlow & {
  /** Why the last command failed: some of imapflow's calls return `false` and keep the error for their log. */
  readonly lastError: () => unknown;
};

export interface ConnectOptions {
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  /** ms after which a silent server is given up; default 90 s. */
  readonly silenceMs?: number;
}

/** Longer than the minute between two looks at the mailbox, so that a quiet line stays open. */
const SILENCE_MS = 90_000;
const CONNECT_MS = 20_000;

/**
 * One connected and authenticated session. Errors are sentences that say what to do: `PermanentError` for a wrong password, a bad
 * certificate or a wrong kind of encryption, `TransientError` for a server that does not answer. Throws the signal's reason if aborted.
 */
export async function connectImap(config: ImapConfig, { log, signal, silenceMs = SILENCE_MS }: ConnectOptions): Promise<ImapClient> {
  const endpoint = imapEndpoint(config);
  const authority = await privateAuthority(config.ca, 'imap');
  signal?.throwIfAborted();
  let lastError: unknown;
  const flow = new ImapFlow({
    host: config.host,
    port: config.port,
    secure: config.security === 'tls',
    // `true` fails where the server offers no STARTTLS, `false` never upgrades; left out it would fall back to plain text.
    ...(config.security === 'tls' ? {} : { doSTARTTLS: config.security === 'starttls' }),
    auth: { user: config.user, pass: config.password },
    ...authority,
    clientInfo: { name: 'Firstline' },
    // Its own IDLE starts 15 s after the last command; the watcher asks for it at once.
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: silenceMs,
    // Its log carries whole commands and goes nowhere; only the errors in it are of use.
    logger: errorsOnly((error) => {
      lastError = error;
    }),
  });
  const client = Object.assign(flow, { lastError: () => lastError });
  // Without a listener a broken connection would end the process. Whoever waits for an answer gets the error as well.
  client.on('error', (error) => log.debug({ err: errorMessage(error), host: config.host }, 'IMAP connection broke'));

  const abort = () => client.close();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await client.connect();
  } catch (error) {
    client.close();
    signal?.throwIfAborted();
    throw loginError(error, endpoint, config.user);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
  return client;
}

/** Throws what the server said if imapflow only returned `false` (refused) or `undefined` (no session). */
export function assertCarriedOut<T>(client: ImapClient, command: string, result: T | false | undefined): asserts result is T {
  if (result !== false && result !== undefined) return;
  throw client.lastError() ?? new Error(`${command} was not carried out`);
}

export function imapEndpoint({ host, port, security }: ImapConfig): Endpoint {
  return { key: 'imap', host, port, security };
}

function errorsOnly(onError: (error: unknown) => void) {
  const read = (entry: unknown) => {
    if (typeof entry === 'object' && entry !== null && 'err' in entry) onError(entry.err);
  };
  const drop = () => undefined;
  return { trace: drop, debug: drop, info: drop, warn: read, error: read, fatal: read };
}
