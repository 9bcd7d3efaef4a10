import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { personalValues, verifyAudit } from '../ledger/audit.ts';
import type { AuditRow } from '../ledger/schema.ts';
import { withLedger } from './open-ledger.ts';
import { printable } from './printable.ts';
import { positive } from './usage.ts';

/** `firstline audit`: what was done, by whom, on which grounds. */
export function auditCommand(environment: Environment): Command {
  const audit = new Command('audit').description('the record of everything that was received, decided, sent and labelled');
  audit
    .command('list')
    .description('the newest rows, oldest of them first')
    .option('--inbox <id>', 'only this inbox')
    .option('--limit <n>', 'how many rows', positive, 50)
    .option('--kind <prefix>', 'only rows whose kind begins with this, e.g. reply or decision.escalate')
    .option('--thread <id>', 'only rows of this thread')
    .option('--json', 'one JSON object a line')
    .action((options: ListOptions, command: Command) =>
      withLedger(environment, command, options.inbox, ({ db, inboxes }) => list(db, inboxes, options)),
    );
  audit
    .command('show')
    .description('one row, whole')
    .argument('<seq>', 'its number in the list', positive)
    .option('--inbox <id>', 'its inbox, where there are several')
    .action((seq: number, options: { inbox?: string }, command: Command) =>
      withLedger(environment, command, options.inbox, async ({ db, inboxes }) => {
        for (const inbox of inboxes) {
          const row = await db.selectFrom('audit').selectAll().where('inbox', '=', inbox).where('seq', '=', seq).executeTakeFirst();
          if (row === undefined) continue;
          const personal = (await personalValues(db, inbox, [seq])).get(seq) ?? {};
          const whole = { ...plain(row), prev: row.prev, hash: row.hash, personal, commitments: JSON.parse(row.commitments) as unknown };
          console.log(printable(JSON.stringify(whole, null, 2)));
          return;
        }
        throw new Error(`there is no audit row ${seq}: "firstline audit list" shows the numbers`);
      }),
    );
  audit
    .command('verify')
    .description('check the hash chain: has a row been changed, removed or inserted?')
    .option('--inbox <id>', 'only this inbox')
    .option('--head <hash>', 'a head noted earlier: proves that nothing since then was cut or rewritten')
    .action((options: { inbox?: string; head?: string }, command: Command) =>
      withLedger(environment, command, options.inbox, async ({ db, inboxes }) => {
        for (const inbox of inboxes) {
          // The digest writes it in two lines.
          const verdict = await verifyAudit(db, inbox, options.head?.replace(/\s+/g, ''));
          if (!verdict.ok) throw new Error(`${inbox}: the audit is broken at row ${verdict.seq}: ${verdict.problem}`);
          console.log(`${inbox}: ${verdict.rows} rows, unbroken; head ${verdict.head}`);
        }
      }),
    );
  return audit;
}

interface ListOptions {
  readonly inbox?: string;
  readonly limit: number;
  readonly kind?: string;
  readonly thread?: string;
  readonly json?: boolean;
}

async function list(db: Parameters<typeof verifyAudit>[0], inboxes: readonly string[], options: ListOptions): Promise<void> {
  for (const inbox of inboxes) {
    let query = db.selectFrom('audit').selectAll().where('inbox', '=', inbox);
    if (options.kind !== undefined) query = query.where('kind', 'like', `${options.kind.replace(/[%_\\]/g, '')}%`);
    if (options.thread !== undefined) query = query.where('refs', 'like', `%"${options.thread.replace(/[%_\\]/g, '')}"%`);
    const rows = (await query.orderBy('seq', 'desc').limit(options.limit).execute()).reverse();
    const personal = await personalValues(
      db,
      inbox,
      rows.map((r) => r.seq),
    );
    for (const row of rows) {
      const values = personal.get(row.seq) ?? {};
      const text = options.json === true ? JSON.stringify({ ...plain(row), personal: values }) : line(row, values, inboxes.length > 1);
      console.log(printable(text));
    }
  }
}

function line(row: AuditRow, personal: Readonly<Record<string, string>>, withInbox: boolean): string {
  const refs = JSON.parse(row.refs) as Record<string, unknown>;
  const facts = LISTED.flatMap((name) => (refs[name] === null || refs[name] === undefined ? [] : [`${name}=${String(refs[name])}`]));
  const people = ['from', 'to', 'subject', 'response'].flatMap((name) =>
    personal[name] === undefined ? [] : [`${name}=${JSON.stringify(personal[name])}`],
  );
  const time = new Date(row.at).toISOString().slice(0, 19).replace('T', ' ');
  return [
    String(row.seq).padStart(6),
    time,
    ...(withInbox ? [row.inbox] : []),
    row.actor.padEnd(8),
    row.kind.padEnd(22),
    ...people,
    ...facts,
  ].join('  ');
}

/** Facts worth a place in a one-line list. */
const LISTED = ['ticket', 'disposition', 'to', 'mode', 'category', 'priority', 'team', 'labels', 'detail', 'thread'] as const;

function plain(row: AuditRow): Record<string, unknown> {
  return {
    inbox: row.inbox,
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    actor: row.actor,
    kind: row.kind,
    refs: JSON.parse(row.refs) as unknown,
  };
}
