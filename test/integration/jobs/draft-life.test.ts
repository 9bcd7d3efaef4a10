import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InDoubtError, PermanentError } from '../../../src/errors.ts';
import { approveDraft } from '../../../src/jobs/approve-draft.ts';
import { makeDraftMemory } from '../../../src/jobs/draft-sight.ts';
import { watchDrafts } from '../../../src/jobs/draft-watch.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { transactInbox } from '../../../src/ledger/database.ts';
import { connectImap, type ImapClient } from '../../../src/mail/imap-connection.ts';
import type { Message } from '../../../src/mail/message.ts';
import { parseMessage } from '../../../src/mail/parse.ts';
import type { Outcome } from '../../../src/triage/outcome.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import type { Letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

const REVIEW = 'Firstline/Review';
const SEND = 'Firstline/Send';
const TEXT =
  'Hello Ada,\n\nopen the **sign-in page** and choose [Forgot password](https://hazelnote.example/reset). The link works for 24 hours.';
const GRACE = 61_000;

let undo: Undo;
let desk: JobDesk;
let person: ImapClient;
let memory: ReturnType<typeof makeDraftMemory>;
let later: number;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
  person = await connectImap(desk.world.imap(desk.parts.config.address), { log: desk.parts.log });
  undo.push(async () => person.close());
  memory = makeDraftMemory();
  later = 0;
});
afterEach(() => undo.run());

const drafted: Outcome = {
  ...({
    kind: 'reply',
    mode: 'draft',
    category: 'password-reset',
    priority: 'normal',
    language: 'en',
    labels: [],
    reason: 'A draft.',
  } as const),
  ...({ text: TEXT, citations: [], heldBack: [] } as const),
};

/** The parts, on a clock that the test moves on. */
const parts = (more: Partial<InboxParts> = {}): InboxParts =>
  desk.withParts({ triage: () => Promise.resolve({ outcome: drafted, trace: TRACE }), now: () => Date.now() + later, ...more });

/** A question whose reply waits in Drafts. */
async function draft(): Promise<Letter> {
  const mail = await desk.receive({ subject: 'Forgot my password' });
  await desk.work(parts());
  await desk.parts.refresh(0);
  expect(await states()).toEqual(['waiting']);
  return mail;
}

/** A look at the drafts, and all that follows from it. */
async function look(more: Partial<InboxParts> = {}): Promise<void> {
  await desk.parts.refresh(0);
  await watchDrafts(parts(more), memory);
  await desk.work(parts(more));
  await desk.parts.refresh(0);
}

const states = async () => (await desk.parts.db.selectFrom('drafts').select('state').orderBy('filed_at').execute()).map((row) => row.state);
const reviews = () => desk.parts.db.selectFrom('reviews').select(['kind', 'likeness', 'category', 'autonomy']).execute();
const audited = async (kind: string) =>
  (await desk.parts.db.selectFrom('audit').select(['actor', 'refs']).where('kind', '=', kind).orderBy('seq').execute()).map((row) => ({
    actor: row.actor,
    ...JSON.parse(row.refs),
  }));
const labels = async () => (await desk.parts.db.selectFrom('thread_labels').select('label').execute()).map((row) => row.label).sort();
const sentTo = (address: string) => desk.world.submission.accepted.filter((m) => m.to.includes(address));

/** What the customer has got, as bytes. */
async function receivedBy(address: string): Promise<Buffer[]> {
  const reader = desk.world.connect(address);
  const mails = await reader.read('INBOX');
  await reader.close();
  return mails.map((mail) => mail.source);
}

interface Lying {
  readonly uid: number;
  readonly source: string;
  readonly message: Message;
  readonly flags: readonly string[];
}

async function lyingIn(mailbox: string): Promise<Lying[]> {
  const mails = await desk.parts.mailbox.fetchAfter(mailbox, 0, 100, 1_000_000);
  return Promise.all(
    mails.map(async ({ uid, source, flags }) => ({ uid, flags, source: source.toString(), message: await parseMessage(source) })),
  );
}

async function only(mailbox = 'Drafts'): Promise<Lying> {
  const [first, ...more] = await lyingIn(mailbox);
  expect(more).toEqual([]);
  if (first === undefined) throw new Error(`nothing lies in ${mailbox}`);
  return first;
}

