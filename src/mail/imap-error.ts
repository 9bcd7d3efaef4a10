import { AccountError, PermanentError, TransientError } from '../errors.ts';
import { connectError, type Endpoint } from './connect-error.ts';

/** What imapflow and the server say of a failed command, as far as we look at it. */
interface ImapFailure {
  /** The server refused (NO) or did not understand (BAD); absent when no answer came. */
  readonly responseStatus?: unknown;
  /** Response code in brackets, e.g. NONEXISTENT (RFC 5530). */
  readonly serverResponseCode?: unknown;
  /** The server's words. */
  readonly responseText?: unknown;
  readonly authenticationFailed?: unknown;
  /** Set by imapflow on a failed SELECT of a mailbox that LIST does not know. */
  readonly mailboxMissing?: unknown;
  readonly code?: unknown;
}

/** RFC 5530 §3 and RFC 3501 §7.1: refusals that end only when a person changes something. */
const PERMANENT_CODES = new Set([
  'NONEXISTENT',
  'TRYCREATE',
  'NOPERM',
  'CANNOT',
  'CLIENTBUG',
  'ALREADYEXISTS',
  'PARSE',
  'BADCHARSET',
  'TOOBIG',
  'APPENDLIMIT',
]);

/** RFC 5530 §3: a login that may work later with the same password. */
const TRANSIENT_LOGIN_CODES = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG']);

/** Why connecting or logging in failed. */
export function loginError(error: unknown, endpoint: Endpoint, user: string): PermanentError | TransientError {
  const failure = fieldsOf(error);
  const server = `${endpoint.host}:${endpoint.port}`;
  if (!wasAnswered(failure)) return connectError(error, endpoint);

  const words = textOf(failure.responseText);
  if (!isRefusedLogin(error)) {
    return new TransientError(`The IMAP server ${server} cannot log in ${user} now (${words}): it is tried again`, { cause: error });
  }
  const advice =
    endpoint.oauth === true
      ? 'check imap.user, that IMAP is switched on for this mailbox, and that the consent covers IMAP'
      : 'check imap.user and imap.password; many providers want an app password here';
  const what = endpoint.oauth === true ? `the access token for ${user}` : `the user ${user}`;
  return new AccountError(`The IMAP server ${server} refuses ${what} (${words}): ${advice}`, { cause: error });
}

/** True when the server said no to the password or token itself: the same one will not do later either. */
export function isRefusedLogin(error: unknown): boolean {
  const failure = fieldsOf(error);
  return wasAnswered(failure) && !TRANSIENT_LOGIN_CODES.has(codeOf(failure));
}

/** imapflow marks every error during LOGIN as a failed authentication, also a broken line: only the server's NO counts. */
function wasAnswered(failure: ImapFailure): boolean {
  return failure.authenticationFailed === true && failure.responseStatus !== undefined;
}

/** Why a command on a connection that stood did not work. `what` completes "could not …", e.g. `select the mailbox Sent`. */
export function commandError(error: unknown, endpoint: Endpoint, what: string): PermanentError | TransientError {
  if (error instanceof PermanentError || error instanceof TransientError) return error;
  const failure = fieldsOf(error);
  const cannot = `The IMAP server ${endpoint.host}:${endpoint.port} could not ${what}`;
  if (failure.mailboxMissing === true || failure.code === 'NotFound') {
    return new PermanentError(`${cannot}: there is no such mailbox; create it or correct the configuration`, { cause: error });
  }
  const words = textOf(failure.responseText);
  const code = codeOf(failure);
  if (failure.responseStatus === 'BAD' || PERMANENT_CODES.has(code)) {
    return new PermanentError(`${cannot}: ${words === '' ? code : words}`, { cause: error });
  }
  if (code === 'OVERQUOTA') return new AccountError(`${cannot}: the mailbox is full; make room in it`, { cause: error });
  if (failure.responseStatus === 'NO') return new TransientError(`${cannot}: ${words}`, { cause: error });
  const why = error instanceof Error ? error.message : String(error);
  return new TransientError(`${cannot}: ${why}`, { cause: error });
}

function fieldsOf(error: unknown): ImapFailure {
  return typeof error === 'object' && error !== null ? error : {};
}

function codeOf(failure: ImapFailure): string {
  return textOf(failure.serverResponseCode).toUpperCase();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
