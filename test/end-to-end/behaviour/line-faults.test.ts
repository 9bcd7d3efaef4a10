import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeUndo } from '../../../src/undo.ts';
import type { Program } from '../../helpers/daemon-process.ts';
import { type Fault, type FaultKind, type LineProxy, startLineProxy } from '../../helpers/line-proxy.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, effectsIn, fateOf, look, mailsIn, settled } from './desk-view.ts';
import { freshCustomer, type Letter, post } from './letters.ts';

/**
 * One daemon behind two proxies, and everything that can happen to a line, one after the other: each time the daemon is left to
 * itself, and has answered the next mail within a bounded time.
 */
const undo = makeUndo();
let office: Office;
let imap: LineProxy;
let smtp: LineProxy;
let desk: Desk;
let daemon: Program;
const mails: Letter[] = [];

/** Not told of in passing, capabilities are asked for. */
const unasked = (line: string): string => line.replace(/\[CAPABILITY [^\]]*\] /, '');

beforeAll(async () => {
  office = await openOffice();
  undo.push(office.close);
  imap = await startLineProxy(office.world.dovecot.imapPort, { rewrite: unasked });
  undo.push(imap.close);
  smtp = await startLineProxy(office.world.submission.port);
  undo.push(smtp.close);
  desk = await office.openDesk({
    SUPPORT_IMAP_PORT: String(imap.port),
    SUPPORT_SMTP_PORT: String(smtp.port),
    SUPPORT_SMTP_CONNECTIONS: '1',
    // As configured by default: what is heard must be enough.
    SUPPORT_POLL_EVERY: '15s',
  });
  daemon = desk.start();
  await daemon.says(/Firstline is running/);
});
afterAll(() => undo.run());

/** On a machine that does a lot besides. On an idle one it takes one to five seconds. */
const BOUND_MS = 40_000;

const verb = (name: string): RegExp => new RegExp(`^\\S+ ${name}\\b`, 'i');
const answered = (mail: Letter) => mailsIn(desk).find((m) => m.messageId === mail.messageId)?.disposition;

async function ask(): Promise<Letter> {
  const mail = await post(office, desk, { from: freshCustomer() });
  mails.push(mail);
  return mail;
}

/** Kept connections are ended first where only a new one comes to the line in question. */
async function survive(proxy: LineProxy, fault: Fault, kept: 'kept' | 'new'): Promise<void> {
  proxy.misbehave(fault);
  if (kept === 'new') proxy.cutAll();
  const mail = await ask();
  await expect.poll(proxy.struck, { timeout: BOUND_MS, interval: 50 }).toBe(1);
  proxy.misbehave(null);
  await expect.poll(() => answered(mail), { timeout: BOUND_MS, interval: 50 }).toBe('answered');
}

const LINES: readonly (readonly ['IMAP' | 'SMTP', string, 'kept' | 'new', FaultKind])[] = [
  ['IMAP', 'AUTHENTICATE', 'new', 'cut'],
  ['IMAP', 'CAPABILITY', 'new', 'cut answer'],
  ['IMAP', 'NAMESPACE', 'new', 'half-close'],
  ['IMAP', 'LIST', 'new', 'cut'],
  ['IMAP', 'SELECT', 'new', 'cut answer'],
  ['IMAP', 'STATUS', 'kept', 'half-close'],
  ['IMAP', 'UID SEARCH', 'kept', 'cut'],
  ['IMAP', 'UID FETCH', 'kept', 'cut answer'],
  ['IMAP', 'UID STORE', 'kept', 'cut answer'],
  ['IMAP', 'APPEND', 'kept', 'cut answer'],
  ['IMAP', 'IDLE', 'new', 'cut'],
  ['IMAP', 'NOOP', 'kept', 'half-close'],
  ['SMTP', 'EHLO', 'new', 'cut'],
  ['SMTP', 'AUTH', 'new', 'cut answer'],
  ['SMTP', 'MAIL FROM', 'new', 'half-close'],
  ['SMTP', 'RCPT TO', 'new', 'cut answer'],
  ['SMTP', 'DATA', 'new', 'cut'],
];