async function move(uid: number, to: string, from = 'Drafts'): Promise<void> {
  await person.mailboxOpen(from);
  expect(await person.messageMove(`${uid}`, to, { uid: true })).toBeTruthy();
}

async function remove(uid: number, from = 'Drafts'): Promise<void> {
  await person.mailboxOpen(from);
  expect(await person.messageDelete(`${uid}`, { uid: true })).toBe(true);
}

/** The mail as a client writes it anew: an id of its own, none of our headers, its own marks. */
function anew(source: string, change: (text: string) => string = (text) => text): Buffer {
  const written = source
    .replace(/^Message-ID: .*$/im, `Message-ID: <${crypto.randomUUID()}@laptop.local>`)
    .replace(/^Date: .*$/im, `Date: ${new Date().toUTCString()}`)
    .replace(/^/, 'X-Mozilla-Draft-Info: internal/draft\r\n');
  return Buffer.from(change(written));
}

/** In the text and in the HTML part. */
const edit = (text: string) => text.replaceAll('24 hours', 'two days');

const file = (mailbox: string, source: Buffer, flags: string[]) => person.append(mailbox, source, flags);

describe('sent by a person', () => {
  test.each([
    ['filed in Sent first, then deleted from Drafts', ['sent', 'deleted']],
    ['deleted from Drafts first, filed in Sent later', ['deleted', 'sent']],
  ] as const)('%s: answered by a person with the agent’s words', async (_name, steps) => {
    const mail = await draft();
    const { uid, source } = await only();
    for (const step of steps) {
      if (step === 'sent') await file('Sent', anew(source), ['\\Seen']);
      else await remove(uid);
      await look();
    }
    expect(await states()).toEqual(['sent']);
    expect(await reviews()).toEqual([{ kind: 'sent', likeness: 1_000, category: 'password-reset', autonomy: 'draft' }]);
    expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'with_staff' }]);
    expect(await labels()).toEqual(expect.arrayContaining(['answered']));
    expect(await labels()).not.toContain('drafted');
    expect(await audited('draft.sent')).toMatchObject([{ actor: 'hand', likeness: 1_000 }]);
    expect(sentTo(mail.from)).toEqual([]);
    // Whoever sends what the agent wrote has not taken the conversation over.
    const ticket = await desk.parts.db.selectFrom('tickets').select('person_since').executeTakeFirstOrThrow();
    expect(ticket.person_since).toBeNull();
  });

  test('edited, then sent: the edit is recorded with both texts', async () => {
    await draft();
    const { uid, source } = await only();
    await file('Sent', anew(source, edit), ['\\Seen']);
    await remove(uid);
    await look();
    expect(await states()).toEqual(['edited']);
    const [review] = await reviews();
    expect(review).toMatchObject({ kind: 'edited' });
    expect(review?.likeness).toBeGreaterThan(800);
    expect(review?.likeness).toBeLessThan(1_000);
    const texts = await desk.parts.db
      .selectFrom('audit_private')
      .select(['field', 'value'])
      .where('field', 'in', ['written', 'sent'])
      .execute();
    expect(texts.find((t) => t.field === 'written')?.value).toContain('24 hours');
    expect(texts.find((t) => t.field === 'sent')?.value).toContain('two days');
  });

  test('saved anew under another id and uid, twice, by a client: it still waits; then it is sent', async () => {
    await draft();
    for (const change of [edit, (text: string) => text.replaceAll('two days', 'three days')]) {
      const { uid, source } = await only();
      await file('Drafts', anew(source, change), ['\\Draft', '\\Seen']);
      await look();
      await remove(uid);
      await look();
      expect(await states()).toEqual(['waiting']);
    }
    later = GRACE;
    await look();
    expect(await states()).toEqual(['waiting']);
    const { uid, source } = await only();
    await file('Sent', anew(source), ['\\Seen']);
    await remove(uid);
    await look();
    expect(await states()).toEqual(['edited']);
  });

  test('by a client that leaves the ids out: known by person and subject, and the conversation goes on', async () => {
    const mail = await draft();
    const { uid, source } = await only();
    const bare = anew(source, (text) => text.replace(/^(In-Reply-To|References): .*\r\n/gim, ''));
    await file('Sent', bare, ['\\Seen']);
    await remove(uid);
    await look();
    expect(await states()).toEqual(['sent']);
    expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'with_staff' }]);
    const { message } = await only('Sent');
    await desk.receive({ from: mail.from, thread: [message.messageId ?? ''], subject: 'Re: Forgot my password' });
    expect(await desk.parts.db.selectFrom('tickets').selectAll().execute()).toHaveLength(1);
  });

  test('an answer of their own while the draft stays: taken away after the grace, kept if somebody worked on it', async () => {
    await draft();
    const { uid, source } = await only();
    await file(
      'Sent',
      anew(source, (text) =>
        text.replace(/\r\n\r\n[\s\S]*$/, '\r\n\r\nI have called you.\r\n').replace(/^Content-.*\r\n( .*\r\n)*/gim, ''),
      ),
      ['\\Seen'],
    );
    await look();
    expect(await states()).toEqual(['waiting']);
    later = GRACE;
    await look();
    expect(await states()).toEqual(['withdrawn']);
    expect(await lyingIn('Drafts')).toEqual([]);
    expect(await reviews()).toMatchObject([{ kind: 'answered' }]);
    expect(uid).toBe(1);
  });
});

