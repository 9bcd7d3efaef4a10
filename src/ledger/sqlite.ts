import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteDialect } from 'kysely';

/**
 * Kysely's SQLite dialect over `node:sqlite`. WAL with `synchronous=FULL`: a committed row survives a power cut.
 * Transactions begin IMMEDIATE, so that a second process waits for the lock instead of failing half-way
 * (https://www.sqlite.org/lang_transaction.html). The page cache of 16 MB holds what a transaction of a thousand rows changes: with SQLite's
 * 2 MB it writes many pages twice.
 */
export function sqliteDialect(file: string): SqliteDialect {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;');
  const statements = new Map<string, Statement>();
  return new SqliteDialect({
    database: {
      close: () => {
        statements.clear();
        database.close();
      },
      prepare: (sql) => {
        const text = sql === 'begin' ? 'begin immediate' : sql;
        const known = statements.get(text);
        if (known !== undefined) return known;
        const statement = adapt(database.prepare(text));
        if (statements.size >= STATEMENTS) statements.clear();
        statements.set(text, statement);
        return statement;
      },
    },
  });
}

/** Distinct SQL texts are bounded by the code except for `IN (…)` lists of varying length. */
const STATEMENTS = 500;

interface Statement {
  readonly reader: boolean;
  all: (parameters: readonly unknown[]) => unknown[];
  run: (parameters: readonly unknown[]) => { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate: (parameters: readonly unknown[]) => IterableIterator<unknown>;
}

function adapt(statement: StatementSync): Statement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
