import { isLoopback } from './loopback.ts';
import type { InboxConfig, OauthConfig } from './schema.ts';

interface Found {
  readonly path: string;
  readonly message: string;
}

/** Tenants that stand for all directories: an application without a person cannot log in to them. */
const SHARED_TENANTS: ReadonlySet<string> = new Set(['common', 'organizations', 'consumers']);

/** Rules between the settings of one `oauth` block. Pure. */
export function checkOauth(path: string, { imap, smtp, oauth }: Pick<InboxConfig, 'imap' | 'smtp' | 'oauth'>): readonly Found[] {
  const found: Found[] = [];
  const wrong = (setting: keyof OauthConfig, message: string) => found.push({ path: `${path}.${setting}`, message });
  const { provider, grant, clientId, tenant, tokenUrl, scopes, ...secrets } = oauth;

  if (provider === 'none') {
    const idle = [clientId, tenant, tokenUrl, ...scopes, ...Object.values(secrets)].some((value) => value !== undefined);
    if (idle) wrong('provider', 'write google, microsoft or other: without it the settings beside it do nothing');
    return found;
  }
  if (imap.password !== undefined && smtp.password !== undefined) {
    wrong('provider', 'nobody needs it while imap and smtp both have a password: leave those out, or write none');
  }
  if (clientId === undefined) wrong('clientId', 'is missing: write the client (application) id of your app registration');
  for (const name of ['clientSecret', 'refreshToken'] as const) {
    if (secrets[name] !== undefined && secrets[`${name}File`] !== undefined) wrong(name, `is given twice: leave it or ${name}File out`);
  }
  const hasSecret = (secrets.clientSecret ?? secrets.clientSecretFile) !== undefined;
  const hasToken = (secrets.refreshToken ?? secrets.refreshTokenFile) !== undefined;
  if (grant === 'refresh-token' && !hasToken) {
    wrong('refreshToken', 'is missing: give the token that the consent brought (docs/operations.md), here or as refreshTokenFile');
  }
  if (grant === 'client-credentials' && !hasSecret) wrong('clientSecret', 'is missing: client credentials are an id and a secret');
  if (grant === 'client-credentials' && provider === 'google') {
    wrong('grant', 'Google opens no mailbox to client credentials: write refresh-token');
  }
  if (provider === 'google' && !hasSecret) wrong('clientSecret', 'is missing: Google refreshes no token without it');
  if (provider === 'microsoft' && grant === 'client-credentials' && (tenant === undefined || SHARED_TENANTS.has(tenant))) {
    wrong('tenant', 'write the directory (tenant) id of your organisation: client credentials belong to one');
  }
  if (provider !== 'microsoft' && tenant !== undefined) wrong('tenant', 'belongs to provider: microsoft');
  if (provider === 'other' && tokenUrl === undefined) wrong('tokenUrl', 'is missing: write the token endpoint of your provider');
  if (tokenUrl !== undefined && !isSafe(tokenUrl)) {
    wrong('tokenUrl', 'would send the secrets in the clear: write https (http is for a server on this machine)');
  }
  return found;
}

function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
