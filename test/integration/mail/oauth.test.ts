import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { OauthConfig } from '../../../src/config/schema.ts';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { makeLog } from '../../../src/log.ts';
import { type AccessTokens, makeAccessTokens } from '../../../src/mail/access-tokens.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { makeRefreshTokenStore } from '../../../src/mail/refresh-token-store.ts';
import { makeSmtpSubmission } from '../../../src/mail/smtp-submission.ts';
import { makeUndo } from '../../../src/undo.ts';
import { type AuthorizationServer, startAuthorizationServer } from '../../helpers/authorization-server.ts';
import { freshUser, log, mail } from './fixtures.ts';

const USER = 'support@example.com';
const undo = makeUndo();
let server: AuthorizationServer;
let world: World;
let folder: string;
const opened: { close: () => Promise<void> }[] = [];
let logged: string[] = [];

beforeAll(async () => {
  server = await startAuthorizationServer(USER);
  undo.push(server.close);
  world = await startWorld({ introspectionUrl: server.introspectionUrl, isToken: server.isToken });
  undo.push(world.stop);
  folder = await mkdtemp(join(tmpdir(), 'firstline-oauth-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  for (const fault of ['rotate', 'expiresIn', 'trouble'] as const) delete server.faults[fault];
  expect(logged.join('')).not.toMatch(/refresh-[0-9a-f]|access-[0-9a-f]|tell-nobody/);
  logged = [];
});
afterAll(() => undo.run());

interface Desk {
  readonly tokens: AccessTokens;
  readonly config: OauthConfig;
  readonly storeFile: string;
  readonly clock: { time: number };
  /** The same account after a restart. */
  readonly restarted: () => AccessTokens;
}

function openDesk(settings: Partial<OauthConfig> = {}, answerMs = 20_000): Desk {
  const { clientId, clientSecret, tokenUrl } = server;
  const config = OauthConfig.parse({ provider: 'google', clientId, clientSecret, tokenUrl, ...settings });
  const storeFile = join(folder, `${crypto.randomUUID()}.json`);
  const clock = { time: 1_000_000_000 };
  const make = () => {
    const tokens = makeAccessTokens(config, {
      store: makeRefreshTokenStore(storeFile, 'test'),
      log: makeLog({ level: 'trace', pretty: false, write: (line) => logged.push(line) }),
      now: () => clock.time,
      random: () => 0,
      answerMs,
    });
    opened.push(tokens);
    return tokens;
  };
  return { tokens: make(), config, storeFile, clock, restarted: make };
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

test('one refresh serves IMAP and SMTP of a real server, however many ask', async () => {
  const { tokens } = openDesk({ refreshToken: server.consent(USER) });
  const { password: _imap, ...imap } = world.imap(USER);
  const { password: _smtp, ...smtp } = world.smtp(USER);
  const mailbox = makeImapMailbox(imap, { log, tokens });
  const submission = makeSmtpSubmission(smtp, { log, tokens });
  opened.push(mailbox, submission);
  const before = server.requests.length;
  const to = freshUser('oauth');
  const never = new AbortController().signal;
  await Promise.all([
    mailbox.status('INBOX'),
    submission.verify(never),
    submission.deliver({ from: USER, to: [to], source: mail({ to }) }, async () => {}, never),
  ]);
  expect(server.requests.length - before).toBe(1);
  expect(await world.connect(to).read()).toHaveLength(1);
});

test('a token that the mail servers refuse is replaced once, by whoever is refused first', async () => {
  const { tokens, clock } = openDesk({ refreshToken: server.consent(USER) });
  const { password: _imap, ...imap } = world.imap(USER);
  const { password: _smtp, ...smtp } = world.smtp(USER);
  await tokens.get();
  server.revokeAccess();
  clock.time += 60_000;
  const before = server.requests.length;
  const mailbox = makeImapMailbox(imap, { log, tokens });
  const submission = makeSmtpSubmission(smtp, { log, tokens });
  opened.push(mailbox, submission);
  await Promise.all([mailbox.status('INBOX'), submission.verify(new AbortController().signal)]);
  expect(server.requests.length - before).toBe(1);
});

test('a token that is refused although it is fresh is an account error that names what to check, and tells no token', async () => {
  const other = freshUser('other');
  const { tokens } = openDesk({ refreshToken: server.consent(other) });
  const { password: _imap, ...imap } = world.imap(USER);
  const { password: _smtp, ...smtp } = world.smtp(USER);
  const mailbox = makeImapMailbox(imap, { log, tokens });
  const submission = makeSmtpSubmission(smtp, { log, tokens });
  opened.push(mailbox, submission);
  const errors = await Promise.all([refusal(mailbox.status('INBOX')), refusal(submission.verify(new AbortController().signal))]);
  expect(errors).toMatchObject([
    { name: 'AccountError', message: expect.stringMatching(/refuses the access token for support@example\.com.*imap\.user/) },
    { name: 'AccountError', message: expect.stringMatching(/refuses the login.*smtp\.user/) },
  ]);
  expect(inspect(errors, { depth: 10 })).not.toContain(await tokens.get());
});

test('a server that takes passwords only says so', async () => {
  const plain = await startWorld();
  opened.push({ close: plain.stop });
  const { tokens } = openDesk({ refreshToken: server.consent(USER) });
  const { password: _imap, ...imap } = plain.imap(USER);
  const mailbox = makeImapMailbox(imap, { log, tokens });
  opened.push(mailbox);
  expect(await refusal(mailbox.status('INBOX'))).toMatchObject({
    name: 'AccountError',
    message: expect.stringMatching(/offers no login with access tokens: give imap\.password/),
  });
});

test('client credentials ask with the default scope and open the mailbox', async () => {
  const { tokens } = openDesk({ provider: 'microsoft', grant: 'client-credentials', tenant: 'example.com' });
  const { password: _imap, ...imap } = world.imap(USER);
  const mailbox = makeImapMailbox(imap, { log, tokens });
  opened.push(mailbox);
  await mailbox.status('INBOX');
  expect(server.requests.at(-1)?.form).toMatchObject({
    grant_type: 'client_credentials',
    scope: 'https://outlook.office365.com/.default',
  });
});

test("Microsoft's delegated scopes are asked for by name", async () => {
  const { tokens } = openDesk({ provider: 'microsoft', refreshToken: server.consent(USER) });
  await tokens.get();
  expect(server.requests.at(-1)?.form.scope).toBe(
    'https://outlook.office365.com/IMAP.AccessAsUser.All https://outlook.office365.com/SMTP.Send offline_access',
  );
});

test('a token is renewed five minutes before its end, and is used up to the end while the endpoint has trouble', async () => {
  const { tokens, clock } = openDesk({ refreshToken: server.consent(USER) });
  const first = await tokens.get();
  clock.time += 54 * 60_000;
  expect(await tokens.get()).toBe(first);
  clock.time += 2 * 60_000;
  server.faults.trouble = 'unavailable';
  expect(await tokens.get()).toBe(first);
  expect(tokens.problem()).toMatch(/has trouble \(HTTP 503\)/);
  clock.time += 5 * 60_000;
  expect(await refusal(tokens.get())).toMatchObject({ name: 'TransientError' });
  delete server.faults.trouble;
  clock.time += 60_000;
  expect(await tokens.get()).not.toBe(first);
  expect(tokens.problem()).toBeNull();
});

test('a rotated refresh token is stored encrypted, and a restart goes on with it', async () => {
  server.faults.rotate = true;
  const configured = server.consent(USER);
  const { tokens, storeFile, clock, restarted } = openDesk({ refreshToken: configured });
  await tokens.get();
  clock.time += 3_600_000;
  await tokens.get();
  const used = server.requests.slice(-2).map((r) => r.form.refresh_token);
  expect(used[0]).toBe(configured);
  expect(used[1]).not.toBe(configured);
  const file = await readFile(storeFile, 'utf8');
  expect(file).not.toContain('refresh-');
  expect(Object.keys(JSON.parse(file) as object)).toEqual(['salt', 'iv', 'tag', 'sealed']);

  await restarted().get();
  expect(server.requests.at(-1)).toMatchObject({ status: 200 });
});

test('a stored token that was tampered with, or that came of another configured one, is not used', async () => {
  server.faults.rotate = true;
  const file = join(folder, 'family.json');
  const store = makeRefreshTokenStore(file, 'support');
  await store.save('configured-1', 'rotated-1');
  expect(await store.load('configured-1')).toBe('rotated-1');
  expect(await store.load('configured-2')).toBeNull();
  expect(await makeRefreshTokenStore(file, 'billing').load('configured-1')).toBeNull();
  const stored = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  const sealed = Buffer.from(stored.sealed ?? '', 'base64');
  sealed.writeUInt8(sealed.readUInt8(0) ^ 1, 0);
  await writeFile(file, JSON.stringify({ ...stored, sealed: sealed.toString('base64') }));
  expect(await store.load('configured-1')).toBeNull();
  await writeFile(file, '{"half');
  expect(await store.load('configured-1')).toBeNull();
});

test.each([
  ['google', /seven days while the publishing status .* is Testing/],
  ['microsoft', /90 days without use/],
] as const)(
  'a dead refresh token of %s says why they die, is not tried again for a while, and a replaced one works at once',
  async (provider, why) => {
    const file = join(folder, `refresh-token-${provider}`);
    await writeFile(file, `${server.consent(USER)}\n`);
    const { tokens, clock } = openDesk({ provider, refreshTokenFile: file });
    await tokens.get();
    const version = tokens.version();
    server.revokeConsents();
    clock.time += 3_600_000;
    const error = await refusal(tokens.get());
    expect(error).toMatchObject({ name: 'AccountError', message: expect.stringMatching(/refresh token is dead \(invalid_grant/) });
    expect(error).toMatchObject({ message: expect.stringMatching(why) });
    expect(String(error)).not.toMatch(/refresh-[0-9a-f]/);
    expect(tokens.problem()).toMatch(why);
    const asked = server.requests.length;
    expect(await refusal(tokens.get())).toMatchObject({ name: 'AccountError' });
    expect(server.requests).toHaveLength(asked);

    await writeFile(file, server.consent(USER));
    await tokens.tend();
    expect(await tokens.get()).toMatch(/^access-/);
    expect(tokens.problem()).toBeNull();
    expect(tokens.version()).toBeGreaterThan(version);
  },
);

test.each([
  ['invalid_client', 'AccountError', /refuses the client .*oauth\.clientId/],
  ['unavailable', 'TransientError', /HTTP 503/],
  ['busy', 'TransientError', /HTTP 429/],
  ['page', 'TransientError', /something else than a token \(HTTP 200\): check oauth\.tokenUrl/],
  ['silence', 'TransientError', /does not answer \(no answer in time\)/],
] as const)('a token endpoint with %s is a %s', async (trouble, name, message) => {
  const { tokens, clock } = openDesk({ refreshToken: server.consent(USER) }, trouble === 'silence' ? 1_000 : undefined);
  server.faults.trouble = trouble;
  expect(await refusal(tokens.get())).toMatchObject({ name, message: expect.stringMatching(message) });
  delete server.faults.trouble;
  clock.time += 30_000;
  expect(await tokens.get()).toMatch(/^access-/);
});

test('a wrong client secret is an account error also where the server answers with a challenge, and is not repeated', async () => {
  const { tokens } = openDesk({ refreshToken: server.consent(USER), clientSecret: 'wrong-tell-nobody' });
  const error = await refusal(tokens.get());
  expect(error).toMatchObject({ name: 'AccountError', message: expect.stringMatching(/invalid_client: unknown client \[redacted\]/) });
});
