import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Program } from '../../helpers/daemon-process.ts';
import { expectRefusal } from '../../helpers/refusal.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const WRONG = 'tell-nobody-7';
let programs: Program[] = [];
afterEach(async () => {
  await office.endDaemons();
  const secrets = [WRONG, Buffer.from(WRONG).toString('base64'), office.world.dovecot.password];
  for (const program of programs) for (const secret of secrets) expect(program.output()).not.toContain(secret);
  programs = [];
});

function start(desk: Desk, variables: Readonly<Record<string, string>> = {}): Program {
  const program = desk.start(variables);
  programs.push(program);
  return program;
}

test('a wrong IMAP password ends the start; with the right one the mail is answered', async () => {
  const desk = await office.openDesk();
  const customer = await desk.ask();
  await expectRefusal(
    start(desk, { SUPPORT_IMAP_PASSWORD: WRONG }),
    /inboxes\.support\.imap: The IMAP server .* refuses the user .*: check imap\.user and imap\.password/,
  );
  start(desk);
  await desk.answered(customer);
});

test('a wrong SMTP password ends the start, before anything is decided; with the right one the mail is answered', async () => {
  const desk = await office.openDesk({ SMTP_PASSWORD: WRONG });
  await desk.edit('firstline.yaml', (text) => text.replace(/(smtp:[\s\S]*?password: )\$\{SUPPORT_IMAP_PASSWORD:-\}/, '$1${SMTP_PASSWORD}'));
  const customer = await desk.ask();
  const refused = start(desk);
  await expectRefusal(refused, /inboxes\.support\.smtp: .*refuses.*: check smtp\.user and smtp\.password/);
  expect(refused.output()).not.toContain('decided');
  start(desk, { SMTP_PASSWORD: office.world.submission.password });
  await desk.answered(customer);
});

test('a certificate that nobody vouches for ends the start; with its authority the mail is answered', async () => {
  const { dovecot } = office.world;
  const desk = await office.openDesk({
    SUPPORT_IMAP_SECURITY: 'tls',
    SUPPORT_IMAP_PORT: String(dovecot.imapsPort),
    SUPPORT_SMTP_SECURITY: 'starttls',
  });
  const customer = await desk.ask();
  await expectRefusal(
    start(desk),
    /2 things have to be changed first/,
    /support\.imap: The certificate of the IMAP server .* is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): .*imap\.ca/,
    /support\.smtp: The certificate of the SMTP server .* is not trusted .*smtp\.ca/,
  );
  start(desk, { SUPPORT_IMAP_CA: dovecot.ca, SUPPORT_SMTP_CA: dovecot.ca });
  await desk.answered(customer);
});

test('TLS on a port that speaks none is told apart from a server that is away', async () => {
  const desk = await office.openDesk({ SUPPORT_IMAP_SECURITY: 'tls' });
  await expectRefusal(start(desk), /support\.imap: The IMAP server .* does not speak TLS as expected: try imap\.security: starttls/);
});
