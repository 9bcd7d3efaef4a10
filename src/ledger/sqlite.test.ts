import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeUndo, type Undo } from '../undo.ts';
import type { Db } from './database.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { unsynced } from './unsynced.ts';

let undo: Undo;
let file: string;
let db: Db;
/** What the disk does with the next syncs; at once when there is nothing to wait for. */
let disk: () => Promise<void>;
let syncs: number;

beforeEach(async () => {
  undo = makeUndo();
  const folder = await mkdtemp(join(tmpdir(), 'fl-ledger-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  file = join(folder, 'ledger.db');
  disk = () => Promise.resolve();
  syncs = 0;
  const sync = async () => {
    syncs += 1;
    await disk();
  };
  db = new Kysely<Tables>({ dialect: sqliteDialect(file, sync) });
  undo.push(() => db.destroy());
  await migrate(db);
  syncs = 0;
});
afterEach(() => undo.run());

const lease = (name: string) => ({ inbox: 'support', name, holder: 'a', fence: 1, expires_at: 0 });
const put = (run: Db, name: string) => run.insertInto('leases').values(lease(name)).execute();
const names = async () => (await db.selectFrom('leases').select('name').orderBy('name').execute()).map((row) => row.name);

/** A disk that holds back every sync until it is let go. */
function stall() {
  const gate = Promise.withResolvers<void>();
  disk = () => gate.promise;
  return gate;
}

const state = (promise: Promise<unknown>) =>
  Promise.race([
    promise.then(
      () => 'done',
      () => 'failed',
    ),
    new Promise((resolve) => setImmediate(resolve, 'waits')),
  ]);

test('a write resolves when it is on the disk, and not before', async () => {
  const gate = stall();
  const single = put(db, 'single');
  const together = db.transaction().execute((trx) => trx.insertInto('leases').values(lease('together')).execute());
  expect(await state(single)).toBe('waits');
  expect(await state(together)).toBe('waits');
  gate.resolve();
  await Promise.all([single, together]);
  expect(await names()).toEqual(['single', 'together']);
});

test('what is written is in the log when its sync begins', async () => {
  const seen: boolean[] = [];
  disk = () => {
    seen.push(readFileSync(`${file}-wal`).includes('a name that nothing else has'));
    return Promise.resolve();
  };
  await put(db, 'a name that nothing else has');
  expect(seen).toEqual([true]);
});

test('reading waits for no disk, and whoever waits for it holds up nobody', async () => {
  const gate = stall();
  const first = put(db, 'first');
  const others = ['b', 'c', 'd'].map((name) => db.transaction().execute((trx) => trx.insertInto('leases').values(lease(name)).execute()));
  expect(await names()).toEqual(['b', 'c', 'd', 'first']);
  expect(await state(Promise.race([first, ...others]))).toBe('waits');
  gate.resolve();
  await Promise.all([first, ...others]);
  // One that was running, and one for all that came meanwhile.
  expect(syncs).toBe(2);
});

test('a write that nobody will ask for after a power cut does not wait', async () => {
  stall();
  await put(unsynced(db), 'held');
  expect(await names()).toEqual(['held']);
  expect(syncs).toBe(0);
});

test('the statements of a transaction stay together, and one that fails leaves nothing', async () => {
  const entered = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const failing = db.transaction().execute(async (trx) => {
    await trx.insertInto('leases').values(lease('lost')).execute();
    entered.resolve();
    await goOn.promise;
    throw new Error('changed my mind');
  });
  await entered.promise;
  const beside = put(db, 'beside');
  expect(await state(beside)).toBe('waits');
  goOn.resolve();
  await expect(failing).rejects.toThrow('changed my mind');
  await beside;
  expect(await names()).toEqual(['beside']);
});

test('a disk that fails lets no write succeed any more, and undoes nothing of another transaction', async () => {
  disk = () => Promise.reject(new Error('EIO'));
  const entered = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const failing = db.transaction().execute((trx) => trx.insertInto('leases').values(lease('unconfirmed')).execute());
  const open = db.transaction().execute(async (trx) => {
    await trx.insertInto('leases').values(lease('open')).execute();
    entered.resolve();
    await goOn.promise;
    return trx.selectFrom('leases').select('name').orderBy('name').execute();
  });
  await entered.promise;
  await expect(failing).rejects.toThrow('the disk did not confirm');
  goOn.resolve();
  await expect(open).rejects.toThrow('the disk did not confirm');
  await expect(put(db, 'later')).rejects.toThrow('the disk did not confirm');
  expect(await names()).toEqual(['later', 'open', 'unconfirmed']);
});

test('a full disk is told as what it is, and what began before it is undone', async () => {
  await sql`PRAGMA max_page_count = 1`.execute(db);
  const big = db.transaction().execute(async (trx) => {
    await trx.insertInto('leases').values(lease('first')).execute();
    await trx
      .insertInto('leases')
      .values(lease('x'.repeat(5_000_000)))
      .execute();
  });
  await expect(big).rejects.toThrow('database or disk is full');
  await put(db, 'after');
  expect(await names()).toEqual(['after']);
});
