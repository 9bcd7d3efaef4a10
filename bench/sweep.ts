import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { startPostgres } from '../src/demo/world/postgres.ts';
import { sweep } from '../src/jobs/sweep.ts';
import { type Db, openLedger } from '../src/ledger/database.ts';
import { makeUndo } from '../src/undo.ts';
import { deskParts } from '../test/contract/facts.ts';
import { fillLedger, INBOX } from './ticket-rows.ts';

const USAGE = `npm run bench:sweep -- [options]
  --tickets <n>     open tickets, each with something that happens by itself (100000)
  --due <n>         how many of them are due (1000)
`;

/** How long one whole sweep over many open tickets takes, on both databases, and by which index it finds what is due. */
const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000' },
    due: { type: 'string', default: '1000' },
    help: { type: 'boolean', default: false },
  },
});
const TIMES = 3;

if (values.help) process.stdout.write(USAGE);
else await bench(Number(values.tickets), Number(values.due));

async function bench(tickets: number, due: number): Promise<void> {
  const undo = makeUndo();
  process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}\n`);
  process.stdout.write(`${tickets} open tickets, ${due} due, best of ${TIMES}\n`);
  try {
    const folder = await mkdtemp(join(tmpdir(), 'firstline-bench-sweep-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    await measure('SQLite', { url: undefined, folder }, { tickets, due });
    const server = await startPostgres();
    undo.push(server.stop);
    await measure('Postgres', { url: server.url, folder }, { tickets, due });
  } finally {
    await undo.run();
  }
}

async function measure(
  name: string,
  location: { url: string | undefined; folder: string },
  { tickets, due }: { tickets: number; due: number },
): Promise<void> {
  const db = await openLedger(location);
  try {
    const base = await deskParts(db);
    const now = base.now();
    await fillLedger(db, { tickets, from: now - 84 * 86_400_000, to: now });
    // All are open, and wait for something; the first are due.
    await sql`UPDATE tickets SET state = 'answered', owes = 'customer', owed_since = created_at, next_work = 'follow-up',
      next_at = ${now} + (number - ${due}) * 1000`.execute(db);
    const rung: string[] = [];
    const parts = { ...base, ring: (thread: string) => void rung.push(thread) };
    // The first one notes the settings.
    await sweep(parts);
    const took: number[] = [];
    for (let i = 0; i < TIMES; i += 1) {
      rung.length = 0;
      const started = performance.now();
      await sweep(parts);
      took.push(performance.now() - started);
    }
    process.stdout.write(`${name.padEnd(9)} ${Math.min(...took).toFixed(1)} ms, rang for ${rung.length}; ${await plan(db, name, now)}\n`);
  } finally {
    await db.destroy();
  }
}

async function plan(db: Db, name: string, now: number): Promise<string> {
  const query = `SELECT thread_id FROM tickets WHERE inbox = '${INBOX}' AND next_at <= ${now} ORDER BY next_at LIMIT 500`;
  if (name === 'SQLite') {
    const { rows } = await sql<{ detail: string }>`${sql.raw(`EXPLAIN QUERY PLAN ${query}`)}`.execute(db);
    return rows.map((row) => row.detail).join('; ');
  }
  await sql`ANALYZE tickets`.execute(db);
  const { rows } = await sql<{ 'QUERY PLAN': string }>`${sql.raw(`EXPLAIN ${query}`)}`.execute(db);
  return rows.map((row) => row['QUERY PLAN'].trim()).join('; ');
}
