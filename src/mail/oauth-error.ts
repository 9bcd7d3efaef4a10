import type { OauthConfig } from '../config/schema.ts';
import { AccountError, TransientError } from '../errors.ts';
import { providerOf } from './oauth-provider.ts';

/** An answer of a token endpoint that is no token. */
export interface TokenRefusal {
  readonly status: number;
  /** RFC 6749 §5.2 `error`; null where the body is no such answer, such as the page of a proxy. */
  readonly code: string | null;
  readonly description: string;
  /** ms, of the header Retry-After. */
  readonly retryAfterMs: number | undefined;
}

/** RFC 6749 §5.2 has no code for "later"; providers borrow those of §4.1.2.1. */
const LATER = new Set(['temporarily_unavailable', 'server_error', 'slow_down', 'request_timeout', 'internal_failure']);

/** What the daemon does next about a refused request for an access token. */
export function tokenError(refusal: TokenRefusal, config: OauthConfig): AccountError | TransientError {
  const { status, code, description, retryAfterMs } = refusal;
  const { tokenUrl, lifetime } = providerOf(config);
  const endpoint = `The token endpoint ${tokenUrl}`;
  const words = [code, description].filter((part) => part !== null && part !== '').join(': ');
  if (status === 429 || status >= 500 || (code !== null && LATER.has(code))) {
    return new TransientError(`${endpoint} has trouble (HTTP ${status}${words === '' ? '' : `, ${words}`}): it is asked again`, {
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  switch (code) {
    case null:
      return new TransientError(
        `${endpoint} answers with something else than a token (HTTP ${status}): check oauth.tokenUrl and any proxy`,
      );
    case 'invalid_grant':
      if (config.grant === 'client-credentials') break;
      return new AccountError(`The refresh token is dead (${words}): consent again and replace oauth.refreshToken. ${lifetime}`);
    case 'invalid_client':
    case 'unauthorized_client':
      return new AccountError(
        `${endpoint} refuses the client (${words}): check oauth.clientId, oauth.tenant and oauth.clientSecret, which may have expired`,
      );
    case 'invalid_scope':
      return new AccountError(`${endpoint} refuses the scopes (${words}): consent to them, or correct oauth.scopes`);
  }
  return new AccountError(`${endpoint} refuses to give an access token (${words}): check the oauth settings`);
}

/** The first line, short, and without any of the secrets that were sent. */
export function harmless(description: string, secrets: readonly string[]): string {
  const line = description.split(/[\r\n]/)[0] ?? '';
  return secrets
    .filter((secret) => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line)
    .slice(0, 200);
}
