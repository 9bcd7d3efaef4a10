import { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import { errorMessage } from '../errors.ts';
import type { Completion, Usage } from './model.ts';

/**
 * What a failed request means for whoever asked. Pure.
 * @param lost the usage of a call whose answer never came, though the server may have worked on it
 */
export function describeError(
  error: unknown,
  model: string,
  now: number,
  lost: Usage,
): Exclude<Completion<never>, { status: 'ok' | 'invalid' }> {
  if (error instanceof APIUserAbortError) return { status: 'aborted', usage: lost };
  if (error instanceof APIConnectionError) {
    const code = systemCode(error);
    return { status: 'error', message: cause(error), retryable: true, code, ...(NOT_SENT.test(code) ? {} : { usage: lost }) };
  }
  if (!(error instanceof APIError) || error.status === undefined)
    return { status: 'error', message: errorMessage(error), retryable: true, code: 'protocol', usage: lost };
  const code = String(error.status);
  const wait = retryAfter(error.headers, now);
  if (error.status === 429) return { status: 'rate_limited', retryAfterMs: wait };
  if (/content_filter|content_policy/.test(`${error.code ?? ''} ${error.message}`)) {
    return { status: 'refusal', message: error.message, usage: NOTHING, model };
  }
  const temporary = error.status >= 500 || error.status === 408 || error.status === 409 || error.status === 425;
  return {
    status: 'error',
    message: error.message,
    retryable: temporary,
    code,
    ...(temporary && wait !== null ? { retryAfterMs: wait } : {}),
  };
}

const NOTHING: Usage = { inputTokens: 0, outputTokens: 0 };
/** No connection was made, so nothing was worked on. */
const NOT_SENT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS\w+|DEPTH_ZERO\w+)$/;

/** The system's name for it, from wherever in the chain of causes it stands. */
function systemCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && at.code !== '') return at.code;
    if (at instanceof AggregateError && at.errors[0] instanceof Error && at.errors[0] !== at) return systemCode(at.errors[0]);
  }
  return 'connection';
}

/** The client's own message is only "Connection error.". */
function cause(error: Error): string {
  return error.cause instanceof Error ? `${error.message} ${errorMessage(error.cause.cause ?? error.cause)}` : error.message;
}

/** Milliseconds, from `retry-after-ms` or `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3); null when there is none. */
function retryAfter(headers: Headers | undefined, now: number): number | null {
  const precise = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(precise) && precise >= 0) return precise;
  const value = headers?.get('retry-after') ?? null;
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
