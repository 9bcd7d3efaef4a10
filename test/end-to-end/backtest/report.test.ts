import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { progressFile } from '../../../src/backtest/progress-file.ts';
import type { Report } from '../../../src/backtest/report.ts';
import { makeLog } from '../../../src/log.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { runProgram } from '../../helpers/daemon-process.ts';
import { fillPast, PAST } from '../../helpers/past-mail.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';

let office: Office;
let desk: Desk;
/** Counts whoever wants to send something, and answers nobody. */
const submission = createServer();
let connections = 0;
submission.on('connection', (socket) => {
  connections += 1;
  socket.destroy();
});
beforeAll(async () => {
  office = await openOffice();
  desk = await office.openDesk();
  await fillPast(office.world, desk.address, PAST, Date.now());
  submission.listen(0, '127.0.0.1');
  await once(submission, 'listening');
});
afterAll(async () => {
  submission.close();
  await office.close();
});

/** Every mailbox as it lies on the server: bytes, flags (also which mail counts as recent), dates. */
async function everything(): Promise<string[]> {
  const mailbox = makeImapMailbox(office.world.imap(desk.address), { log: makeLog({ level: 'silent', pretty: false }), readOnly: true });
  const found: string[] = [];
  for (const name of ['INBOX', 'Sent', 'Archive', 'Drafts', 'Trash', 'Junk']) {
    const { uidValidity, uidNext, messages } = await mailbox.status(name).catch(() => ({ uidValidity: '-', uidNext: 0, messages: 0 }));
    found.push(`${name} ${uidValidity} ${uidNext} ${messages}`);
    if (messages === 0) continue;
    for (const { uid, flags, internalDate, source } of await mailbox.fetchAfter(name, 0, 1_000, 1_000_000))
      found.push(`${name} ${uid} ${flags.toSorted().join(' ')} ${internalDate} ${createHash('sha256').update(source).digest('hex')}`);
  }
  await mailbox.close();
  return found;
}

test('what people answered is compared with what would have been sent', async () => {
  const json = join(desk.folder, 'report.json');
  const html = join(desk.folder, 'report.html');
  const { port } = submission.address() as AddressInfo;
  const before = await everything();

  const run = await runProgram({ ...desk.env, SUPPORT_SMTP_PORT: String(port) }, ['backtest', '--json', json, '--html', html]);

  expect(run).toMatchObject({ code: 0 });
  expect(await everything()).toEqual(before);
  expect(before.filter((line) => /\\Answered/.test(line)).length).toBeGreaterThan(5);
  expect(connections).toBe(0);
  expect(office.world.submission.accepted).toEqual([]);

  const { inboxes } = JSON.parse(await readFile(json, 'utf8')) as { inboxes: Report[] };
  const [report] = inboxes;
  // The newsletter is a machine's; the silent customer and the one of last spring are no questions that people answered in time.
  expect(report).toMatchObject({
    inbox: 'support',
    model: 'builtin',
    sample: true,
    complete: true,
    mailbox: { answered: 8, unanswered: 1, byFirstline: 0 },
    skipped: [{ why: 'machine', detail: 'precedence', mails: 1 }],
  });
  expect(report?.total.mails).toBe(7);
  const of = (category: string) => report?.categories.find((line) => line.category === category);
  // Mara and Lucía were told the same, Jonas another time, and Kim was passed on.
  expect(of('password-reset')).toMatchObject({ mails: 4, auto: 4, agrees: 2, differs: 1, wrong: 2 });
  expect(of('billing')).toMatchObject({ mails: 1, agrees: 1, wrong: 0 });
  expect(of('data-deletion')).toMatchObject({ mails: 1, auto: 0, escalated: 1 });
  expect(report?.disagreements.map((d) => [d.subject, d.person, d.agreement?.contradictions.map((c) => c.kind).join()])).toEqual([
    ['Passwort vergessen', 'answered', 'figure'],
    ['How do I export my notes?', 'refused', 'yes or no'],
    ['I forgot my password', 'passed on', ''],
  ]);
  expect(report?.disagreements[0]).toMatchObject({ language: 'de', cited: [{ id: 'password-reset-de#1' }] });

  expect(run.output).toContain('Articles of the sample company are in force');
  expect(run.output).toMatch(/^password-reset +4 +4 +100 %/m);
  expect(run.output).toContain('firstline backtest --delete');
  const page = await readFile(html, 'utf8');
  expect(page).toContain('Passwort vergessen');
  for (const file of [json, html, progressFile(join(desk.folder, 'data'), 'support')])
    expect((await stat(file)).mode & 0o777, file).toBe(0o600);
});

test('what was kept of people’s mail is removed on request, and JSON goes to standard output on request', async () => {
  const printed = await runProgram(desk.env, ['backtest', '--limit', '2', '--json', '-', '--inbox', 'support']);
  const start = printed.output.indexOf('{\n');
  const { inboxes } = JSON.parse(printed.output.slice(start, printed.output.lastIndexOf('\n}') + 2)) as { inboxes: Report[] };
  expect(inboxes[0]?.total.mails).toBe(2);

  expect(await runProgram(desk.env, ['backtest', '--delete'])).toMatchObject({ code: 0, output: 'support: removed\n' });
  expect(await runProgram(desk.env, ['backtest', '--delete'])).toMatchObject({ code: 0, output: 'support: there was nothing to remove\n' });
  await expect(stat(progressFile(join(desk.folder, 'data'), 'support'))).rejects.toThrow(/ENOENT/);
});

test('a daemon that runs on the same data folder is in nobody’s way', async () => {
  const other = await office.openDesk();
  await fillPast(office.world, other.address, PAST.slice(0, 3), Date.now());
  const daemon = other.start();
  await daemon.says(/Firstline is running/);
  expect(await runProgram(other.env, ['backtest'])).toMatchObject({ code: 0, output: expect.stringMatching(/^support: 3 questions/m) });
  expect((await daemon.stop()).code).toBe(0);
});
