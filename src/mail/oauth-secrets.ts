import { readFile } from 'node:fs/promises';
import type { OauthConfig } from '../config/schema.ts';
import { AccountError, errorMessage } from '../errors.ts';

/** What the operator gave; null: not given. */
export interface OauthSecrets {
  readonly clientSecret: string | null;
  readonly refreshToken: string | null;
}

/** Mounted files are read every time, so that a replaced secret needs no restart. */
export async function readSecrets(config: OauthConfig): Promise<OauthSecrets> {
  const [clientSecret, refreshToken] = await Promise.all([
    config.clientSecret ?? secretFile(config.clientSecretFile, 'clientSecretFile'),
    config.refreshToken ?? secretFile(config.refreshTokenFile, 'refreshTokenFile'),
  ]);
  return { clientSecret, refreshToken };
}

async function secretFile(path: string | undefined, key: string): Promise<string | null> {
  if (path === undefined) return null;
  let content: string;
  try {
    content = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new AccountError(`The file of oauth.${key} cannot be read (${errorMessage(error)}): mount it, or correct the path`, {
      cause: error,
    });
  }
  if (content === '') throw new AccountError(`The file of oauth.${key} is empty: ${path}`);
  return content;
}