describe('rejected', () => {
  test.each([
    ['deleted', (uid: number) => remove(uid)],
    ['moved to Trash', (uid: number) => move(uid, 'Trash')],
    [
      'marked as deleted by a client that never expunges',
      async (uid: number) => {
        await person.mailboxOpen('Drafts');
        await person.messageFlagsAdd(`${uid}`, ['\\Deleted'], { uid: true });
      },
    ],
    [
      'moved to a mailbox of their own',
      async (uid: number) => {
        await person.mailboxCreate('Later');
        await move(uid, 'Later');
      },
    ],
  ])('%s: after the grace a person has it', async (_name, act) => {
    const mail = await draft();
    await act((await only()).uid);
    await look();
    expect(await states()).toEqual(['waiting']);
    later = GRACE;
    await look();
    expect(await states()).toEqual(['rejected']);
    expect(await desk.mails()).toMatchObject([{ disposition: 'escalated', detail: 'draft rejected', ticket: 'escalated' }]);
    expect(await labels()).toContain('needs-human');
    expect(await reviews()).toMatchObject([{ kind: 'rejected', likeness: null }]);
    expect(desk.world.submission.accepted).toEqual([]);

    // Sent after all, and filed very late: the record is put right.
    await file(
      'Sent',
      anew(
        `Message-ID: <x>\r\nDate: x\r\nFrom: ${desk.parts.config.address}\r\nTo: ${mail.from}\r\nIn-Reply-To: ${mail.messageId}\r\nSubject: Re: Forgot my password\r\n\r\nHello Ada, open the sign-in page and choose Forgot password (https://hazelnote.example/reset). The link works for 24 hours.`,
      ),
      ['\\Seen'],
    );
    await look();
    expect(await states()).toEqual(['sent']);
    expect(await reviews()).toMatchObject([{ kind: 'sent', likeness: 1_000 }]);
    expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff' }]);
  });

  test('taken back out of the bin it waits again', async () => {
    await draft();
    await move((await only()).uid, 'Trash');
    await look();
    later = GRACE;
    await look();
    expect(await states()).toEqual(['rejected']);
    await move((await only('Trash')).uid, 'Drafts', 'Trash');
    await look();
    expect(await states()).toEqual(['waiting']);
  });
});

