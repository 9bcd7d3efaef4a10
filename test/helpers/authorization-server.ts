import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An OAuth 2.0 authorization server on loopback: a token endpoint (RFC 6749) and an introspection endpoint (RFC 7662). */
export interface AuthorizationServer {
  readonly tokenUrl: string;
  readonly introspectionUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A consent: the refresh token of a new family for this user. */
  readonly consent: (user: string) => string;
  /** Every request to the token endpoint: its form, and the status of the answer once it has left. */
  readonly requests: readonly TokenRequest[];
  readonly isToken: (user: string, token: string) => boolean;
  /** Access tokens issued so far are no longer good. */
  readonly revokeAccess: () => void;
  /** Refresh tokens issued so far are dead. */
  readonly revokeConsents: () => void;
  /** What a test wants to go otherwise; may be changed at any time. */
  readonly faults: AuthorizationFaults;
  readonly close: () => Promise<void>;
}

interface TokenRequest {
  readonly form: Readonly<Record<string, string>>;
  status: number | null;
}

interface AuthorizationFaults {
  /** Each refresh gives another refresh token, and the one that was used dies. */
  rotate?: boolean;
  /** Seconds; default an hour. */
  expiresIn?: number | null;
  /** Answers instead of the endpoint: an OAuth error, a status without a body, a page for people, or silence. */
  trouble?: keyof typeof TROUBLES | undefined;
}

const TROUBLES = {
  invalid_client: (response: ServerResponse) => json(response, 400, { error: 'invalid_client', error_description: 'expired\nTrace: 1' }),
  unavailable: (response: ServerResponse) => void response.writeHead(503).end(),
  busy: (response: ServerResponse) => void response.writeHead(429, { 'retry-after': '2' }).end(),
  page: (response: ServerResponse) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in to the hotel network</title>'),
  silence: () => undefined,
} as const;

const CLIENT = { clientId: 'firstline-test', clientSecret: 'client-secret-tell-nobody' };

/** @param application the user whose mailbox client credentials open. */
export async function startAuthorizationServer(application = ''): Promise<AuthorizationServer> {
  const consents = new Map<string, string>();
  const access = new Map<string, string>();
  const requests: TokenRequest[] = [];
  const faults: AuthorizationFaults = {};

  const server = createServer(async (request, response) => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    if (request.url === '/introspect') {
      const username = access.get(form.token ?? '');
      json(response, 200, username === undefined ? { active: false } : { active: true, username });
      return;
    }
    const entry: TokenRequest = { form, status: null };
    requests.push(entry);
    response.once('finish', () => {
      entry.status = response.statusCode;
    });
    answer(response, form);
  });

  function answer(response: ServerResponse, form: TokenRequest['form']): void {
    if (faults.trouble === undefined) grant(response, form);
    else TROUBLES[faults.trouble](response);
  }

  function grant(response: ServerResponse, form: TokenRequest['form']): void {
    if (form.client_id !== CLIENT.clientId || form.client_secret !== CLIENT.clientSecret) {
      response.setHeader('www-authenticate', 'Basic realm="test"');
      json(response, 401, { error: 'invalid_client', error_description: `unknown client ${form.client_secret}` });
      return;
    }
    const user = form.grant_type === 'client_credentials' ? application : consents.get(form.refresh_token ?? '');
    if (user === undefined) {
      json(response, 400, { error: 'invalid_grant', error_description: `Token ${form.refresh_token} has been expired or revoked.` });
      return;
    }
    const rotates = faults.rotate === true && form.grant_type === 'refresh_token';
    if (rotates) consents.delete(form.refresh_token ?? '');
    issue(response, user, rotates ? { refresh_token: consent(user) } : {});
  }

  function issue(response: ServerResponse, user: string, more: Record<string, string>): void {
    const token = `access-${crypto.randomUUID()}`;
    access.set(token, user);
    const expires = faults.expiresIn === null ? {} : { expires_in: faults.expiresIn ?? 3_600 };
    json(response, 200, { access_token: token, token_type: 'Bearer', ...expires, ...more });
  }

  function consent(user: string): string {
    const token = `refresh-${crypto.randomUUID()}`;
    consents.set(token, user);
    return token;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...CLIENT,
    tokenUrl: `${origin}/token`,
    introspectionUrl: `${origin}/introspect`,
    consent,
    requests,
    isToken: (user, token) => access.get(token) === user,
    revokeAccess: () => access.clear(),
    revokeConsents: () => consents.clear(),
    faults,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
