import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeLog } from '../../../src/log.ts';
import { connectImap, type ImapClient } from '../../../src/mail/imap-connection.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, cursorIn, effectsIn, fateOf, look, mailsIn, settled } from './desk-view.ts';
import { DELETION, freshCustomer, type Letter, letter, post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const run = promisify(execFile);

async function uidValidity(desk: Desk): Promise<string> {
  const client = office.world.connect(desk.address);
  const { uidValidity: value } = await client.mailbox.status('INBOX');
  await client.close();
  return value;
}

/** Throws the account's mail away while the server is down, so that it begins anew with another UIDVALIDITY. */
async function loseMailbox(desk: Desk): Promise<void> {
  const account = join(office.world.dovecot.dir, 'mail', desk.address);
  await office.world.dovecot.restart(() => rm(account, { recursive: true, force: true, maxRetries: 5 }));
}

/** The IMAP processes that serve this account; the daemon's are among them. */
async function imapProcesses(desk: Desk): Promise<number[]> {
  const { stdout } = await run('doveadm', ['-c', join(office.world.dovecot.dir, 'dovecot.conf'), 'who', '-1', desk.address]);
  return stdout
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const pid = /^\S+\s+imap\s+(\d+)/.exec(line)?.[1];
      return pid === undefined ? [] : [Number(pid)];
    });
}

async function append(desk: Desk, mails: readonly Letter[], date = Date.now()): Promise<void> {
  const client = office.world.connect(desk.address);
  for (const mail of mails) await client.mailbox.append('INBOX', mail.source, [], date);
  await client.close();
}

test('a mailbox that begins anew with the same mails: nothing is answered twice, new mail is', async () => {
  const desk = await office.openDesk();
  desk.start();
  const mails = [await post(office, desk), await post(office, desk, { subject: 'My data', text: DELETION }), await post(office, desk)];
  await settled(desk, 3);
  const before = await uidValidity(desk);
  const sent = office.world.submission.accepted.length;

  await loseMailbox(desk);
  await append(desk, mails);
  expect(await uidValidity(desk)).not.toBe(before);
  const fresh = await post(office, desk);
  await settled(desk, 4);
  expect(fateOf(desk, fresh)).toMatchObject({ disposition: 'answered', detail: 'agent' });
  expect(office.world.submission.accepted.slice(sent).flatMap((m) => m.to)).toEqual([fresh.from]);
  for (const mail of [...mails.filter((_, i) => i !== 1), fresh]) expect(await answersTo(office, desk, mail.from)).toHaveLength(1);
  // Sent began anew as well: what was filed there is gone, and that is no reason to send it again.
  expect((await look(office, desk.address, 'Sent')).map((m) => m.message.to[0]?.address)).toEqual([fresh.from]);
});

test('a mailbox that begins anew and is empty at first holds nothing back', async () => {
  const desk = await office.openDesk();
  desk.start();
  await post(office, desk);
  await settled(desk, 1);
  await loseMailbox(desk);
  const now = await uidValidity(desk);
  await expect.poll(() => cursorIn(desk, 'INBOX')).toBe(now);
  const second = await post(office, desk);
  await settled(desk, 2);
  expect(fateOf(desk, second)).toMatchObject({ disposition: 'answered' });
  expect(effectsIn(desk).filter((e) => e.kind === 'reply')).toHaveLength(2);
});

test('the IMAP server restarts, and the watching connection is killed: new mail is still answered', async () => {
  const desk = await office.openDesk();
  await desk.start().says(/Firstline is running/);
  await post(office, desk);
  await settled(desk, 1);

  await office.world.dovecot.restart();
  await post(office, desk);
  await settled(desk, 2);

  const processes = await imapProcesses(desk);
  expect(processes.length).toBeGreaterThanOrEqual(1);
  for (const pid of processes) process.kill(pid, 'SIGKILL');
  const last = await post(office, desk);
  await settled(desk, 3);
  expect(fateOf(desk, last)).toMatchObject({ disposition: 'answered' });
  expect(mailsIn(desk).every((m) => m.disposition === 'answered')).toBe(true);
});

