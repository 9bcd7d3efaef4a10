import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { ConfigError, TransientError } from '../errors.ts';

/** bigint arrives as a string by default; our bigints are ms and counters, exact below 2^53. */
const INT8 = 20;

export function postgresDialect(url: string): PostgresDialect {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === INT8 ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format as 'text'),
  };
  const pool = new pg.Pool({ connectionString: url, max: 10, types: types as pg.CustomTypesConfig });
  // A connection that breaks is replaced at the next query, and whoever has a query running gets the error; the event would
  // only end the process. The pool listens to idle connections, each connection has to be listened to while it is in use.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: what only the operator can mend. */
const REFUSALS: Readonly<Record<string, string>> = {
  '28000': 'check the user and how the server lets it in (pg_hba.conf)',
  '28P01': 'check the user and the password',
  '3D000': 'create the database',
  '42501': 'give the user the right to create tables in this database',
};

/** What a failure to open the ledger means, as a sentence that says what to do; the URL is not in it, for it holds a password. */
export function postgresError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code } = error;
  const advice = REFUSALS[code];
  if (advice !== undefined) {
    const message = `the Postgres server refuses (${error.message}): ${advice}`;
    return new ConfigError([{ file: 'firstline.yaml', path: 'ledger.url', message }], { cause: error });
  }
  // Codes of the system, and class 57P: the server starts or stops.
  if (!/^E[A-Z]/.test(code) && !code.startsWith('57P')) return error;
  return new TransientError(`The Postgres server of ledger.url does not answer (${code}): check that it runs and can be reached`, {
    cause: error,
  });
}
