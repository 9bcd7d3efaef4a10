import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, fateOf } from '../behaviour/desk-view.ts';
import { letter, QUESTION } from '../behaviour/letters.ts';
import { answer, customerWrites, mailsTo, openPeopleDesk, type PeopleDesk, VERIFIED } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const question = { text: QUESTION, subject: 'Forgot my password' };
/** Nobody is given the same answer twice. */
const another = { text: 'Hi,\n\nwhere can I find my invoices?\n\nAda', subject: 'Re: Forgot my password' };

/** The agent has answered once, and then a person has. */
async function takenOver(desk: PeopleDesk) {
  const first = await customerWrites(office, desk, question);
  await mailsTo(office, desk, first.from, 1);
  const hand = letter(desk.address, {
    from: desk.address,
    to: first.from,
    subject: 'Re: Forgot my password',
    thread: [first.messageId],
    text: 'It is me.',
  });
  await office.world.connect(desk.address).mailbox.append('Sent', hand.source, ['\\Seen'], Date.now());
  await expect.poll(() => fateOf(desk, first).ticket).toBe('with_staff');
  return { first, thread: [first.messageId, hand.messageId] };
}

test('a person’s reply stops the agent until #auto hands the conversation back', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { first, thread } = await takenOver(desk);
  const second = await customerWrites(office, desk, { ...another, from: first.from, thread });
  const [news] = await mailsTo(office, desk, desk.support, 1);
  expect(fateOf(desk, second)).toMatchObject({ disposition: 'escalated', ticket: 'escalated' });
  expect(news?.message.text).toMatch(/a person has this conversation/);
  expect(await answersTo(office, desk, first.from)).toHaveLength(1);
  if (news === undefined) throw new Error('nobody was told');
  await answer(office, desk, news, { from: desk.marta, text: '#auto' });
  await mailsTo(office, desk, first.from, 2);
  expect(fateOf(desk, second)).toMatchObject({ disposition: 'answered', detail: 'agent' });
});

test('a colleague with us in copy stops the agent, too', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const first = await customerWrites(office, desk, question);
  const [answered] = await mailsTo(office, desk, first.from, 1);
  const colleague = letter(desk.address, {
    ...{ from: desk.marta, to: first.from, cc: desk.address, subject: 'Re: Forgot my password', text: 'I will call you.' },
    ...{ thread: [first.messageId, answered?.message.messageId ?? ''], headers: [VERIFIED] },
  });
  await office.world.deliver(colleague.source, { from: desk.marta, to: [desk.address] });
  await expect.poll(() => fateOf(desk, first).ticket).toBe('with_staff');
  const second = await customerWrites(office, desk, { ...question, from: first.from, thread: [first.messageId, colleague.messageId] });
  await expect.poll(() => fateOf(desk, second).disposition).toBe('escalated');
  expect(await answersTo(office, desk, first.from)).toHaveLength(1);
});

test('with handBackAfter the person has that long, and is told so', async () => {
  const desk = await openPeopleDesk(office);
  await desk.edit('triage.yaml', (text) => `${text}\ntakeover:\n  handBackAfter: 8s\n`);
  desk.start();
  const { first, thread } = await takenOver(desk);
  const second = await customerWrites(office, desk, { ...another, from: first.from, thread });
  await expect.poll(() => fateOf(desk, second)).toMatchObject({ disposition: null, wait: 'waiting' });
  const [news] = await mailsTo(office, desk, desk.support, 1);
  expect(news?.message.text).toMatch(/wrote again[\s\S]*If nobody answers until/);
  await mailsTo(office, desk, first.from, 2);
  expect(fateOf(desk, second)).toMatchObject({ disposition: 'answered', detail: 'agent' });
  expect(auditIn(desk).filter((row) => row.kind === 'ticket.handed_back')).toMatchObject([{ actor: 'daemon' }]);
});
