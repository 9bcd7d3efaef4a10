import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../helpers/daemon-process.ts';
import { fillPast, PAST } from '../../helpers/past-mail.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';

let office: Office;
/** A server without any mailbox but INBOX. */
let bare: Office;
beforeAll(async () => {
  [office, bare] = await Promise.all([openOffice(), openOffice({ prefixed: true })]);
});
afterAll(async () => {
  await office.close();
  await bare.close();
});

const backtest = (desk: Desk, ...args: string[]) => runProgram(desk.env, ['backtest', ...args]);
const says = (code: number, what: RegExp) => ({ code, output: expect.stringMatching(what) });

test('an empty mailbox, and one in which nobody answered, are told apart', async () => {
  const desk = await office.openDesk();
  expect(await backtest(desk)).toMatchObject(says(1, /support: there is no mail in INBOX, Archive and Sent in the last 90d/));
  await fillPast(
    office.world,
    desk.address,
    PAST.filter(({ answer, passedOnTo }) => answer === null && passedOnTo === undefined),
    Date.now(),
  );
  expect(await backtest(desk, '--since', '8w')).toMatchObject(
    says(1, /support: nobody answered anything in the last 8w \(1 mails, 1 of others\)/),
  );
});

test('without a Sent mailbox it says how to name it, and then works', async () => {
  const desk = await bare.openDesk();
  const { mailbox } = bare.world.connect(desk.address);
  await mailbox.append('INBOX', Buffer.from('From: a@b.example\r\n\r\nx\r\n'), [], Date.now());
  expect(await backtest(desk)).toMatchObject(
    says(78, /--sent: no mailbox of this account is marked or named as Sent.*name it with --sent/),
  );
  expect(await backtest(desk, '--sent', 'INBOX.Nowhere')).toMatchObject(says(78, /the mailbox INBOX\.Nowhere cannot be opened/));
  await mailbox.create('INBOX.Our answers');
  const { read } = bare.world.connect(desk.address);
  expect(await read('INBOX')).toHaveLength(1);
  expect(await backtest(desk, '--sent', 'INBOX.Our answers')).toMatchObject(says(1, /nobody answered anything/));
});

test('mails that cannot be read are counted, and hold up nobody', async () => {
  const desk = await office.openDesk();
  const past = PAST.slice(0, 2);
  const parts = Array.from({ length: 1_100 }, () => '--b\r\n\r\nx\r\n').join('');
  await fillPast(office.world, desk.address, past, Date.now());
  const { mailbox } = office.world.connect(desk.address);
  await mailbox.append('INBOX', Buffer.from([0, 1, 2, 3, 10, 13, 10, 0xff]), [], Date.now());
  const id = '<bomb@customer.example>';
  const bomb = `From: eve@customer.example\r\nTo: ${desk.address}\r\nSubject: Bomb\r\nMessage-ID: ${id}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`;
  await mailbox.append('INBOX', Buffer.from(bomb), [], Date.now() - 60_000);
  const answer = `From: ${desk.address}\r\nTo: eve@customer.example\r\nSubject: Re: Bomb\r\nMessage-ID: <a@hazelnote.example>\r\nIn-Reply-To: ${id}\r\n\r\nPlease send it again.\r\n`;
  await mailbox.append('Sent', Buffer.from(answer), [], Date.now());

  const run = await backtest(desk);
  expect(run).toMatchObject(says(0, /1 have no readable header/));
  expect(run.output).toContain('1 that cannot be read');
  expect(run.output).toMatch(/^support: 2 questions/m);
});

test('options and inboxes that make no sense are refused in one sentence each', async () => {
  const desk = await office.openDesk();
  expect(await backtest(desk, '--inbox', 'sales')).toMatchObject(says(78, /there is no inbox sales; there are support/));
  expect(await backtest(desk, '--since', 'yesterday')).toMatchObject(says(1, /write a duration such as 90d or 12w/));
  expect(await backtest(desk, '--resume', '--fresh')).toMatchObject(says(1, /cannot be used with option/));
  expect(await backtest(desk, '--resume')).toMatchObject(says(78, /there is no run to go on with/));
  expect(await backtest(desk, '--html', join(desk.folder, 'nowhere', 'report.html'))).toMatchObject(
    says(78, /there is no folder .*nowhere: make it first/),
  );
  expect(await backtest(desk, '--json', desk.folder)).toMatchObject(says(78, /this is a folder: name a file/));
  expect(await runProgram({ ...desk.env, SUPPORT_AGENT: 'false' }, ['backtest'])).toMatchObject(says(78, /support has agent: false/));
  expect(await runProgram({ ...desk.env, SUPPORT_IMAP_PASSWORD: 'wrong' }, ['backtest'])).toMatchObject(says(1, /password/));
});
