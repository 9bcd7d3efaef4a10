import type { OauthConfig } from '../config/schema.ts';

/** What differs between those who issue access tokens for mailboxes. */
export interface OauthProvider {
  readonly tokenUrl: string;
  /** Asked for with every token; empty: what was consented to. */
  readonly scopes: readonly string[];
  /** Why a refresh token of this provider dies, and how to prevent it. */
  readonly lifetime: string;
}

const GOOGLE = {
  tokenUrl: 'https://oauth2.googleapis.com/token',
  lifetime:
    'Google ends it after seven days while the publishing status of the OAuth app is Testing (publish it, or make it internal), after six months without use, and when the password changes',
};

/** Delegated scopes carry `offline_access`, without which Microsoft issues no next refresh token. */
const MICROSOFT = {
  'refresh-token': ['https://outlook.office365.com/IMAP.AccessAsUser.All', 'https://outlook.office365.com/SMTP.Send', 'offline_access'],
  'client-credentials': ['https://outlook.office365.com/.default'],
  lifetime: 'Microsoft ends it after 90 days without use, when the password changes, and when an administrator revokes it',
};

export function providerOf({ provider, grant, tenant = 'common', tokenUrl, scopes }: OauthConfig): OauthProvider {
  switch (provider) {
    case 'google':
      // Google repeats the scope of the consent, https://mail.google.com/, by itself.
      return { tokenUrl: tokenUrl ?? GOOGLE.tokenUrl, scopes, lifetime: GOOGLE.lifetime };
    case 'microsoft':
      return {
        tokenUrl: tokenUrl ?? `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
        scopes: scopes.length > 0 ? scopes : MICROSOFT[grant],
        lifetime: MICROSOFT.lifetime,
      };
    default:
      return { tokenUrl: tokenUrl ?? '', scopes, lifetime: 'It was revoked, or not used for too long' };
  }
}
