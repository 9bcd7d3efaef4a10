import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncMailbox } from '../../../src/jobs/mailbox-sync.ts';
import { mergeFlags } from '../../../src/jobs/merge-flags.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { workTicket } from '../../../src/jobs/work.ts';
import { labelsOf } from '../../../src/ledger/labels.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { labelToKeyword } from '../../../src/mail/keyword.ts';
import type { Mailbox } from '../../../src/mail/mailbox.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { freshCustomer, letter } from '../../end-to-end/behaviour/letters.ts';
import { type GmailServer, startGmailServer } from '../../helpers/gmail-server.ts';
import { openJobDesk } from '../jobs/job-desk.ts';
import { log, mail } from './fixtures.ts';

let undo: Undo;
let gmail: GmailServer;
let mailbox: Mailbox;
beforeEach(async () => {
  undo = makeUndo();
  gmail = await startGmailServer();
  undo.push(gmail.close);
  const account = { host: '127.0.0.1', port: gmail.port, user: 'support@hazelnote.example', password: 'secret' };
  mailbox = makeImapMailbox({ ...account, security: 'none', timeout: 60_000 }, { log });
  undo.push(mailbox.close);
});
afterEach(() => undo.run());

test('labels are labels at Gmail: with spaces and in any script, and no keywords', async () => {
  gmail.deliver(mail({ to: 'support@hazelnote.example' }), '17');
  const labels = ['needs-human', 'zurück gestellt', '待办', 'important', 'lang/es'];
  const keywords = labels.map(labelToKeyword);
  expect(await mailbox.storable('INBOX', keywords)).toEqual(keywords);
  expect(await mailbox.storeFlags('INBOX', [1], { add: [...keywords, '\\Flagged'], remove: [] })).toEqual([1]);
  expect([...(gmail.mails[0]?.labels ?? [])]).toEqual([
    ...['\\Inbox', '\\Important', 'needs-human', 'zur&APw-ck gestellt', '&X4VSng-', 'Firstline/important', 'lang/es'],
  ]);
  expect([...(gmail.mails[0]?.flags ?? [])]).toEqual(['\\Flagged']);
  expect((await mailbox.fetchFlagsOf('INBOX', [1]))[0]?.flags).toEqual(['\\Flagged', ...keywords]);

  expect(await mailbox.storeFlags('INBOX', [1], { add: [], remove: [labelToKeyword('待办'), 'needs-human'] })).toEqual([1]);
  expect([...(gmail.mails[0]?.labels ?? [])]).not.toContain('needs-human');
  expect(await mailbox.storeFlags('INBOX', [1, 99], { add: ['vip'], remove: [] })).toEqual([1]);
});

test('a mail and its header come with the thread and the labels of Gmail', async () => {
  gmail.deliver(mail({ to: 'support@hazelnote.example', subject: 'Hello' }), '1717');
  gmail.mails[0]?.labels.add('VIP customers');
  const [whole] = await mailbox.fetchAfter('INBOX', 0, 10, 10_000);
  expect(whole).toMatchObject({ serverThread: '1717', flags: [labelToKeyword('vip customers')] });
  const [header] = await mailbox.fetchHeaders('[Gmail]/All Mail', 1, Number.POSITIVE_INFINITY);
  expect(header).toMatchObject({ uid: 1, serverThread: '1717', flags: [labelToKeyword('vip customers')] });
  expect(header?.headers.toString()).toContain('Subject: Hello');
});

test('what is filed gets its labels, and nothing is copied for people', async () => {
  expect(await mailbox.showsLabels()).toBe(true);
  const uid = await mailbox.append('[Gmail]/Sent Mail', mail({ to: 'a@b.example' }), ['\\Seen', 'answered'], Date.now());
  expect(uid).toBe(1);
  expect([...(gmail.mails[0]?.labels ?? [])]).toEqual(['\\Sent', 'answered']);
  expect([...(gmail.mails[0]?.flags ?? [])]).toEqual(['\\Seen']);
});

async function sync(parts: InboxParts): Promise<void> {
  for (const name of ['INBOX', '[Gmail]/Sent Mail', '[Gmail]/All Mail'])
    await syncMailbox(parts, name, name === 'INBOX' ? 'inbox' : name === '[Gmail]/All Mail' ? 'other' : 'sent');
}