describe('released', () => {
  test.each([
    ['as it was written', (text: string) => text],
    ['edited', edit],
  ])('%s: moved to the mailbox that sends, it leaves once, as a person’s mail, and lies in Sent', async (_name, change) => {
    const mail = await draft();
    const first = await only();
    if (change === edit) {
      await file('Drafts', anew(first.source, change), ['\\Draft']);
      await remove(first.uid);
    }
    await move((await only()).uid, SEND);
    for (let i = 0; i < 3; i += 1) await look();
    const [left = Buffer.alloc(0), ...more] = await receivedBy(mail.from);
    expect(more).toEqual([]);
    const message = await parseMessage(left);
    expect(message).toMatchObject({
      inReplyTo: [mail.messageId],
      to: [{ address: mail.from }],
      from: { address: desk.parts.config.address },
    });
    expect(message.text).toContain(change === edit ? 'two days' : '24 hours');
    expect(left.toString()).not.toMatch(/^(Auto-Submitted|X-Auto-Response-Suppress|X-Mozilla[^:]*):/im);
    expect(await lyingIn(SEND)).toEqual([]);
    expect(await lyingIn('Drafts')).toEqual([]);
    expect((await only('Sent')).message.messageId).toBe(message.messageId);
    expect(await states()).toEqual(['approved']);
    expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'answered' }]);
    expect(await labels()).toContain('answered');
    const [review] = await reviews();
    expect(review).toMatchObject({ kind: 'approved' });
    expect(review?.likeness === 1_000).toBe(change !== edit);
    expect(await audited('draft.approved')).toMatchObject([{ actor: 'hand', mailbox: SEND }]);
  });

  test('a mailbox for those that are to be looked at: moved there it waits, and from there it is sent', async () => {
    const mail = await draft();
    await move((await only()).uid, REVIEW);
    later = GRACE;
    await look();
    expect(await states()).toEqual(['waiting']);
    await move((await only(REVIEW)).uid, SEND, REVIEW);
    await look();
    expect(sentTo(mail.from)).toHaveLength(1);
  });

  test('taken back before it leaves, it is not sent, and waits', async () => {
    const mail = await draft();
    await move((await only()).uid, SEND);
    await desk.parts.refresh(0);
    await watchDrafts(parts(), memory);
    await move((await only(SEND)).uid, 'Drafts', SEND);
    await desk.work(parts());
    expect(sentTo(mail.from)).toEqual([]);
    await look();
    expect(await states()).toEqual(['waiting']);
    await move((await only()).uid, SEND);
    await look();
    expect(sentTo(mail.from)).toHaveLength(1);
  });

  test('what is no draft of ours is never sent: a draft goes back to Drafts, a customer’s mail to INBOX', async () => {
    await draft();
    const stranger = await desk.receive({ subject: 'Something else' });
    const own = Buffer.from(
      `From: ${desk.parts.config.address}\r\nTo: somebody@else.example\r\nSubject: Mine\r\nMessage-ID: <own@laptop>\r\n\r\nHi\r\n`,
    );
    await file(SEND, own, ['\\Draft']);
    await move(2, SEND, 'INBOX');
    for (let i = 0; i < 2; i += 1) await look();
    expect(desk.world.submission.accepted.filter((m) => m.from === desk.parts.config.address)).toEqual([]);
    expect(await lyingIn(SEND)).toEqual([]);
    expect((await lyingIn('Drafts')).map((m) => m.message.messageId)).toContain('<own@laptop>');
    expect((await lyingIn('INBOX')).map((m) => m.message.messageId)).toContain(stranger.messageId);
    expect(await audited('draft.not_ours')).toHaveLength(2);
  });

  test('a reply of their own to the same mail is sent in place of ours, which goes', async () => {
    const mail = await draft();
    const own = Buffer.from(
      `From: ${desk.parts.config.address}\r\nTo: ${mail.from}\r\nIn-Reply-To: ${mail.messageId}\r\nSubject: Re: Forgot my password\r\nMessage-ID: <own@laptop>\r\n\r\nI will call you.\r\n`,
    );
    await file(SEND, own, ['\\Draft']);
    for (let i = 0; i < 2; i += 1) await look();
    expect((await receivedBy(mail.from)).map((source) => source.includes('I will call you'))).toEqual([true]);
    expect(await lyingIn('Drafts')).toEqual([]);
    expect(await states()).toEqual(['approved']);
  });

  test.each([
    ['nobody to send it to', (text: string) => text.replace(/^To: .*\r\n/im, '')],
    ['nothing in it', (text: string) => text.replace(/\r\n\r\n[\s\S]*$/, '\r\n\r\n').replace(/^Content-.*\r\n( .*\r\n)*/gim, '')],
  ])('%s: it goes back to Drafts, flagged', async (_name, change) => {
    await draft();
    const { uid, source } = await only();
    const changed = change(source);
    await file(SEND, Buffer.from(changed), ['\\Draft']);
    await remove(uid);
    for (let i = 0; i < 3; i += 1) await look();
    expect(desk.world.submission.accepted).toEqual([]);
    expect(await lyingIn(SEND)).toEqual([]);
    expect((await only()).flags).toContain('\\Flagged');
    expect(await states()).toEqual(['waiting']);
  });
});

