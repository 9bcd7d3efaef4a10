import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { rfcDate } from '../../../src/demo/mails/raw.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { fateOf, historicIn, look, mailsIn, settled } from './desk-view.ts';
import { type Letter, letter, post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const DAY = 86_400_000;
const TEAM = 'support-team@hazelnote.example';

/** As a mail server would have taken it in `age` ago. */
function oldLetter(desk: Desk, age: number): Letter {
  const date = Date.now() - age;
  const received = `from mx.customer.example by mail.hazelnote.example; ${rfcDate(date)}`;
  return letter(desk.address, { date, headers: [['Received', received]] });
}

async function append(desk: Desk, mails: readonly Letter[], date: number): Promise<void> {
  const client = office.world.connect(desk.address);
  for (const mail of mails) await client.mailbox.append('INBOX', mail.source, [], date);
  await client.close();
}

const sentTo = (mails: readonly Letter[]) => office.world.submission.accepted.filter((m) => mails.some((mail) => m.to.includes(mail.from)));

test('mail from before the watermark is context only, also when it is put in anew with a new arrival', async () => {
  const desk = await office.openDesk();
  const old = oldLetter(desk, 2 * DAY);
  await append(desk, [old], Date.now() - 2 * DAY);
  desk.start();
  await expect.poll(() => historicIn(desk)).toBe(1);
  expect(mailsIn(desk)).toEqual([]);

  const unseen = oldLetter(desk, 3 * DAY);
  await append(desk, [old, unseen], Date.now());
  const fresh = await post(office, desk);
  await settled(desk, 1);
  expect(fateOf(desk, fresh)).toMatchObject({ disposition: 'answered' });
  expect(historicIn(desk)).toBe(2);
  expect(sentTo([old, unseen])).toEqual([]);
});

test('sixty old mails at once cause no answer; what is too old to answer goes to a person', async () => {
  const desk = await office.openDesk({ SUPPORT_GO_LIVE: new Date(Date.now() - 30 * DAY).toISOString(), SUPPORT_MAX_AGE: '7d' });
  await desk.start().says(/Firstline is running/);
  await post(office, desk);
  await settled(desk, 1);
  const before = Array.from({ length: 50 }, () => oldLetter(desk, 40 * DAY));
  const tooOld = Array.from({ length: 10 }, () => oldLetter(desk, 10 * DAY));
  await append(desk, [...before, ...tooOld], Date.now() - 2 * DAY);
  const rows = await settled(desk, 11);
  expect(historicIn(desk)).toBe(50);
  for (const mail of tooOld)
    expect(rows.find((r) => r.messageId === mail.messageId)).toMatchObject({ disposition: 'escalated', detail: 'support' });
  expect(sentTo([...before, ...tooOld])).toEqual([]);
  const told = (await look(office, TEAM)).filter((m) => m.message.text.includes('older than Firstline may answer'));
  expect(told).toHaveLength(10);
});
