import { expect, test } from 'vitest';
import { OauthConfig } from '../config/schema.ts';
import { harmless, tokenError } from './oauth-error.ts';

const config = (settings: Partial<OauthConfig> = {}) => OauthConfig.parse({ provider: 'microsoft', ...settings });

test.each<[number, string | null, string, RegExp]>([
  [400, 'invalid_grant', 'AccountError', /refresh token is dead .*replace oauth\.refreshToken.*90 days/],
  [401, 'invalid_client', 'AccountError', /oauth\.clientSecret, which may have expired/],
  [400, 'unauthorized_client', 'AccountError', /oauth\.clientId/],
  [400, 'invalid_scope', 'AccountError', /oauth\.scopes/],
  [400, 'invalid_request', 'AccountError', /check the oauth settings/],
  [400, 'temporarily_unavailable', 'TransientError', /has trouble/],
  [503, 'invalid_grant', 'TransientError', /HTTP 503/],
  [429, null, 'TransientError', /HTTP 429/],
  [200, null, 'TransientError', /something else than a token/],
  [404, null, 'TransientError', /check oauth\.tokenUrl/],
])('HTTP %i with %s is a %s', (status, code, name, message) => {
  expect(tokenError({ status, code, description: '', retryAfterMs: undefined }, config())).toMatchObject({
    name,
    message: expect.stringMatching(message),
  });
});

test('invalid_grant to client credentials speaks of no refresh token', () => {
  const refusal = { status: 400, code: 'invalid_grant', description: 'AADSTS50034', retryAfterMs: undefined };
  expect(tokenError(refusal, config({ grant: 'client-credentials' })).message).toMatch(/\(invalid_grant: AADSTS50034\): check the oauth/);
});

test('a time that the server names is kept', () => {
  expect(tokenError({ status: 429, code: null, description: '', retryAfterMs: 7_000 }, config())).toMatchObject({ retryAfterMs: 7_000 });
});

test("a server's description is one short line without the secrets that were sent", () => {
  expect(harmless('token abc is bad\r\nTrace ID: 1', ['abc', ''])).toBe('token [redacted] is bad');
  expect(harmless('x'.repeat(1_000), [])).toHaveLength(200);
});
