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

test('commands in the first line are carried out and told; a mistyped one is answered with help; no customer sees any', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  await answer(office, desk, forward, { from: desk.ines, text: '#aprove' });
  const [help] = await mailsTo(office, desk, desk.ines, 1);
  expect(help?.message.text).toMatch(/nothing was sent to the customer.*did you mean #approve\?/);

  await answer(office, desk, forward, { from: desk.ines, text: '#Assign\u00a0billing\n#note please hurry' });
  const [, assigned] = await mailsTo(office, desk, desk.ines, 2);
  expect(assigned?.message.text).toMatch(/The team Billing has the ticket\.\n- The note is kept with the ticket\./);
  const [forBilling] = await mailsTo(office, desk, desk.billing, 1);
  expect(forBilling?.message.subject).toMatch(/^\[#\d+ urgent\] My data$/);
  expect(auditIn(desk).filter((row) => row.kind === 'ticket.note')).toHaveLength(1);

  // The new team answers the mail that it got.
  if (forBilling === undefined) throw new Error('billing has no hand-off');
  await answer(office, desk, forBilling, { from: desk.priya, text: '#close\n\nPriya Raman\nBilling' });
  const [closed] = await mailsTo(office, desk, desk.priya, 1);
  expect(closed?.message.text).toMatch(/The ticket is closed[\s\S]*Nothing of this was sent to the customer[\s\S]*> Priya Raman/);
  expect(fateOf(desk, letter).ticket).toBe('closed');
  await expect
    .poll(async () => (await look(office, desk.address)).find((m) => m.message.messageId === letter.messageId)?.labels)
    .toContain('resolved');
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
  expect(effectsIn(desk).filter((e) => e.kind === 'relay' || e.kind === 'reply')).toEqual([]);
});

test('a machine at the other end gives the ticket to the fallback team, once, and tells no customer', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  const away = {
    from: desk.compliance,
    text: 'I am out of the office until Monday.',
    headers: [['Auto-Submitted', 'auto-replied']] as const,
  };
  await answer(office, desk, forward, { ...away, to: desk.address });
  const [again] = await mailsTo(office, desk, desk.support, 1);
  expect(again?.message.text).toMatch(/is away/);
  await answer(office, desk, forward, { ...away, to: desk.address });
  // The fallback team is away as well: that is where it ends.
  if (again === undefined) throw new Error('the fallback team has no hand-off');
  await answer(office, desk, again, { ...away, from: desk.support });
  await expect.poll(() => auditIn(desk).filter((row) => row.kind === 'staff_mail.away').length).toBe(3);
  await mailsTo(office, desk, desk.support, 1);
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
  expect(fateOf(desk, letter).ticket).toBe('escalated');
});
