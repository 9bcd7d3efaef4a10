import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDraftMemory } from '../../../src/jobs/draft-sight.ts';
import { watchDrafts } from '../../../src/jobs/draft-watch.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import type { Letter } from '../../end-to-end/behaviour/letters.ts';
import { type GmailMail, type GmailServer, startGmailServer } from '../../helpers/gmail-server.ts';
import { anew, drafted, edit, GRACE, SEND } from './draft-desk.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

/** Drafts at Gmail, where a mailbox is a label, every mail lies in All Mail as well, and the server files what it sends. */

let undo: Undo;
let gmail: GmailServer;
let desk: JobDesk;
let memory: ReturnType<typeof makeDraftMemory>;
let later: number;
beforeEach(async () => {
  undo = makeUndo();
  gmail = await startGmailServer();
  undo.push(gmail.close);
  let threads = 0;
  const deliver = (source: Buffer) => {
    threads += 1;
    gmail.deliver(source, String(threads));
  };
  desk = await openJobDesk(undo, { mailbox: { port: gmail.port, deliver } });
  memory = makeDraftMemory();
  later = 0;
});
afterEach(() => undo.run());

const parts = (): InboxParts => {
  const { submission } = desk.parts;
  // The server files what it sends.
  const deliver: typeof submission.deliver = async (delivery, onData, signal) => {
    const taken = await submission.deliver(delivery, onData, signal);
    file(delivery.source, '\\Sent');
    return taken;
  };
  const triage = () => Promise.resolve({ outcome: drafted, trace: TRACE });
  return desk.withParts({ triage, now: () => Date.now() + later, submission: { ...submission, deliver } });
};

function file(source: Buffer, label: string): GmailMail {
  gmail.deliver(source, '1');
  const mail = gmail.mails.at(-1);
  if (mail === undefined) throw new Error('nothing was filed');
  mail.labels.clear();
  mail.labels.add(label);
  return mail;
}

async function look(times = 1): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    await desk.parts.refresh(0);
    await watchDrafts(parts(), memory);
    await desk.work(parts());
    await desk.parts.refresh(0);
  }
}

const states = async () => (await desk.parts.db.selectFrom('drafts').select('state').orderBy('filed_at').execute()).map((row) => row.state);
const labelled = (label: string) => gmail.mails.filter((m) => m.labels.has(label));
const sentTo = (address: string) => desk.world.submission.accepted.filter((m) => m.to.includes(address));

async function draft(): Promise<{ mail: Letter; filed: GmailMail }> {
  const mail = await desk.receive({ subject: 'Forgot my password' });
  await desk.work(parts());
  await desk.parts.refresh(0);
  const [filed, ...more] = labelled('\\Draft');
  if (filed === undefined) throw new Error('there is no draft');
  expect(more).toEqual([]);
  expect(await states()).toEqual(['waiting']);
  await look();
  expect(await states()).toEqual(['waiting']);
  return { mail, filed };
}

test('a draft that is only in All Mail besides is nobody’s answer', async () => {
  const { mail } = await draft();
  await look(2);
  expect(await desk.mails()).toMatchObject([{ disposition: 'drafted', ticket: 'drafted' }]);
  expect(sentTo(mail.from)).toEqual([]);
});

test.each([
  ['moved there', (filed: GmailMail) => filed.labels.delete('\\Draft')],
  ['labelled so, and still in Drafts', () => true],
])('released by the label Firstline/Send, %s: it leaves once and is gone from everywhere but Trash', async (_name, moved) => {
  const { mail, filed } = await draft();
  filed.labels.add(SEND);
  moved(filed);
  await look(3);
  expect(sentTo(mail.from)).toHaveLength(1);
  expect(await states()).toEqual(['approved']);
  expect([...filed.labels]).toEqual(['\\Trash']);
  expect(labelled('\\Sent')).toHaveLength(1);
  expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'answered' }]);
});

test('edited in the browser, which keeps one draft under a new id, then sent by Gmail: edited, by a person', async () => {
  const { mail, filed } = await draft();
  const saved = file(anew(filed.source.toString(), edit), '\\Draft');
  filed.labels.clear();
  filed.labels.add('\\Trash');
  await look(2);
  expect(await states()).toEqual(['waiting']);
  saved.labels.clear();
  saved.labels.add('\\Sent');
  await look(2);
  expect(await states()).toEqual(['edited']);
  expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff' }]);
  expect(sentTo(mail.from)).toEqual([]);
});

test('discarded: rejected after the grace', async () => {
  const { filed } = await draft();
  filed.labels.clear();
  filed.labels.add('\\Trash');
  await look();
  later = GRACE;
  await look();
  expect(await states()).toEqual(['rejected']);
});

test('the customer writes again: the old draft goes to Trash, one new one covers both', async () => {
  const { mail, filed } = await draft();
  await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
  await desk.work(parts());
  await look();
  expect([...filed.labels]).toEqual(['\\Trash']);
  expect(labelled('\\Draft')).toHaveLength(1);
  expect(await states()).toEqual(['withdrawn', 'waiting']);
});
