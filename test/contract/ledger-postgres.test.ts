import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../src/demo/world/postgres.ts';
import { ConfigError, TransientError } from '../../src/errors.ts';
import { openLedger, type Run } from '../../src/ledger/database.ts';
import { describeLedger } from './ledger.ts';

let server: TestPostgres;
let client: pg.Client;
let count = 0;
beforeAll(async () => {
  server = await startPostgres();
  client = new pg.Client({ connectionString: server.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await server.stop();
});

/** A schema of its own is as empty as a database of its own, and there in a moment. */
async function freshUrl(): Promise<string> {
  count += 1;
  await client.query(`CREATE SCHEMA ledger_${count}`);
  return `${server.url}&options=${encodeURIComponent(`-c search_path=ledger_${count}`)}`;
}
const endConnections = () =>
  client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = current_user');
const open = (url: string) => openLedger({ url, folder: '/nowhere' });

describeLedger('Postgres', async () => async () => ({ url: await freshUrl(), folder: '/nowhere' }));

describe('the connection to Postgres', () => {
  test('many may create the tables of a new ledger in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const url = await freshUrl();
      const ledgers = await Promise.all(Array.from({ length: 8 }, () => open(url)));
      for (const db of ledgers) await db.destroy();
    }
  });

  test('connections that the server ends are replaced', async () => {
    const db = await open(await freshUrl());
    const version = () => db.selectFrom('meta').select('value').executeTakeFirst();
    const before = await version();
    await endConnections();
    await expect.poll(() => version().catch(() => 'not yet')).toEqual(before);
    await db.destroy();
  });

  test('a transaction whose connection the server ends fails alone', async () => {
    const db = await open(await freshUrl());
    const read = (run: Run) => run.selectFrom('meta').select('value').executeTakeFirst();
    const before = await read(db);
    const work = db.transaction().execute(async (trx) => {
      await read(trx);
      await endConnections();
      // Until the end of the connection has been heard, which nobody asked for.
      await expect.poll(() => read(trx).catch((error: Error) => error.message)).toMatch(/not queryable|terminat/);
    });
    await expect(work).rejects.toThrow();
    await expect.poll(() => read(db).catch(() => 'not yet')).toEqual(before);
    await db.destroy();
  });

  test('a server that is away is waited for by whoever starts the program', async () => {
    const opening = open('postgres://ada:tell-nobody@127.0.0.1:1/firstline');
    await expect(opening).rejects.toBeInstanceOf(TransientError);
    await expect(opening).rejects.toThrow(/Postgres server of ledger\.url does not answer \(ECONNREFUSED\): check that it runs/);
    await expect(opening).rejects.not.toThrow(/tell-nobody/);
  });

  test('a database that does not exist is named', async () => {
    const opening = open(server.url.replace('/postgres?', '/nothing_here?'));
    await expect(opening).rejects.toBeInstanceOf(ConfigError);
    await expect(opening).rejects.toThrow(/ledger\.url: .*"nothing_here" does not exist.*: create the database/);
  });
});
