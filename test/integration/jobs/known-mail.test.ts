import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { ownMessageRow } from '../../../src/jobs/payload.ts';
import type { Place } from '../../../src/jobs/place.ts';
import { readHistoric, readMail } from '../../../src/jobs/read.ts';
import { recordMails } from '../../../src/jobs/record.ts';
import { recordHistoric } from '../../../src/jobs/record-historic.ts';
import { openLedger } from '../../../src/ledger/database.ts';
import { putEffects } from '../../../src/ledger/effects.ts';
import { insertMessage, messagesOfThread } from '../../../src/ledger/messages.ts';
import type { FetchedMail } from '../../../src/mail/mailbox.ts';
import { participantsOf } from '../../../src/tickets/participants.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { deskParts, effect, INBOX, messageRow, NOW } from '../../contract/facts.ts';

/** Which row of the ledger a mail that is seen is, or that it is a new one. Nothing but a ledger is needed. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const US = 'support@shop.example';
const INBOX_PLACE: Place = { mailbox: 'INBOX', uidValidity: '1', role: 'inbox' };
const ARCHIVE: Place = { mailbox: 'Archive', uidValidity: '1', role: 'other' };

let undo: Undo;
let parts: InboxParts;
let uid = 0;
beforeEach(async () => {
  undo = makeUndo();
  const folder = await mkdtemp(join(tmpdir(), 'firstline-known-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const db = await openLedger({ url: undefined, folder });
  undo.push(() => db.destroy());
  const base = await deskParts(db);
  parts = { ...base, row: { ...base.row, go_live: NOW - 60 * MINUTE } };
});
afterEach(() => undo.run());

type Fields = Readonly<Record<string, string>>;

function mailOf(fields: Fields, text: string, more: Partial<FetchedMail> = {}): FetchedMail {
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const source = Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}\r\n`);
  uid += 1;
  return { uid, flags: [], internalDate: NOW - MINUTE, size: source.length, source, serverThread: null, modseq: null, ...more };
}

async function take(mail: FetchedMail, place = INBOX_PLACE, using = parts): Promise<void> {
  await recordMails(using, [await readMail(using, place, mail)], null);
}

async function index(mail: FetchedMail): Promise<void> {
  const read = await readHistoric(parts, INBOX_PLACE, {
    ...mail,
    internalDate: NOW - 30 * DAY,
    headers: mail.source.subarray(0, mail.source.indexOf('\r\n\r\n') + 4),
  });
  if (read === null) throw new Error('the header cannot be read');
  await recordHistoric(parts, [read], null);
}

const rows = () => parts.db.selectFrom('messages').selectAll().orderBy('recorded_at').execute();
const tickets = async () => (await parts.db.selectFrom('tickets').select('number').execute()).length;
/** Row that each placement leads to. */
const placed = async () => (await parts.db.selectFrom('placements').select('message').orderBy('uid').execute()).map((p) => p.message);

const DELIVERED = { Received: 'from a.example by mx.shop.example; Fri, 15 Jan 2027 07:59:00 +0000' };
const customer = (more: Fields = {}) => ({
  ...DELIVERED,
  From: 'Vic <vic@customer.example>',
  To: US,
  Subject: 'Where is my order?',
  'Message-ID': '<vic-1@customer.example>',
  Date: 'Fri, 15 Jan 2027 07:59:00 +0000',
  ...more,
});

describe('a mail under our own address', () => {
  const KEY = 'a'.repeat(64);
  const OUR_ID = '<ours-1@shop.example>';
  const ours = (more: Fields = {}) => ({
    From: `Support <${US}>`,
    To: 'eve@stranger.example',
    Subject: 'Re: Where is my order?',
    'Message-ID': '<f-1@stranger.example>',
    References: '<vic-1@customer.example>',
    Date: 'Fri, 15 Jan 2027 07:59:30 +0000',
    ...more,
  });
  const sent = async () => {
    await putEffects(parts.db, [effect({ key: KEY, messageId: OUR_ID, now: NOW })]);
    const row = messageRow({ id: ownMessageRow(KEY), identity: `effect:${KEY}`, message_id: OUR_ID, direction: 'out', author: 'agent' });
    await insertMessage(parts.db, { ...row, from_address: US, wait: null, wait_deadline: null });
  };

  test.each([['0'.repeat(64)], ['x'], [KEY]])('is not ours because it bears our header (%s)', async (key) => {
    await take(mailOf(customer(), 'My order 12345 is lost.'));
    await take(mailOf({ ...DELIVERED, ...ours({ 'X-Firstline-Effect': key }) }, 'hello'));
    const [victim, forged] = await rows();
    expect(victim).toMatchObject({ disposition: null, wait: 'debouncing' });
    expect(forged).toMatchObject({ direction: 'in', author: null, wait: 'debouncing' });
    expect(forged?.disposition_detail).toMatch(/names our own address/);
    expect(forged?.thread_id).not.toBe(victim?.thread_id);
    expect([...participantsOf(await messagesOfThread(parts.db, INBOX, victim?.thread_id ?? ''))]).toEqual(['vic@customer.example']);
  });

  test.each<[string, Fields]>([
    ['the key', { 'X-Firstline-Effect': KEY }],
    ['the Message-ID, where a server dropped the header', { 'Message-ID': OUR_ID }],
  ])('that was delivered and is in the outbox, by %s, is the mail we sent and no other', async (_by, more) => {
    await sent();
    await take(mailOf(customer(), 'My order 12345 is lost.'));
    await take(mailOf({ ...DELIVERED, ...ours(more) }, 'hello'));
    expect((await rows()).filter((m) => m.direction === 'out')).toHaveLength(1);
    expect(await placed()).toContain(ownMessageRow(KEY));
    expect(await tickets()).toBe(1);
  });

  test('that is shown before the server said that it took it is not a second mail', async () => {
    await putEffects(parts.db, [effect({ key: KEY, messageId: OUR_ID, now: NOW })]);
    await take(mailOf({ ...DELIVERED, ...ours({ 'X-Firstline-Effect': KEY }) }, 'hello'), ARCHIVE);
    expect(await rows()).toEqual([]);
    expect(await placed()).toEqual([ownMessageRow(KEY)]);
  });

  test('that was never delivered is what a person wrote by hand', async () => {
    await take(mailOf(ours(), 'hello'), ARCHIVE);
    expect(await rows()).toMatchObject([{ direction: 'out', author: 'staff', disposition_detail: 'by hand' }]);
  });

  test('from before the go-live is context', async () => {
    await take(mailOf({ ...DELIVERED, ...ours() }, 'hello', { internalDate: NOW - 30 * DAY }));
    expect(await rows()).toMatchObject([{ direction: 'in', disposition: 'historic' }]);
    expect(await tickets()).toBe(0);
  });

  test('is no answer of ours either where only its header was read', async () => {
    await index(mailOf({ ...DELIVERED, ...ours() }, 'hello'));
    await index(mailOf(ours({ 'Message-ID': '<by-hand@shop.example>' }), 'hello'));
    expect((await rows()).map((m) => [m.message_id, m.direction])).toEqual([
      ['<f-1@stranger.example>', 'in'],
      ['<by-hand@shop.example>', 'out'],
    ]);
  });
});

