import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import type { OauthConfig } from '../config/schema.ts';
import { AccountError, TransientError } from '../errors.ts';
import { harmless, tokenError } from './oauth-error.ts';
import { providerOf } from './oauth-provider.ts';
import type { OauthSecrets } from './oauth-secrets.ts';

/** What a token endpoint gives. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** Seconds; null: the server does not say. */
  readonly expiresIn: number | null;
  /** The next refresh token where the server rotates them (RFC 6749 §6); else null. */
  readonly refreshToken: string | null;
}

/** A token endpoint answers in well under a second; nothing that hangs longer is worth waiting for. */
const ANSWER_MS = 15_000;

/**
 * One request to the token endpoint, with the configured grant (RFC 6749 §4.4 and §6). Never given up half-way by a caller: the
 * answer may carry the only refresh token that is still good.
 * Throws `AccountError` when the account has to be mended, `TransientError` when the endpoint is away or in trouble.
 */
export async function requestTokens(config: OauthConfig, secrets: OauthSecrets, answerMs = ANSWER_MS): Promise<IssuedTokens> {
  const { tokenUrl, scopes } = providerOf(config);
  const server: oauth.AuthorizationServer = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const client: oauth.Client = { client_id: config.clientId ?? '' };
  const auth = secrets.clientSecret === null ? oauth.None() : oauth.ClientSecretPost(secrets.clientSecret);
  const scope: Record<string, string> = scopes.length === 0 ? {} : { scope: scopes.join(' ') };
  const options = {
    signal: AbortSignal.timeout(answerMs),
    // The configuration lets plain HTTP through for this machine only.
    [oauth.allowInsecureRequests]: tokenUrl.startsWith('http:'),
  };
  const refusal = (status: number, answer: z.infer<typeof ErrorAnswer>, headers: Headers) =>
    tokenError(
      {
        status,
        code: answer.error,
        description: harmless(answer.error_description, [secrets.clientSecret ?? '', secrets.refreshToken ?? '']),
        retryAfterMs: retryAfter(headers),
      },
      config,
    );

  try {
    const response =
      config.grant === 'client-credentials'
        ? await oauth.clientCredentialsGrantRequest(server, client, auth, scope, options)
        : await oauth.refreshTokenGrantRequest(server, client, auth, secrets.refreshToken ?? '', {
            ...options,
            additionalParameters: scope,
          });
    const text = await response.text();
    const answer = asJson(text);
    if (response.status !== 200) throw refusal(response.status, ErrorAnswer.parse(answer), response.headers);
    // An id token is for clients that want to know who logs in; we do not ask, and need not prove, who it is.
    const { id_token: _unused, ...tokens } = answer;
    const issued = await oauth.processRefreshTokenResponse(server, client, Response.json(tokens));
    return {
      accessToken: issued.access_token,
      expiresIn: issued.expires_in ?? null,
      refreshToken: issued.refresh_token ?? null,
    };
  } catch (error) {
    if (error instanceof AccountError || error instanceof TransientError) throw error;
    if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError) {
      throw refusal(200, ErrorAnswer.parse({}), new Headers());
    }
    throw new TransientError(`The token endpoint ${tokenUrl} does not answer (${reason(error)}): check the network and oauth.tokenUrl`, {
      cause: error,
    });
  }
}

/** RFC 6749 §5.2; anything else reads as an answer without a code. */
const ErrorAnswer = z.object({
  error: z.string().min(1).max(100).nullable().catch(null).default(null),
  error_description: z.string().catch('').default(''),
});

function asJson(text: string): Record<string, oauth.JsonValue> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, oauth.JsonValue>) : {};
  } catch {
    // A page for people: it has no token and no error code in it.
    return {};
  }
}

function retryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : undefined;
}

/** fetch hides the system's code in the cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.name === 'TimeoutError' ? 'no answer in time' : error.message;
}
