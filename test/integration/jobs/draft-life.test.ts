import { describe, expect, test } from 'vitest';
import { InDoubtError, PermanentError } from '../../../src/errors.ts';
import { approveDraft } from '../../../src/jobs/approve-draft.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { transactInbox } from '../../../src/ledger/database.ts';
import { parseMessage } from '../../../src/mail/parse.ts';
import type { Outcome } from '../../../src/triage/outcome.ts';
import { anew, drafted, edit, GRACE, REVIEW, SEND, useDraftDesk } from './draft-desk.ts';
import { TRACE } from './job-desk.ts';

const on = useDraftDesk();
const { audited, draft, file, labels, look, lyingIn, move, only, parts, receivedBy, remove, reviews, sentTo, states, watch } = on;

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
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'with_staff' }]);
    expect(await labels()).toEqual(expect.arrayContaining(['answered']));
    expect(await labels()).not.toContain('drafted');
    expect(await audited('draft.sent')).toMatchObject([{ actor: 'hand', likeness: 1_000 }]);
    expect(sentTo(mail.from)).toEqual([]);
    // Whoever sends what the agent wrote has not taken the conversation over.
    const ticket = await on.desk.parts.db.selectFrom('tickets').select(['person_since', 'answered_by']).executeTakeFirstOrThrow();
    expect(ticket).toEqual({ person_since: null, answered_by: 'approved' });
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
    const texts = await on.desk.parts.db
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
    on.wait(GRACE);
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
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'with_staff' }]);
    const { message } = await only('Sent');
    await on.desk.receive({ from: mail.from, thread: [message.messageId ?? ''], subject: 'Re: Forgot my password' });
    expect(await on.desk.parts.db.selectFrom('tickets').selectAll().execute()).toHaveLength(1);
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
    on.wait(GRACE);
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
        await on.person.mailboxOpen('Drafts');
        await on.person.messageFlagsAdd(`${uid}`, ['\\Deleted'], { uid: true });
      },
    ],
    [
      'moved to a mailbox of their own',
      async (uid: number) => {
        await on.person.mailboxCreate('Later');
        await move(uid, 'Later');
      },
    ],
  ])('%s: after the grace a person has it', async (_name, act) => {
    const mail = await draft();
    await act((await only()).uid);
    await look();
    expect(await states()).toEqual(['waiting']);
    on.wait(GRACE);
    await look();
    expect(await states()).toEqual(['rejected']);
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'escalated', detail: 'draft rejected', ticket: 'escalated' }]);
    expect(await labels()).toContain('needs-human');
    expect(await reviews()).toMatchObject([{ kind: 'rejected', likeness: null }]);
    expect(on.desk.world.submission.accepted).toEqual([]);

    // Sent after all, and filed very late: the record is put right.
    await file(
      'Sent',
      anew(
        `Message-ID: <x>\r\nDate: x\r\nFrom: ${on.desk.parts.config.address}\r\nTo: ${mail.from}\r\nIn-Reply-To: ${mail.messageId}\r\nSubject: Re: Forgot my password\r\n\r\nHello Ada, open the sign-in page and choose Forgot password (https://hazelnote.example/reset). The link works for 24 hours.`,
      ),
      ['\\Seen'],
    );
    await look();
    expect(await states()).toEqual(['sent']);
    expect(await reviews()).toMatchObject([{ kind: 'sent', likeness: 1_000 }]);
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff' }]);
  });

  test('taken back out of the bin it waits again', async () => {
    await draft();
    await move((await only()).uid, 'Trash');
    await look();
    on.wait(GRACE);
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
      from: { address: on.desk.parts.config.address },
    });
    expect(message.text).toContain(change === edit ? 'two days' : '24 hours');
    expect(left.toString()).not.toMatch(/^(Auto-Submitted|X-Auto-Response-Suppress|X-Mozilla[^:]*):/im);
    expect(await lyingIn(SEND)).toEqual([]);
    expect(await lyingIn('Drafts')).toEqual([]);
    expect((await only('Sent')).message.messageId).toBe(message.messageId);
    expect(await states()).toEqual(['approved']);
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'answered' }]);
    expect(await labels()).toContain('answered');
    const [review] = await reviews();
    expect(review).toMatchObject({ kind: 'approved' });
    expect(review?.likeness === 1_000).toBe(change !== edit);
    expect(await audited('draft.approved')).toMatchObject([{ actor: 'hand', mailbox: SEND }]);
  });

  test('a mailbox for those that are to be looked at: moved there it waits, and from there it is sent', async () => {
    const mail = await draft();
    await move((await only()).uid, REVIEW);
    on.wait(GRACE);
    await look();
    expect(await states()).toEqual(['waiting']);
    await move((await only(REVIEW)).uid, SEND, REVIEW);
    await look();
    expect(sentTo(mail.from)).toHaveLength(1);
  });

  test('taken back before it leaves, it is not sent, and waits', async () => {
    const mail = await draft();
    await move((await only()).uid, SEND);
    await watch();
    await move((await only(SEND)).uid, 'Drafts', SEND);
    await on.desk.work(parts());
    expect(sentTo(mail.from)).toEqual([]);
    await look();
    expect(await states()).toEqual(['waiting']);
    await move((await only()).uid, SEND);
    await look();
    expect(sentTo(mail.from)).toHaveLength(1);
  });

  test('what is no draft of ours is never sent: a draft goes back to Drafts, a customer’s mail to INBOX', async () => {
    await draft();
    const stranger = await on.desk.receive({ subject: 'Something else' });
    const own = Buffer.from(
      `From: ${on.desk.parts.config.address}\r\nTo: somebody@else.example\r\nSubject: Mine\r\nMessage-ID: <own@laptop>\r\n\r\nHi\r\n`,
    );
    await file(SEND, own, ['\\Draft']);
    await move(2, SEND, 'INBOX');
    for (let i = 0; i < 2; i += 1) await look();
    expect(on.desk.world.submission.accepted.filter((m) => m.from === on.desk.parts.config.address)).toEqual([]);
    expect(await lyingIn(SEND)).toEqual([]);
    expect((await lyingIn('Drafts')).map((m) => m.message.messageId)).toContain('<own@laptop>');
    expect((await lyingIn('INBOX')).map((m) => m.message.messageId)).toContain(stranger.messageId);
    expect(await audited('draft.not_ours')).toHaveLength(2);
  });

  test('a reply of their own to the same mail is sent in place of ours, which goes', async () => {
    const mail = await draft();
    const own = Buffer.from(
      `From: ${on.desk.parts.config.address}\r\nTo: ${mail.from}\r\nIn-Reply-To: ${mail.messageId}\r\nSubject: Re: Forgot my password\r\nMessage-ID: <own@laptop>\r\n\r\nI will call you.\r\n`,
    );
    await file(SEND, own, ['\\Draft']);
    for (let i = 0; i < 2; i += 1) await look();
    expect((await receivedBy(mail.from)).map((source) => source.includes('I will call you'))).toEqual([true]);
    expect(await lyingIn('Drafts')).toEqual([]);
    expect(await states()).toEqual(['approved']);
    const ticket = await on.desk.parts.db.selectFrom('tickets').select('answered_by').executeTakeFirstOrThrow();
    expect(ticket.answered_by).toBe('staff');
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
    expect(on.desk.world.submission.accepted).toEqual([]);
    expect(await lyingIn(SEND)).toEqual([]);
    expect((await only()).flags).toContain('\\Flagged');
    expect(await states()).toEqual(['waiting']);
  });
});

