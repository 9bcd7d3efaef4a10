import { afterEach, beforeEach, expect, test } from 'vitest';
import { backfillMailbox } from '../../../src/jobs/mailbox-sync.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { freshCustomer, type LetterFields, letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

/** Conversations by subject, in the order the mails came. */
async function threads(): Promise<string[]> {
  const rows = await desk.parts.db.selectFrom('messages').select(['thread_id', 'direction']).orderBy('recorded_at').execute();
  const names = [...new Set(rows.map((r) => r.thread_id))];
  return rows.filter((r) => r.direction === 'in').map((r) => String.fromCharCode(97 + names.indexOf(r.thread_id)));
}

const SUBJECT = 'Export of my notes fails';

test.each<[string, LetterFields, 'aa' | 'ab']>([
  ['an answer whose client kept no reference', { subject: `AW: ${SUBJECT}` }, 'aa'],
  ['an answer that refers to mail nobody knows', { subject: SUBJECT, thread: ['<gone@nowhere.example>'] }, 'aa'],
  ['a new mail with the old subject', { subject: SUBJECT }, 'ab'],
  ['an answer with another subject', { subject: 'Re: Import of my notes fails' }, 'ab'],
  ['an answer of somebody else', { subject: `Re: ${SUBJECT}`, from: 'eve@customer.example' }, 'ab'],
  ['a form, where answers go elsewhere', { subject: `Re: ${SUBJECT}`, headers: [['Reply-To', 'other@customer.example']] }, 'ab'],
])('without a reference that leads anywhere: %s', async (_name, fields, expected) => {
  const from = freshCustomer();
  await desk.receive({ from, subject: SUBJECT });
  await desk.receive({ from, ...fields });
  expect((await threads()).join('')).toBe(expected);
});

test('a subject that says nothing joins nothing', async () => {
  const from = freshCustomer();
  await desk.receive({ from, subject: 'Question' });
  await desk.receive({ from, subject: 'Re: Question' });
  expect(await threads()).toEqual(['a', 'b']);
});

test('a conversation that has been silent for weeks is not taken up by its subject', async () => {
  const from = freshCustomer();
  await desk.receive({ from, subject: SUBJECT });
  await desk.parts.db
    .updateTable('messages')
    .set((eb) => ({ arrived_at: eb('arrived_at', '-', 15 * 24 * 3_600_000) }))
    .execute();
  await desk.receive({ from, subject: `Re: ${SUBJECT}` });
  expect(await threads()).toEqual(['a', 'b']);
});

test('an answer to the id that the provider gave our mail belongs to its conversation', async () => {
  const first = await desk.receive({ subject: 'Help' });
  await desk.work();
  await desk.parts.db
    .updateTable('effects')
    .set({ response: '250 Ok 0100018c2f7e1a2b-5d2c8a7e-000000' })
    .where('kind', '=', 'reply')
    .execute();
  const thread = ['<0100018c2f7e1a2b-5d2c8a7e-000000@eu-west-1.amazonses.com>'];
  await desk.receive({ from: first.from, subject: 'Re: Help', thread });
  await desk.receive({ from: 'eve@customer.example', subject: 'Re: Help', thread });
  expect(await threads()).toEqual(['a', 'a', 'b']);
});

test('an old conversation is one, although it is indexed from its end and only its middle joins it', async () => {
  const { db, inbox, mailbox } = desk.parts;
  const old = Date.now() - 30 * 24 * 3_600_000;
  const [a, b, c, d] = ['<a@old.example>', '<b@old.example>', '<c@old.example>', '<d@old.example>'] as const;
  const mails: LetterFields[] = [
    { messageId: a, subject: 'Where is it' },
    { messageId: b, subject: 'Re: Where is it', thread: [a] },
    { messageId: c, subject: 'Something else' },
    { messageId: d, subject: 'Re: Where is it', thread: [b] },
    { messageId: '<e@old.example>', subject: 'Re: Where is it', thread: [a] },
  ];
  for (const [n, fields] of mails.entries()) {
    const at = old + n * 60_000;
    await mailbox.append('INBOX', letter('support@hazelnote.example', { ...fields, date: at }).source, [], at);
  }
  // As if they had been there before the first start, and each were a step of its own.
  for (let uid = mails.length; uid > 0; uid -= 1) {
    await db.updateTable('cursors').set({ last_uid: mails.length, backfill_uid: uid }).where('mailbox', '=', 'INBOX').execute();
    const others = (await mailbox.uids('INBOX', 1, uid)).filter((other) => other !== uid);
    const only = {
      ...mailbox,
      fetchHeaders: async () => (await mailbox.fetchHeaders('INBOX', 1, uid)).filter((m) => !others.includes(m.uid)),
    };
    await backfillMailbox(desk.withParts({ mailbox: only }), 'INBOX', 'inbox');
  }
  const rows = await db.selectFrom('messages').select(['message_id', 'thread_id']).where('inbox', '=', inbox).execute();
  const thread = (id: string) => rows.find((r) => r.message_id === id)?.thread_id;
  expect(rows).toHaveLength(5);
  expect([b, d, '<e@old.example>'].map(thread)).toEqual([thread(a), thread(a), thread(a)]);
  expect(thread(c)).not.toBe(thread(a));
  const refs = await db.selectFrom('thread_refs').select('thread_id').distinct().execute();
  expect(refs).toHaveLength(2);
});
