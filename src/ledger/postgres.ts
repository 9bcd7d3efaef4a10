import { PostgresDialect } from 'kysely';
import pg from 'pg';

/** bigint arrives as a string by default; our bigints are ms and counters, exact below 2^53. */
const INT8 = 20;

export function postgresDialect(url: string): PostgresDialect {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === INT8 ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format as 'text'),
  };
  return new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 10, types: types as pg.CustomTypesConfig }) });
}
