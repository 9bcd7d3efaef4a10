import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { openLedger } from '../../src/ledger/database.ts';
import { inboxRow } from '../../src/ledger/inboxes.ts';
import { migrate, SCHEMA_VERSION } from '../../src/ledger/migrations.ts';
import { INBOX, NOW } from './facts.ts';
import type { Bench, Location } from './ledger.ts';
import { appendElsewhere } from './other-process.ts';

export function migrationCases({ db, location, again }: Bench, fresh: () => Promise<Location>): void {
  test('migrating again changes nothing and keeps what is there', async () => {
    const before = await inboxRow(db(), INBOX);
    await migrate(db());
    const other = await again();
    expect(await inboxRow(other, INBOX)).toEqual(before);
    expect(await db().selectFrom('meta').selectAll().execute()).toEqual([{ key: 'schema', value: String(SCHEMA_VERSION) }]);
  });

  test('several processes may open a new ledger at the same moment', async () => {
    const empty = await fresh();
    await Promise.all(['a', 'b', 'c'].map((name) => appendElsewhere(empty, name, 0)));
    const other = await openLedger(empty);
    expect(await other.selectFrom('meta').select('value').execute()).toEqual([{ value: String(SCHEMA_VERSION) }]);
    await other.destroy();
  });

  test('a ledger of a newer program is refused, and left as it is', async () => {
    await db()
      .updateTable('meta')
      .set({ value: String(SCHEMA_VERSION + 1) })
      .where('key', '=', 'schema')
      .execute();
    const opening = openLedger(location());
    await expect(opening).rejects.toBeInstanceOf(ConfigError);
    await expect(opening).rejects.toThrow(
      new RegExp(
        `written by a newer Firstline \\(schema ${SCHEMA_VERSION + 1}, this program knows ${SCHEMA_VERSION}\\): install that version`,
      ),
    );
    expect((await inboxRow(db(), INBOX)).go_live).toBe(NOW);
  });

  test('a step that fails leaves nothing of itself behind', async () => {
    const empty = await fresh();
    const first = await openLedger(empty);
    await first.updateTable('meta').set({ value: '0' }).where('key', '=', 'schema').execute();
    // The first statement of the step now fails, because its table is there.
    await expect(migrate(first)).rejects.toThrow(/already exists/);
    expect(await first.selectFrom('meta').select('value').execute()).toEqual([{ value: '0' }]);
    expect((await sql<{ one: number }>`SELECT 1 AS one`.execute(first)).rows).toEqual([{ one: 1 }]);
    await first.destroy();
  });
}
