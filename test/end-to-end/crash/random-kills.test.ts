import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { verifyAudit } from '../../../src/ledger/audit.ts';
import { makeUndo } from '../../../src/undo.ts';
import { type CrashMail, crashMail, crashStage, deliver, openLedger, quiet, start, tally, until } from './crash-stage.ts';

const undo = makeUndo();
afterEach(undo.run);

const MAILS = 60;
const KILLS = 20;

test('20 kills at random moments under 60 mails lose nothing and send nothing twice', async () => {
  const stage = await crashStage(undo);
  const mails: CrashMail[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const daemon = start(stage);
    undo.push(daemon.stop);
    for (let i = 0; i < MAILS / KILLS; i += 1) {
      const mail = crashMail(mails.length, Date.now());
      mails.push(mail);
      await deliver(stage, mail);
    }
    // The daemon needs most of a second to start; the rest falls anywhere in its work.
    await delay(700 + Math.random() * 1_000);
    daemon.process.kill('SIGKILL');
    await daemon.ended;
    expect(daemon.process.signalCode, await readFile(daemon.logFile, 'utf8')).toBe('SIGKILL');
  }

  const last = start(stage);
  undo.push(last.stop);
  const db = await openLedger(stage);
  undo.push(() => db.destroy());
  await until('everything is handled', async () => ((await quiet(db, mails.length, 'none')) ? true : null));
  const found = await tally(stage, db, mails, ['compliance@hazelnote.example', 'support-team@hazelnote.example']);
  console.log(
    `${KILLS} kills under ${MAILS} mails: ${found.lost.length} lost, ${found.doubled.length} doubled, ${found.uncertain} may have been sent`,
  );
  expect(found).toMatchObject({ doubled: [], lost: [], wronglyUncertain: 0 });
  expect(await verifyAudit(db, 'support')).toMatchObject({ ok: true });
});
