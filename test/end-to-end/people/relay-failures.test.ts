import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { deliveryReport } from '../behaviour/delivery-report.ts';
import { answersTo, auditIn, effectsIn, fateOf } from '../behaviour/desk-view.ts';
import { answer, customerWrites, handedOff, mailsTo, openPeopleDesk } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => {
  office.world.submission.faults.onRcpt = undefined;
  return office.endDaemons();
});

test('an answer that the server refuses comes back to its author, and the same words may be sent again, also to a later mail', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  office.world.submission.faults.onRcpt = (address) => (address === letter.from ? '550 5.1.1 no such user' : null);
  await answer(office, desk, forward, { from: desk.ines, text: 'Done.' });
  const [told] = await mailsTo(office, desk, desk.ines, 1);
  expect(told?.message.text).toMatch(/did not reach the customer[\s\S]*> Done\./);
  // It stands in their own conversation, and below an answer to it everything is ours.
  expect(told?.message.subject).toBe(`Re: ${forward.message.subject}`);
  expect(told?.message.references).toContain(forward.message.messageId);
  expect(told?.message.references).not.toContain(letter.messageId);
  expect(told?.message.text).toMatch(/^## Firstline/);
  office.world.submission.faults.onRcpt = undefined;
  await answer(office, desk, forward, { from: desk.ines, text: 'Done.' });
  await mailsTo(office, desk, letter.from, 1);

  const again = await customerWrites(office, desk, { from: letter.from, text: 'And my photos?', thread: [letter.messageId] });
  await expect.poll(() => fateOf(desk, again).disposition).toBe('escalated');
  await answer(office, desk, forward, { from: desk.ines, text: 'Done.' });
  const [, second] = await mailsTo(office, desk, letter.from, 2);
  expect(second?.message.inReplyTo).toEqual([again.messageId]);
  expect(auditIn(desk).filter((row) => row.kind === 'staff_mail.repeated')).toEqual([]);
});

test('an answer that bounces is told to its author once and is a person’s again', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  await answer(office, desk, forward, { from: desk.ines, text: 'Your data is deleted.' });
  const [relayed] = await mailsTo(office, desk, letter.from, 1);
  await mailsTo(office, desk, desk.ines, 1);
  const returned = `Message-ID: ${relayed?.message.messageId}`;
  const report = deliveryReport(desk.address, letter.from, { action: 'failed', returned });
  await office.world.deliver(report.source, { from: '', to: [desk.address] });
  const [, told] = await mailsTo(office, desk, desk.ines, 2);
  expect(told?.message.text.replace(/\s+/g, ' ')).toContain(`did not arrive at ${letter.from}.`);
  expect(told?.message.text).toContain('> Your data is deleted.');
  expect(told?.message.references).toContain(forward.message.messageId);
  await expect.poll(() => fateOf(desk, report).disposition).toBe('escalated');
  expect(fateOf(desk, report)).toMatchObject({ detail: 'compliance', thread: fateOf(desk, letter).thread });
  await mailsTo(office, desk, desk.compliance, 2);

  // Reported twice, told once; and the answer to what came back reaches the customer, not the mail system.
  const second = deliveryReport(desk.address, letter.from, { action: 'failed', returned });
  await office.world.deliver(second.source, { from: '', to: [desk.address] });
  await expect.poll(() => fateOf(desk, second).disposition).toBe('escalated');
  if (told === undefined) throw new Error('the author was not told');
  await answer(office, desk, told, { from: desk.ines, text: 'Did you get our answer?' });
  await mailsTo(office, desk, letter.from, 2);
  await mailsTo(office, desk, desk.ines, 3);
  expect(effectsIn(desk).filter((e) => e.state === 'uncertain' || e.state === 'failed')).toEqual([]);
  expect(await answersTo(office, desk, 'mailer-daemon@mx.customer.example')).toEqual([]);
});

test('an answer that leads to no ticket is sent to nobody, and its author is told', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  // Written anew on another device: neither the address nor a reference is left.
  const message = { ...forward.message, messageId: null, replyTo: [], references: [] };
  await answer(office, desk, { ...forward, message }, { from: desk.ines, text: 'Your data is deleted.', to: desk.address });
  const [told] = await mailsTo(office, desk, desk.ines, 1);
  expect(told?.message.text.replace(/\s+/g, ' ')).toContain('your mail does not lead to its ticket');
  expect(told?.message.text).toContain('> Your data is deleted.');
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
  expect(fateOf(desk, letter).ticket).toBe('escalated');
});
