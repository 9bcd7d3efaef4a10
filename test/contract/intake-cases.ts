import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { forget } from '../../src/jobs/forget.ts';
import type { Place } from '../../src/jobs/place.ts';
import { type Read, readHistoric, readMail } from '../../src/jobs/read.ts';
import { recordMails } from '../../src/jobs/record.ts';
import { recordHistoric } from '../../src/jobs/record-historic.ts';
import { readCursor } from '../../src/ledger/cursors.ts';
import { isPostgres } from '../../src/ledger/dialect.ts';
import { insertMessages, insertPlacements, insertThreadRefs, messageById, threadsOfRefs } from '../../src/ledger/messages.ts';
import type { CursorRow } from '../../src/ledger/schema.ts';
import { joinThreads } from '../../src/ledger/threads.ts';
import { deskParts, INBOX, messageRow, NOW } from './facts.ts';
import type { Bench } from './ledger.ts';

/** Mail of any size and content is taken in; nothing in it stops the inbox. */
export function intakeCases({ db }: Bench): void {
  const recorded = () =>
    db().selectFrom('messages').select(['from_address', 'disposition', 'disposition_detail', 'wait']).orderBy('arrived_at').execute();

  test.each([
    ['NUL in a Message-ID', 'Message-ID: =?utf-8?q?<a=00b@x.example>?='],
    ['NUL in References', 'References: =?utf-8?q?<a=00b@x.example>?='],
    ['a Message-ID of 900 ideographs', `Message-ID: <${ideographs(900)}@x.example>`],
    ['References of 900 ideographs', `References: <${ideographs(900)}@x.example>`],
    ['a sender of 20,000 characters', `Reply-To: ann@x.example\r\nFrom: ${ideographs(7_000)}@x.example`],
    ['comments that never end', `Received: from x by y; ${'('.repeat(90_000)}`],
  ])('%s does not stop the mail beside it', async (_name, field) => {
    const parts = await deskParts(db());
    const source = (fields: string) =>
      Buffer.from(`${fields}\r\nTo: support@shop.example\r\nSubject: Parcel\r\n\r\nWhere is my parcel?\r\n`);
    const mails = [`${field}\r\nFrom: bob@x.example`, 'Message-ID: <good@x.example>\r\nFrom: ann@x.example'].map((fields, i) =>
      fetched(i + 1, source(fields)),
    );
    const reads: Read[] = [];
    for (const mail of mails) reads.push(await readMail(parts, INBOX_PLACE, mail));
    await recordMails(parts, reads, CURSOR);
    expect((await recorded()).map((m) => [m.wait, m.disposition_detail])).toEqual([
      ['debouncing', null],
      ['debouncing', null],
    ]);
    expect(await readCursor(db(), INBOX, 'INBOX')).toEqual(CURSOR);
  });

  test('a mail that the database cannot hold is quarantined, and the ones beside it are taken in', async () => {
    const parts = await deskParts(db());
    await refusePoison();
    const reads: Read[] = [];
    for (const [i, name] of ['ann', 'eve', 'bob'].entries()) {
      const source = Buffer.from(`From: ${name}@x.example\r\nTo: support@shop.example\r\nSubject: Parcel ${name}\r\n\r\nWhere is it?\r\n`);
      const read = await readMail(parts, INBOX_PLACE, fetched(i + 1, source));
      reads.push(name === 'eve' ? { ...read, row: { ...read.row, subject: POISON } } : read);
    }
    const rings = await recordMails(parts, reads, CURSOR);
    expect(rings.length).toBeGreaterThanOrEqual(3);
    expect(await recorded()).toEqual([
      { from_address: 'ann@x.example', disposition: null, disposition_detail: null, wait: 'debouncing' },
      {
        from_address: '',
        disposition: null,
        disposition_detail: 'cannot be read: the ledger cannot hold what it says',
        wait: 'debouncing',
      },
      { from_address: 'bob@x.example', disposition: null, disposition_detail: null, wait: 'debouncing' },
    ]);
    const placed = await db().selectFrom('placements').select('uid').orderBy('uid').execute();
    expect(placed.map((p) => p.uid)).toEqual([1, 2, 3]);
    expect(await readCursor(db(), INBOX, 'INBOX')).toEqual(CURSOR);
    // The same again, as after a crash between two of them: nothing is there twice.
    await recordMails(parts, reads, CURSOR);
    expect((await recorded()).length).toBe(3);
  });

  test('an old mail that the database cannot hold is context without words', async () => {
    const parts = await deskParts(db());
    await refusePoison();
    const reads: Read[] = [];
    for (const [i, name] of ['ann', 'eve'].entries()) {
      const headers = Buffer.from(`From: ${name}@x.example\r\nSubject: Parcel ${name}\r\n\r\n`);
      const read = await readHistoric(parts, INBOX_PLACE, { ...fetched(i + 1, headers), headers });
      if (read !== null) reads.push(name === 'eve' ? { ...read, row: { ...read.row, subject: POISON } } : read);
    }
    await recordHistoric(parts, reads, CURSOR);
    expect((await recorded()).map((m) => [m.from_address, m.disposition])).toEqual([
      ['ann@x.example', 'historic'],
      ['', 'historic'],
    ]);
    expect(await readCursor(db(), INBOX, 'INBOX')).toEqual(CURSOR);
  });

  /** Postgres takes no NUL; SQLite takes anything, so there a trigger breaks a column's type. */
  async function refusePoison(): Promise<void> {
    if (isPostgres(db())) return;
    await sql`CREATE TABLE numbers (number INTEGER PRIMARY KEY)`.execute(db());
    await sql
      .raw(`CREATE TRIGGER poison BEFORE INSERT ON messages WHEN NEW.subject LIKE 'poison%' BEGIN INSERT INTO numbers VALUES ('none'); END`)
      .execute(db());
  }

  test('conversations of more mails than a statement has parameters become one', async () => {
    const mails = Array.from({ length: 340 }, (_, mail) => ({
      row: messageRow({ id: `msg_${mail}`, thread_id: 'thd_many' }),
      refs: Array.from({ length: 100 }, (_, ref) => `<${mail}-${ref}@monitor.example>`),
    }));
    await insertMessages(
      db(),
      mails.map(({ row, refs }) => ({ ...row, refs_json: JSON.stringify(refs) })),
    );
    await insertThreadRefs(
      db(),
      mails.flatMap(({ refs }) => refs.map((ref) => ({ inbox: INBOX, ref, thread_id: 'thd_many' }))),
    );
    const others = Array.from({ length: 70_000 }, (_, i) => `thd_other_${i}`);
    const joined = await joinThreads(db(), INBOX, ['thd_few', 'thd_many', ...others]);
    expect(joined.get('thd_many')).toBe('thd_few');
    expect(joined.size).toBe(others.length + 1);
    const left = await db().selectFrom('thread_refs').select('ref').where('thread_id', '!=', 'thd_few').execute();
    expect(left).toEqual([]);
    expect((await threadsOfRefs(db(), INBOX, ['<339-99@monitor.example>'])).size).toBe(1);
    expect((await messageById(db(), INBOX, 'msg_339'))?.thread_id).toBe('thd_few');
  });

  test('mail that is gone without having been known, or known in another mailbox, changes nothing', async () => {
    const parts = await deskParts(db());
    const placement = { inbox: INBOX, mailbox: 'INBOX', uid_validity: '1', uid: 7, message: 'msg_1' };
    await insertMessages(db(), [messageRow({ id: 'msg_1' })]);
    await insertPlacements(db(), [{ ...placement, flags_json: '[]', projected_json: '[]', copied: 0 }]);
    expect(await forget(parts, { mailbox: 'Archive', uidValidity: '1' }, [7, 8])).toBe(2);
    expect((await messageById(db(), INBOX, 'msg_1'))?.wait).toBe('debouncing');
  });
}

const POISON = 'poison \0';
const INBOX_PLACE: Place = { mailbox: 'INBOX', uidValidity: '1', role: 'inbox' };
const CURSOR: CursorRow = {
  inbox: INBOX,
  mailbox: 'INBOX',
  uid_validity: '1',
  last_uid: 9,
  backfill_uid: 0,
  modseq: null,
  synced_at: NOW,
  hold: 0,
};

function fetched(uid: number, source: Buffer) {
  return { uid, flags: [], modseq: null, internalDate: NOW + uid, size: source.length, source, serverThread: null };
}

/** No two alike, so that no database makes little of them. */
function ideographs(count: number): string {
  return Array.from({ length: count }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7_919) % 20_000))).join('');
}
