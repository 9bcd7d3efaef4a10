import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TriageConfig } from '../../../src/config/triage-schema.ts';
import { PermanentError, TransientError } from '../../../src/errors.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { sweep } from '../../../src/jobs/sweep.ts';
import { workTicket } from '../../../src/jobs/work.ts';
import { labelsOf } from '../../../src/ledger/labels.ts';
import { header, type Message } from '../../../src/mail/message.ts';
import { parseMessage } from '../../../src/mail/parse.ts';
import type { EscalateOutcome, ReplyOutcome, WaitOutcome } from '../../../src/triage/outcome.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import type { Letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk, REPLY, TRACE } from './job-desk.ts';

/** A week in a second: the clock is handed in, the sweep rings for what is due by it, and a ring is worked at once. */

const HOUR = 3_600_000;
const MINUTE = 60_000;

const WAIT: WaitOutcome = { kind: 'wait', why: 'model', reason: 'the model is away', retryAfterMs: HOUR };
const ESCALATED: EscalateOutcome = {
  ...{ kind: 'escalate', category: null, priority: 'high', language: 'en', labels: [], reason: 'nothing covers it', team: 'support' },
  ...{ rules: [], summary: 'Asks something.', suggestedReply: null, considered: [] },
};

let undo: Undo;
let desk: JobDesk;
let passed: number;
let policy: TriageConfig;
let outcome: Awaited<ReturnType<InboxParts['triage']>>['outcome'];

beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
  ({ policy } = desk.parts);
  passed = 0;
  outcome = REPLY;
});
afterEach(() => undo.run());

/** Time passes, and the sweep runs, as often as it takes until nothing is due any more. */
async function pass(ms: number, replaced: Partial<InboxParts> = {}): Promise<void> {
  passed += ms;
  const rung = new Set<string>();
  const parts = desk.withParts({
    now: () => Date.now() + passed,
    policy,
    triage: () => Promise.resolve({ outcome, trace: TRACE }),
    ring: (thread) => void rung.add(thread),
    ...replaced,
  });
  for (let round = 0; round < 6; round += 1) {
    rung.clear();
    await sweep(parts, 0);
    for (const thread of rung) await workTicket(parts, thread, new AbortController().signal);
  }
}

/** A customer's question, and our answer to it. */
async function answered(language = 'en'): Promise<Letter> {
  outcome = { ...REPLY, language } as ReplyOutcome;
  const mail = await desk.receive();
  await pass(3 * MINUTE);
  expect(mailsTo(mail.from)).toHaveLength(1);
  return mail;
}

function mailsTo(address: string) {
  return desk.world.submission.accepted.filter((m) => m.to.includes(address));
}

/** As the customer has them, oldest first. */
async function inboxOf(address: string): Promise<Message[]> {
  const mails = await desk.world.connect(address).read();
  return Promise.all(mails.map(({ source }) => parseMessage(source)));
}

/** Somebody's client does something, and the view sees it. Our own labels were shown by a clock that is ahead of the view's. */
async function byHand(act: () => Promise<unknown>): Promise<void> {
  await desk.parts.db.updateTable('effects').set({ done_at: 0 }).where('kind', '=', 'labels').execute();
  await act();
  await desk.parts.refresh(0);
}

async function ticket() {
  const row = await desk.parts.db.selectFrom('tickets').selectAll().executeTakeFirstOrThrow();
  const labels = [...(await labelsOf(desk.parts.db, row.inbox, row.thread_id))];
  return { ...row, labels };
}

async function auditKinds(prefix: string): Promise<string[]> {
  const rows = await desk.parts.db.selectFrom('audit').select('kind').orderBy('seq').execute();
  return rows.map((r) => r.kind).filter((kind) => kind.startsWith(prefix));
}

