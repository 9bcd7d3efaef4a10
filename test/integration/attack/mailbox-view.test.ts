import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncMailbox } from '../../../src/jobs/mailbox-sync.ts';
import { projectLabels } from '../../../src/jobs/project-labels.ts';
import { readMail } from '../../../src/jobs/read.ts';
import { workTicket } from '../../../src/jobs/work.ts';
import { effectByKey, putEffects } from '../../../src/ledger/effects.ts';
import { changeLabels, labelsOf } from '../../../src/ledger/labels.ts';
import { insertPlacements } from '../../../src/ledger/messages.ts';
import { INBOX, REPLY } from '../../contract/facts.ts';
import { type AttackDesk, decide, openAttackDesk, rawLetter } from './attack-desk.ts';

let desk: AttackDesk;
beforeEach(async () => {
  desk = await openAttackDesk();
});
afterEach(() => desk.close());

const CUSTOMER = {
  From: 'Ada <ada@customer.example>',
  To: 'support@shop.example',
  Subject: 'Invoice',
  'Message-ID': '<1@customer.example>',
};

async function showLabels(turn: string, threadId: string): Promise<void> {
  const { parts, db } = desk;
  const effect = {
    inbox: INBOX,
    key: `labels-${turn}`,
    turn,
    threadId,
    seq: 0,
    kind: 'labels' as const,
    payload: {},
    messageId: null,
    now: parts.now(),
  };
  await putEffects(db, [effect]);
  const row = await effectByKey(db, INBOX, effect.key);
  if (row === null) throw new Error('no effect');
  await projectLabels(parts, row);
}

const mails = () => desk.db.selectFrom('messages').selectAll().where('inbox', '=', INBOX).orderBy('recorded_at').execute();

test('a mail that All Mail shows a moment before INBOX does is still worked on (Gmail)', async () => {
  const { parts } = desk;
  await syncMailbox(parts, 'INBOX', 'inbox');
  await syncMailbox(parts, 'Archive', 'other');
  // It arrives between the look at INBOX and the look at All Mail.
  await syncMailbox(parts, 'INBOX', 'inbox');
  const source = rawLetter({ ...CUSTOMER, Received: `from a by b; ${new Date().toUTCString()}` });
  for (const mailbox of ['INBOX', 'Archive']) await parts.mailbox.append(mailbox, source, [], Date.now());
  await syncMailbox(parts, 'Archive', 'other');
  await syncMailbox(parts, 'INBOX', 'inbox');
  expect(await mails()).toMatchObject([{ direction: 'in', disposition: null, wait: 'debouncing' }]);
});

test('our own answer that a person archives with the conversation is not taken for an answer of that person', async () => {
  const { parts } = desk;
  await syncMailbox(parts, 'Sent', 'sent');
  await syncMailbox(parts, 'Archive', 'other');
  const threadId = await decide(parts, REPLY);
  await workTicket(parts, threadId, new AbortController().signal);
  await syncMailbox(parts, 'Sent', 'sent');
  await parts.mailbox.copy('Sent', [1], 'Archive');
  await syncMailbox(parts, 'Archive', 'other');
  expect((await mails()).filter((m) => m.direction === 'out').map((m) => m.author)).toEqual(['agent']);
});

test("an unsent draft that All Mail shows is nobody's answer (Gmail)", async () => {
  const { parts } = desk;
  await syncMailbox(parts, 'INBOX', 'inbox');
  await syncMailbox(parts, 'Archive', 'other');
  await parts.mailbox.append('INBOX', rawLetter({ ...CUSTOMER, Received: `from a by b; ${new Date().toUTCString()}` }), [], Date.now());
  await syncMailbox(parts, 'INBOX', 'inbox');
  const draft = rawLetter(
    {
      From: 'support@shop.example',
      To: 'ada@customer.example',
      Subject: 'Re: Invoice',
      'Message-ID': '<d@shop.example>',
      'In-Reply-To': '<1@customer.example>',
    },
    'Dear Ada, I will have to ask',
  );
  await parts.mailbox.append('Archive', draft, ['\\Draft'], Date.now());
  await syncMailbox(parts, 'Archive', 'other');
  expect((await mails()).filter((m) => m.author === 'staff')).toEqual([]);
});

test('a mail whose size the server only estimates is read (Exchange)', async () => {
  const source = rawLetter(CUSTOMER);
  const mail = { uid: 1, flags: [], modseq: null, serverThread: null, internalDate: Date.now(), size: source.length + 150, source };
  const read = await readMail(desk.parts, { mailbox: 'INBOX', uidValidity: '1', role: 'inbox' }, mail);
  expect(read.admission).toEqual({ kind: 'work', escalate: null });
});

test('labels of a mailbox that has been rebuilt meanwhile are not put on another mail with the same uid', async () => {
  const { parts, db } = desk;
  const threadId = await decide(parts, REPLY);
  await db.updateTable('messages').set({ disposition: 'answered', wait: null }).execute();
  await changeLabels(db, INBOX, threadId, { add: ['answered'], remove: [] }, 'agent', parts.now());
  await insertPlacements(db, [
    { inbox: INBOX, mailbox: 'INBOX', uid_validity: '1', uid: 1, message: 'msg_1', flags_json: '[]', projected_json: '[]', copied: 0 },
  ]);
  await parts.mailbox.append(
    'INBOX',
    rawLetter({ ...CUSTOMER, From: 'stranger@other.example', 'Message-ID': '<9@other.example>' }),
    [],
    Date.now(),
  );
  await showLabels('t', threadId).catch(() => undefined);
  const [stranger] = await parts.mailbox.fetchFlags('INBOX', null);
  expect(stranger?.flags.filter((f) => f !== '\\Recent')).toEqual([]);
});

test("the labels that a mail carries along when a person archives it are not taken for that person's later", async () => {
  const { parts, db } = desk;
  await syncMailbox(parts, 'INBOX', 'inbox');
  await syncMailbox(parts, 'Archive', 'other');
  await parts.mailbox.append('INBOX', rawLetter({ ...CUSTOMER, Received: `from a by b; ${new Date().toUTCString()}` }), [], Date.now());
  await syncMailbox(parts, 'INBOX', 'inbox');
  const threadId = (await mails())[0]?.thread_id ?? '';
  await changeLabels(db, INBOX, threadId, { add: ['answered'], remove: ['new'] }, 'agent', parts.now());
  await showLabels('one', threadId);
  await parts.mailbox.copy('INBOX', [1], 'Archive');
  await syncMailbox(parts, 'Archive', 'other');
  await changeLabels(db, INBOX, threadId, { add: ['needs-human'], remove: ['answered'] }, 'agent', parts.now());
  await showLabels('two', threadId);
  desk.skip(1_000);
  await syncMailbox(parts, 'Archive', 'other');
  expect([...(await labelsOf(db, INBOX, threadId))]).toEqual(['needs-human']);
});
