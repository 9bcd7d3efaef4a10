import { CompiledQuery } from 'kysely';
import type { Run } from './database.ts';
import { isPostgres } from './dialect.ts';
import type { Tables } from './schema.ts';

/** Rows a statement takes: few texts to prepare, and many rows still go in few round trips. Times 27 columns it is below SQLite's 32,766 parameters. */
const SIZES = [250, 32, 8, 4, 2, 1];

/**
 * Makes the function that inserts rows of a table, all with the same columns. The text is written here, because a query builder's
 * tree of every value costs more than the insert itself.
 * @param onKnown what happens to a row when one of its keys is there already: the one that is there stays, or all fails
 */
export function insertion(table: keyof Tables, onKnown: 'keep' | 'fail'): (run: Run, rows: readonly object[]) => Promise<void> {
  const texts = new Map<string, string>();
  return async (run, rows) => {
    const columns = Object.keys(rows[0] ?? {});
    const numbered = isPostgres(run);
    let done = 0;
    for (const size of SIZES) {
      for (; rows.length - done >= size; done += size) {
        const key = `${numbered} ${size} ${columns}`;
        const text = texts.get(key) ?? textOf({ table, columns, size, numbered, onKnown });
        texts.set(key, text);
        const values = (rows.slice(done, done + size) as Readonly<Record<string, unknown>>[]).flatMap((row) => columns.map((c) => row[c]));
        await run.executeQuery(CompiledQuery.raw(text, values));
      }
    }
  };
}

interface Shape {
  readonly table: string;
  readonly columns: readonly string[];
  readonly size: number;
  /** Postgres numbers its parameters, `$1`; SQLite takes `?`. */
  readonly numbered: boolean;
  readonly onKnown: 'keep' | 'fail';
}

function textOf({ table, columns, size, numbered, onKnown }: Shape): string {
  const place = (row: number, column: number) => (numbered ? `$${row * columns.length + column + 1}` : '?');
  const tuples = Array.from({ length: size }, (_, row) => `(${columns.map((_column, i) => place(row, i)).join(', ')})`);
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `INSERT INTO "${table}" (${names}) VALUES ${tuples.join(', ')}${onKnown === 'keep' ? ' ON CONFLICT DO NOTHING' : ''}`;
}
