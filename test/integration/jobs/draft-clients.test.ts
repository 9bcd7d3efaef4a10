import { describe, expect, test } from 'vitest';
import { PermanentError } from '../../../src/errors.ts';
import { approveDraft } from '../../../src/jobs/approve-draft.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { transactInbox } from '../../../src/ledger/database.ts';
import { parseMessage } from '../../../src/mail/parse.ts';
import { anew, drafted, edit, GRACE, SEND, useDraftDesk } from './draft-desk.ts';
import { TRACE } from './job-desk.ts';

const on = useDraftDesk();
const { audited, draft, file, labels, look, lyingIn, move, only, parts, receivedBy, remove, sentTo, states, watch } = on;

/** What a server writes above a mail that it delivers (RFC 5321 §4.4); no client writes it. */
const DELIVERED = [
  'Return-Path: <stranger@else.example>',
  'Delivered-To: support+Firstline/Send@hazelnote.example',
  'Received: from else.example (else.example [192.0.2.1])\r\n\tby mx.hazelnote.example with LMTP\r\n\tid 1; Sun, 22 Nov 2026 10:00:00 +0000',
  '',
].join('\r\n');

const answerTo = (mail: { readonly from: string; readonly messageId: string }, words: string) =>
  `From: ${on.desk.parts.config.address}\r\nTo: ${mail.from}\r\nCc: victim@else.example\r\nIn-Reply-To: ${mail.messageId}\r\nSubject: Re: Forgot my password\r\nMessage-ID: <own@laptop>\r\n\r\n${words}\r\n`;

async function approve(message: string, more: Partial<InboxParts> = {}) {
  const { db, inbox } = on.desk.parts;
  const { thread_id: thread } = await db.selectFrom('tickets').select('thread_id').executeTakeFirstOrThrow();
  const approval = await transactInbox(db, inbox, (trx) => approveDraft(trx, parts(), thread, { actor: 'staff', refs: { message } }));
  await on.desk.work(parts(more));
  await look(more);
  return approval;
}

describe('a mail that came over the wire is nobody’s draft, whatever mailbox its address led to', () => {
  test('delivered into the mailbox that sends, it is not sent and goes to INBOX; the draft waits', async () => {
    const mail = await draft();
    await file(SEND, Buffer.from(DELIVERED + answerTo(mail, 'Send money.')), []);
    for (let i = 0; i < 3; i += 1) await look();
    expect(sentTo(mail.from)).toEqual([]);
    expect(await lyingIn(SEND)).toEqual([]);
    expect((await lyingIn('INBOX')).map((m) => m.message.messageId)).toContain('<own@laptop>');
    expect(await states()).toEqual(['waiting']);
    await only();
  });

  test('delivered into Drafts while ours is away, it is not what #approve sends', async () => {
    const mail = await draft();
    await remove((await only()).uid);
    await file('Drafts', Buffer.from(DELIVERED + answerTo(mail, 'Send money.')), []);
    await look();
    await approve('msg_1');
    expect(sentTo(mail.from)).toEqual([]);
    on.wait(GRACE);
    await look();
    expect(await states()).toEqual(['rejected']);
  });
});

describe('#approve', () => {
  test('finds a draft whose place nobody knows at that moment', async () => {
    const mail = await draft();
    await on.desk.parts.db.updateTable('drafts').set({ mailbox: null, uid_validity: null, uid: null }).execute();
    expect(await approve('msg_1')).toBe('approved');
    expect(sentTo(mail.from)).toHaveLength(1);
    expect([await lyingIn('Drafts'), await states()]).toEqual([[], ['approved']]);
    expect(await approve('msg_2')).toBe('already');
  });

  test('after the server has refused it, another #approve tries again', async () => {
    const mail = await draft();
    const { submission } = on.desk.parts;
    const refusing: Partial<InboxParts> = {
      submission: {
        ...submission,
        deliver: (delivery, onData, signal) =>
          delivery.to.includes(mail.from) ? Promise.reject(new PermanentError('550 no')) : submission.deliver(delivery, onData, signal),
      },
    };
    expect(await approve('msg_1', refusing)).toBe('approved');
    expect(sentTo(mail.from)).toEqual([]);
    expect(await approve('msg_2')).toBe('approved');
    expect(sentTo(mail.from)).toHaveLength(1);
  });
});