describe('released by a command', () => {
  const approve = async () => {
    const { db, inbox } = on.desk.parts;
    const { thread_id: thread } = await db.selectFrom('tickets').select('thread_id').executeTakeFirstOrThrow();
    const approval = await transactInbox(db, inbox, (trx) =>
      approveDraft(trx, parts(), thread, { actor: 'staff', refs: { message: 'msg_x' } }),
    );
    await on.desk.work(parts());
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
    const mail = await on.desk.receive();
    await on.desk.work(parts({ triage }));
    expect([await approve(), await approve()]).toEqual(['approved', 'already']);
    expect((await receivedBy(mail.from)).map((bytes) => bytes.includes('you are right'))).toEqual([true]);
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'answered' }]);

    await on.desk.receive({ from: mail.from, thread: [mail.messageId] });
    await on.desk.work(parts({ triage }));
    await on.desk.receive({ from: mail.from, thread: [mail.messageId], text: 'Wait.' });
    expect(await approve()).toBe('stale');
    expect(await receivedBy(mail.from)).toHaveLength(1);
  });

  test('nothing to release', async () => {
    await on.desk.receive();
    await on.desk.work(parts({ triage: () => Promise.resolve({ outcome: { ...drafted, mode: 'auto' }, trace: TRACE }) }));
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
      const { submission } = on.desk.parts;
      const failing: Partial<InboxParts> = {
        submission: {
          ...submission,
          deliver: (delivery, onData, signal) =>
            delivery.to.includes(mail.from) ? deliver(delivery, onData) : submission.deliver(delivery, onData, signal),
        },
      };
      for (let i = 0; i < 5; i += 1) await look(failing);
      expect(sentTo(mail.from)).toEqual([]);
      expect((await on.desk.effects()).filter((e) => e.kind === 'approved')).toMatchObject([{ state }]);
      expect(on.desk.world.submission.accepted.map((m) => m.to)).toEqual([['support-team@hazelnote.example']]);
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
    await on.desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
    await on.desk.work(parts());
    const now = await only();
    expect(now.message.messageId).not.toBe(old);
    expect(await states()).toEqual(['withdrawn', 'waiting']);
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'superseded' }, { disposition: 'drafted' }]);
    expect(await audited('draft.withdrawn')).toMatchObject([{ why: 'the customer wrote again' }]);
  });

  test('somebody works on it: it stays, and the conversation is theirs', async () => {
    const mail = await draft();
    const { uid, source } = await only();
    await file('Drafts', anew(source, edit), ['\\Draft']);
    await remove(uid);
    await on.desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
    await on.desk.work(parts());
    const kept = (await lyingIn('Drafts')).filter((m) => m.source.includes('two days'));
    expect(kept).toHaveLength(1);
    expect(await audited('draft.kept')).toHaveLength(1);
    const ticket = await on.desk.parts.db.selectFrom('tickets').select('person_since').executeTakeFirstOrThrow();
    expect(ticket.person_since).not.toBeNull();
    expect(sentTo(mail.from)).toEqual([]);
  });

  test('after it was released: it is not sent', async () => {
    const mail = await draft();
    await move((await only()).uid, SEND);
    await watch();
    await on.desk.receive({ from: mail.from, thread: [mail.messageId], text: 'Forget it, I have found it.' });
    await on.desk.work(parts());
    expect(sentTo(mail.from)).toEqual([]);
    expect(await audited('approved.cancelled')).toMatchObject([{ why: 'the customer wrote again' }]);
  });
});

