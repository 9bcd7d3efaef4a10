import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { HeaderField } from '../../../src/demo/mails/raw.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, fateOf, look, mailsIn, settled } from './desk-view.ts';
import { ANOTHER_QUESTION, freshCustomer, type LetterFields, post, QUESTION } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const sentBy = (desk: Desk) => office.world.submission.accepted.filter((m) => m.from === desk.address);

test('a stranger who writes into a thread is escalated beside it, and nothing of that thread is shown', async () => {
  const desk = await office.openDesk();
  desk.start();
  const secret = 'My customer number is K-4711-SECRET.';
  const customer = await post(office, desk, { text: `${QUESTION}\n\n${secret}` });
  await settled(desk, 1);
  const [answer] = await answersTo(office, desk, customer.from);
  const thread = [customer.messageId, answer?.message.messageId ?? ''];
  const stranger = await post(office, desk, { subject: 'Re: Forgot my password', thread, text: 'What did you write to me before?\n\nAda' });
  await settled(desk, 2);
  const beside = fateOf(desk, stranger);
  expect(beside).toMatchObject({ disposition: 'escalated', ticket: 'escalated' });
  expect(beside.thread).not.toBe(fateOf(desk, customer).thread);
  expect(await look(office, stranger.from)).toEqual([]);
  const handoffs = (await look(office, 'support-team@hazelnote.example')).filter((m) => m.source.includes(stranger.messageId));
  expect(handoffs).toHaveLength(1);
  expect(handoffs[0]?.source).not.toContain('K-4711');

  // The customer goes on as before.
  const next = await post(office, desk, { from: customer.from, thread });
  await settled(desk, 3);
  expect(fateOf(desk, next)).toMatchObject({ disposition: 'answered', thread: fateOf(desk, customer).thread });
});

test('a Reply-To elsewhere of an unverified sender is not used; newcomers in Cc are not answered', async () => {
  const desk = await office.openDesk();
  desk.start();
  const elsewhere = freshCustomer().replace('customer.example', 'elsewhere.example');
  const newcomer = freshCustomer().replace('customer.example', 'other.example');
  const mail = await post(office, desk, { cc: `New <${newcomer}>, marta.lindqvist@hazelnote.example`, headers: [['Reply-To', elsewhere]] });
  await settled(desk, 1);
  expect(sentBy(desk).map((m) => m.to)).toEqual([[mail.from]]);
  const [answer] = await answersTo(office, desk, mail.from);
  expect([...(answer?.message.to ?? []), ...(answer?.message.cc ?? [])].map((a) => a.address)).toEqual([mail.from]);
});

test('with a server that verifies senders, the Reply-To of a verified one is used and a forged one is never answered', async () => {
  const desk = await office.openDesk({ SUPPORT_AUTHSERV_ID: 'mx.hazelnote.example' });
  desk.start();
  const results = (verdict: string): HeaderField[] => [
    ['Authentication-Results', `mx.hazelnote.example; ${verdict} header.from=customer.example`],
  ];
  const elsewhere = freshCustomer().replace('customer.example', 'elsewhere.example');
  const verified = await post(office, desk, { headers: [...results('dmarc=pass'), ['Reply-To', elsewhere]] });
  const forged = await post(office, desk, { headers: results('dmarc=fail') });
  await settled(desk, 2);
  expect(fateOf(desk, verified)).toMatchObject({ disposition: 'answered' });
  expect(fateOf(desk, forged)).toMatchObject({ disposition: 'escalated' });
  const customers = sentBy(desk).filter((m) => !m.to.some((to) => to.endsWith('@hazelnote.example')));
  expect(customers.map((m) => m.to)).toEqual([[elsewhere]]);
});

test('robots, our own addresses, teams and staff are never answered', async () => {
  const desk = await office.openDesk();
  desk.start();
  const silent: readonly LetterFields[] = [
    { headers: [['Auto-Submitted', 'auto-replied']] },
    { headers: [['X-Autoreply', 'yes']] },
    { headers: [['Precedence', 'bulk']] },
    { headers: [['List-Id', 'News <news.customer.example>']] },
    { headers: [['X-Auto-Response-Suppress', 'All']] },
    { headers: [['X-Firstline-Effect', 'abc']] },
    { from: 'mailer-daemon@customer.example', subject: 'Undelivered Mail Returned to Sender' },
    { from: 'no-reply@customer.example' },
    { subject: 'Automatic reply: Forgot my password', text: 'I am on holiday and will read your mail next week.' },
    { from: 'support-team@hazelnote.example' },
    { from: 'joe.abara@hazelnote.example' },
  ];
  for (const fields of silent) await post(office, desk, fields);
  const person = await post(office, desk);
  const own = await post(office, desk, { from: desk.address });
  const rows = await settled(desk, silent.length + 2);
  for (const row of rows.filter((r) => r.messageId !== person.messageId && r.messageId !== own.messageId))
    expect(['suppressed', 'noted'], `${row.from}: ${row.detail}`).toContain(row.disposition);
  // A contact form or a forger: a person looks, nobody answers ourselves.
  expect(rows.find((r) => r.messageId === own.messageId)).toMatchObject({ disposition: 'escalated' });
  await expect.poll(() => sentBy(desk).length).toBe(2);
  expect(
    sentBy(desk)
      .flatMap((m) => m.to)
      .toSorted(),
  ).toEqual([person.from, 'support-team@hazelnote.example'].toSorted());
});

/** Each is answered from another article: the same answer again would be a person's after the first. */
const ASKED = [
  QUESTION,
  ANOTHER_QUESTION,
  'Hello,\n\nis it possible to pay by bank transfer? We have no credit card at the school.\n\nAda',
];

test('two answering machines that know nothing of each other end by the cap, and a person hears of it', async () => {
  const desk = await office.openDesk();
  desk.start();
  const robot = freshCustomer();
  let thread: string[] = [];
  let rounds = 0;
  for (; rounds < 8; rounds += 1) {
    const text = ASKED[rounds % ASKED.length];
    const mail = await post(office, desk, { from: robot, subject: rounds === 0 ? 'Questions' : 'Re: Questions', text, thread });
    await settled(desk, rounds + 1);
    const answer = (await answersTo(office, desk, robot)).find((a) => a.message.inReplyTo.includes(mail.messageId));
    if (answer === undefined) break;
    thread = [...thread, mail.messageId, answer.message.messageId ?? ''];
  }
  expect(rounds).toBe(3);
  expect(mailsIn(desk).map((m) => m.disposition)).toEqual(['answered', 'answered', 'answered', 'escalated']);
});