/** What a person does to a mail in the INBOX of the desk. */
async function byHand(desk: Desk, mail: Letter, act: (client: ImapClient, uid: string) => Promise<unknown>): Promise<void> {
  const seen = (await look(office, desk.address)).find((m) => m.message.messageId === mail.messageId);
  const client = await connectImap(office.world.imap(desk.address), { log: makeLog({ level: 'silent', pretty: false }) });
  try {
    await client.mailboxOpen('INBOX');
    await act(client, String(seen?.uid));
  } finally {
    await client.logout();
  }
}

const JUNK = (client: ImapClient, uid: string) => client.messageMove(uid, 'Junk', { uid: true });

test('mail that a person deletes or moves away before it is decided about is gone, once; taken back, it is answered', async () => {
  const desk = await office.openDesk({ SUPPORT_DEBOUNCE: '6s' });
  const daemon = desk.start();
  await daemon.says(/Firstline is running/);
  const deleted = await post(office, desk);
  const moved = await post(office, desk);
  await expect.poll(() => mailsIn(desk).length).toBe(2);
  await byHand(desk, deleted, (client, uid) => client.messageDelete(uid, { uid: true }));
  await byHand(desk, moved, JUNK);
  await settled(desk, 2);
  expect([fateOf(desk, deleted), fateOf(desk, moved)]).toMatchObject([{ disposition: 'gone' }, { disposition: 'gone' }]);
  await daemon.says(/mail was removed before it was decided about/);

  const client = await connectImap(office.world.imap(desk.address), { log: makeLog({ level: 'silent', pretty: false }) });
  await client.mailboxOpen('Junk');
  await client.messageMove('1:*', 'INBOX');
  await client.logout();
  await expect.poll(() => fateOf(desk, moved).disposition).toBe('answered');
  await settled(desk, 2);
  expect(await answersTo(office, desk, moved.from)).toHaveLength(1);
  expect(await answersTo(office, desk, deleted.from)).toEqual([]);
});

test('mail that was junk before the daemon ever saw it is answered once when a person takes it out', async () => {
  const desk = await office.openDesk();
  await desk.start().says(/Firstline is running/);
  const mail = letter(desk.address);
  const client = office.world.connect(desk.address);
  await client.mailbox.append('Junk', mail.source, [], Date.now());
  await client.close();
  const other = await post(office, desk);
  await settled(desk, 1);
  const hand = await connectImap(office.world.imap(desk.address), { log: makeLog({ level: 'silent', pretty: false }) });
  await hand.mailboxOpen('Junk');
  await hand.messageMove('1:*', 'INBOX');
  await hand.logout();
  await settled(desk, 2);
  for (const one of [mail, other]) expect(fateOf(desk, one)).toMatchObject({ disposition: 'answered', detail: 'agent' });
  expect(await answersTo(office, desk, mail.from)).toHaveLength(1);
});

test('mail that a person deletes while its answer waits to leave is not answered', async () => {
  const desk = await office.openDesk();
  const daemon = desk.start();
  let shut = true;
  const from = freshCustomer();
  office.world.submission.faults.onRcpt = (address) => (shut && address === from ? '451 4.3.0 try again later' : null);
  const mail = await post(office, desk, { from });
  await expect.poll(() => effectsIn(desk).find((e) => e.kind === 'reply')?.attempts ?? 0).toBeGreaterThan(0);
  await byHand(desk, mail, (client, uid) => client.messageDelete(uid, { uid: true }));
  shut = false;
  await settled(desk, 1);
  office.world.submission.faults.onRcpt = undefined;
  expect(fateOf(desk, mail)).toMatchObject({ disposition: 'gone' });
  expect(effectsIn(desk).find((e) => e.kind === 'reply')).toMatchObject({ state: 'cancelled', error: 'the mail was removed' });
  expect(await answersTo(office, desk, from)).toEqual([]);
  await daemon.says(/the mail was removed before its answer left/);
});
