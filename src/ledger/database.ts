import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type Transaction } from 'kysely';
import { ConfigError } from '../errors.ts';
import { isPostgres } from './dialect.ts';
import { migrate } from './migrations.ts';
import { postgresDialect, postgresError } from './postgres.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

export type Db = Kysely<Tables>;
/** Anything that runs queries: the database or one of its transactions. */
export type Run = Kysely<Tables> | Transaction<Tables>;

export const LEDGER_FILE = 'ledger.db';

/**
 * Opens the ledger and brings its schema up to date. A ledger written by a newer Firstline is refused.
 * @param location a Postgres URL, or the data folder for SQLite
 */
export async function openLedger(location: { readonly url: string | undefined; readonly folder: string }): Promise<Db> {
  const db = new Kysely<Tables>({ dialect: dialectOf(location) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw location.url === undefined ? error : postgresError(error);
  }
  return db;
}

/** For commands that only look: there must be a ledger already. */
export async function openExistingLedger(location: { readonly url: string | undefined; readonly folder: string }): Promise<Db> {
  if (location.url === undefined && !existsSync(join(location.folder, LEDGER_FILE))) {
    throw new ConfigError([
      { file: location.folder, path: '', message: `there is no ledger here yet: start the daemon once with "firstline run"` },
    ]);
  }
  return openLedger(location);
}

function dialectOf(location: { readonly url: string | undefined; readonly folder: string }) {
  return location.url === undefined ? sqliteDialect(join(location.folder, LEDGER_FILE)) : postgresDialect(location.url);
}

/** Runs `work` in one transaction, or inside the one that is already open. */
export function transact<T>(run: Run, work: (trx: Run) => Promise<T>): Promise<T> {
  return run.isTransaction ? work(run) : run.transaction().execute(work);
}

/**
 * One transaction that changes an inbox. Such transactions run one after the other: none deadlocks, and what one has read
 * another cannot change before it commits. SQLite has one writer at a time anyway; on Postgres each takes the inbox's row first.
 */
export function transactInbox<T>(db: Db, inbox: string, work: (trx: Run) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    if (isPostgres(trx)) {
      await trx
        .updateTable('inboxes')
        .set((eb) => ({ inbox: eb.ref('inbox') }))
        .where('inbox', '=', inbox)
        .execute();
    }
    return work(trx);
  });
}
