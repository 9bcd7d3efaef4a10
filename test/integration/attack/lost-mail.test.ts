import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { rfcDate } from '../../../src/demo/mails/raw.ts';
import { effectsIn, fateOf, look, mailsIn, settled } from '../../end-to-end/behaviour/desk-view.ts';
import { DELETION, freshCustomer, post } from '../../end-to-end/behaviour/letters.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';

const STAFF = ['support-team@hazelnote.example', 'compliance@hazelnote.example'];

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());
afterEach(() => {
  office.world.submission.faults.onRcpt = undefined;
  office.world.submission.faults.onData = undefined;
});

/** Mails to the teams in which this word occurs. */
async function toldToStaff(word: string): Promise<number> {
  const boxes = await Promise.all(STAFF.map((team) => look(office, team)));
  return boxes.flat().filter((m) => m.source.includes(word)).length;
}

const told = (word: string) => expect.poll(() => toldToStaff(word), { interval: 500 });

test('a mail from a computer whose clock stands at 1970 is not lost', async () => {
  const desk = await office.openDesk();
  await desk.start().says(/Firstline is running/);
  const mail = await post(office, desk, { date: Date.parse('1970-01-02T00:00:00Z') });
  const witness = await post(office, desk);
  await settled(desk, 2);
  expect(fateOf(desk, witness).disposition).toBe('answered');
  expect(fateOf(desk, mail).disposition).toMatch(/escalated|answered/);
});

test('a reply that is refused for good reaches a person although the daemon dies at that moment', async () => {
  const desk = await office.openDesk();
  const customer = freshCustomer();
  office.world.submission.faults.onRcpt = (address) => (address === customer ? '550 5.1.1 no such user' : null);
  const first = desk.start({ FIRSTLINE_FAULT: 'triage.before-commit:2' });
  await first.says(/Firstline is running/);
  await post(office, desk, { from: customer });
  await first.ended;
  desk.start();
  await told(customer).toBe(1);
});

