import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { appendAudit } from '../../src/ledger/audit.ts';
import { openLedger, transact } from '../../src/ledger/database.ts';
import { INBOX, NOW } from './facts.ts';
import type { Location } from './ledger.ts';

/**
 * Opens the ledger in another process and appends audit rows there, each in a transaction of its own: SQLite's locks hold
 * between processes, and within one a second connection would only wait for itself. Throws with what went wrong over there.
 */
export async function appendElsewhere(location: Location, actor: string, rows: number): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(location), actor, String(rows)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new Error(`the other process ended with ${String(code)}: ${said}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , location = '', actor = '', rows = ''] = process.argv;
  const db = await openLedger(JSON.parse(location) as Location);
  for (let i = 0; i < Number(rows); i += 1) {
    await transact(db, (trx) =>
      appendAudit(trx, INBOX, NOW + i, [{ actor, kind: 'test.row', refs: { i }, personal: { note: `${actor} ${i}` } }]),
    );
  }
  await db.destroy();
}
