import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { FAULT_POINTS } from '../../../src/faults.ts';
import { verifyAudit } from '../../../src/ledger/audit.ts';
import { makeUndo } from '../../../src/undo.ts';
import { TEST_MS } from '../../helpers/patience.ts';
import { type CrashMail, crashMail, crashStage, deliver, openLedger, quiet, start, tally, until } from './crash-stage.ts';

const undo = makeUndo();
afterEach(undo.run);

/** SMTP connections of the shipped configuration. */
const CONNECTIONS = 2;

/** What people do with their mail is no part of this crowd: `relay-crash` and `drafts` in `test/end-to-end/people` die at each of those points. */
const ON_THE_WAY = FAULT_POINTS.filter((point) => !/^(?:staff|drafts)\./.test(point));

// Two lives of a daemon for each point; each of its waits has a limit of its own.
test('dying once at every fault point loses nothing and sends nothing twice', { timeout: 5 * TEST_MS }, async () => {
  const stage = await crashStage(undo);
  const mails: CrashMail[] = [];
  const lives: { from: number; to: number }[] = [];
  for (const point of ON_THE_WAY) {
    const from = Date.now();
    const faulty = start(stage, `${point}:2`);
    undo.push(faulty.stop);
    for (let i = 0; i < 3; i += 1) {
      const mail = crashMail(mails.length, Date.now());
      mails.push(mail);
      await deliver(stage, mail);
    }
    await until(`the daemon passes ${point} twice`, async () => faulty.process.signalCode ?? faulty.process.exitCode);
    expect(faulty.process.signalCode, `at ${point}: ${await readFile(faulty.logFile, 'utf8')}`).toBe('SIGKILL');
    lives.push({ from, to: Date.now() });
    const mended = start(stage);
    undo.push(mended.stop);
    const db = await openLedger(stage);
    await until(`everything is handled after dying at ${point}`, async () => ((await quiet(db, mails.length, 'allowed')) ? true : null));
    await db.destroy();
    await mended.stop();
  }

  const last = start(stage);
  undo.push(last.stop);
  const db = await openLedger(stage);
  undo.push(() => db.destroy());
  await until('doubts are resolved', async () => ((await quiet(db, mails.length, 'none')) ? true : null));
  const found = await tally(stage, db, mails, ['compliance@hazelnote.example', 'support-team@hazelnote.example']);
  expect(found).toMatchObject({ doubled: [], lost: [], wronglyUncertain: 0 });
  // Between the server's 354 and its answer nobody can know: a doubt comes from a death and from nothing else, and one death
  // interrupts at most one mail on each connection.
  const doubts = await db.selectFrom('effects').select('data_at').where('state', '=', 'uncertain').execute();
  const byDeath = lives.map(({ from, to }) => doubts.filter((d) => d.data_at !== null && d.data_at >= from && d.data_at <= to).length);
  expect(byDeath.reduce((sum, n) => sum + n, 0)).toBe(doubts.length);
  expect(Math.max(...byDeath)).toBeLessThanOrEqual(CONNECTIONS);
  expect(await verifyAudit(db, 'support')).toMatchObject({ ok: true });
});
