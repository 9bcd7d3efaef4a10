import type { Readable } from 'node:stream';
import SMTPConnection, { type SMTPEnvelope } from 'nodemailer/lib/smtp-connection';
import type { SmtpConfig } from '../config/schema.ts';
import { AccountError, errorMessage, TransientError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Endpoint } from './connect-error.ts';
import { type DeliveryPhase, deliveryError, isRefusedLogin, isStaleConnection, recipientsError } from './delivery-error.ts';
import { privateAuthority } from './private-authority.ts';
import { type SmtpAuth, withAccessToken } from './smtp-auth.ts';
import { gatedBody } from './smtp-body.ts';
import { makePool, type PooledConnection } from './smtp-pool.ts';
import type { Delivery, Submission } from './submission.ts';

export interface SmtpParts {
  readonly log: Log;
  /** Used where the account has no password. */
  readonly tokens?: AccessTokens | undefined;
  /** ms that a stop waits for the final answer to a mail whose body is on its way; default 10 s. Its place is then in doubt. */
  readonly stopMs?: number;
}

interface Connection extends PooledConnection {
  readonly smtp: SMTPConnection;
}

const CONNECT_MS = 20_000;
const QUIT_MS = 1_000;

/** The submission port over a few kept SMTP connections. */
export function makeSmtpSubmission(config: SmtpConfig, { log, tokens, stopMs = 10_000 }: SmtpParts): Submission {
  const { host, port, security, password } = config;
  const endpoint: Endpoint = { key: 'smtp', host, port, security, oauth: password === undefined };
  const open = (signal: AbortSignal) => connectAndLogIn({ config, endpoint, log, tokens }, signal);
  const pool = makePool(config.connections, open);
  let closed = false;

  return {
    deliver: async (delivery, onData, signal) => {
      for (;;) {
        if (closed) throw new TransientError('The submission is closed: Firstline is stopping');
        const { connection, kept } = await pool.take(signal);
        const attempt = await send(connection.smtp, delivery, onData, { endpoint, stopMs }, signal);
        if (attempt.ok) {
          pool.give(connection);
          return { response: attempt.response };
        }
        connection.smtp.close();
        pool.drop();
        // The server ended a kept connection while nobody looked: as long as no byte of the mail was due, a new one is as good.
        if (!(kept && attempt.stale)) throw attempt.error;
        log.debug({ host: config.host }, 'a kept SMTP connection had ended; using a new one');
      }
    },
    verify: async (signal) => {
      const connection = await open(signal);
      await connection.quit();
    },
    close: async () => {
      closed = true;
      await pool.close();
    },
  };
}

type Attempt = { readonly ok: true; readonly response: string } | { readonly ok: false; readonly error: unknown; readonly stale: boolean };

async function send(
  smtp: SMTPConnection,
  { from, to, source }: Delivery,
  onData: () => Promise<void>,
  { endpoint, stopMs }: { readonly endpoint: Endpoint; readonly stopMs: number },
  signal: AbortSignal,
): Promise<Attempt> {
  // nodemailer books the refused recipients in this very object, and with PIPELINING it asks for DATA all the same: the last
  // moment to stop a half delivery is the first read of the body. Closing there cancels the mail (RFC 5321 §4.1.1.10).
  const envelope: SMTPEnvelope & { readonly rejectedErrors?: readonly unknown[] } = {
    from,
    to: [...to],
    size: source.length,
    use8BitMime: source.some((byte) => byte > 127),
  };
  const state: { phase: DeliveryPhase; gate: Promise<void>; withheld: { readonly why: unknown } | null } = {
    phase: 'before-data',
    gate: Promise.resolve(),
    withheld: null,
  };
  const openGate = async () => {
    try {
      const refused = envelope.rejectedErrors ?? [];
      if (refused.length > 0) throw recipientsError(refused, endpoint);
      signal.throwIfAborted();
      state.phase = 'after-data';
      await onData();
    } catch (error) {
      state.withheld = { why: error };
      throw error;
    }
  };
  const body = gatedBody(source, () => {
    state.gate = openGate();
    return state.gate;
  });

  try {
    return { ok: true, response: await answer(smtp, envelope, body, signal, () => (state.phase === 'before-data' ? 0 : stopMs)) };
  } catch (error) {
    // The line may break while `onData` still writes: whoever gets the error must find that finished.
    await Promise.allSettled([state.gate]);
    if (state.withheld !== null) return { ok: false, error: state.withheld.why, stale: false };
    const early = state.phase === 'before-data';
    if (early && signal.aborted) return { ok: false, error: signal.reason, stale: false };
    return { ok: false, error: deliveryError(error, state.phase, endpoint), stale: early && isStaleConnection(error) };
  }
}