test('a silent customer is asked once after 48 hours, in their language and thread, and the ticket is closed 72 hours later', async () => {
  const mail = await answered('de');
  expect(await ticket()).toMatchObject({ state: 'answered', owes: 'customer', next_work: 'follow-up' });
  await pass(47 * HOUR);
  expect(mailsTo(mail.from)).toHaveLength(1);
  await pass(HOUR);
  const [answer, question, ...more] = mailsTo(mail.from);
  expect(more).toEqual([]);
  const received = (await inboxOf(mail.from))[1];
  if (received === undefined) throw new Error('the customer has no second mail');
  expect(header(received, 'in-reply-to')).toBe(answer?.messageId);
  expect(received.references).toContain(mail.messageId);
  expect(received.messageId).toBe(question?.messageId);
  expect(header(received, 'auto-submitted')).toBe('auto-generated');
  expect(received.text).toContain('Ist Ihr Anliegen gelöst?');
  expect(await ticket()).toMatchObject({ state: 'followed_up', owes: 'customer', next_work: 'close', follow_ups: 1 });
  await pass(71 * HOUR);
  expect(await ticket()).toMatchObject({ state: 'followed_up' });
  await pass(HOUR);
  const closed = await ticket();
  expect(closed).toMatchObject({ state: 'closed', owes: 'nobody', next_work: null, next_at: null });
  expect(closed.labels).toEqual(expect.arrayContaining(['resolved', 'stale']));
  expect(closed.labels).not.toContain('answered');
  await pass(1_000 * HOUR);
  expect(mailsTo(mail.from)).toHaveLength(2);
  expect(await auditKinds('ticket.closed')).toEqual(['ticket.closed']);
});

test('whoever writes in time is not asked; a check-in that waited to be sent is called back', async () => {
  const mail = await answered();
  await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'It still does not work, what else can I do?' });
  expect(await ticket()).toMatchObject({ owes: 'us', next_work: null });
  await pass(100 * HOUR, { triage: () => Promise.resolve({ outcome: WAIT, trace: TRACE }) });
  expect(mailsTo(mail.from)).toHaveLength(1);
});

test('a customer who writes at the very moment is seen before the check-in leaves', async () => {
  const mail = await answered();
  let written = false;
  const { refresh } = desk.parts;
  await pass(48 * HOUR, {
    triage: () => Promise.resolve({ outcome: WAIT, trace: TRACE }),
    fault: (point) => {
      if (point === 'due.after-commit') written = true;
    },
    refresh: async (age) => {
      if (written && mailsTo(mail.from).length === 1) {
        written = false;
        await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'No, it does not work.' });
      }
      await refresh(age);
    },
  });
  expect(mailsTo(mail.from)).toHaveLength(1);
  expect(await auditKinds('follow-up')).toEqual(['follow-up.cancelled']);
  expect(await ticket()).toMatchObject({ owes: 'us', follow_ups: 0 });
});

test('an answer of a person is followed up as well, and the customer who says nothing is asked once', async () => {
  const mail = await desk.receive();
  await desk.answerByHand(mail);
  await pass(MINUTE);
  expect(await ticket()).toMatchObject({ state: 'with_staff', owes: 'customer', next_work: 'follow-up' });
  await pass(48 * HOUR);
  await pass(HOUR);
  expect(mailsTo(mail.from)).toHaveLength(1);
  // Another answer of theirs begins another silence, but the ticket has had its question.
  await desk.answerByHand(mail);
  await pass(48 * HOUR);
  expect(mailsTo(mail.from)).toHaveLength(1);
});

test('whoever dies at any step asks once: the same silence has the same key', async () => {
  const mail = await answered();
  for (const point of ['due.before-commit', 'due.after-commit', 'act.after-claim', 'act.before-data', 'act.before-accept'] as const) {
    const dies = pass(48 * HOUR, {
      fault: (passedPoint) => {
        if (passedPoint === point) throw new Error(`dies at ${point}`);
      },
    });
    await dies.catch(() => undefined);
    passed -= 48 * HOUR;
    await desk.parts.db.updateTable('leases').set({ expires_at: 0 }).execute();
  }
  await desk.parts.db.updateTable('effects').set({ due_at: 0 }).where('state', 'in', ['pending', 'claimed', 'data']).execute();
  await pass(48 * HOUR);
  expect(mailsTo(mail.from)).toHaveLength(2);
  const rows = await desk.parts.db.selectFrom('effects').select('state').where('kind', '=', 'follow-up').execute();
  expect(rows).toHaveLength(1);
  expect(await ticket()).toMatchObject({ state: 'followed_up', follow_ups: 1 });
});

