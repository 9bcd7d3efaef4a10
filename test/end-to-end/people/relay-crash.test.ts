import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATIENCE_MS } from '../../helpers/daemon-process.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, effectsIn, fateOf, look } from '../behaviour/desk-view.ts';
import { answer, handedOff, mailsTo, openPeopleDesk } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const POINTS = [
  'staff.before-commit',
  'staff.after-commit',
  'act.after-claim',
  'act.before-data',
  'act.after-accept',
  'act.before-file',
  'act.after-file',
];

test('killed at any step of passing an answer on, the daemon passes it on once and says so once', { timeout: 300_000 }, async () => {
  const desk = await openPeopleDesk(office);
  for (const point of POINTS) {
    const whole = desk.start();
    const { letter, forward } = await handedOff(office, desk);
    const open = () => effectsIn(desk).filter((e) => ['pending', 'claimed', 'data'].includes(e.state));
    await expect.poll(open, { timeout: PATIENCE_MS }).toEqual([]);
    await whole.stop();
    const told = (await look(office, desk.ines)).length;

    const doomed = desk.start({ FIRSTLINE_FAULT: point });
    await answer(office, desk, forward, { from: desk.ines, text: `It is deleted, said at ${point}.` });
    expect(await doomed.ended, `at ${point}: ${doomed.output()}`).toMatchObject({ signal: 'SIGKILL' });
    const mended = desk.start();
    await mailsTo(office, desk, letter.from, 1);
    await mailsTo(office, desk, desk.ines, told + 1);
    await expect.poll(open, { timeout: PATIENCE_MS }).toEqual([]);
    expect(await answersTo(office, desk, letter.from), point).toHaveLength(1);
    expect(fateOf(desk, letter), point).toMatchObject({ disposition: 'answered', detail: 'staff', ticket: 'with_staff' });
    const sent = (await look(office, desk.address, 'Sent')).filter((m) => m.message.inReplyTo.includes(letter.messageId));
    expect(sent, point).toHaveLength(1);
    await mended.stop();
  }
  expect(auditIn(desk).filter((row) => row.kind === 'staff_mail.relayed')).toHaveLength(POINTS.length);
});

test('an answer of which nobody knows whether it left is not sent again: its author is told', { timeout: 200_000 }, async () => {
  const desk = await openPeopleDesk(office);
  const whole = desk.start();
  const { letter, forward } = await handedOff(office, desk);
  await expect.poll(() => effectsIn(desk).every((e) => e.state === 'filed' || e.state === 'done'), { timeout: PATIENCE_MS }).toBe(true);
  await whole.stop();
  const doomed = desk.start({ FIRSTLINE_FAULT: 'act.in-data' });
  await answer(office, desk, forward, { from: desk.ines, text: 'It is deleted.' });
  await doomed.ended;
  desk.start();
  await expect.poll(async () => (await look(office, desk.ines)).length, { timeout: 120_000, interval: 1_000 }).toBe(1);
  const [told] = await mailsTo(office, desk, desk.ines, 1);
  expect(told?.message.text).toMatch(/may or may not have reached the customer[\s\S]*> It is deleted\./);
  await mailsTo(office, desk, desk.support, 1);
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
  expect(fateOf(desk, letter).disposition).toBe('escalated');
});
