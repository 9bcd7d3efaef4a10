import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { makeSmtpSubmission } from '../../../src/mail/smtp-submission.ts';
import { makeUndo } from '../../../src/undo.ts';
import { startLineProxy } from '../../helpers/line-proxy.ts';
import { log } from './fixtures.ts';

/** Real servers with certificates of a private authority: a good one, one for another name, and one that has expired. */
const undo = makeUndo();
const run = promisify(execFile);
const USER = 'support@example.com';
let folder: string;
let authority: string;
const worlds = new Map<string, World>();

const CERTIFICATES = {
  good: { names: 'DNS:localhost,IP:127.0.0.1', days: ['-days', '7'] },
  'another name': { names: 'DNS:mail.elsewhere.example', days: ['-days', '7'] },
  expired: { names: 'DNS:localhost,IP:127.0.0.1', days: ['-not_before', '20200101000000Z', '-not_after', '20200201000000Z'] },
} as const;
type Kind = keyof typeof CERTIFICATES;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-certificates-'));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  authority = join(folder, 'authority.pem');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await run('openssl', [
    'req',
    '-x509',
    ...key,
    '-days',
    '7',
    '-subj',
    '/CN=Test authority',
    '-keyout',
    join(folder, 'ca.key'),
    '-out',
    authority,
  ]);
  for (const kind of Object.keys(CERTIFICATES) as Kind[]) {
    const certificate = await issue(kind, key);
    const world = await startWorld({ certificate });
    undo.push(world.stop);
    worlds.set(kind, world);
  }
});
afterAll(() => undo.run());

async function issue(kind: Kind, key: readonly string[]): Promise<{ certPath: string; keyPath: string }> {
  const { names, days } = CERTIFICATES[kind];
  const base = join(folder, kind.replaceAll(' ', '-'));
  await mkdir(base);
  const [certPath, keyPath, request, config] = ['cert.pem', 'key.pem', 'request.pem', 'ca.conf'].map((name) => join(base, name)) as [
    string,
    string,
    string,
    string,
  ];
  await run('openssl', ['req', ...key, '-subj', '/CN=mail', '-keyout', keyPath, '-out', request]);
  // `openssl x509` cannot make a certificate that has expired before OpenSSL 3.4; `openssl ca` can.
  await writeFile(join(base, 'index.txt'), '');
  await writeFile(
    config,
    [
      '[ca]',
      'default_ca = own',
      '[own]',
      `database = ${join(base, 'index.txt')}`,
      `new_certs_dir = ${base}`,
      'default_md = sha256',
      'policy = any',
      'rand_serial = yes',
      'x509_extensions = server',
      '[any]',
      'commonName = supplied',
      '[server]',
      `subjectAltName = ${names}`,
    ].join('\n'),
  );
  const dates = days[0] === '-days' ? days : ['-startdate', days[1] ?? '', '-enddate', days[3] ?? ''];
  const ca = ['-config', config, '-cert', authority, '-keyfile', join(folder, 'ca.key'), '-batch', '-notext'];
  await run('openssl', ['ca', ...ca, ...dates, '-in', request, '-out', certPath]);
  return { certPath, keyPath };
}

type Security = 'tls' | 'starttls';

async function imapError(kind: Kind, security: Security, ca: string | undefined): Promise<unknown> {
  const world = worlds.get(kind) as World;
  const port = security === 'tls' ? world.dovecot.imapsPort : world.dovecot.imapPort;
  const mailbox = makeImapMailbox({ ...world.imap(USER), port, security, ca }, { log });
  const error = await mailbox.status('INBOX').then(
    () => null,
    (reason: unknown) => reason,
  );
  await mailbox.close();
  return error;
}

async function smtpError(kind: Kind, ca: string | undefined): Promise<unknown> {
  const world = worlds.get(kind) as World;
  const submission = makeSmtpSubmission({ ...world.smtp(USER), security: 'starttls', ca }, { log });
  const error = await submission.verify(AbortSignal.timeout(20_000)).then(
    () => null,
    (reason: unknown) => reason,
  );
  await submission.close();
  return error;
}

const refusal = (code: string, advice: RegExp) => ({
  name: 'AccountError',
  message: expect.stringMatching(new RegExp(`is not trusted \\(${code}\\): .*${advice.source}`)),
});

test.each(['tls', 'starttls'] as const)('IMAP over %s: a private authority is trusted only where it is configured', async (security) => {
  expect(await imapError('good', security, authority)).toBeNull();
  expect(await imapError('good', security, undefined)).toMatchObject(refusal('UNABLE_TO_VERIFY_LEAF_SIGNATURE', /imap\.ca/));
  expect(await imapError('another name', security, authority)).toMatchObject(refusal('ERR_TLS_CERT_ALTNAME_INVALID', /imap\.host/));
  expect(await imapError('expired', security, authority)).toMatchObject(refusal('CERT_HAS_EXPIRED', /renewed/));
});

test('SMTP over STARTTLS: the same', async () => {
  expect(await smtpError('good', authority)).toBeNull();
  expect(await smtpError('good', undefined)).toMatchObject(refusal('UNABLE_TO_VERIFY_LEAF_SIGNATURE', /smtp\.ca/));
  expect(await smtpError('another name', authority)).toMatchObject(refusal('ERR_TLS_CERT_ALTNAME_INVALID', /smtp\.host/));
  expect(await smtpError('expired', authority)).toMatchObject(refusal('CERT_HAS_EXPIRED', /renewed/));
});

test('where somebody strips STARTTLS from what the servers announce, no password is sent', async () => {
  const world = worlds.get('good') as World;
  const heard: string[] = [];
  const imap = await startLineProxy(world.dovecot.imapPort, {
    rewrite: (line) => line.replace(/ STARTTLS/g, ''),
    heard: (line) => heard.push(line),
  });
  undo.push(imap.close);
  const smtp = await startLineProxy(world.submission.port, {
    rewrite: (line) => line.replace(/^250-STARTTLS$/, '250-NOTHING').replace(/^220 .*TLS$/i, '502 5.5.1 no such command'),
    heard: (line) => heard.push(line),
  });
  undo.push(smtp.close);
  const mailbox = makeImapMailbox({ ...world.imap(USER), port: imap.port, security: 'starttls', ca: authority }, { log });
  await expect(mailbox.status('INBOX')).rejects.toMatchObject({
    name: 'AccountError',
    message: expect.stringMatching(/offers no STARTTLS/),
  });
  await mailbox.close();
  const submission = makeSmtpSubmission({ ...world.smtp(USER), port: smtp.port, security: 'starttls', ca: authority }, { log });
  await expect(submission.verify(AbortSignal.timeout(20_000))).rejects.toMatchObject({
    name: 'AccountError',
    message: expect.stringMatching(/offers no STARTTLS: use smtp\.security: tls/),
  });
  await submission.close();
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.filter((line) => /LOGIN|AUTH/i.test(line))).toEqual([]);
});