test('a thread that a person deleted is gone, and nobody is written to', async () => {
  const mail = await answered();
  const { mailbox } = desk.world.connect(desk.parts.config.address);
  const mails = await desk.world.connect(desk.parts.config.address).read();
  const { uidValidity } = await mailbox.status('INBOX');
  await mailbox.remove(
    'INBOX',
    mails.map((m) => m.uid),
    uidValidity,
  );
  await pass(48 * HOUR);
  expect(mailsTo(mail.from)).toHaveLength(1);
  expect(await ticket()).toMatchObject({ state: 'gone', owes: 'nobody', next_work: null });
  expect(await auditKinds('ticket.gone')).toEqual(['ticket.gone']);
});

test('nobody is asked where a machine has answered in the customer’s place; the ticket is closed all the same', async () => {
  const mail = await answered();
  const headers = [['Auto-Submitted', 'auto-replied']] as const;
  await desk.receive({ from: mail.from, thread: [mail.messageId], subject: 'Out of office', text: 'I am away.', headers });
  // It came after our answer, by the clock that is handed in.
  const at = Date.now() + passed;
  await desk.parts.db.updateTable('messages').set({ recorded_at: at }).where('disposition', '=', 'suppressed').execute();
  await pass(119 * HOUR);
  expect(await ticket()).toMatchObject({ state: 'answered', next_work: 'close' });
  await pass(2 * HOUR);
  expect(await ticket()).toMatchObject({ state: 'closed' });
  expect(mailsTo(mail.from)).toHaveLength(1);
});

test('a ticket that is closed as stale can be told so, once, and a later mail opens it again', async () => {
  policy = { ...policy, followUp: { ...silences(policy), closingMail: true } };
  const mail = await answered('ja');
  await pass(48 * HOUR);
  await pass(73 * HOUR);
  await pass(HOUR);
  expect(await ticket()).toMatchObject({ state: 'closed' });
  const last = (await inboxOf(mail.from)).at(-1);
  expect(mailsTo(mail.from)).toHaveLength(3);
  expect(last?.text).toContain('このお問い合わせを終了いたします');
  await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'Now it happens again.' });
  expect(await ticket()).toMatchObject({ state: 'triaging', owes: 'us', next_work: null });
});

test('what staff owe: the team is reminded, then the lead, each once', async () => {
  outcome = ESCALATED;
  const mail = await desk.receive();
  await pass(3 * MINUTE);
  expect(await ticket()).toMatchObject({ state: 'escalated', owes: 'us', next_work: 'remind-team' });
  const toTeam = () => mailsTo('support-team@hazelnote.example').length;
  expect(toTeam()).toBe(1);
  await pass(3 * HOUR);
  expect(toTeam()).toBe(1);
  await pass(HOUR);
  expect(toTeam()).toBe(2);
  expect(await ticket()).toMatchObject({ next_work: 'remind-lead' });
  // A customer who asks again gives nobody more time, and nobody less.
  await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'Any news?' });
  await pass(4 * HOUR);
  await pass(100 * HOUR);
  expect(await ticket()).toMatchObject({ next_work: null });
  expect(await auditKinds('ticket.reminded')).toEqual(['ticket.reminded', 'ticket.reminded']);
  expect(mailsTo(mail.from)).toHaveLength(0);
});

