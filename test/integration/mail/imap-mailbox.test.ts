import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { InvariantError, PermanentError } from '../../../src/errors.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import type { Mailbox } from '../../../src/mail/mailbox.ts';
import { arrive, freshUser, log, mail, otherClient } from './fixtures.ts';

let world: World;
const open: { close: () => unknown }[] = [];

beforeAll(async () => {
  world = await startWorld();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => world.stop());

function mailboxOf(user: string): Mailbox {
  const mailbox = makeImapMailbox(world.imap(user), { log });
  open.push(mailbox);
  return mailbox;
}

const NO_LIMIT = 1_000_000;

test('new mail comes with source, flags, size and date, ascending, and stays unread', async () => {
  const user = freshUser('fetch');
  const mailbox = mailboxOf(user);
  for (const subject of ['one', 'two', 'three']) await arrive(world, user, { subject });

  const mails = await mailbox.fetchAfter('INBOX', 0, 10, NO_LIMIT);
  expect(mails.map((m) => m.uid)).toEqual([1, 2, 3]);
  expect(mails[1]?.source.toString()).toContain('Subject: two\r\n');
  expect(mails[1]?.size).toBe(mails[1]?.source.length);
  expect(Math.abs((mails[1]?.internalDate ?? 0) - Date.now())).toBeLessThan(60_000);
  expect((await mailbox.fetchFlags('INBOX', null)).flatMap((m) => m.flags)).not.toContain('\\Seen');
});

test('fetching goes on after a uid, stops at the limit, cuts at the size and gives nothing when there is nothing new', async () => {
  const user = freshUser('cursor');
  const mailbox = mailboxOf(user);
  for (let i = 0; i < 4; i += 1) await arrive(world, user);

  expect((await mailbox.fetchAfter('INBOX', 1, 2, NO_LIMIT)).map((m) => m.uid)).toEqual([2, 3]);
  const [cut] = await mailbox.fetchAfter('INBOX', 3, 2, 100);
  expect(cut?.source.length).toBe(100);
  expect(cut?.size).toBeGreaterThan(100);
  expect(await mailbox.fetchAfter('INBOX', 4, 10, NO_LIMIT)).toEqual([]);
  expect(await mailbox.fetchHeaders('INBOX', 5, Infinity)).toEqual([]);
  expect((await mailbox.fetchUids('INBOX', [4, 1, 99], NO_LIMIT)).map((m) => m.uid)).toEqual([1, 4]);
});

test('headers come without the body, for a closed and for an open range', async () => {
  const user = freshUser('headers');
  const mailbox = mailboxOf(user);
  for (let i = 0; i < 3; i += 1) await arrive(world, user, { subject: `number ${i}` });

  const [first] = await mailbox.fetchHeaders('INBOX', 1, 2);
  expect(first?.headers.toString()).toContain('Subject: number 0');
  expect(first?.headers.toString()).not.toContain('invoice');
  expect((await mailbox.fetchHeaders('INBOX', 2, Infinity)).map((m) => m.uid)).toEqual([2, 3]);
});

test('the status of the selected mailbox knows of mail that came after the SELECT', async () => {
  const user = freshUser('status');
  const mailbox = mailboxOf(user);
  await mailbox.fetchAfter('INBOX', 0, 1, NO_LIMIT);
  const before = await mailbox.status('INBOX');
  await arrive(world, user);
  const after = await mailbox.status('INBOX');
  expect(after).toMatchObject({ uidValidity: before.uidValidity, uidNext: before.uidNext + 1, messages: before.messages + 1 });
  expect(await mailbox.status('Sent')).toMatchObject({ messages: 0, uidNext: 1 });
});

test('labels are stored as keywords, shown to others, removed again; a mail that is gone is not confirmed', async () => {
  const user = freshUser('labels');
  const mailbox = mailboxOf(user);
  for (let i = 0; i < 3; i += 1) await arrive(world, user);
  expect(await mailbox.storable('INBOX', ['new-label', '\\Flagged'])).toEqual(['new-label', '\\Flagged']);
  expect(await mailbox.showsLabels()).toBe(false);

  expect(await mailbox.storeFlags('INBOX', [1, 2, 77], { add: ['new', 'lang/es'], remove: [] })).toEqual([1, 2]);
  expect(await mailbox.storeFlags('INBOX', [1], { add: ['answered', '\\Seen'], remove: ['new'] })).toEqual([1]);
  expect(await mailbox.storeFlags('INBOX', [1], { add: ['answered'], remove: ['new'] })).toEqual([1]);

  const flags = await mailboxOf(user).fetchFlags('INBOX', null);
  const [one, two, three] = flags.map((m) => m.flags.filter((flag) => flag !== '\\Recent').sort());
  expect([one, two, three]).toEqual([['\\Seen', 'answered', 'lang/es'], ['lang/es', 'new'], []]);
});

test('a mail that the session was not told of is labelled all the same', async () => {
  const user = freshUser('untold');
  const mailbox = mailboxOf(user);
  await mailbox.fetchAfter('INBOX', 0, 1, NO_LIMIT);
  await arrive(world, user);
  expect(await mailbox.storeFlags('INBOX', [1], { add: ['urgent'], remove: [] })).toEqual([1]);
  expect((await mailbox.fetchFlags('INBOX', null))[0]?.flags).toContain('urgent');
});

test('labels for many mails, with gaps, are confirmed one and all', async () => {
  const user = freshUser('many');
  const mailbox = mailboxOf(user);
  for (let i = 0; i < 300; i += 1) await mailbox.append('INBOX', mail({ to: user }), [], Date.now());
  const odd = Array.from({ length: 150 }, (_, i) => 2 * i + 1);
  expect(await mailbox.storeFlags('INBOX', odd, { add: ['normal'], remove: ['new'] })).toEqual(odd);
});

test('only what changed since a modseq is told', async () => {
  const user = freshUser('modseq');
  const mailbox = mailboxOf(user);
  for (let i = 0; i < 3; i += 1) await arrive(world, user);
  const { highestModseq } = await mailbox.status('INBOX');
  await mailbox.storeFlags('INBOX', [2], { add: ['urgent'], remove: [] });
  const changed = await mailbox.fetchFlags('INBOX', highestModseq);
  expect(changed.map((m) => m.uid)).toEqual([2]);
  expect(BigInt(changed[0]?.modseq ?? 0)).toBeGreaterThan(BigInt(highestModseq ?? 0));
});

test('a keyword that is none is refused for good, not stored as something else', async () => {
  const user = freshUser('bad-keyword');
  const mailbox = mailboxOf(user);
  await arrive(world, user);
  await expect(mailbox.storeFlags('INBOX', [1], { add: ['two words'], remove: [] })).rejects.toThrow(PermanentError);
});

test('mailboxes have names in any script, with spaces and ampersands', async () => {
  const user = freshUser('unicode');
  const mailbox = mailboxOf(user);
  const name = 'Kunden/Zurück & «gestellt» 待办';
  await mailbox.create(name);
  await mailbox.create(name);
  const uid = await mailbox.append(name, mail({ to: user, subject: 'filed' }), ['\\Seen'], Date.parse('2026-01-31T08:00:00Z'));
  expect(uid).toBe(1);
  const [filed] = await mailbox.fetchAfter(name, 0, 1, NO_LIMIT);
  expect(filed).toMatchObject({ internalDate: Date.parse('2026-01-31T08:00:00Z') });
  expect(filed?.flags).toContain('\\Seen');
  await arrive(world, user);
  await mailbox.copy('INBOX', [1], name);
  expect(await mailbox.status(name)).toMatchObject({ messages: 2 });
});

test('a mail filed by somebody else is found by a header at once', async () => {
  const user = freshUser('search');
  const mailbox = mailboxOf(user);
  expect(await mailbox.searchHeader('Sent', 'Message-ID', '<turn-1@firstline>')).toEqual([]);
  const other = await otherClient(world, user);
  open.push(other);
  await other.append('Sent', mail({ to: user, messageId: '<turn-1@firstline>' }));
  expect(await mailbox.searchHeader('Sent', 'Message-ID', '<turn-1@firstline>')).toEqual([1]);
});

test('the mailboxes by role are told', async () => {
  expect(await mailboxOf(freshUser('special')).special()).toEqual({
    inbox: 'INBOX',
    sent: 'Sent',
    drafts: 'Drafts',
    archive: 'Archive',
    trash: 'Trash',
    junk: 'Junk',
    otherSent: [],
  });
});

test('what the server refuses is an error that names the mailbox, never a silent nothing', async () => {
  const user = freshUser('refused');
  const mailbox = mailboxOf(user);
  await arrive(world, user);
  const refused = [
    () => mailbox.status('Nowhere'),
    () => mailbox.fetchAfter('Nowhere', 0, 1, 1),
    () => mailbox.append('Nowhere', mail({ to: user }), [], 0),
    () => mailbox.copy('INBOX', [1], 'Nowhere'),
  ];
  for (const attempt of refused) {
    const error = await attempt().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PermanentError);
    expect(error).toMatchObject({ message: expect.stringContaining('Nowhere') });
  }
  expect(await mailbox.status('INBOX')).toMatchObject({ messages: 1 });
});