describe('a mail whose header we know', () => {
  const FORM = { ...DELIVERED, From: 'Web form <form@shop-pages.example>', To: US, Subject: 'New contact request' };

  test('is another one where neither Message-ID nor Date tells them apart', async () => {
    await index(mailOf({ ...FORM, 'Reply-To': 'old@customer.example' }, 'An old question'));
    await take(mailOf({ ...FORM, 'Reply-To': 'ann@customer.example' }, 'My parcel is lost. Where is it?'));
    await take(mailOf({ ...FORM, 'Reply-To': 'bob@customer.example' }, 'Please close my account, can you?'));
    expect(new Set(await placed()).size).toBe(3);
    expect(await tickets()).toBe(2);
  });

  test('is the same one without either where it came at the same moment and is as long', async () => {
    const mail = mailOf(FORM, 'An old question');
    await index(mail);
    await take({ ...mail, uid: mail.uid + 1, internalDate: NOW - 30 * DAY });
    expect(new Set(await placed()).size).toBe(1);
  });

  test('is the same one by its Message-ID', async () => {
    const mail = mailOf(customer(), 'An old question');
    await index(mail);
    await take({ ...mail, uid: mail.uid + 1 }, ARCHIVE);
    expect(new Set(await placed()).size).toBe(1);
  });
});

describe('a mail that a later version reads otherwise', () => {
  const later = (): InboxParts => ({
    ...parts,
    reader: {
      ...parts.reader,
      read: async (source) => {
        const read = await parts.reader.read(source);
        return { ...read, message: { ...read.message, text: `${read.message.text} and what was not read before` } };
      },
    },
  });
  const listedAgain = () => parts.db.deleteFrom('placements').execute();
  const AGAIN: Place = { ...INBOX_PLACE, uidValidity: '2' };

  test('is still the same mail when the mailbox is listed again', async () => {
    const mail = mailOf(customer(), 'Where is it?');
    await take(mail);
    await listedAgain();
    await take(mail, AGAIN, later());
    // Once more, as a copy that a client made beside it.
    await take({ ...mail, uid: mail.uid + 1 }, AGAIN, later());
    expect(await rows()).toHaveLength(1);
    expect(await placed()).toHaveLength(2);
  });

  test.each([
    ['with other words under the same Message-ID', 'Where is it, and who has it?'],
    ['as long, and beside the one we know', 'Where is he?'],
  ])('is another mail %s', async (_name, text) => {
    await take(mailOf(customer(), 'Where is it?'));
    await take(mailOf(customer(), text));
    expect(await rows()).toHaveLength(2);
  });

  test('is still the same mail when it could not be read at all', async () => {
    const mail = mailOf(customer(), 'Where is it?');
    const unable: InboxParts = { ...parts, reader: { ...parts.reader, read: () => Promise.reject(new Error('too deep')) } };
    await take(mail, INBOX_PLACE, unable);
    await listedAgain();
    await take(mail, AGAIN);
    expect(await rows()).toHaveLength(1);
  });
});

describe('a mail that cannot be read', () => {
  const UNREADABLE = Buffer.from('no header at all\r\n\r\nhello\r\n');
  const unreadable = (internalDate: number) => mailOf({}, '', { source: UNREADABLE, size: UNREADABLE.length, internalDate });

  test('and is from before the go-live is context', async () => {
    await take(unreadable(NOW - 400 * DAY));
    expect(await rows()).toMatchObject([{ disposition: 'historic', wait: null }]);
    expect(await tickets()).toBe(0);
  });

  test('and is new is for people', async () => {
    await take(unreadable(NOW - MINUTE));
    expect(await rows()).toMatchObject([{ disposition: null, wait: 'debouncing' }]);
    expect(await tickets()).toBe(1);
  });
});