describe('released by a command', () => {
  const approve = async () => {
    const { db, inbox } = desk.parts;
    const { thread_id: thread } = await db.selectFrom('tickets').select('thread_id').executeTakeFirstOrThrow();
    const approval = await transactInbox(db, inbox, (trx) =>
      approveDraft(trx, parts(), thread, { actor: 'staff', refs: { message: 'msg_x' } }),
    );
    await desk.work(parts());
    await look();
    return approval;
  };

  test('the draft as it stands, wherever it lies, once', async () => {
    const mail = await draft();
    const { uid, source } = await only();
    await file(REVIEW, anew(source, edit), ['\\Draft']);
    await remove(uid);
    expect([await approve(), await approve()]).toEqual(['approved', 'already']);
    expect((await receivedBy(mail.from)).map((bytes) => bytes.includes('two days'))).toEqual([true]);
    expect([await lyingIn(REVIEW), await lyingIn('Drafts')]).toEqual([[], []]);
    expect(await states()).toEqual(['approved']);
    expect(await audited('draft.approved')).toMatchObject([{ actor: 'staff', message: 'msg_x' }]);
  });

  test('without a draft, what was suggested to the team; not once the customer has written again', async () => {
    const suggested: Outcome = {
      ...({ kind: 'escalate', category: 'billing', priority: 'normal', language: 'en', labels: [], reason: 'It has to.' } as const),
      ...({ team: 'billing', rules: [], summary: 'Look', suggestedReply: 'Hello,\n\nyou are right.', considered: [] } as const),
    };
    const triage = () => Promise.resolve({ outcome: suggested, trace: TRACE });
    const mail = await desk.receive();
    await desk.work(parts({ triage }));
    expect([await approve(), await approve()]).toEqual(['approved', 'already']);
    expect((await receivedBy(mail.from)).map((bytes) => bytes.includes('you are right'))).toEqual([true]);
    expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'answered' }]);

    await desk.receive({ from: mail.from, thread: [mail.messageId] });
    await desk.work(parts({ triage }));
    await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'Wait.' });
    expect(await approve()).toBe('stale');
    expect(await receivedBy(mail.from)).toHaveLength(1);
  });

  test('nothing to release', async () => {
    await desk.receive();
    await desk.work(parts({ triage: () => Promise.resolve({ outcome: { ...drafted, mode: 'auto' }, trace: TRACE }) }));
    expect(await approve()).toBe('nothing');
  });
});

describe('it does not arrive', () => {
  test.each([
    ['refused for good', () => Promise.reject(new PermanentError('550 no such user')), 'failed'],
    [
      'nobody can know',
      async (_delivery: unknown, onData: () => Promise<void>) => {
        await onData();
        throw new InDoubtError('the line went dead');
      },
      'uncertain',
    ],
  ] as const)(
    '%s: staff are told with the text, and the draft is put back; it is not sent again by itself',
    async (_name, deliver, state) => {
      const mail = await draft();
      await move((await only()).uid, SEND);
      const { submission } = desk.parts;
      const failing: Partial<InboxParts> = {
        submission: {
          ...submission,
          deliver: (delivery, onData, signal) =>
            delivery.to.includes(mail.from) ? deliver(delivery, onData) : submission.deliver(delivery, onData, signal),
        },
      };
      for (let i = 0; i < 5; i += 1) await look(failing);
      expect(sentTo(mail.from)).toEqual([]);
      expect((await desk.effects()).filter((e) => e.kind === 'approved')).toMatchObject([{ state }]);
      expect(desk.world.submission.accepted.map((m) => m.to)).toEqual([['support-team@hazelnote.example']]);
      expect(await lyingIn(SEND)).toEqual([]);
      expect((await only()).flags).toContain('\\Flagged');
      expect(await states()).toEqual(['waiting']);
      expect(await labels()).toContain('needs-human');
      for (let i = 0; i < 2; i += 1) await look();
      expect(sentTo(mail.from)).toEqual([]);

      // A person may release it once more.
      await move((await only()).uid, SEND);
      await look();
      expect(sentTo(mail.from)).toHaveLength(1);
    },
  );
});