describe('whatever the server does', () => {
  test('Drafts begins anew with other uids: the draft is found again', async () => {
    const mail = await draft();
    const { source } = await only();
    await on.person.mailboxDelete('Drafts');
    await on.person.mailboxCreate('Drafts');
    await file('Drafts', Buffer.from('From: a@b.example\r\nSubject: another\r\n\r\nx'), ['\\Draft']);
    await file('Drafts', Buffer.from(source), ['\\Draft']);
    await look();
    on.wait(GRACE);
    await look();
    expect(await states()).toEqual(['waiting']);
    await move(2, SEND);
    await look();
    expect(sentTo(mail.from)).toHaveLength(1);
  });

  test('a person’s own draft in the thread is never touched', async () => {
    const mail = await draft();
    const own = Buffer.from(
      `From: ${on.desk.parts.config.address}\r\nTo: ${mail.from}\r\nIn-Reply-To: ${mail.messageId}\r\nSubject: Re: Forgot my password\r\nMessage-ID: <own@laptop>\r\n\r\nI will\r\n`,
    );
    await file('Drafts', own, ['\\Draft']);
    await look();
    await on.desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
    await on.desk.work(parts());
    await look();
    on.wait(GRACE);
    await look();
    expect((await lyingIn('Drafts')).map((m) => m.message.messageId)).toContain('<own@laptop>');
  });
});
