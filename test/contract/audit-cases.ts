import { expect, test } from 'vitest';
import { appendAudit, personalValues, verifyAudit } from '../../src/ledger/audit.ts';
import { transact } from '../../src/ledger/database.ts';
import type { AuditRow } from '../../src/ledger/schema.ts';
import { INBOX, NOW } from './facts.ts';
import type { Bench } from './ledger.ts';
import { appendElsewhere } from './other-process.ts';

/** `ensureInbox` wrote row 1; these are rows 2 to 6. */
const ROWS = 5;

export function auditCases({ db, location }: Bench): void {
  const append = (rows = ROWS) =>
    transact(db(), (trx) =>
      appendAudit(
        trx,
        INBOX,
        NOW,
        Array.from({ length: rows }, (_, i) => ({
          actor: 'agent',
          kind: 'reply.accepted',
          refs: { n: i, nested: { b: [1, 'zwei'], a: null } },
          personal: { to: `person-${i}@customer.example`, text: 'Grüße,\n"Ada" 🙂' },
        })),
      ),
    );
  const row = (seq: number) =>
    db().selectFrom('audit').selectAll().where('inbox', '=', INBOX).where('seq', '=', seq).executeTakeFirstOrThrow();
  const change = (seq: number, set: Partial<AuditRow>) => db().updateTable('audit').set(set).where('seq', '=', seq).execute();
  const verify = (head?: string) => verifyAudit(db(), INBOX, head);

  test('what was appended verifies, with the hash of its last row as the head', async () => {
    await append();
    expect(await verify()).toEqual({ ok: true, rows: ROWS + 1, head: (await row(ROWS + 1)).hash });
  });

  test('appending nothing changes nothing', async () => {
    const before = await verify();
    await append(0);
    expect(await verify()).toEqual(before);
  });

  test('a chain longer than a page verifies, and a change on its last page is found', async () => {
    for (let i = 0; i < 3; i += 1) await append(500);
    expect(await verify()).toMatchObject({ ok: true, rows: 1_501 });
    await change(1_400, { actor: 'operator' });
    expect(await verify()).toMatchObject({ ok: false, seq: 1_400, problem: 'was changed after it was written' });
  });

  test.each<[string, Partial<AuditRow>]>([
    ['actor', { actor: 'operator' }],
    ['kind', { kind: 'reply.cancelled' }],
    ['time', { at: NOW + 1 }],
    ['facts', { refs: '{"n":99}' }],
    ['commitments', { commitments: '{}' }],
  ])('a changed row is found: %s', async (_name, set) => {
    await append();
    await change(3, set);
    expect(await verify()).toMatchObject({ ok: false, seq: 3, problem: 'was changed after it was written' });
  });

  test('a removed row is found, in the middle and at the beginning', async () => {
    await append();
    await db().deleteFrom('audit').where('seq', '=', 4).execute();
    expect(await verify()).toEqual({ ok: false, seq: 4, problem: 'row 4 is missing' });
    await db().deleteFrom('audit').where('seq', '=', 1).execute();
    expect(await verify()).toEqual({ ok: false, seq: 1, problem: 'row 1 is missing' });
  });

  test('a removed tail is found', async () => {
    await append();
    await db().deleteFrom('audit').where('seq', '>', 4).execute();
    expect(await verify()).toEqual({ ok: false, seq: 5, problem: 'rows at the end are missing' });
    await db().deleteFrom('audit').execute();
    expect(await verify()).toEqual({ ok: false, seq: 1, problem: 'rows at the end are missing' });
  });

  test('a row put in at the end is found, however well it is made', async () => {
    await append();
    const last = await row(ROWS + 1);
    await db()
      .insertInto('audit')
      .values({ ...last, seq: last.seq + 1, prev: last.hash })
      .execute();
    expect(await verify()).toMatchObject({ ok: false, seq: ROWS + 2 });
    await db()
      .deleteFrom('audit')
      .where('seq', '=', last.seq + 1)
      .execute();
    // The same entry, chained by this very code into another ledger of the same secret: a perfect forgery but for the head.
    const head = await db().selectFrom('inboxes').selectAll().executeTakeFirstOrThrow();
    await append(1);
    await db().updateTable('inboxes').set({ audit_seq: head.audit_seq, audit_hash: head.audit_hash }).execute();
    expect(await verify()).toEqual({ ok: false, seq: ROWS + 2, problem: 'was added by somebody else' });
  });

  test('two rows that changed places are found', async () => {
    await append();
    await change(3, { seq: 100 });
    await change(4, { seq: 3 });
    await change(100, { seq: 4 });
    expect(await verify()).toMatchObject({ ok: false, seq: 3, problem: 'does not follow the row before it' });
  });

  test('a changed personal value is found, and one added to a row that has none', async () => {
    await append();
    await db()
      .updateTable('audit_private')
      .set({ value: 'other@customer.example' })
      .where('seq', '=', 3)
      .where('field', '=', 'to')
      .execute();
    expect(await verify()).toEqual({ ok: false, seq: 3, problem: 'the value of to was changed after it was written' });
    await db().deleteFrom('audit_private').where('seq', '=', 3).execute();
    await db().insertInto('audit_private').values({ inbox: INBOX, seq: 1, field: 'text', salt: '00', value: 'invented' }).execute();
    expect(await verify()).toEqual({ ok: false, seq: 1, problem: 'the value of text was changed after it was written' });
  });

  test('the chain verifies after a person was erased', async () => {
    await append();
    expect((await personalValues(db(), INBOX, [2])).get(2)).toEqual({ to: 'person-0@customer.example', text: 'Grüße,\n"Ada" 🙂' });
    const before = await verify();
    await db().deleteFrom('audit_private').where('value', '=', 'person-0@customer.example').execute();
    expect((await personalValues(db(), INBOX, [2])).get(2)).toEqual({ text: 'Grüße,\n"Ada" 🙂' });
    expect(await verify()).toEqual(before);
  });

  test('a head noted earlier proves that nothing since was cut or rewritten', async () => {
    await append();
    const noted = (await row(3)).hash;
    expect(await verify(noted)).toMatchObject({ ok: true });

    // Everything from row 3 on is written anew by somebody who knows how, counter and head of the inbox included.
    const second = await row(2);
    for (const table of ['audit', 'audit_private'] as const) await db().deleteFrom(table).where('seq', '>=', 3).execute();
    await db().updateTable('inboxes').set({ audit_seq: 2, audit_hash: second.hash }).execute();
    await append();
    expect(await verify()).toMatchObject({ ok: true });
    expect(await verify(noted)).toMatchObject({ ok: false, problem: expect.stringContaining('the given head is not in the chain') });
  });

  test('a row and the state it describes commit together or not at all', async () => {
    const before = await verify();
    const failing = transact(db(), async (trx) => {
      await appendAudit(trx, INBOX, NOW, [{ actor: 'agent', kind: 'test.row', refs: {}, personal: { to: 'x' } }]);
      throw new Error('the state could not be written');
    });
    await expect(failing).rejects.toThrow('the state could not be written');
    expect(await verify()).toEqual(before);
    expect(await db().selectFrom('audit_private').selectAll().execute()).toEqual([]);
  });

  test('two processes that append at the same time never fork the chain, and who verifies meanwhile sees it unbroken', async () => {
    const writing = Promise.all([appendElsewhere(location(), 'one', 40), appendElsewhere(location(), 'two', 40)]);
    let done = false;
    const finished = writing.finally(() => {
      done = true;
    });
    while (!done) {
      expect(await verify()).toMatchObject({ ok: true });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await finished;
    expect(await verify()).toMatchObject({ ok: true, rows: 81 });
  });

  test('the chain of one inbox says nothing of another', async () => {
    await append();
    expect(await verifyAudit(db(), 'sales')).toMatchObject({ ok: true, rows: 0 });
  });
}