// What takes its time goes on beside all the rest: the looks into Sent after a doubt, and a server that has fallen silent.
let lost: Letter;
let delivered: Letter;
let silence: Promise<void>;

test('a line that breaks in or behind the body is in doubt', async () => {
  silence = answersAfterSilence();
  // Whoever waits for it sees the error; until then it is no unhandled rejection.
  silence.catch(() => undefined);
  const doubt = async (at: RegExp, how: FaultKind): Promise<Letter> => {
    smtp.misbehave({ at, how });
    const mail = await post(office, desk, { from: freshCustomer() });
    const state = () => effectsIn(desk).find((e) => e.kind === 'reply' && e.thread === fateOf(desk, mail).thread)?.state;
    await expect.poll(() => (smtp.struck() === 1 ? state() : null), { timeout: BOUND_MS, interval: 50 }).toBe('data');
    smtp.misbehave(null);
    return mail;
  };
  lost = await doubt(/^\(body\)/, 'cut');
  delivered = await doubt(/^\(dot\)/, 'cut answer');
});

test.each(LINES)('%s, %s on a %s connection, %s: the next mail is answered soon', async (protocol, name, kept, how) => {
  if (protocol === 'IMAP') await survive(imap, { at: verb(name), how }, kept);
  else await survive(smtp, { at: new RegExp(`^${name}`, 'i'), how }, kept);
});

test('in the end: what broke in or behind the body is in doubt and nothing else is, nothing was lost, nothing sent twice', async () => {
  await Promise.all([settled(desk, mails.length + 2), silence]);
  for (const mail of mails) {
    expect(fateOf(desk, mail)).toMatchObject({ disposition: 'answered', detail: 'agent' });
    expect(await answersTo(office, desk, mail.from), mail.from).toHaveLength(1);
  }
  for (const [name, mail] of Object.entries({ lost, delivered }))
    expect(fateOf(desk, mail), name).toMatchObject({ disposition: 'escalated' });
  expect(await answersTo(office, desk, lost.from)).toEqual([]);
  expect(await answersTo(office, desk, delivered.from)).toHaveLength(1);
  expect(effectsIn(desk).filter((e) => e.state === 'uncertain')).toHaveLength(2);

  // Sent has one copy of each mail that certainly left, however often its filing was interrupted.
  const filed = (await look(office, desk.address, 'Sent')).flatMap((m) => m.message.to.map((to) => to.address));
  for (const mail of mails)
    expect(
      filed.filter((to) => to === mail.from),
      mail.from,
    ).toHaveLength(1);
  expect(imap.peak()).toBeLessThanOrEqual(3);
});

/** On a desk of its own: nothing passes on the command connection any more, and nobody says so. */
async function answersAfterSilence(): Promise<void> {
  const quiet = await startLineProxy(office.world.dovecot.imapPort);
  undo.push(quiet.close);
  const other = await office.openDesk({ SUPPORT_IMAP_PORT: String(quiet.port), SUPPORT_IMAP_TIMEOUT: '10s' });
  await other.start().says(/Firstline is running/);
  quiet.misbehave({ at: verb('STATUS'), how: 'stall' });
  await expect.poll(quiet.struck, { timeout: BOUND_MS, interval: 50 }).toBe(1);
  const customer = await other.ask();
  await other.answered(customer);
}

test('a server that does not answer LOGOUT and QUIT holds up no stop', async () => {
  imap.misbehave({ at: verb('LOGOUT'), how: 'stall', times: 9 });
  smtp.misbehave({ at: /^QUIT/, how: 'stall', times: 9 });
  const asked = performance.now();
  expect(await daemon.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - asked).toBeLessThan(15_000);
});