test('a decision shows as Gmail labels, a label changed in Gmail changes the ticket, and Gmail’s thread joins what names nothing', async () => {
  const desk = await openJobDesk(undo);
  const parts = desk.withParts({ mailbox, refresh: () => Promise.resolve() });
  const { db, inbox } = parts;
  await db.deleteFrom('cursors').execute();
  await sync(parts);
  const from = freshCustomer();
  gmail.deliver(letter('support@hazelnote.example', { from, subject: 'Help' }).source, '4711');
  await sync(parts);
  const [ticket] = await db.selectFrom('tickets').select('thread_id').execute();
  const thread = ticket?.thread_id ?? '';
  await db.updateTable('tickets').set({ triage_at: 0 }).execute();
  await workTicket(parts, thread, new AbortController().signal);
  const [first] = gmail.mails;
  expect([...(first?.labels ?? [])]).toEqual(expect.arrayContaining(['answered', 'password-reset', 'lang/en']));
  expect([...(first?.flags ?? [])]).toEqual(expect.arrayContaining(['\\Seen', '\\Answered']));

  first?.labels.delete('password-reset');
  first?.labels.add('VIP');
  await mergeFlags(parts, { mailbox: 'INBOX', uidValidity: '7' }, await mailbox.fetchFlags('INBOX', null), Date.now() + 1);
  expect(await labelsOf(db, inbox, thread)).toContain('vip');
  expect(await labelsOf(db, inbox, thread)).not.toContain('password-reset');

  gmail.deliver(letter('support@hazelnote.example', { from, subject: 'Re: Help' }).source, '4711');
  gmail.deliver(letter('support@hazelnote.example', { subject: 'Re: Help' }).source, '4711');
  await sync(parts);
  const rows = await db
    .selectFrom('messages')
    .select('thread_id')
    .where('direction', '=', 'in')
    .orderBy('recorded_at')
    .orderBy('arrived_at')
    .execute();
  expect(rows.map((row) => row.thread_id === thread).sort()).toEqual([false, true, true]);
  expect(gmail.said.some((line) => line.includes('COPY'))).toBe(false);
});

test('a label that asks for something does so once at Gmail, where every mail lies in two mailboxes; our own ask for nothing', async () => {
  const desk = await openJobDesk(undo);
  const parts = desk.withParts({ mailbox, refresh: () => Promise.resolve() });
  const { db } = parts;
  await db.deleteFrom('cursors').execute();
  await sync(parts);
  gmail.deliver(letter('support@hazelnote.example', { from: freshCustomer() }).source, '4711');
  await sync(parts);
  const { thread_id: thread } = await db.selectFrom('tickets').select('thread_id').executeTakeFirstOrThrow();
  await db.updateTable('tickets').set({ triage_at: 0 }).execute();
  const work = () => workTicket(parts, thread, new AbortController().signal);
  const merge = async () => {
    for (const name of ['INBOX', '[Gmail]/All Mail'])
      await mergeFlags(parts, { mailbox: name, uidValidity: '7' }, await mailbox.fetchFlags(name, null), Date.now() + 1);
    await work();
  };
  const asked = async () =>
    (await db.selectFrom('audit').select('kind').where('actor', '=', 'hand').where('kind', 'like', 'ticket.%').execute()).map(
      (row) => row.kind,
    );
  await work();
  for (let i = 0; i < 2; i += 1) await merge();
  expect(await asked()).toEqual([]);

  const [mail] = gmail.mails;
  mail?.labels.add('Needs-Human');
  for (let i = 0; i < 3; i += 1) await merge();
  expect(await asked()).toEqual(['ticket.escalated']);
  expect(desk.world.submission.accepted.filter((m) => m.to.includes('support-team@hazelnote.example'))).toHaveLength(1);
  expect([...(mail?.labels ?? [])].map((label) => label.toLowerCase())).toEqual(expect.arrayContaining(['needs-human', 'team/support']));

  for (const label of mail?.labels ?? []) if (label.toLowerCase() === 'needs-human') mail?.labels.delete(label);
  for (let i = 0; i < 3; i += 1) await merge();
  expect(await asked()).toEqual(['ticket.escalated', 'ticket.handed_back']);
  expect([...(mail?.labels ?? [])].map((label) => label.toLowerCase())).not.toContain('needs-human');
});
