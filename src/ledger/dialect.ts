import { PostgresAdapter } from 'kysely';
import type { Run } from './database.ts';

/** Whether many may write to the ledger at the same time; SQLite has one writer. */
export function isPostgres(run: Run): boolean {
  return run.getExecutor().adapter instanceof PostgresAdapter;
}