/** The server's final reply. After an abort it is still waited for, for `patience()` ms: to give up earlier would only put the mail in doubt. */
function answer(
  smtp: SMTPConnection,
  envelope: SMTPEnvelope,
  body: Readable,
  signal: AbortSignal,
  patience: () => number,
): Promise<string> {
  return untilAborted(signal, patience, (resolve, reject) => {
    smtp.send(envelope, body, (error, info) => {
      if (error !== null) reject(error);
      else resolve(info?.response ?? '');
    });
  });
}

interface Line {
  readonly config: SmtpConfig;
  readonly endpoint: Endpoint;
  readonly log: Log;
  readonly tokens: AccessTokens | undefined;
}

/** A refused access token is replaced once: it may have been revoked before its time. */
async function connectAndLogIn(line: Line, signal: AbortSignal): Promise<Connection> {
  const { config, tokens } = line;
  if (config.password !== undefined || tokens === undefined)
    return connect(line, { user: config.user, pass: config.password ?? '' }, signal);
  const accessToken = await tokens.get();
  try {
    return await connect(line, withAccessToken(config.user, accessToken), signal);
  } catch (error) {
    if (!(error instanceof AccountError && isRefusedLogin(error.cause))) throw error;
    const renewed = await tokens.renew(accessToken);
    if (renewed === null) throw error;
    return connect(line, withAccessToken(config.user, renewed), signal);
  }
}

async function connect({ config, endpoint, log }: Line, auth: SmtpAuth, signal: AbortSignal): Promise<Connection> {
  const authority = await privateAuthority(config.ca, 'smtp');
  signal.throwIfAborted();
  const { customAuth, ...login } = auth;
  const smtp = new SMTPConnection({
    host: config.host,
    port: config.port,
    secure: config.security === 'tls',
    requireTLS: config.security === 'starttls',
    ignoreTLS: config.security === 'none',
    ...authority,
    customAuth,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    // Also after DATA. RFC 5321 §4.5.3.2.6 allows a server ten minutes there: a shorter wait costs at worst a look into Sent.
    socketTimeout: config.timeout,
  });
  let usable = true;
  smtp.once('end', () => {
    usable = false;
  });
  // Without a listener a broken connection would end the process; whoever waits for an answer gets the error as well.
  smtp.on('error', (error) => {
    usable = false;
    log.debug({ err: errorMessage(error), host: config.host }, 'SMTP connection broke');
  });

  try {
    await logIn(smtp, login, signal);
  } catch (error) {
    smtp.close();
    signal.throwIfAborted();
    throw deliveryError(error, 'login', endpoint);
  }
  return { smtp, usable: () => usable, quit: async () => (usable ? quit(smtp) : undefined) };
}

function logIn(smtp: SMTPConnection, auth: Omit<SmtpAuth, 'customAuth'>, signal: AbortSignal): Promise<void> {
  return untilAborted(
    signal,
    () => 0,
    (resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve());
      smtp.once('error', reject);
      smtp.connect((error) => {
        // A relay that knows us by our address offers no login.
        if (error || !smtp.allowsAuth) done(error);
        else smtp.login({ ...auth }, done);
      });
    },
  );
}

async function quit(smtp: SMTPConnection): Promise<void> {
  const ended = new Promise<void>((resolve) => smtp.once('end', resolve));
  const limit = setTimeout(() => smtp.close(), QUIT_MS);
  smtp.quit();
  await ended;
  clearTimeout(limit);
}

/** @param patience ms for which an abort is not heeded yet, asked when it comes. */
async function untilAborted<T>(
  signal: AbortSignal,
  patience: () => number,
  start: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  let abort = () => {};
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      abort = () => {
        const ms = patience();
        if (ms === 0) reject(signal.reason);
        else timer = setTimeout(() => reject(new Error('Firstline had to stop')), ms);
      };
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) abort();
      start(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