describe('clients that save what is being written again and again', () => {
  test('the old one goes first and the new one comes after the grace: it waits again, and is sent from where it is sent', async () => {
    const mail = await draft();
    const { uid, source } = await only();
    await remove(uid);
    await look();
    on.wait(GRACE);
    await look();
    expect(await states()).toEqual(['rejected']);
    await file('Drafts', anew(source, edit), ['\\Draft', '\\Seen']);
    await look();
    expect(await states()).toEqual(['waiting']);
    await move((await only()).uid, SEND);
    for (let i = 0; i < 2; i += 1) await look();
    expect((await receivedBy(mail.from)).map((bytes) => bytes.includes('two days'))).toEqual([true]);
  });

  test('a person’s own words in the place of a rejected draft are theirs', async () => {
    const mail = await draft();
    await remove((await only()).uid);
    on.wait(GRACE);
    await look();
    on.wait(GRACE);
    await look();
    expect(await states()).toEqual(['rejected']);
    await file('Drafts', Buffer.from(answerTo(mail, 'I would rather call you tomorrow about all of this.')), ['\\Draft']);
    await look();
    expect(await states()).toEqual(['rejected']);
  });

  test('ours still lies there while somebody writes in a copy of it: the customer’s next mail is theirs, nothing is taken away', async () => {
    const mail = await draft();
    const { source } = await only();
    await file('Drafts', anew(source, edit), ['\\Draft', '\\Seen']);
    await on.desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
    const auto = { triage: () => Promise.resolve({ outcome: { ...drafted, mode: 'auto' as const }, trace: TRACE }) };
    await on.desk.work(parts(auto));
    expect(sentTo(mail.from)).toEqual([]);
    expect((await lyingIn('Drafts')).some((m) => m.source.includes('two days'))).toBe(true);
    expect(await audited('draft.kept')).toHaveLength(1);
  });

  test('edited with another copy to somebody and a file: both leave with it', async () => {
    const mail = await draft();
    const { uid, source } = await only();
    const message = await parseMessage(Buffer.from(source));
    const written = [
      ...['From: x@hazelnote.example', `To: ${mail.from}`, 'Cc: colleague@customer.example', `Subject: ${message.subject}`],
      ...[`In-Reply-To: ${mail.messageId}`, 'Message-ID: <again@laptop>', 'MIME-Version: 1.0'],
      ...['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', message.text.replaceAll('\n', '\r\n')],
      ...[
        '--b',
        'Content-Type: application/pdf; name=how.pdf',
        'Content-Disposition: attachment; filename=how.pdf',
        '',
        '%PDF',
        '--b--',
        '',
      ],
    ].join('\r\n');
    await file('Drafts', Buffer.from(written), ['\\Draft']);
    await remove(uid);
    await move((await only()).uid, SEND);
    for (let i = 0; i < 2; i += 1) await look();
    const [left] = on.desk.world.submission.accepted;
    expect(left?.to.toSorted()).toEqual(['colleague@customer.example', mail.from].toSorted());
    const [received = Buffer.alloc(0)] = await receivedBy(mail.from);
    expect((await parseMessage(received)).attachments).toMatchObject([{ filename: 'how.pdf' }]);
  });

  test('edited and sent within the same second, before anybody looked: answered by a person, once', async () => {
    const mail = await draft();
    const { uid, source } = await only();
    await file('Drafts', anew(source, edit), ['\\Draft']);
    await remove(uid);
    const saved = await only();
    await file('Sent', anew(saved.source), ['\\Seen']);
    await remove(saved.uid);
    await look();
    expect(await states()).toEqual(['edited']);
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff' }]);
    expect(sentTo(mail.from)).toEqual([]);
  });

  test('sent under the draft’s own Message-ID, as some clients do', async () => {
    await draft();
    const { uid, source } = await only();
    await file('Sent', Buffer.from(source), ['\\Seen']);
    await remove(uid);
    await look();
    expect(await states()).toEqual(['sent']);
  });

  test('two people release two copies of it: one is sent, the other goes back to Drafts', async () => {
    const mail = await draft();
    const { uid, source } = await only();
    await move(uid, SEND);
    await file(SEND, anew(source, edit), ['\\Draft']);
    for (let i = 0; i < 3; i += 1) await look();
    expect(sentTo(mail.from)).toHaveLength(1);
    expect(await lyingIn(SEND)).toEqual([]);
    expect(await lyingIn('Drafts')).toHaveLength(1);
  });
});

