import { AccountError, PermanentError, TransientError } from '../errors.ts';

/** The same sentence again, with its class, and when to come back. */
export function again(error: PermanentError | TransientError, retryAfterMs: number): PermanentError | TransientError {
  if (error instanceof AccountError) return new AccountError(error.message, { cause: error });
  if (error instanceof PermanentError) return new PermanentError(error.message, { cause: error });
  return new TransientError(error.message, { cause: error, retryAfterMs });
}
