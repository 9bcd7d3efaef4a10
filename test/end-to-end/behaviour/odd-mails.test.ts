import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, fateOf, look, mailsIn, settled } from './desk-view.ts';
import { type Letter, letter, post, QUESTION } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

async function deliver(desk: Desk, source: Buffer, from = 'odd@customer.example'): Promise<void> {
  await office.world.deliver(source, { from, to: [desk.address] });
}

async function append(desk: Desk, source: Buffer): Promise<void> {
  const client = office.world.connect(desk.address);
  await client.mailbox.append('INBOX', source, [], Date.now());
  await client.close();
}

/** Nothing that came before it holds it up. */
async function answeredBehind(desk: Desk, count: number): Promise<void> {
  const last = await post(office, desk);
  await settled(desk, count + 1);
  expect(fateOf(desk, last)).toMatchObject({ disposition: 'answered', detail: 'agent' });
}

test('mails that no program should send have one disposition each, and nothing behind them waits', async () => {
  const desk = await office.openDesk();
  desk.start();
  const head = `To: ${desk.address}\r\nDate: ${new Date().toUTCString()}\r\n`;
  const odd: Record<string, Buffer> = {
    'no From': Buffer.from(`${head}Subject: nobody\r\nMessage-ID: <nobody@odd.example>\r\n\r\nWho am I?\r\n`),
    'From without an address': Buffer.from(
      `From: Undisclosed\r\n${head}Subject: hidden\r\nMessage-ID: <hidden@odd.example>\r\n\r\nHello?\r\n`,
    ),
    'no header at all': Buffer.from('\r\nJust a body.\r\n'),
    'an empty body': Buffer.from(`From: a@odd.example\r\n${head}Message-ID: <empty@odd.example>\r\n\r\n`),
    'a broken multipart': Buffer.from(
      `From: b@odd.example\r\n${head}Message-ID: <broken@odd.example>\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%\r\n`,
    ),
    'an address that is none': Buffer.from(`From: <"a b"@@odd..example>\r\n${head}Message-ID: <none@odd.example>\r\n\r\n${QUESTION}\r\n`),
  };
  for (const source of Object.values(odd)) await deliver(desk, source);
  const many = Array.from({ length: 10_000 }, (_, i) => `r${i}@crowd.example`);
  const crowd = await post(office, desk, { to: `${desk.address},\n ${many.join(',\n ')}` });
  await answeredBehind(desk, 7);
  const rows = mailsIn(desk);
  expect(rows.filter((r) => r.disposition === null || r.wait !== null)).toEqual([]);
  expect(rows.find((r) => r.messageId === '<nobody@odd.example>')).toMatchObject({ disposition: 'suppressed', detail: 'no-sender' });
  expect(office.world.submission.accepted.filter((m) => m.to.some((to) => to.endsWith('@crowd.example')))).toEqual([]);
  expect(fateOf(desk, crowd).disposition).not.toBeNull();
  expect(office.world.submission.accepted.filter((m) => m.to.length > 1)).toEqual([]);
});

test('NUL bytes, and a mail over the limit, are told to a person and block nobody', async () => {
  const desk = await office.openDesk();
  desk.start();
  const plain = letter(desk.address, { text: 'I forgot my password. How can I reset it? NUL here' });
  await append(desk, Buffer.from(plain.source.toString('latin1').replace('NUL here', '\0\0\0 hidden'), 'latin1'));
  const big = letter(desk.address, { subject: 'My whole library', text: `${'0123456789abcdef'.repeat(4)}\n`.repeat(400_000) });
  expect(big.source.length).toBeGreaterThan(25_000_000);
  await append(desk, big.source);
  await answeredBehind(desk, 2);
  const [nul, large] = mailsIn(desk);
  expect(nul?.disposition).not.toBeNull();
  expect(large).toMatchObject({ disposition: 'quarantined', detail: expect.stringContaining('larger than') });
  const [seen] = (await look(office, desk.address)).filter((m) => m.message.messageId === big.messageId);
  expect(seen?.labels).toContain('needs-human');
});

test('identity is the content: no Message-ID, one used twice, the same mail twice', async () => {
  const desk = await office.openDesk();
  desk.start();
  const anonymous = await post(office, desk, { messageId: null });
  const form = '<form@web.example>';
  const ones = [await post(office, desk, { messageId: form }), await post(office, desk, { messageId: form, subject: 'Password' })];
  const twice: Letter = letter(desk.address);
  await deliver(desk, twice.source, twice.from);
  await deliver(desk, twice.source, twice.from);
  const rows = await settled(desk, 4);
  expect(rows.map((r) => r.disposition)).toEqual(['answered', 'answered', 'answered', 'answered']);
  for (const mail of [anonymous, ...ones, twice]) expect(await answersTo(office, desk, mail.from), mail.from).toHaveLength(1);
  const both = (await look(office, desk.address)).filter((m) => m.message.messageId === twice.messageId);
  expect(both.map((m) => m.flags.includes('\\Answered'))).toEqual([true, true]);
});
