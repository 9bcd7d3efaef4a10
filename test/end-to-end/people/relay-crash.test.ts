import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, effectsIn, fateOf, look } from '../behaviour/desk-view.ts';
import { answer, handedOff, mailsTo, openPeopleDesk } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const POINTS = [
  'staff.before-commit',
  'staff.after-commit',
  'act.after-claim',
  'act.before-data',
  'act.after-accept',
  'act.before-file',
  'act.after-file',
];

test.each(POINTS)('killed at %s while an answer is passed on, the daemon passes it on once and says so once', async (point) => {
  const desk = await openPeopleDesk(office);
  const whole = desk.start();
  const { letter, forward } = await handedOff(office, desk);
  const open = () => effectsIn(desk).filter((e) => ['pending', 'claimed', 'data'].includes(e.state));
  await expect.poll(open).toEqual([]);
  await whole.stop();

  const doomed = desk.start({ FIRSTLINE_FAULT: point });
  await answer(office, desk, forward, { from: desk.ines, text: 'It is deleted.' });
  expect(await doomed.ended, doomed.output()).toMatchObject({ signal: 'SIGKILL' });
  desk.start();
  await mailsTo(office, desk, letter.from, 1);
  await mailsTo(office, desk, desk.ines, 1);
  await expect.poll(open).toEqual([]);
  expect(await answersTo(office, desk, letter.from)).toHaveLength(1);
  expect(fateOf(desk, letter)).toMatchObject({ disposition: 'answered', detail: 'staff', ticket: 'with_staff' });
  const sent = (await look(office, desk.address, 'Sent')).filter((m) => m.message.inReplyTo.includes(letter.messageId));
  expect(sent).toHaveLength(1);
  expect(auditIn(desk).filter((row) => row.kind === 'staff_mail.relayed')).toHaveLength(1);
});

test('an answer of which nobody knows whether it left is not sent again: its author is told', async () => {
  const desk = await openPeopleDesk(office);
  const whole = desk.start();
  const { letter, forward } = await handedOff(office, desk);
  await expect.poll(() => effectsIn(desk).every((e) => e.state === 'filed' || e.state === 'done')).toBe(true);
  await whole.stop();
  const doomed = desk.start({ FIRSTLINE_FAULT: 'act.in-data' });
  await answer(office, desk, forward, { from: desk.ines, text: 'It is deleted.' });
  await doomed.ended;
  desk.start();
  const [told] = await mailsTo(office, desk, desk.ines, 1);
  expect(told?.message.text).toMatch(/may or may not have reached the customer[\s\S]*> It is deleted\./);
  await mailsTo(office, desk, desk.support, 1);
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
  expect(fateOf(desk, letter).disposition).toBe('escalated');
});

test.each(['staff.before-commit', 'staff.after-commit'])(
  'killed at %s while commands are carried out, the daemon carries them out once and says so once',
  async (point) => {
    const desk = await openPeopleDesk(office);
    const whole = desk.start();
    const { letter, forward } = await handedOff(office, desk);
    const open = () => effectsIn(desk).filter((e) => ['pending', 'claimed', 'data'].includes(e.state));
    await expect.poll(open).toEqual([]);
    await whole.stop();
    const doomed = desk.start({ FIRSTLINE_FAULT: point });
    await answer(office, desk, forward, { from: desk.ines, text: '#assign billing\n#note she called\n#wrong it is about money' });
    expect(await doomed.ended, doomed.output()).toMatchObject({ signal: 'SIGKILL' });
    desk.start();
    await mailsTo(office, desk, desk.billing, 1);
    await mailsTo(office, desk, desk.ines, 1);
    await expect.poll(open).toEqual([]);
    const kinds = auditIn(desk).map((row) => row.kind);
    for (const kind of ['staff_mail.commanded', 'ticket.escalated', 'ticket.note', 'decision.wrong'])
      expect(
        kinds.filter((k) => k === kind),
        kind,
      ).toHaveLength(1);
    expect(await answersTo(office, desk, letter.from)).toEqual([]);
  },
);
