import { type FileHandle, open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { makeGroupSync } from './group-sync.ts';
import { SqliteDriver } from './sqlite-driver.ts';

/**
 * Kysely's SQLite dialect over `node:sqlite`, in WAL mode. A committed row survives a power cut, as with `synchronous=FULL`: that
 * differs from NORMAL by "an additional sync operation of the WAL file" after each commit
 * (https://www.sqlite.org/pragma.html#pragma_synchronous), and here that sync is ours. It runs beside the thread and serves all
 * transactions that committed before it began; no write resolves before its sync has ended. What another reader sees a moment
 * earlier can do no harm: whatever follows from it outside waits for a write of its own, which comes after it in the same file.
 * The page cache of 16 MB holds what a transaction of a thousand rows changes: with SQLite's 2 MB it writes many pages twice.
 * @param sync puts what was written to the log on the disk
 */
export function sqliteDialect(file: string, sync: (log: FileHandle) => Promise<void> = (log) => log.datasync()): Dialect {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;');
  // The log keeps its file as long as a connection is open; SQLite's locks are not on this one, so closing it frees none of them.
  let log: FileHandle | null = null;
  const synced = makeGroupSync(async () => {
    log ??= await open(`${file}-wal`, 'r+');
    await sync(log);
  });
  const close = async (): Promise<void> => {
    await log?.close();
    database.close();
  };
  return {
    createDriver: () => new SqliteDriver(database, synced, close),
    createAdapter: () => new Adapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

class Adapter extends SqliteAdapter {
  /** The driver has a lock of its own, which it gives back earlier than kysely's. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
