import type { Compilable, CompiledQuery } from 'kysely';
import type { Run } from './database.ts';
import { isPostgres } from './dialect.ts';

/**
 * Queries that run for every ticket are built and compiled once: kysely builds a tree and writes SQL from it at each call, which
 * takes longer than SQLite takes to run it.
 */

/** Stands in a compiled query where a value goes. */
class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A query with a fixed text; `build` is called once for each kind of database, with slots in place of the values. */
export function prepared<Values extends object, Row>(
  build: (run: Run, slot: Values) => Compilable<Row>,
): (run: Run, values: Values) => Promise<Row[]> {
  const query = preparedShapes<Values, Row, undefined>(build);
  return (run, values) => query(run, values, '', undefined);
}

/** A query whose text depends on more than its values, such as on the columns it sets; `name` tells the texts apart. */
export function preparedShapes<Values extends object, Row, Shape>(
  build: (run: Run, slot: Values, shape: Shape) => Compilable<Row>,
): (run: Run, values: Values, name: string, shape: Shape) => Promise<Row[]> {
  const compiled = new Map<string, CompiledQuery<Row>>();
  return async (run, values, name, shape) => {
    const key = `${kindOf(run)} ${name}`;
    let query = compiled.get(key);
    if (query === undefined) {
      query = build(run, SLOTS as Values, shape).compile();
      compiled.set(key, query);
    }
    const given = values as Readonly<Record<string, unknown>>;
    const parameters = query.parameters.map((p) => (p instanceof Slot ? given[p.name] : p));
    return (await run.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

/** Every property is the slot of its name. */
const SLOTS = new Proxy({}, { get: (_target, name) => new Slot(String(name)) });

/** An object with a slot for each column, for queries that take a whole row. */
export function slotsOf<Row extends object>(columns: readonly string[], slot: object): Row {
  return Object.fromEntries(columns.map((column) => [column, (slot as Record<string, unknown>)[column]])) as Row;
}

/** The text differs by database, and what a plugin of the caller says of a query stays with it. */
function kindOf(run: Run): string {
  const { plugins } = run.getExecutor();
  return `${isPostgres(run) ? 'postgres' : 'sqlite'}${plugins.length === 0 ? '' : ' unsynced'}`;
}
