import { afterEach, expect, test } from 'vitest';
import { demoMails } from '../../../src/demo/mails/mails.ts';
import { progress, readFates } from '../../../src/demo/observe.ts';
import { putMails, setStage, startDaemonProcess } from '../../../src/demo/stage.ts';
import { freePort } from '../../../src/demo/world/free-port.ts';
import { startPostgres } from '../../../src/demo/world/postgres.ts';
import { startChild } from '../../../src/demo/world/process.ts';
import { verifyAudit } from '../../../src/ledger/audit.ts';
import { openLedger } from '../../../src/ledger/database.ts';
import { parseMessage } from '../../../src/mail/parse.ts';
import { makeUndo } from '../../../src/undo.ts';

const undo = makeUndo();
afterEach(undo.run);

/** A Redis on a TCP port, as one that somebody else runs. */
async function foreignRedis(folder: string): Promise<string> {
  const port = await freePort();
  const memoryOnly = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
  const child = await startChild({
    command: 'redis-server',
    args: ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, ...memoryOnly],
    ready: /ready to accept connections/i,
  });
  undo.push(child.stop);
  return `redis://127.0.0.1:${port}`;
}

test('on a Postgres ledger and a Redis by URL the mails of the demo become what they should', async () => {
  const now = Date.now();
  const stage = await setStage(undo, { PATH: process.env.PATH }, now);
  const postgres = await startPostgres();
  undo.push(postgres.stop);
  const env = { ...stage.env, FIRSTLINE_LEDGER_URL: postgres.url, FIRSTLINE_REDIS_URL: await foreignRedis(stage.folder) };
  const mails = demoMails(now);
  await putMails(stage, mails);
  const arriving = mails.filter((m) => m.mailbox === 'INBOX');
  const daemon = startDaemonProcess({ ...stage, env }, ['--sample']);
  undo.push(daemon.stop);

  const db = await openLedger({ url: postgres.url, folder: stage.folder });
  undo.push(() => db.destroy());
  const done = async () => {
    const { handled, quiet } = await progress(db);
    return quiet && handled >= arriving.length;
  };
  await expect.poll(done, { interval: 200 }).toBe(true);

  const fates = await readFates(db, now);
  const messages = await Promise.all(arriving.map(async (mail) => ({ mail, message: await parseMessage(mail.source) })));
  const became = messages.map(({ mail, message }) => {
    const same = (f: (typeof fates)[number]) =>
      f.message_id === message.messageId && f.subject === message.subject && f.from_address === (message.from?.address ?? '');
    return [mail.key, fates.find(same)?.disposition];
  });
  expect(Object.fromEntries(became)).toEqual(Object.fromEntries(arriving.map((mail) => [mail.key, mail.expect.disposition])));
  expect(await verifyAudit(db, 'support')).toMatchObject({ ok: true });
});
