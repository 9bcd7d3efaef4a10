import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PATIENCE_MS } from '../../helpers/patience.ts';
import { endRedis, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, effectsIn, fateOf } from './desk-view.ts';
import { DELETION, post } from './letters.ts';

/** Days are seconds here: everything else is as it is. */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterEach(() => office.endDaemons());
afterAll(() => office.close());

const SOON = { timeout: PATIENCE_MS, interval: 100 };

test('a ticket lives its whole life: answered, asked, closed, opened again; what staff owe is told to the team and the lead', async () => {
  const desk = await office.openDesk();
  await desk.edit('triage.yaml', (text) =>
    text
      .replace('  after: 48h\n  closeAfter: 72h\n  max: 1\n', '  after: 6s\n  closeAfter: 6s\n  closingMail: true\n')
      .replaceAll('{ urgent: 1h, high: 4h, normal: 24h, low: 48h }', '{ urgent: 2s, high: 2s, normal: 2s, low: 2s }'),
  );
  const first = desk.start();
  await first.says(/Firstline is running/);
  const asked = await post(office, desk);
  const erased = await post(office, desk, { subject: 'My data', text: DELETION });
  const state = () => fateOf(desk, asked).ticket;
  await expect.poll(state, SOON).toBe('answered');
  // It dies, and its queue is emptied, while the customer is silent.
  await first.kill();
  await endRedis(desk);
  const second = desk.start();
  await second.says(/Firstline is running/);
  await expect.poll(state, SOON).toBe('followed_up');
  await expect.poll(state, SOON).toBe('closed');
  const closing = () => effectsIn(desk).find((e) => e.kind === 'closing')?.state;
  await expect.poll(closing, SOON).toMatch(/accepted|filed/);
  const mails = await answersTo(office, desk, asked.from);
  expect(mails).toHaveLength(3);
  expect(effectsIn(desk).filter((e) => e.kind === 'follow-up')).toHaveLength(1);

  const reminded = () =>
    auditIn(desk)
      .filter((row) => row.kind === 'ticket.reminded')
      .map((row) => row.refs.whom);
  await expect.poll(reminded, SOON).toEqual(['team', 'lead']);
  expect(fateOf(desk, erased).ticket).toBe('escalated');
  expect(office.world.submission.accepted.filter((m) => m.to.includes(erased.from))).toEqual([]);

  await post(office, desk, {
    from: asked.from,
    thread: [asked.messageId],
    text: 'It does not work after all. How can I reset my password?',
  });
  await expect.poll(state, SOON).not.toBe('closed');
});
