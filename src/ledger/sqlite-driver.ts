import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { isUnsynced } from './unsynced.ts';

/**
 * Kysely's driver over one `node:sqlite` database. Its calls block, so statements of different callers never overlap; what must
 * not be interleaved are the statements of a transaction, and those a lock keeps together. The lock is given back as soon as a
 * transaction is committed: callers wait for the disk together, not one after the other.
 */
export class SqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #synced: () => Promise<void>;
  readonly #close: () => Promise<void>;
  readonly #statements = new Map<string, Statement>();
  #tail: Promise<void> = Promise.resolve();

  /**
   * @param synced resolves when everything that was committed before the call is on the disk
   * @param close gives back what the two others hold
   */
  constructor(database: DatabaseSync, synced: () => Promise<void>, close: () => Promise<void>) {
    this.#database = database;
    this.#synced = synced;
    this.#close = close;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<Connection> {
    const connection = new Connection({ prepare: this.#prepare, lock: this.#lock, synced: this.#synced, isOpen: this.#isOpen });
    await connection.enter();
    return connection;
  }

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).begin();
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).commit();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).rollback();
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    own(connection).leave();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#statements.clear();
    return this.#close();
  }

  /** Resolves with the function that gives the lock back. First come, first served. */
  readonly #lock = async (): Promise<() => void> => {
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    await before;
    return resolve;
  };

  readonly #isOpen = (): boolean => this.#database.isTransaction;

  readonly #prepare = (sql: string): Statement => {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.#database.prepare(sql);
    const statement = { prepared, reader: prepared.columns().length > 0 };
    if (this.#statements.size >= STATEMENTS) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  };
}

/** Distinct SQL texts are bounded by the code except for `IN (…)` lists of varying length. */
const STATEMENTS = 500;

interface Statement {
  readonly prepared: StatementSync;
  readonly reader: boolean;
}

function own(connection: DatabaseConnection): Connection {
  if (connection instanceof Connection) return connection;
  throw new TypeError('this connection was made by another driver');
}

/** What all connections share. */
interface Shared {
  readonly prepare: (sql: string) => Statement;
  readonly lock: () => Promise<() => void>;
  readonly synced: () => Promise<void>;
  /** Whether SQLite is inside a transaction, whoever's it is. */
  readonly isOpen: () => boolean;
}

class Connection implements DatabaseConnection {
  readonly #shared: Shared;
  #unlock: (() => void) | null = null;
  #transacting = false;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  async enter(): Promise<void> {
    this.#unlock ??= await this.#shared.lock();
  }

  leave(): void {
    this.#unlock?.();
    this.#unlock = null;
  }

  async begin(): Promise<void> {
    await this.enter();
    // Immediate, so that a second process waits for the lock instead of failing half-way (https://www.sqlite.org/lang_transaction.html).
    this.#shared.prepare('begin immediate').prepared.run();
    this.#transacting = true;
  }

  commit(): Promise<void> {
    this.#shared.prepare('commit').prepared.run();
    this.#transacting = false;
    this.leave();
    return this.#shared.synced();
  }

  rollback(): Promise<void> {
    // After a commit whose sync failed there is nothing to roll back, and what is open by now is somebody else's. On a full disk SQLite
    // has rolled back by itself (https://www.sqlite.org/lang_transaction.html), and its error is what has to be told.
    if (this.#transacting && this.#shared.isOpen()) this.#shared.prepare('rollback').prepared.run();
    this.#transacting = false;
    return Promise.resolve();
  }

  async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    // A statement before this one may have given the lock back.
    if (this.#unlock === null) await this.enter();
    const result = execute<R>(this.#shared.prepare(sql), parameters as readonly SQLInputValue[]);
    if (this.#transacting || query.kind === 'SelectQueryNode') return result;
    this.leave();
    if (!isUnsynced(query)) await this.#shared.synced();
    return result;
  }

  // biome-ignore lint/correctness/useYield: kysely asks for the method; nothing of ours streams, for a stream would hold the lock.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the ledger streams no queries: page through them');
  }
}

function execute<R>({ prepared, reader }: Statement, parameters: readonly SQLInputValue[]): QueryResult<R> {
  if (reader) return { rows: prepared.all(...parameters) as R[] };
  const { changes, lastInsertRowid } = prepared.run(...parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}
