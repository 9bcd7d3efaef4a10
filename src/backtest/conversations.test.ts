import { expect, test } from 'vitest';
import { conversations } from './conversations.ts';
import type { IndexedMail } from './mail-index.ts';
import { indexed } from './testing/indexed.ts';

const DAY = 24 * 3_600_000;
const keys = (mails: readonly IndexedMail[]) => conversations(mails).map((group) => group.map((mail) => mail.key));

test('references tie question and answer, in whatever order they are found', () => {
  const question = indexed({ at: 1 });
  const answer = indexed({ at: 2, role: 'sent', references: [question.messageId ?? ''] });
  const other = indexed({ at: 3, from: 'bo@customer.example', subject: 'Another' });
  expect(keys([answer, other, question])).toEqual([[question.key, answer.key], [other.key]]);
});

test('of copies in several mailboxes one counts: that in Sent, then that in INBOX', () => {
  const question = indexed({ at: 1, key: 'same' });
  const archived = indexed({ ...question, mailbox: 'All Mail', role: 'other', uid: 7 });
  const [only] = conversations([archived, question]);
  expect(only).toEqual([question]);
});

test('an answer whose references are lost finds the newest mail of its recipient with that subject', () => {
  const first = indexed({ at: DAY });
  const second = indexed({ at: 3 * DAY });
  const answer = indexed({ at: 4 * DAY, role: 'sent', subject: 'AW: Broken kettle lid' });
  expect(keys([first, second, answer])).toEqual([[first.key], [second.key, answer.key]]);
});

test.each([
  ['somebody else', { from: 'bo@customer.example', replyTo: [] }, 'Re: Broken kettle lid'],
  ['a subject that fits any mail', { subject: 'Question' }, 'Re: Question'],
  ['more than two weeks before', { at: 1 }, 'Re: Broken kettle lid'],
  ['a mail that is no answer', {}, 'Broken kettle lid'],
])('but not of %s', (_why, fields, subject) => {
  const question = indexed({ at: 30 * DAY, ...fields });
  const answer = indexed({ at: 31 * DAY, role: 'sent', subject });
  expect(conversations([question, answer])).toHaveLength(2);
});

test('an id that a form gives to all its mail joins nobody; the answer finds its customer by Reply-To', () => {
  const form = { messageId: '<form@site.example>', from: 'form@site.example', subject: 'Contact: kettle broken' };
  const ada = indexed({ at: DAY, ...form, replyTo: ['ada@customer.example'] });
  const bo = indexed({ at: 2 * DAY, ...form, replyTo: ['bo@customer.example'] });
  const answer = indexed({ at: 3 * DAY, role: 'sent', subject: 'Re: Contact: kettle broken', references: ['<form@site.example>'] });
  expect(keys([ada, bo, answer])).toEqual([[ada.key, answer.key], [bo.key]]);
});

test('what is forwarded to a colleague without references joins only where the subject leaves no choice', () => {
  const question = indexed({ at: DAY });
  const forward = indexed({ at: 2 * DAY, role: 'sent', to: ['expert@shop.example'], subject: 'Fwd: Broken kettle lid' });
  expect(conversations([question, forward])).toHaveLength(1);
  const same = indexed({ at: DAY, from: 'bo@customer.example' });
  expect(conversations([question, same, forward])).toHaveLength(3);
});

test('the server’s own conversations count', () => {
  const question = indexed({ at: 1, serverThread: '77' });
  const answer = indexed({ at: 2, role: 'sent', serverThread: '77' });
  expect(keys([question, answer])).toEqual([[question.key, answer.key]]);
});
