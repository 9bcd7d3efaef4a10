import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, effectsIn, fateOf, mailsIn, settled } from './desk-view.ts';
import { freshCustomer, type Letter, letter, post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());
afterEach(() => {
  office.world.submission.faults.onRcpt = undefined;
});

/** While shut, mail to this customer is put off by the server. */
function gate(customer: string): { open: () => void } {
  let shut = true;
  office.world.submission.faults.onRcpt = (address) => (shut && address === customer ? '451 4.3.0 try again later' : null);
  return {
    open: () => {
      shut = false;
    },
  };
}

/** The reply is decided and was put off at least once. */
async function putOff(desk: Desk): Promise<void> {
  const attempts = () => effectsIn(desk).find((e) => e.kind === 'reply')?.attempts ?? 0;
  await expect.poll(attempts, { interval: 50 }).toBeGreaterThan(0);
}

/** A person answers from a mail client on the support account. */
async function answerByHand(desk: Desk, to: Letter): Promise<void> {
  const hand = letter(desk.address, { from: desk.address, to: to.from, subject: 'Re: Forgot my password', thread: [to.messageId] });
  await office.world.connect(desk.address).mailbox.append('Sent', hand.source, ['\\Seen'], Date.now());
}

test('three quick mails of one thread are answered once, to the newest', async () => {
  const desk = await office.openDesk({ SUPPORT_DEBOUNCE: '2s' });
  await desk.start().says(/Firstline is running/);
  const from = freshCustomer();
  const first = await post(office, desk, { from });
  const second = await post(office, desk, { from, thread: [first.messageId], text: 'I forgot to say: it is the account of this address.' });
  const third = await post(office, desk, { from, thread: [first.messageId, second.messageId] });
  await settled(desk, 3);
  const newest = fateOf(desk, third);
  expect(newest).toMatchObject({ disposition: 'answered', detail: 'agent', ticket: 'answered' });
  for (const older of [first, second]) expect(fateOf(desk, older)).toMatchObject({ disposition: 'superseded', detail: newest.id });
  const answers = await answersTo(office, desk, from);
  expect(answers.map((a) => a.message.inReplyTo)).toEqual([[third.messageId]]);
});

test('a mail that arrives between decision and sending cancels the reply; both are answered once', async () => {
  const desk = await office.openDesk();
  desk.start();
  const from = freshCustomer();
  const smtp = gate(from);
  const first = await post(office, desk, { from });
  await putOff(desk);
  const second = await post(office, desk, { from, thread: [first.messageId] });
  await expect.poll(() => mailsIn(desk).length).toBe(2);
  smtp.open();
  await settled(desk, 2);
  expect(fateOf(desk, second)).toMatchObject({ disposition: 'answered', detail: 'agent' });
  expect(fateOf(desk, first)).toMatchObject({ disposition: 'superseded', detail: fateOf(desk, second).id });
  expect((await answersTo(office, desk, from)).map((a) => a.message.inReplyTo)).toEqual([[second.messageId]]);
  expect(effectsIn(desk).filter((e) => e.kind === 'reply')).toMatchObject([
    { state: 'cancelled', error: 'the customer wrote again' },
    { state: 'filed' },
  ]);
});

test('a person who answers while the reply waits is left to it', async () => {
  const desk = await office.openDesk();
  desk.start();
  const from = freshCustomer();
  const smtp = gate(from);
  const mail = await post(office, desk, { from });
  await putOff(desk);
  await answerByHand(desk, mail);
  smtp.open();
  expect(await settled(desk, 1)).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'with_staff' }]);
  expect(effectsIn(desk).find((e) => e.kind === 'reply')).toMatchObject({ state: 'cancelled', error: 'a person answered' });
  expect(await answersTo(office, desk, from)).toEqual([]);

  // The customer's next mail is for the agent to decide about again.
  const next = await post(office, desk, { from, thread: [mail.messageId] });
  await settled(desk, 2);
  expect(fateOf(desk, next).disposition).not.toBeNull();
});

test('what a person answered before the daemon looked is not answered again', async () => {
  const desk = await office.openDesk();
  const answered = await post(office, desk);
  await answerByHand(desk, answered);
  const open = await post(office, desk);
  desk.start();
  await settled(desk, 2);
  expect(fateOf(desk, answered)).toMatchObject({ disposition: 'answered', detail: 'staff', ticket: 'with_staff' });
  expect(fateOf(desk, open)).toMatchObject({ disposition: 'answered', detail: 'agent' });
  expect(await answersTo(office, desk, answered.from)).toEqual([]);
});