describe('nobody is talked over', () => {
  test('a draft that vanished may have been sent from elsewhere: the conversation is that person’s', async () => {
    const mail = await draft();
    await remove((await only()).uid);
    await look();
    on.wait(GRACE);
    await look();
    expect(await labels()).toContain('needs-human');
    await on.desk.receive({ from: mail.from, thread: [mail.messageId], text: 'Thank you. And how do I export my notes?' });
    const auto = { triage: () => Promise.resolve({ outcome: { ...drafted, mode: 'auto' as const }, trace: TRACE }) };
    await on.desk.work(parts(auto));
    expect(sentTo(mail.from)).toEqual([]);
    expect((await on.desk.mails())[1]).toMatchObject({ disposition: 'escalated', ticket: 'escalated' });
  });

  test('sent by a client that files in a mailbox of its own', async () => {
    await on.desk.parts.mailbox.create('Sent Items');
    await draft();
    const { uid, source } = await only();
    await file('Sent Items', anew(source), ['\\Seen']);
    await remove(uid);
    await look();
    expect(await states()).toEqual(['sent']);
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'with_staff' }]);
  });

  test('what lies in Sent is a person’s, also under an address of their own', async () => {
    const mail = await draft();
    await remove((await only()).uid);
    const own = answerTo(mail, 'Open the sign-in page.').replace(on.desk.parts.config.address, 'marta.lindqvist@hazelnote.example');
    await file('Sent', Buffer.from(own), ['\\Seen']);
    await look();
    expect(await on.desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'staff', ticket: 'with_staff' }]);
  });
});

describe('whatever happens in between', () => {
  test('a mailbox that is not to be seen says nothing of its drafts', async () => {
    await draft();
    const { mailbox } = on.desk.parts;
    const hidden: Partial<InboxParts> = {
      mailbox: {
        ...mailbox,
        status: (name) => (name === 'Drafts' ? Promise.reject(new PermanentError('NO such mailbox')) : mailbox.status(name)),
      },
    };
    await look(hidden);
    on.wait(GRACE);
    await look(hidden);
    expect(await states()).toEqual(['waiting']);
    await look();
    await move((await only()).uid, 'Trash');
    await look();
    on.wait(GRACE);
    await look();
    expect(await states()).toEqual(['rejected']);
  });

  test.each(['drafts.before-withdraw', 'drafts.after-withdraw'] as const)(
    'a death at %s: one new draft covers both mails of the customer, and none is called rejected',
    async (point) => {
      const mail = await draft();
      await on.desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
      let deaths = 0;
      const fault: InboxParts['fault'] = (passed) => {
        if (passed !== point || deaths > 0) return;
        deaths += 1;
        throw new Error('the power is out');
      };
      await on.desk.work(parts({ fault })).catch(() => undefined);
      expect(deaths).toBe(1);
      await look();
      on.wait(GRACE);
      await look();
      expect(await states()).toEqual(['withdrawn', 'waiting']);
      expect(await lyingIn('Drafts')).toHaveLength(1);
      expect(await on.desk.mails()).toMatchObject([{ disposition: 'superseded' }, { disposition: 'drafted' }]);
    },
  );

  test('released and sent while somebody looks: it stays released', async () => {
    const mail = await draft();
    await move((await only()).uid, SEND);
    await watch();
    // The look begins before the mail leaves, and ends after.
    const { mailbox } = on.desk.parts;
    let sent = false;
    const slow: InboxParts['mailbox'] = {
      ...mailbox,
      status: async (name) => {
        if (!sent) {
          sent = true;
          await on.desk.work(parts());
        }
        return mailbox.status(name);
      },
    };
    await look({ mailbox: slow });
    await look();
    expect(sentTo(mail.from)).toHaveLength(1);
    expect(await states()).toEqual(['approved']);
    expect(await audited('draft.sent')).toEqual([]);
  });
});
