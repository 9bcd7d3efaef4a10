import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchFolders } from '../../../src/jobs/watch-folders.ts';
import { connectImap, type ImapClient } from '../../../src/mail/imap-connection.ts';
import type { Mailbox } from '../../../src/mail/mailbox.ts';
import type { Outcome } from '../../../src/triage/outcome.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { DELETION, type Letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

const URGENT = 'Firstline/Urgent';
const HUMAN = 'Firstline/Needs human';

let undo: Undo;
let desk: JobDesk;
let person: ImapClient;
let seen: Map<string, string>;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
  person = await connectImap(desk.world.imap(desk.parts.config.address), { log: desk.parts.log });
  undo.push(async () => person.close());
  seen = new Map();
});
afterEach(() => undo.run());

const escalated: Outcome = {
  ...({ kind: 'escalate', category: null, priority: 'urgent', language: 'en', labels: [], reason: 'It has to.' } as const),
  ...({ team: 'support', rules: [], summary: 'Look', suggestedReply: null, considered: [] } as const),
};

/** An urgent mail that a team has, with its copies made. */
async function escalate(fields: { from?: string; thread?: string[] } = {}): Promise<Letter> {
  const mail = await desk.receive({ subject: 'My data', text: DELETION, ...fields });
  await desk.work(desk.withParts({ triage: () => Promise.resolve({ outcome: escalated, trace: TRACE }) }));
  await desk.parts.refresh(0);
  return mail;
}

async function inFolder(folder: string): Promise<string[]> {
  const mails = await desk.parts.mailbox.fetchAfter(folder, 0, 100, 100_000);
  return mails.map((m) => /^Message-ID: (.*)\r$/m.exec(m.source.toString())?.[1] ?? '');
}

async function labels(): Promise<string[]> {
  const rows = await desk.parts.db.selectFrom('thread_labels').select('label').where('label', 'in', ['urgent', 'needs-human']).execute();
  return rows.map((r) => r.label).sort();
}

/** A look at the folders, and what follows from it. */
async function look(): Promise<number> {
  const rings = await watchFolders(desk.parts, seen);
  await desk.work();
  await desk.parts.refresh(0);
  return rings.length;
}

const hands = async () =>
  (await desk.parts.db.selectFrom('audit').select(['kind', 'refs']).where('actor', '=', 'hand').orderBy('seq').execute()).map((row) => ({
    kind: row.kind,
    ...JSON.parse(row.refs),
  }));

async function doInFolder(folder: string, mail: Letter, act: (uid: number) => Promise<unknown>): Promise<void> {
  await person.mailboxOpen(folder);
  const [uid = 0] = (await person.search({ header: { 'message-id': mail.messageId } }, { uid: true })) || [];
  expect(await act(uid)).toBeTruthy();
}

test('copies are made once, are no news, and go when a person takes the label off; the mail stays', async () => {
  const mail = await escalate();
  expect([await inFolder(URGENT), await inFolder(HUMAN)]).toEqual([[mail.messageId], [mail.messageId]]);
  expect(await look()).toBe(0);

  await desk.parts.mailbox.storeFlags('INBOX', [1], { add: [], remove: ['urgent'] });
  await desk.parts.refresh(0);
  await desk.work();
  expect(await labels()).toEqual(['needs-human']);
  expect([await inFolder(URGENT), await inFolder(HUMAN)]).toEqual([[], [mail.messageId]]);
  expect((await desk.parts.mailbox.status('INBOX')).messages).toBe(1);
  expect(await look()).toBe(0);
});

test('whoever deletes the copy has taken the label off: in the ledger, on the mail and in the audit', async () => {
  const mail = await escalate();
  await look();
  await doInFolder(HUMAN, mail, (uid) => person.messageDelete(`${uid}`, { uid: true }));
  expect(await look()).toBe(1);
  expect(await labels()).toEqual(['urgent']);
  expect(await hands()).toMatchObject([
    { kind: 'labels.changed', mailbox: HUMAN, remove: ['needs-human'] },
    { kind: 'ticket.handed_back', mailbox: HUMAN, messages: [] },
  ]);
  const [shown] = await desk.parts.mailbox.fetchFlagsOf('INBOX', [1]);
  expect(shown?.flags).not.toContain('needs-human');
  expect(await inFolder(HUMAN)).toEqual([]);

  // Escalated once more, it is copied once more.
  await escalate({ from: mail.from, thread: [mail.messageId] });
  expect(await inFolder(HUMAN)).toHaveLength(2);
});

