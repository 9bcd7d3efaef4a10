import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../helpers/daemon-process.ts';
import { PATIENCE_MS } from '../../helpers/patience.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, effectsIn, settled } from './desk-view.ts';
import { DELETION, post } from './letters.ts';

/** Each rule of what silence leads to: test/integration/jobs/due-work.test.ts, by a clock of its own. Here, that the daemon does so by itself, in seconds for days. */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

interface Listed {
  readonly ticket: number;
  readonly requester: string;
  readonly state: string;
  readonly owes: string;
  readonly next: { readonly what: string; readonly at: string | null };
  readonly labels: readonly string[];
}

async function listed(desk: Desk): Promise<Listed[]> {
  const { code, output } = await runProgram(desk.env, ['tickets', 'list', '--all', '--json']);
  expect(code, output).toBe(0);
  return JSON.parse(output) as Listed[];
}

async function emptyRedis({ folder }: Desk): Promise<void> {
  const redis = new Redis({ path: join(folder, 'data', 'redis', 'redis.sock') });
  await redis.flushall();
  redis.disconnect();
}

const AFTER_S = 6;

test('silence leads to one question and then to the end, and what a team owes to a reminder, whatever dies meanwhile', async () => {
  const desk = await office.openDesk();
  await desk.edit('triage.yaml', (text) =>
    text
      .replace(/^followUp:\n(?: .*\n)+/m, `followUp: { after: ${AFTER_S}s, closeAfter: ${AFTER_S}s, max: 1, anyTime: true }\n`)
      .replace(/^sla:\n(?: .*\n)+/m, 'sla: { firstResponse: { urgent: 4s, high: 4s, normal: 4s, low: 4s } }\n'),
  );
  const daemon = desk.start();
  const silent = await post(office, desk);
  const deletion = await post(office, desk, { subject: 'My data', text: DELETION });
  await settled(desk, 2);
  await expect.poll(() => answersTo(office, desk, silent.from).then((mails) => mails.length), { timeout: PATIENCE_MS }).toBe(1);
  // Dead in the middle of a silence, with a queue that has forgotten everything.
  await emptyRedis(desk);
  await daemon.kill();
  const again = desk.start();
  await expect.poll(() => answersTo(office, desk, silent.from).then((mails) => mails.length), { timeout: PATIENCE_MS }).toBe(2);
  await emptyRedis(desk);
  await expect.poll(() => auditIn(desk).some(({ kind }) => kind === 'ticket.closed'), { timeout: PATIENCE_MS }).toBe(true);
  const toCompliance = () =>
    office.world.submission.accepted.filter((m) => m.from === desk.address && m.to.includes('compliance@hazelnote.example'));
  await expect.poll(() => toCompliance().length, { timeout: PATIENCE_MS }).toBe(2);

  const [answer, question, ...more] = await answersTo(office, desk, silent.from);
  expect(more).toEqual([]);
  expect(question?.message.references).toContain(answer?.message.messageId);
  const mails = office.world.submission.accepted.filter((m) => m.to.includes(silent.from) || m.to.includes('compliance@hazelnote.example'));
  expect(mails.length).toBe(4);

  const tickets = await listed(desk);
  expect(tickets.find((t) => t.requester === silent.from)).toMatchObject({
    state: 'closed',
    owes: 'nobody',
    next: { at: null },
    labels: expect.arrayContaining(['resolved', 'stale']),
  });
  expect(tickets.find((t) => t.requester === deletion.from)).toMatchObject({ state: 'escalated', owes: 'us' });
  const page = await runProgram(desk.env, ['tickets', 'show', `#${tickets.find((t) => t.requester === silent.from)?.ticket}`]);
  expect(page).toMatchObject({ code: 0, output: expect.stringContaining(silent.from) });
  expect((await runProgram(desk.env, ['tickets', 'show', '#4711'])).code).toBe(1);
  const stats = await runProgram(desk.env, ['stats', '--json']);
  expect(stats.code, stats.output).toBe(0);
  expect((await runProgram(desk.env, ['audit', 'verify'])).code).toBe(0);
  expect(effectsIn(desk).every(({ state }) => state === 'sent' || state === 'done' || state === 'filed')).toBe(true);
  await again.stop();
});
