import { ImapFlow } from 'imapflow';
import { specialUse } from 'imapflow/lib/special-use.js';
import type { ImapConfig } from '../config/schema.ts';
import { AccountError, errorMessage } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Endpoint } from './connect-error.ts';
import { isRefusedLogin, loginError } from './imap-error.ts';
import { privateAuthority } from './private-authority.ts';

/** imapflow's client; other files speak of it by this name and do not import the package. */
export type ImapClient = ImapFlow & {
  /** Why the last command failed: some of imapflow's calls return `false` and keep the error for their log. */
  readonly lastError: () => unknown;
};

export interface ConnectOptions {
  readonly log: Log;
  /** Used where the account has no password. */
  readonly tokens?: AccessTokens | undefined;
  readonly signal?: AbortSignal | undefined;
  /** ms after which a silent server is given up; default: as configured. */
  readonly silenceMs?: number | undefined;
}

const CONNECT_MS = 20_000;

/**
 * One connected and authenticated session. Errors are sentences that say what to do: `PermanentError` for a wrong password, a bad
 * certificate or a wrong kind of encryption, `TransientError` for a server that does not answer. Throws the signal's reason if aborted.
 * A refused access token is replaced once: it may have been revoked before its time.
 */
export async function connectImap(config: ImapConfig, options: ConnectOptions): Promise<ImapClient> {
  const { tokens, signal } = options;
  if (config.password !== undefined || tokens === undefined)
    return open(config, { user: config.user, pass: config.password ?? '' }, options);
  const accessToken = await tokens.get();
  signal?.throwIfAborted();
  try {
    return await open(config, { user: config.user, accessToken }, options);
  } catch (error) {
    if (!(error instanceof AccountError && isRefusedLogin(error.cause))) throw error;
    const renewed = await tokens.renew(accessToken);
    signal?.throwIfAborted();
    if (renewed === null) throw error;
    return open(config, { user: config.user, accessToken: renewed }, options);
  }
}

type Auth = { readonly user: string } & ({ readonly pass: string } | { readonly accessToken: string });

async function open(config: ImapConfig, auth: Auth, { log, signal, silenceMs = config.timeout }: ConnectOptions): Promise<ImapClient> {
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
    auth,
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
    if ('accessToken' in auth && offersNoOauth(client)) {
      const advice = 'give imap.password, or use the server of the OAuth provider';
      throw new AccountError(`The IMAP server ${config.host}:${config.port} offers no login with access tokens: ${advice}`, {
        cause: error,
      });
    }
    throw loginError(error, endpoint, config.user);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
  return client;
}

/** The server listed how one may log in, and access tokens are not among it. */
function offersNoOauth({ capabilities }: ImapFlow): boolean {
  const offered = [...capabilities.keys()].filter((name) => name.toUpperCase().startsWith('AUTH='));
  return offered.length > 0 && !offered.some((name) => /^AUTH=(XOAUTH2?|OAUTHBEARER)$/i.test(name));
}

/** Throws what the server said if imapflow only returned `false` (refused) or `undefined` (no session). */
export function assertCarriedOut<T>(client: ImapClient, command: string, result: T | false | undefined): asserts result is T {
  if (result !== false && result !== undefined) return;
  throw client.lastError() ?? new Error(`${command} was not carried out`);
}

export function imapEndpoint({ host, port, security, password }: ImapConfig): Endpoint {
  return { key: 'imap', host, port, security, oauth: password === undefined };
}

function errorsOnly(onError: (error: unknown) => void) {
  const read = (entry: unknown) => {
    if (typeof entry === 'object' && entry !== null && 'err' in entry) onError(entry.err);
  };
  const drop = () => undefined;
  return { trace: drop, debug: drop, info: drop, warn: read, error: read, fatal: read };
}

/** The role that a mailbox plays by its name alone, in many languages; null for any other. */
export function usualRole(mailbox: { readonly name: string; readonly flags: Set<string> }): string | null {
  const { flag, source } = specialUse(false, mailbox);
  return source === 'name' ? flag : null;
}