test('a mail that is too large for the submission server still reaches a person', async () => {
  const desk = await office.openDesk();
  desk.start();
  const customer = freshCustomer();
  office.world.submission.faults.onData = ({ source }) =>
    source.length > 10_240_000 ? '552 5.3.4 message size exceeds fixed limit' : null;
  const boundary = 'part';
  const lines = [
    ...['', `--${boundary}`, 'Content-Type: text/plain; charset=utf-8', '', ...DELETION.split('\n')],
    ...[
      `--${boundary}`,
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename=scan.pdf',
      'Content-Transfer-Encoding: base64',
      '',
    ],
    ...Array.from({ length: 160_000 }, () => 'QUJD'.repeat(19)),
    `--${boundary}--`,
  ];
  const head = ['MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary=${boundary}`];
  const fields = [
    `From: Ada <${customer}>`,
    `To: ${desk.address}`,
    'Subject: My data',
    `Date: ${rfcDate(Date.now())}`,
    `Message-ID: <${crypto.randomUUID()}@customer.example>`,
  ];
  await office.world.deliver(Buffer.from(`${[...fields, ...head, ...lines].join('\r\n')}\r\n`), { from: customer, to: [desk.address] });
  await told(customer).toBe(1);
});

test('a hand-off that comes back as undeliverable is told to somebody else', async () => {
  const desk = await office.openDesk();
  desk.start();
  const mail = await post(office, desk, { text: DELETION });
  await settled(desk, 1);
  const [handOff] = (await look(office, 'compliance@hazelnote.example')).filter((m) => m.source.includes(mail.from));
  if (handOff === undefined) throw new Error('nothing was handed off');
  const boundary = 'report';
  const report = [
    ...['From: Mail Delivery System <mailer-daemon@mx.example>', `To: ${desk.address}`, 'Subject: Undelivered Mail Returned to Sender'],
    ...[
      `Date: ${rfcDate(Date.now())}`,
      `Message-ID: <${crypto.randomUUID()}@mx.example>`,
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
    ],
    ...[
      `Content-Type: multipart/report; report-type=delivery-status; boundary=${boundary}`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain',
      '',
    ],
    ...[
      'I could not deliver your mail to compliance@hazelnote.example: mailbox full.',
      `--${boundary}`,
      'Content-Type: message/delivery-status',
      '',
    ],
    ...[
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; compliance@hazelnote.example',
      'Action: failed',
      'Status: 5.2.2',
      '',
    ],
    ...[
      `--${boundary}`,
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${handOff.message.messageId}`,
      `Subject: ${handOff.message.subject}`,
      '',
      `--${boundary}--`,
      '',
    ],
  ];
  await office.world.deliver(Buffer.from(report.join('\r\n')), { from: '', to: [desk.address] });
  const support = async () => (await look(office, STAFF[0] ?? '')).filter((m) => m.message.from?.address === desk.address).length;
  await expect.poll(support, { interval: 500 }).toBe(1);
});

test('a contact form that sends as the support address itself is not passed over in silence', async () => {
  const desk = await office.openDesk();
  await desk.start().says(/Firstline is running/);
  const customer = freshCustomer();
  const form = await post(office, desk, { from: desk.address, headers: [['Reply-To', customer]], subject: 'Contact form' });
  await told(form.messageId).toBe(1);
});

test('a forged mail from our own address does not count as our answer', async () => {
  const desk = await office.openDesk({ SUPPORT_AUTHSERV_ID: 'mx.hazelnote.example', SUPPORT_DEBOUNCE: '3s' });
  await desk.start().says(/Firstline is running/);
  const mail = await post(office, desk);
  await post(office, desk, {
    from: desk.address,
    to: 'mallory@evil.example',
    thread: [mail.messageId],
    headers: [['Authentication-Results', 'mx.hazelnote.example; dmarc=fail header.from=hazelnote.example']],
  });
  await expect.poll(() => fateOf(desk, mail).disposition).not.toBeNull();
  expect(fateOf(desk, mail)).toMatchObject({ disposition: 'answered', detail: 'agent' });
});

test('a reply that waits for the server is not sent after the customer wrote again and that mail was decided', async () => {
  const desk = await office.openDesk();
  desk.start();
  const from = freshCustomer();
  let shut = true;
  office.world.submission.faults.onRcpt = (address) => (shut && address === from ? '451 4.3.0 try again later' : null);
  const first = await post(office, desk, { from });
  const replies = () => effectsIn(desk).filter((e) => e.kind === 'reply');
  await expect.poll(() => replies()[0]?.attempts ?? 0, { interval: 50 }).toBeGreaterThan(2);
  const second = await post(office, desk, { from, thread: [first.messageId] });
  await expect.poll(() => mailsIn(desk).find((m) => m.messageId === second.messageId)?.wait, { interval: 20 }).toBe('sending');
  shut = false;
  const open = () => effectsIn(desk).filter((e) => ['pending', 'claimed', 'data'].includes(e.state)).length;
  await expect.poll(open, { interval: 100 }).toBe(0);
  expect(office.world.submission.accepted.filter((m) => m.to.includes(from))).toHaveLength(1);
});

test('a stranger does not get into a conversation by writing into it with an old date first', async () => {
  const desk = await office.openDesk({ SUPPORT_AUTHSERV_ID: 'mx.hazelnote.example' });
  await desk.start().says(/Firstline is running/);
  const victim = await post(office, desk);
  await settled(desk, 1);
  const from = `mallory-${crypto.randomUUID().slice(0, 8)}@evil.example`;
  const headers = [['Authentication-Results', 'mx.hazelnote.example; dmarc=pass header.from=evil.example']] as const;
  await post(office, desk, { from, thread: [victim.messageId], date: Date.parse('2020-01-02T00:00:00Z'), headers });
  const witness = await post(office, desk);
  await expect.poll(() => mailsIn(desk).find((m) => m.messageId === witness.messageId)?.disposition).toBe('answered');
  const second = await post(office, desk, { from, thread: [victim.messageId], headers });
  await expect.poll(() => mailsIn(desk).find((m) => m.messageId === second.messageId)?.disposition ?? null).not.toBeNull();
  expect(fateOf(desk, second).thread).not.toBe(fateOf(desk, victim).thread);
});
