import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TriageConfig } from '../src/config/triage-schema.ts';
import { startPostgres } from '../src/demo/world/postgres.ts';
import { type Db, openLedger } from '../src/ledger/database.ts';
import { ensureInbox } from '../src/ledger/inboxes.ts';
import { listTickets } from '../src/ledger/ticket-lists.ts';
import { statisticsOf } from '../src/statistics/statistics.ts';
import { makeUndo } from '../src/undo.ts';
import { fillLedger, INBOX } from './ticket-rows.ts';

const USAGE = `npm run bench:tickets -- [options]
  --tickets <n>     tickets of the last twelve weeks, with three mails each (100000)
  --keep <folder>   leave the SQLite ledger there, to look at with firstline stats
`;

/** How long figures over many tickets take, on both databases. */
const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000' },
    keep: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const POLICY = TriageConfig.parse({
  fallbackTeam: 'support',
  teams: {
    support: { name: 'Support', email: 'team@shop.example', hours: { zone: 'Europe/Berlin', week: { 'mon-fri': ['09:00-17:00'] } } },
  },
  categories: { billing: { description: 'Invoices' } },
});
const WEEKS = 12;
const WEEK = 7 * 86_400_000;
const TIMES = 3;

if (values.help) process.stdout.write(USAGE);
else await bench();

async function bench(): Promise<void> {
  const undo = makeUndo();
  const tickets = Number(values.tickets);
  process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}\n`);
  process.stdout.write(`${tickets} tickets, best of ${TIMES}, ms by the clock and of computing (without that of the Postgres server)\n`);
  try {
    const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'firstline-bench-tickets-')));
    if (values.keep === undefined) undo.push(() => rm(folder, { recursive: true, force: true }));
    await measure('SQLite', { url: undefined, folder }, tickets);
    const server = await startPostgres();
    undo.push(server.stop);
    await measure('Postgres', { url: server.url, folder }, tickets);
  } finally {
    await undo.run();
  }
}

async function measure(name: string, location: { url: string | undefined; folder: string }, tickets: number): Promise<void> {
  const db = await openLedger(location);
  try {
    const now = Date.now();
    await ensureInbox(db, INBOX, now, now);
    await fillLedger(db, { tickets, from: now - WEEKS * WEEK, to: now });
    for (const [what, work] of Object.entries(works(db, now))) {
      const took: number[] = [];
      const computed: number[] = [];
      for (let i = 0; i < TIMES; i += 1) {
        const started = performance.now();
        const before = process.cpuUsage();
        await work();
        took.push(performance.now() - started);
        const { user, system } = process.cpuUsage(before);
        computed.push((user + system) / 1_000);
      }
      const figures = [took, computed].map((all) => Math.min(...all).toFixed(0));
      process.stdout.write(`${name.padEnd(9)} ${what.padEnd(24)}${figures.map((figure) => figure.padStart(8)).join('')}\n`);
    }
  } finally {
    await db.destroy();
  }
}

function works(db: Db, now: number): Readonly<Record<string, () => Promise<unknown>>> {
  const period = { from: now - WEEKS * WEEK, to: now, zone: 'Europe/Berlin', now };
  return {
    'stats, twelve weeks': () => statisticsOf(db, INBOX, POLICY, period),
    'tickets list': () => listTickets(db, INBOX, { limit: 50 }),
    'tickets list --team': () => listTickets(db, INBOX, { team: 'nobody', limit: 50 }),
    'tickets list --label': () => listTickets(db, INBOX, { labels: ['nobody'], limit: 50 }),
  };
}