describe('a death at any step of a release sends it once and leaves nothing behind', () => {
  const points = [
    ...(['drafts.before-release', 'drafts.after-release', 'act.after-claim', 'act.before-data', 'act.after-accept'] as const),
    ...(['act.before-file', 'act.after-file', 'act.before-labels', 'drafts.before-tidy', 'drafts.after-tidy'] as const),
  ];
  test.each(points)('%s', async (point) => {
    const mail = await draft();
    await move((await only()).uid, SEND);
    let deaths = 0;
    const fault: InboxParts['fault'] = (passed) => {
      if (passed !== point || deaths > 0) return;
      deaths += 1;
      throw new Error('the power is out');
    };
    for (let i = 0; i < 4; i += 1) await look({ fault }).catch(() => undefined);
    expect(deaths).toBe(1);
    expect(await receivedBy(mail.from)).toHaveLength(1);
    expect([await lyingIn(SEND), await lyingIn('Drafts')]).toEqual([[], []]);
    expect(await lyingIn('Sent')).toHaveLength(1);
    expect(await states()).toEqual(['approved']);
  });
});

describe('the customer writes again', () => {
  test('nobody has touched the draft: it goes, and one new one covers all', async () => {
    const mail = await draft();
    const old = (await only()).message.messageId;
    await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
    await desk.work(parts());
    const now = await only();
    expect(now.message.messageId).not.toBe(old);
    expect(await states()).toEqual(['withdrawn', 'waiting']);
    expect(await desk.mails()).toMatchObject([{ disposition: 'superseded' }, { disposition: 'drafted' }]);
    expect(await audited('draft.withdrawn')).toMatchObject([{ why: 'the customer wrote again' }]);
  });

  test('somebody works on it: it stays, and the conversation is theirs', async () => {
    const mail = await draft();
    const { uid, source } = await only();
    await file('Drafts', anew(source, edit), ['\\Draft']);
    await remove(uid);
    await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
    await desk.work(parts());
    const kept = (await lyingIn('Drafts')).filter((m) => m.source.includes('two days'));
    expect(kept).toHaveLength(1);
    expect(await audited('draft.kept')).toHaveLength(1);
    const ticket = await desk.parts.db.selectFrom('tickets').select('person_since').executeTakeFirstOrThrow();
    expect(ticket.person_since).not.toBeNull();
    expect(sentTo(mail.from)).toEqual([]);
  });

  test('after it was released: it is not sent', async () => {
    const mail = await draft();
    await move((await only()).uid, SEND);
    await desk.parts.refresh(0);
    await watchDrafts(parts(), memory);
    await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'Forget it, I have found it.' });
    await desk.work(parts());
    expect(sentTo(mail.from)).toEqual([]);
    expect(await audited('approved.cancelled')).toMatchObject([{ why: 'the customer wrote again' }]);
  });
});

describe('whatever the server does', () => {
  test('Drafts begins anew with other uids: the draft is found again', async () => {
    const mail = await draft();
    const { source } = await only();
    await person.mailboxDelete('Drafts');
    await person.mailboxCreate('Drafts');
    await file('Drafts', Buffer.from('From: a@b.example\r\nSubject: another\r\n\r\nx'), ['\\Draft']);
    await file('Drafts', Buffer.from(source), ['\\Draft']);
    await look();
    later = GRACE;
    await look();
    expect(await states()).toEqual(['waiting']);
    await move(2, SEND);
    await look();
    expect(sentTo(mail.from)).toHaveLength(1);
  });

  test('a person’s own draft in the thread is never touched', async () => {
    const mail = await draft();
    const own = Buffer.from(
      `From: ${desk.parts.config.address}\r\nTo: ${mail.from}\r\nIn-Reply-To: ${mail.messageId}\r\nSubject: Re: Forgot my password\r\nMessage-ID: <own@laptop>\r\n\r\nI will\r\n`,
    );
    await file('Drafts', own, ['\\Draft']);
    await look();
    await desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
    await desk.work(parts());
    await look();
    later = GRACE;
    await look();
    expect((await lyingIn('Drafts')).map((m) => m.message.messageId)).toContain('<own@laptop>');
  });
});
