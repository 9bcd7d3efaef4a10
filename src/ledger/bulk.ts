import { CompiledQuery, sql } from 'kysely';
import type { Run } from './database.ts';
import type { Tables } from './schema.ts';

/** Parameters of one statement: SQLite takes 32,766, Postgres 65,535. */
const PARAMETERS = 30_000;

/**
 * Inserts many rows in few statements; what is there already, by any unique key, stays as it is. The text is written here, because
 * a query builder's tree of every value costs more than the insert itself.
 */
export async function insertMany<T extends keyof Tables>(run: Run, table: T, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  // `?` for SQLite, `$1` for Postgres.
  const numbered = sql`${1}`.compile(run).sql.startsWith('$');
  const size = Math.max(1, Math.floor(PARAMETERS / columns.length));
  for (let start = 0; start < rows.length; start += size) {
    const chunk = rows.slice(start, start + size) as readonly Readonly<Record<string, unknown>>[];
    let n = 0;
    const place = () => {
      n += 1;
      return numbered ? `$${n}` : '?';
    };
    const tuples = chunk.map(() => `(${columns.map(place).join(', ')})`);
    const names = columns.map((column) => `"${column}"`).join(', ');
    const text = `INSERT INTO "${table}" (${names}) VALUES ${tuples.join(', ')} ON CONFLICT DO NOTHING`;
    await run.executeQuery(
      CompiledQuery.raw(
        text,
        chunk.flatMap((row) => columns.map((column) => row[column])),
      ),
    );
  }
}