test('calls for several mailboxes at the same time do not disturb each other', async () => {
  const user = freshUser('parallel');
  const mailbox = mailboxOf(user);
  const names = ['INBOX', 'Sent', 'Drafts', 'Archive'];
  for (const name of names) await mailbox.append(name, mail({ to: user, subject: name }), [], Date.now());
  const rounds = Array.from({ length: 5 }, () => names).flat();
  const subjects = await Promise.all(
    rounds.map(async (name) => {
      const [first] = await mailbox.fetchAfter(name, 0, 1, NO_LIMIT);
      return /^Subject: (.*)\r$/m.exec(first?.source.toString() ?? '')?.[1];
    }),
  );
  expect(subjects).toEqual(rounds);
});

test('mail since a time is found by its arrival', async () => {
  const user = freshUser('since');
  const mailbox = mailboxOf(user);
  const day = 24 * 3_600_000;
  const now = Date.now();
  for (const days of [0, 40, 10, 100]) await mailbox.append('INBOX', mail({ to: user, subject: `${days} days old` }), [], now - days * day);

  expect(await mailbox.uidsSince('INBOX', now - 60 * day)).toEqual([1, 2, 3]);
  expect(await mailbox.uidsSince('INBOX', now - 20 * day)).toEqual([1, 3]);
  expect(await mailbox.uidsSince('INBOX', now - day)).toEqual([1]);
});

test('a mailbox opened for reading leaves no trace: mail stays recent, and what would write is refused', async () => {
  const user = freshUser('examine');
  await arrive(world, user);
  const reader = makeImapMailbox(world.imap(user), { log, readOnly: true });
  open.push(reader);
  expect(await reader.fetchAfter('INBOX', 0, 10, NO_LIMIT)).toHaveLength(1);
  expect(await reader.fetchHeaders('INBOX', 1, Infinity)).toHaveLength(1);
  for (const write of [
    () => reader.storeFlags('INBOX', [1], { add: ['\\Seen'], remove: [] }),
    () => reader.append('INBOX', mail({ to: user }), [], Date.now()),
    () => reader.copy('INBOX', [1], 'Archive'),
    () => reader.remove('INBOX', [1], '1'),
    () => reader.create('Elsewhere'),
  ])
    await expect(write()).rejects.toThrow(InvariantError);

  // RFC 3501 §2.3.2: the first session that opens the mailbox for writing is told, and nobody after it.
  const next = mailboxOf(user);
  expect((await next.fetchFlags('INBOX', null)).map((m) => m.flags)).toEqual([['\\Recent']]);
});
