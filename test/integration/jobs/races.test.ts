import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HeaderField } from '../../../src/demo/mails/raw.ts';
import { TransientError } from '../../../src/errors.ts';
import { reconcile } from '../../../src/jobs/reconcile.ts';
import { ticketOf } from '../../../src/ledger/tickets.ts';
import { connectImap } from '../../../src/mail/imap-connection.ts';
import type { Outcome } from '../../../src/triage/outcome.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import type { Letter } from '../../end-to-end/behaviour/letters.ts';
import { AUTHSERV, type JobDesk, openJobDesk, TRACE, triageWhile } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

const answersTo = ({ from }: Letter) => desk.world.submission.accepted.filter((m) => m.to.includes(from)).length;

/** Parts whose server does something else before it takes the mail, at the first mail. */
function whileSending(meanwhile: () => Promise<unknown>) {
  let first = true;
  const { submission } = desk.parts;
  return desk.withParts({
    submission: {
      ...submission,
      deliver: (delivery, onData, signal) =>
        submission.deliver(
          delivery,
          async () => {
            await onData();
            if (first) await meanwhile();
            first = false;
          },
          signal,
        ),
    },
  });
}

test('a person who answers while the model thinks is not answered over', async () => {
  const mail = await desk.receive();
  await desk.work(desk.withParts({ triage: triageWhile(() => desk.answerByHand(mail)) }));
  await desk.work();
  expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'with_staff' }]);
  expect((await desk.effects()).filter((e) => e.kind !== 'labels')).toEqual([]);
  expect(answersTo(mail)).toBe(0);
});

test('a team member who answers from an own address with us in copy has answered; one who only asks a colleague has not', async () => {
  const [answered, asked] = [await desk.receive(), await desk.receive()];
  const cc = desk.parts.config.address;
  const headers: HeaderField[] = [['Authentication-Results', `${AUTHSERV}; dmarc=pass header.from=hazelnote.example`]];
  const staff = { from: 'joe.abara@hazelnote.example', cc, headers };
  await desk.receive({ ...staff, to: answered.from, thread: [answered.messageId] });
  await desk.receive({ ...staff, to: 'marta.lindqvist@hazelnote.example', thread: [asked.messageId] });
  await desk.work();
  expect(await desk.mails()).toMatchObject([
    { disposition: 'answered', detail: 'staff', ticket: 'with_staff' },
    { disposition: 'answered', detail: 'agent', ticket: 'answered' },
    { disposition: 'noted', detail: 'staff' },
    { disposition: 'noted', detail: 'staff' },
  ]);
  expect([answersTo(answered), answersTo(asked)]).toEqual([0, 1]);
});

test('a mail that comes while the model thinks is part of the same answer', async () => {
  const first = await desk.receive();
  let asked = 0;
  const triage = triageWhile(async () => {
    asked += 1;
    if (asked === 1) await desk.receive({ from: first.from, thread: [first.messageId] });
  });
  const rung: string[] = [];
  const parts = desk.withParts({ triage, ring: (thread) => rung.push(thread) });
  await desk.work(parts);
  // Nobody has to wait for the sweep.
  expect(rung).toHaveLength(1);
  await desk.work(parts);
  expect(await desk.mails()).toMatchObject([{ disposition: 'superseded' }, { disposition: 'answered', detail: 'agent' }]);
  expect({ answers: answersTo(first), asked }).toEqual({ answers: 1, asked: 2 });
});

test('a person who answers while the server takes the mail has the ticket; the mail is recorded and never sent again', async () => {
  const mail = await desk.receive();
  await desk.work(whileSending(() => desk.answerByHand(mail)));
  await desk.work();
  expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'agent', ticket: 'with_staff' }]);
  expect((await desk.effects()).filter((e) => e.kind !== 'labels')).toMatchObject([
    { kind: 'reply', state: 'filed' },
    { kind: 'file', state: 'done' },
  ]);
  expect(answersTo(mail)).toBe(1);
});

test('a mail that comes while the server takes the answer is answered for itself', async () => {
  const first = await desk.receive();
  await desk.work(whileSending(() => desk.receive({ from: first.from, thread: [first.messageId] })));
  await desk.work();
  expect(await desk.mails()).toMatchObject([
    { disposition: 'answered', detail: 'agent' },
    { disposition: 'answered', detail: 'agent', ticket: 'answered' },
  ]);
  expect(answersTo(first)).toBe(2);
});

