import type { KyselyPlugin, RootOperationNode } from 'kysely';
import type { Db } from './database.ts';

/**
 * The ledger for writes that mean nothing once the machine has lost its power: who holds a lease, who is about to do something.
 * On SQLite they do not wait for the disk; a write that does takes them along, for all go into one file in order. Postgres waits
 * all the same.
 */
export function unsynced(db: Db): Db {
  return db.withPlugin(MARK);
}

export function isUnsynced(query: RootOperationNode): boolean {
  return marked.has(query);
}

const marked = new WeakSet<RootOperationNode>();

const MARK: KyselyPlugin = {
  transformQuery: ({ node }) => {
    marked.add(node);
    return node;
  },
  transformResult: ({ result }) => Promise.resolve(result),
};
