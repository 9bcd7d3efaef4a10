import { afterEach, beforeEach, expect, test } from 'vitest';
import { explainMessage } from '../../../src/commands/explain.ts';
import type { HeaderField } from '../../../src/demo/mails/raw.ts';
import { reconcile } from '../../../src/jobs/reconcile.ts';
import { connectImap } from '../../../src/mail/imap-connection.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { freshCustomer } from '../../end-to-end/behaviour/letters.ts';
import { AUTHSERV, type JobDesk, openJobDesk } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

const VERIFIED: HeaderField[] = [['Authentication-Results', `${AUTHSERV}; dmarc=pass header.from=customer.example`]];

const fates = async () => (await desk.mails()).map((m) => m.disposition);
const answersTo = (address: string) => desk.world.submission.accepted.filter((m) => m.to.includes(address));

test('three copies of one mail from a verified sender are one turn: answered once, and each says so', async () => {
  const from = freshCustomer();
  const sent = [];
  for (let i = 0; i < 3; i += 1) sent.push(await desk.receive({ from, headers: VERIFIED }));
  const other = await desk.receive({ from, headers: VERIFIED, subject: 'Invoice', text: 'Where is my invoice of last month?' });
  await desk.work();
  await desk.work();
  expect(await fates()).toEqual(['duplicate', 'duplicate', 'answered', 'answered']);
  expect(answersTo(from)).toHaveLength(2);
  expect(other.messageId).not.toBe(sent[2]?.messageId);

  const { db, inbox } = desk.parts;
  const [first] = await db.selectFrom('messages').select('id').where('disposition', '=', 'duplicate').execute();
  const story = await explainMessage(db, inbox, first?.id ?? '');
  expect(story).toContain('The same sender sent the same again');
  expect(story).toContain('decided to answer');
  const audit = await db.selectFrom('audit').select('refs').where('kind', '=', 'message.disposition').execute();
  expect(audit.filter((row) => (JSON.parse(row.refs) as { to: string }).to === 'duplicate')).toHaveLength(2);
});

test('copies of senders whom nothing vouches for, and of different senders, are answered each for itself', async () => {
  const from = freshCustomer();
  await desk.receive({ from });
  await desk.receive({ from });
  await desk.receive({ headers: VERIFIED });
  await desk.receive({ headers: VERIFIED });
  await desk.work();
  expect(await fates()).toEqual(['answered', 'answered', 'answered', 'answered']);
});

test('a copy that comes after the answer is a mail of its own', async () => {
  const from = freshCustomer();
  await desk.receive({ from, headers: VERIFIED });
  await desk.work();
  await desk.receive({ from, headers: VERIFIED });
  await desk.work();
  expect(await fates()).toEqual(['answered', 'answered']);
});

test('the copy that was to be answered is removed before it was: the others are answered after all', async () => {
  const from = freshCustomer();
  await desk.receive({ from, headers: VERIFIED });
  const last = await desk.receive({ from, headers: VERIFIED });
  desk.world.submission.faults.onRcpt = () => '451 4.3.0 try again later';
  await desk.work();
  expect(await fates()).toEqual(['duplicate', null]);
  const more = await desk.receive({ from, headers: VERIFIED, text: 'Never mind, where is my invoice?', thread: [last.messageId] });
  const away = { kind: 'wait', why: 'model', retryAfterMs: 60_000, reason: 'the model is away' } as const;
  await desk.work(desk.withParts({ triage: async (...input) => ({ ...(await desk.parts.triage(...input)), outcome: away }) }));

  const client = await connectImap(desk.world.imap(desk.parts.config.address), { log: desk.parts.log });
  await client.mailboxOpen('INBOX');
  for (const { messageId } of [last, more]) expect(await client.messageDelete({ header: { 'message-id': messageId } })).toBe(true);
  client.close();
  await reconcile(desk.parts, (step) => step());
  desk.world.submission.faults.onRcpt = undefined;
  await desk.work();
  await desk.work();
  expect(await fates()).toEqual(['answered', 'gone', 'gone']);
  expect(answersTo(from)).toHaveLength(1);
});