test('what the server took is never sent again, although recording it failed', async () => {
  const mail = await desk.receive();
  const fault = (point: string) => {
    if (point === 'act.before-accept') throw new Error('the disk is full');
  };
  await desk.work(desk.withParts({ fault }));
  expect((await desk.effects()).find((e) => e.kind === 'reply')).toMatchObject({ state: 'data' });
  for (let look = 0; look < 3; look += 1) await desk.work();
  expect(answersTo(mail)).toBe(1);
  expect((await desk.effects()).find((e) => e.kind === 'reply')).toMatchObject({ state: 'uncertain' });
  expect(await desk.mails()).toMatchObject([{ disposition: 'escalated', detail: 'support' }]);
});

test('a look into Sent that the mailbox being away prevents does not count: the copy is found when it is back', async () => {
  const mail = await desk.receive();
  const fault = (point: string) => {
    if (point === 'act.before-accept') throw new Error('the disk is full');
  };
  await desk.work(desk.withParts({ fault }));
  const away = { ...desk.parts.mailbox, searchHeader: () => Promise.reject(new TransientError('the server is away')) };
  for (let outage = 0; outage < 5; outage += 1) await desk.work(desk.withParts({ mailbox: away }));
  expect((await desk.effects()).find((e) => e.kind === 'reply')).toMatchObject({ state: 'data' });
  // What a server that files by itself has put there.
  const { key } = await desk.parts.db.selectFrom('effects').select('key').where('kind', '=', 'reply').executeTakeFirstOrThrow();
  const copy = `From: support@hazelnote.example\r\nTo: ${mail.from}\r\nX-Firstline-Effect: ${key}\r\n\r\nHello\r\n`;
  await desk.parts.mailbox.append('Sent', Buffer.from(copy), ['\\Seen'], Date.now());
  await desk.work();
  expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'agent' }]);
  expect(answersTo(mail)).toBe(1);
});

test('a refused answer is handed off although newer mail waits, and the newer mail is answered', async () => {
  const first = await desk.receive();
  const parts = whileSending(() => desk.receive({ from: first.from, thread: [first.messageId] }));
  let refusals = 1;
  desk.world.submission.faults.onData = (mail) => (mail.to.includes(first.from) && refusals-- > 0 ? '554 5.7.1 refused by policy' : null);
  await desk.work(parts);
  await desk.work();
  expect(await desk.mails()).toMatchObject([
    { disposition: 'escalated', detail: 'support', wait: null },
    { disposition: 'answered', detail: 'agent', wait: null },
  ]);
  expect(answersTo(first)).toBe(1);
});

test('the newer mail that cancelled a reply vanishes: the older one is answered after all', async () => {
  const first = await desk.receive();
  desk.world.submission.faults.onRcpt = () => '451 4.3.0 try again later';
  await desk.work();
  const second = await desk.receive({ from: first.from, thread: [first.messageId] });
  // Still undeliverable: the reply is withdrawn and nothing is decided, because a model is away.
  const away: Outcome = { kind: 'wait', why: 'model', retryAfterMs: 60_000, reason: 'the model is away' };
  await desk.work(desk.withParts({ triage: () => Promise.resolve({ outcome: away, trace: TRACE }) }));
  expect((await desk.effects()).filter((e) => e.kind === 'reply')).toMatchObject([{ state: 'cancelled' }]);

  await expunge(desk, second);
  await reconcile(desk.parts, (step) => step());
  desk.world.submission.faults.onRcpt = undefined;
  await desk.work();
  expect(await desk.mails()).toMatchObject([
    { disposition: 'answered', detail: 'agent' },
    { disposition: 'gone', wait: null },
  ]);
  expect(answersTo(first)).toBe(1);
  const [row] = await desk.parts.db.selectFrom('tickets').select('thread_id').execute();
  expect(await ticketOf(desk.parts.db, 'support', row?.thread_id ?? '')).toMatchObject({ state: 'answered', triage_at: null });
});

async function expunge({ world, parts }: JobDesk, mail: Letter): Promise<void> {
  const client = await connectImap(world.imap(parts.config.address), { log: parts.log });
  await client.mailboxOpen('INBOX');
  expect(await client.messageDelete({ header: { 'message-id': mail.messageId } })).toBe(true);
  client.close();
}
