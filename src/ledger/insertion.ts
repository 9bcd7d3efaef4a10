import type { Insertable, Selectable } from 'kysely';
import type { Run } from './database.ts';
import { preparedShapes } from './prepared.ts';
import type { Tables } from './schema.ts';

/** Rows a statement takes: few texts are compiled, and many rows still go in few round trips. */
const SIZES = [32, 8, 4, 2, 1];

/**
 * Makes the function that inserts rows of a table, all with the same columns.
 * @param unless columns of a key: a row whose key is there already stays as it is
 */
export function insertion<Table extends keyof Tables>(
  table: Table,
  unless?: readonly (keyof Tables[Table] & string)[],
): (run: Run, rows: readonly Selectable<Tables[Table]>[]) => Promise<void> {
  const insert = preparedShapes((run: Run, slots: Values, { columns, size }: Shape) => {
    const rows = Array.from({ length: size }, (_, row) => Object.fromEntries(columns.map((column) => [column, slots[`${row}.${column}`]])));
    const query = run.insertInto<keyof Tables>(table).values(rows as unknown as Insertable<Tables[keyof Tables]>[]);
    return unless === undefined ? query : query.onConflict((c) => c.columns([...unless] as never[]).doNothing());
  });
  return async (run, rows) => {
    const columns = Object.keys(rows[0] ?? {});
    let done = 0;
    for (const size of SIZES) {
      for (; rows.length - done >= size; done += size) {
        const values: Record<string, unknown> = {};
        rows.slice(done, done + size).forEach((row, n) => {
          for (const [column, value] of Object.entries(row)) values[`${n}.${column}`] = value;
        });
        await insert(run, values, `${size} ${columns}`, { columns, size });
      }
    }
  };
}

type Values = Readonly<Record<string, unknown>>;

interface Shape {
  readonly columns: readonly string[];
  readonly size: number;
}
