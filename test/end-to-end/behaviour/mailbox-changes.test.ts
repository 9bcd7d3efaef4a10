import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, cursorIn, effectsIn, fateOf, look, mailsIn, settled } from './desk-view.ts';
import { DELETION, type Letter, post } from './letters.ts';

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
  await rm(join(office.world.dovecot.dir, 'mail', desk.address), { recursive: true, force: true });
  await office.world.dovecot.restart();
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
  await settled(desk, 4, 45_000);
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
  await expect.poll(() => cursorIn(desk, 'INBOX'), { timeout: 30_000 }).toBe(now);
  const second = await post(office, desk);
  await settled(desk, 2, 40_000);
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
  await settled(desk, 2, 40_000);

  const processes = await imapProcesses(desk);
  expect(processes.length).toBeGreaterThanOrEqual(1);
  for (const pid of processes) process.kill(pid, 'SIGKILL');
  const last = await post(office, desk);
  await settled(desk, 3, 40_000);
  expect(fateOf(desk, last)).toMatchObject({ disposition: 'answered' });
  expect(mailsIn(desk).every((m) => m.disposition === 'answered')).toBe(true);
});
