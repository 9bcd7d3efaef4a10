import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { auditIn, fateOf, look, settled } from '../behaviour/desk-view.ts';
import { post, QUESTION } from '../behaviour/letters.ts';
import { openMailClient } from './mail-client.ts';
import { customerWrites, mailsTo, openPeopleDesk } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const poll = { interval: 300 };

test('labels set and taken off in a mail client: a team gets it, the agent is silent, and goes on when it is handed back', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const person = await openMailClient(office, desk);
  const question = await post(office, desk, { text: QUESTION });
  await settled(desk, 1);
  expect(await look(office, question.from)).toHaveLength(1);

  await person.label(question, { add: ['needs-human'] });
  await expect.poll(() => look(office, desk.support), poll).toHaveLength(1);
  // The customer writes again: the team hears of it, and nothing is answered.
  const text = 'Hi,\n\nwhere can I find my invoices?\n\nAda';
  const again = await post(office, desk, { from: question.from, thread: [question.messageId], text });
  await expect.poll(() => fateOf(desk, again).disposition, poll).toBe('escalated');
  await expect.poll(() => look(office, desk.support), poll).toHaveLength(2);
  expect(await look(office, question.from)).toHaveLength(1);

  await person.label(question, { remove: ['needs-human'] });
  await expect.poll(() => look(office, question.from), poll).toHaveLength(2);
  await expect.poll(() => fateOf(desk, again), poll).toMatchObject({ disposition: 'answered', detail: 'agent' });

  const hands = auditIn(desk).filter((row) => row.actor === 'hand');
  expect(hands.map((row) => row.kind)).toEqual(['labels.changed', 'ticket.escalated', 'labels.changed', 'ticket.handed_back']);
  for (const row of hands) expect(row.refs).toMatchObject({ mailbox: 'INBOX', message: fateOf(desk, question).id });
  await person.close();
});

test('priority, team and end by label; what we show ourselves in consequence is nobody’s hand', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const person = await openMailClient(office, desk);
  const letter = await customerWrites(office, desk);
  await mailsTo(office, desk, desk.compliance, 1);
  await settled(desk, 1);
  const shown = async () => (await look(office, desk.address)).find((m) => m.message.messageId === letter.messageId);
  await expect.poll(async () => (await shown())?.flags, poll).toContain('\\Flagged');

  await person.label(letter, { add: ['low', 'team/billing'], remove: ['urgent'] });
  await expect.poll(() => look(office, desk.billing), poll).toHaveLength(1);
  await expect.poll(async () => (await shown())?.labels.filter((l) => l.startsWith('team/')), poll).toEqual(['team/billing']);
  await expect.poll(async () => (await shown())?.flags, poll).not.toContain('\\Flagged');
  expect((await shown())?.labels).toEqual(expect.arrayContaining(['low', 'needs-human']));

  await person.label(letter, { add: ['resolved'] });
  await expect.poll(() => fateOf(desk, letter).ticket, poll).toBe('closed');
  await expect.poll(async () => (await shown())?.labels, poll).not.toContain('needs-human');
  await settled(desk, 1);
  expect(auditIn(desk).flatMap((row) => (row.actor === 'hand' ? [row.kind] : []))).toEqual([
    ...['labels.changed', 'ticket.priority', 'ticket.escalated'],
    ...['labels.changed', 'ticket.closed'],
  ]);
  expect([await look(office, desk.compliance), await look(office, desk.billing)].map((mails) => mails.length)).toEqual([1, 1]);
  expect(await look(office, letter.from)).toEqual([]);
  await person.close();
});
