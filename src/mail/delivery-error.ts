import { AccountError, InDoubtError, PermanentError, TransientError } from '../errors.ts';
import { connectError, type Endpoint } from './connect-error.ts';

/**
 * How far a delivery came: `login` covers connecting; from `after-data` on the server had been told to expect the mail and may have
 * got it.
 */
export type DeliveryPhase = 'login' | 'before-data' | 'after-data';

/** The fields of nodemailer's errors that count. */
interface SmtpFailure {
  readonly code?: unknown;
  /** The server's reply line(s). */
  readonly response?: unknown;
  readonly responseCode?: unknown;
  /** On a refused recipient. */
  readonly recipient?: unknown;
  /** One error for each refused recipient. */
  readonly rejectedErrors?: unknown;
}

/** nodemailer's own refusals, made without asking the server: an address or a mail that cannot be sent as it is. */
const REFUSED_UNASKED = new Set(['EENVELOPE', 'EMESSAGE', 'EAUTH']);

/**
 * What the daemon does next about a failed delivery. The class of the server's reply decides before anything else: nodemailer stamps
 * EENVELOPE, EMESSAGE and EAUTH on temporary (4xx) replies too. Without a reply, a mail that may have been taken is in doubt.
 */
export function deliveryError(error: unknown, phase: DeliveryPhase, endpoint: Endpoint): TransientError | PermanentError | InDoubtError {
  const server = `The SMTP server ${endpoint.host}:${endpoint.port}`;
  const { code, response, rejectedErrors } = fieldsOf(error);
  if (Array.isArray(rejectedErrors) && rejectedErrors.length > 0) return recipientsError(rejectedErrors, endpoint, error);

  const reply = replyCode(error);
  const words = typeof response === 'string' ? response : '';
  if (reply >= 400 && reply < 500) return new TransientError(`${server} says: ${words}`, { cause: error });
  if (reply >= 500 && code === 'EAUTH') {
    const advice =
      endpoint.oauth === true
        ? 'check smtp.user, that SMTP with a login is switched on for this mailbox, and that the consent covers SMTP'
        : 'check smtp.user and smtp.password; many providers want an app password here';
    return new AccountError(`${server} refuses the login (${words}): ${advice}`, { cause: error });
  }
  const message = error instanceof Error ? error.message : String(error);
  if (phase === 'login' && reply >= 500) {
    if (/STARTTLS/i.test(message)) return connectError(error, endpoint);
    // Nothing was said about any mail: it can wait until the server takes us again.
    return new AccountError(`${server} refuses the connection: ${words}`, { cause: error });
  }
  if (reply >= 500) return new PermanentError(`${server} refuses the mail: ${words}`, { cause: error });

  if (phase === 'after-data') {
    return new InDoubtError(`${server} was given the mail and never answered (${message}): it may have been sent`, { cause: error });
  }
  if (typeof code === 'string' && REFUSED_UNASKED.has(code)) {
    return new PermanentError(`The mail cannot be sent through ${endpoint.host}:${endpoint.port}: ${message}`, { cause: error });
  }
  return connectError(error, endpoint);
}

/** Some or all recipients were refused. One permanent refusal is enough: trying again would meet it again. */
export function recipientsError(refusals: readonly unknown[], endpoint: Endpoint, cause?: unknown): TransientError | PermanentError {
  const named = refusals.map((refusal) => {
    const { recipient, response } = fieldsOf(refusal);
    return `${String(recipient)} (${String(response)})`;
  });
  const message = `The SMTP server ${endpoint.host}:${endpoint.port} refuses ${named.join(', ')}; nothing was sent`;
  const options = cause === undefined ? {} : { cause };
  return refusals.some((refusal) => replyCode(refusal) >= 500)
    ? new PermanentError(message, options)
    : new TransientError(message, options);
}

/** True when the server said no to the password or token itself. */
export function isRefusedLogin(error: unknown): boolean {
  return fieldsOf(error).code === 'EAUTH' && replyCode(error) >= 500;
}

/** True when a kept connection turned out to be dead or dismissed before the mail was on its way: a new one may well do. */
export function isStaleConnection(error: unknown): boolean {
  const reply = replyCode(error);
  return reply === 421 || (reply === 0 && !REFUSED_UNASKED.has(String(fieldsOf(error).code)));
}

/** The three digits of the reply, or 0 when the server did not reply. */
function replyCode(error: unknown): number {
  const { responseCode, response } = fieldsOf(error);
  if (typeof responseCode === 'number') return responseCode;
  return typeof response === 'string' ? Number(/^[2-5]\d\d/.exec(response)?.[0] ?? 0) : 0;
}

function fieldsOf(error: unknown): SmtpFailure {
  return typeof error === 'object' && error !== null ? error : {};
}