test('a label puts a ticket off; it goes when the time has come, and what was due meanwhile is done then', async () => {
  const mail = await answered();
  await pass(MINUTE);
  const other = desk.world.connect(desk.parts.config.address).mailbox;
  await byHand(() => other.storeFlags('INBOX', [1], { add: ['snooze/3d', 'snooze/never'], remove: [] }));
  await pass(0);
  expect(await ticket()).toMatchObject({ next_work: 'unsnooze' });
  expect((await ticket()).labels).toContain('snooze/3d');
  expect((await ticket()).labels).not.toContain('snooze/never');
  await pass(71 * HOUR);
  expect(mailsTo(mail.from)).toHaveLength(1);
  await pass(HOUR);
  expect(mailsTo(mail.from)).toHaveLength(2);
  expect(await ticket()).toMatchObject({ state: 'followed_up', snoozed_until: null });
  expect((await ticket()).labels).not.toContain('snooze/3d');
  const shown = await other.fetchFlagsOf('INBOX', [1]);
  expect(shown.flatMap((m) => m.flags).filter((flag) => flag.startsWith('snooze'))).toEqual([]);
});

test('a customer who writes ends the snooze', async () => {
  const mail = await answered();
  const other = desk.world.connect(desk.parts.config.address).mailbox;
  await byHand(() => other.storeFlags('INBOX', [1], { add: ['snooze/3d'], remove: [] }));
  await pass(0);
  expect((await ticket()).snoozed_until).not.toBeNull();
  await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'One more thing.' });
  await pass(3 * MINUTE);
  expect(await ticket()).toMatchObject({ snoozed_until: null });
  expect((await ticket()).labels).not.toContain('snooze/3d');
});

test('other settings move what comes next, and begin nothing', async () => {
  await answered();
  policy = { ...policy, followUp: { ...silences(policy), after: { kind: 'time', ms: 96 * HOUR } } };
  await pass(49 * HOUR);
  expect(await ticket()).toMatchObject({ state: 'answered', next_work: 'follow-up' });
  policy = { ...policy, followUp: 'off' };
  await pass(HOUR);
  expect(await ticket()).toMatchObject({ state: 'answered', next_work: null });
  policy = desk.parts.policy;
  await pass(1_000 * HOUR);
  expect(await ticket()).toMatchObject({ state: 'answered', next_work: null });
});

test('what was silent before the upgrade stays silent', async () => {
  const mail = await answered();
  await desk.parts.db.updateTable('tickets').set({ owed_since: null, next_work: null, next_at: null }).execute();
  policy = { ...policy, followUp: { ...silences(policy), after: { kind: 'time', ms: HOUR } } };
  await pass(1_000 * HOUR);
  expect(mailsTo(mail.from)).toHaveLength(1);
});

test('in shadow nobody is asked, and nobody is once it ends', async () => {
  await answered();
  await pass(100 * HOUR, { maxAutonomy: 'shadow' });
  expect(await ticket()).toMatchObject({ state: 'answered', next_work: null });
  await pass(100 * HOUR);
  expect(await ticket()).toMatchObject({ state: 'answered', next_work: null });
});

test('while the mailbox is away a check-in waits, and is not lost', async () => {
  const mail = await answered();
  await pass(48 * HOUR, { refresh: () => Promise.reject(new TransientError('the mailbox is away')) });
  expect(mailsTo(mail.from)).toHaveLength(1);
  await pass(2 * MINUTE);
  expect(mailsTo(mail.from)).toHaveLength(2);
});

test('a check-in that the server refuses for good is not repeated, and gives nobody work', async () => {
  const mail = await answered();
  const { submission } = desk.parts;
  const deliver = () => Promise.reject(new PermanentError('550 no such user'));
  await pass(48 * HOUR, { submission: { ...submission, deliver } });
  await pass(HOUR);
  expect(mailsTo(mail.from)).toHaveLength(1);
  expect(await ticket()).toMatchObject({ state: 'answered', next_work: 'close' });
  expect(await auditKinds('follow-up')).toEqual(['follow-up.refused']);
});

function silences({ followUp }: TriageConfig): Exclude<TriageConfig['followUp'], 'off'> {
  if (followUp === 'off') throw new Error('the shipped configuration follows up');
  return followUp;
}