test('one copy of several taken away does not take the label off, and is not made again', async () => {
  const first = await escalate();
  const second = await escalate({ from: first.from, thread: [first.messageId] });
  await look();
  await doInFolder(HUMAN, first, (uid) => person.messageDelete(`${uid}`, { uid: true }));
  expect(await look()).toBe(0);
  expect(await labels()).toEqual(['needs-human', 'urgent']);
  expect(await inFolder(HUMAN)).toEqual([second.messageId]);
  await doInFolder(HUMAN, second, (uid) => person.messageMove(`${uid}`, 'Trash', { uid: true }));
  expect(await look()).toBe(1);
  expect(await labels()).toEqual(['urgent']);
});

test('a mail that a person puts into the mailbox of a label gets the label', async () => {
  const known = await escalate();
  const answered = await desk.receive();
  await desk.work();
  await look();
  await doInFolder('INBOX', answered, (uid) => person.messageCopy(`${uid}`, HUMAN, { uid: true }));
  expect(await look()).toBe(1);
  expect(await hands()).toMatchObject([
    { kind: 'labels.changed', mailbox: HUMAN, add: ['needs-human'] },
    { kind: 'ticket.escalated', mailbox: HUMAN, team: 'support', forwarded: true },
  ]);
  expect((await inFolder(HUMAN)).toSorted()).toEqual([known.messageId, answered.messageId].toSorted());
  expect(await look()).toBe(0);
});

test('a mail that a server has delivered into the mailbox of a label, by a subaddress, sets no label', async () => {
  await escalate();
  const answered = await desk.receive();
  await desk.work();
  await look();
  const trace = [
    `Return-Path: <${answered.from}>`,
    'Delivered-To: support+Firstline/Needs human@hazelnote.example',
    'Received: from customer.example by mx.hazelnote.example with LMTP id 2; Sun, 22 Nov 2026 10:00:00 +0000',
  ];
  await person.append(HUMAN, Buffer.concat([Buffer.from(`${trace.join('\r\n')}\r\n`), answered.source]), []);
  expect(await look()).toBe(0);
  expect(await hands()).toEqual([]);
});

test('a mailbox that somebody removes says nothing of the labels, and is made again', async () => {
  const mail = await escalate();
  await look();
  await person.mailboxDelete(HUMAN);
  expect(await look()).toBe(0);
  expect(await labels()).toEqual(['needs-human', 'urgent']);
  const more = await escalate({ from: mail.from, thread: [mail.messageId] });
  await desk.work();
  expect((await inFolder(HUMAN)).toSorted()).toEqual([mail.messageId, more.messageId].toSorted());
});

test('a crash between remembering a copy and making it makes exactly one', async () => {
  const { mailbox } = desk.parts;
  const dies = { ...mailbox, copy: () => Promise.reject(new Error('the power is out')) };
  const mail = await desk.receive({ subject: 'My data', text: DELETION });
  const triage = () => Promise.resolve({ outcome: escalated, trace: TRACE });
  await desk.work(desk.withParts({ triage, mailbox: dies }));
  await desk.work();
  expect([await inFolder(URGENT), await inFolder(HUMAN)]).toEqual([[mail.messageId], [mail.messageId]]);

  // And when it had been made already.
  const late: Mailbox = {
    ...mailbox,
    copy: async (...copy) => {
      await mailbox.copy(...copy);
      throw new Error('the power is out');
    },
  };
  const other = await desk.receive({ subject: 'My data too', text: DELETION });
  await desk.work(desk.withParts({ triage, mailbox: late }));
  for (let i = 0; i < 3; i += 1) await desk.work();
  expect((await inFolder(HUMAN)).toSorted()).toEqual([mail.messageId, other.messageId].toSorted());
});
