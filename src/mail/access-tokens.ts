import type { OauthConfig } from '../config/schema.ts';
import { AccountError, errorMessage, TransientError } from '../errors.ts';
import type { Log } from '../log.ts';
import { again } from './again.ts';
import { backoffMs, RECONNECT, RECONNECT_REFUSED } from './backoff.ts';
import { requestTokens } from './oauth-request.ts';
import { type OauthSecrets, readSecrets } from './oauth-secrets.ts';
import type { RefreshTokenStore } from './refresh-token-store.ts';

/** The access tokens of one inbox, for all its connections. Errors as in `requestTokens`. */
export interface AccessTokens {
  /** A token that is good for minutes at least. */
  readonly get: () => Promise<string>;
  /** Another one in place of a token that a mail server refused; null when that one is too young for a new one to fare better. */
  readonly renew: (refused: string) => Promise<string | null>;
  /** For a timer: renews before the end, and notices a replaced secret. Never throws. */
  readonly tend: () => Promise<void>;
  /** Why there is no token; null: there is one, or none was wanted yet. */
  readonly problem: () => string | null;
  /** Another number once logging in may succeed again after it could not. */
  readonly version: () => number;
  /** Waits for a request under way: its answer may carry the next refresh token. */
  readonly close: () => Promise<void>;
}

export interface TokenParts {
  readonly store: RefreshTokenStore;
  readonly log: Log;
  readonly now: () => number;
  readonly random: () => number;
  /** ms a token endpoint may take. */
  readonly answerMs?: number;
}

/** A token is renewed this long before its end, ms, or after half its life if that is later. */
const MARGIN_MS = 5 * 60_000;
/** Where the server does not say how long a token lives, ms; a refused one is renewed in any case. */
const UNTOLD_MS = 30 * 60_000;
/** A token younger than this that is refused was not refused for its age, ms. */
const YOUNG_MS = 10_000;

interface Current {
  readonly token: string;
  readonly issuedAt: number;
  readonly renewAt: number;
  readonly expiresAt: number;
}

export function makeAccessTokens(config: OauthConfig, { store, log, now, random, answerMs }: TokenParts): AccessTokens {
  let current: Current | null = null;
  let reading: Promise<OauthSecrets> | null = null;
  let refreshing: Promise<string> | null = null;
  let failures = 0;
  let failed: { readonly error: AccountError | TransientError; readonly until: number } | null = null;
  let version = 0;
  let given: OauthSecrets | null = null;
  /** The newest refresh token of the family of the configured one. */
  let newest: { readonly token: string; readonly stored: boolean } | null = null;

  /** The secrets in force; all that came of others is forgotten. */
  function secrets(): Promise<OauthSecrets> {
    reading ??= readNew().finally(() => {
      reading = null;
    });
    return reading;
  }

  async function readNew(): Promise<OauthSecrets> {
    const read = await readSecrets(config).catch((error: unknown) => {
      if (!(error instanceof AccountError)) throw error;
      // A file that is being replaced may be away for a moment.
      if (given !== null) return given;
      failed = { error, until: now() };
      throw error;
    });
    if (given !== null && read.clientSecret === given.clientSecret && read.refreshToken === given.refreshToken) return given;
    if (given !== null) log.info('the OAuth secret was replaced: trying the new one');
    if (given?.refreshToken !== read.refreshToken) newest = await loaded(read);
    given = read;
    current = null;
    failed = null;
    version += 1;
    return read;
  }

  async function loaded({ refreshToken }: OauthSecrets): Promise<typeof newest> {
    try {
      const token = refreshToken === null ? null : await store.load(refreshToken);
      return token === null ? null : { token, stored: true };
    } catch (error) {
      log.error({ err: errorMessage(error) }, 'the stored refresh token cannot be read: using the configured one');
      return null;
    }
  }

  async function refresh(configured: OauthSecrets): Promise<string> {
    try {
      const issued = await requestTokens(config, { ...configured, refreshToken: newest?.token ?? configured.refreshToken }, answerMs);
      const at = now();
      const life = issued.expiresIn === null ? UNTOLD_MS : issued.expiresIn * 1_000;
      current = { token: issued.accessToken, issuedAt: at, expiresAt: at + life, renewAt: at + life - Math.min(MARGIN_MS, life / 2) };
      if (issued.refreshToken !== null && issued.refreshToken !== (newest?.token ?? configured.refreshToken)) {
        newest = { token: issued.refreshToken, stored: false };
      }
      await keep(configured);
      if (failures > 0) {
        log.info('access tokens are issued again');
        version += 1;
      }
      failures = 0;
      failed = null;
      return issued.accessToken;
    } catch (error) {
      if (!(error instanceof AccountError || error instanceof TransientError)) throw error;
      failures += 1;
      const asked = error instanceof TransientError ? error.retryAfterMs : undefined;
      const wait = asked ?? backoffMs(failures, random, error instanceof AccountError ? RECONNECT_REFUSED : RECONNECT);
      failed = { error, until: now() + wait };
      log[error instanceof AccountError ? 'error' : 'warn']({ err: error.message, retryInMs: wait }, 'no access token');
      throw error;
    }
  }

  /** A rotated token that cannot be stored is still good, and is stored when the disk is. */
  async function keep({ refreshToken }: OauthSecrets): Promise<void> {
    if (newest === null || newest.stored || refreshToken === null) return;
    try {
      await store.save(refreshToken, newest.token);
      newest = { token: newest.token, stored: true };
    } catch (error) {
      log.error({ err: errorMessage(error) }, 'the next refresh token cannot be stored: make room in the data folder before the next stop');
    }
  }

  /** One request at a time, whoever asks. */
  function refreshOnce(configured: OauthSecrets): Promise<string> {
    refreshing ??= refresh(configured).finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  async function get(): Promise<string> {
    const configured = await secrets();
    const usable = current !== null && now() < current.expiresAt ? current.token : null;
    if (usable !== null && current !== null && now() < current.renewAt) return usable;
    if (failed !== null && now() < failed.until) {
      if (usable !== null) return usable;
      throw again(failed.error, failed.until - now());
    }
    try {
      return await refreshOnce(configured);
    } catch (error) {
      // What is left of the old token is for bridging exactly this.
      if (usable !== null) return usable;
      throw error;
    }
  }

  return {
    get,
    renew: async (refused) => {
      if (current?.token === refused) {
        if (now() - current.issuedAt < YOUNG_MS) return null;
        current = null;
      }
      return get();
    },
    tend: async () => {
      try {
        await get();
        if (given !== null) await keep(given);
      } catch (error) {
        log.debug({ err: errorMessage(error) }, 'no access token yet');
      }
    },
    problem: () => failed?.error.message ?? null,
    version: () => version,
    close: async () => {
      await refreshing?.catch(() => undefined);
    },
  };
}
