import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { HeaderField } from '../../../src/demo/mails/raw.ts';
import { freePort } from '../../../src/demo/world/free-port.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { deliveryReport } from '../behaviour/delivery-report.ts';
import { answersTo, auditIn, fateOf, look } from '../behaviour/desk-view.ts';
import { answer, customerWrites, handedOff, mailsTo, openPeopleDesk, type PeopleDesk, VERIFIED } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const AUTOMATIC: HeaderField = ['Auto-Submitted', 'auto-replied'];
const AWAY = 'I am out of the office until Monday and read no mail.';
const PERSON = 'Please let me speak to a human.';

const actions = (desk: PeopleDesk) => auditIn(desk).flatMap(({ kind }) => (kind.startsWith('staff_mail.') ? [kind] : []));

async function acted(desk: PeopleDesk, expected: readonly string[]): Promise<void> {
  await expect.poll(() => actions(desk)).toEqual(expected);
}

/** `unreachedHandoffs` of /readyz. */
async function unreached(port: number): Promise<number> {
  const health = (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as { inboxes: { unreachedHandoffs: number }[] };
  return health.inboxes[0]?.unreachedHandoffs ?? -1;
}

test('one of several is away: the team keeps the ticket; the last of them is away: the fallback team gets it, and health says so', async () => {
  const desk = await openPeopleDesk(office);
  // Another team than the fallback, with two people.
  await desk.edit('triage.yaml', (text) =>
    text.replace(`staff: [${desk.ines}]`, `staff: [${desk.ines}, ${desk.ines.replace('ines', 'jan')}]`),
  );
  const port = await freePort();
  desk.start({ FIRSTLINE_HTTP_PORT: String(port) });
  const { letter, forward } = await handedOff(office, desk);
  await answer(office, desk, forward, { from: desk.ines, text: AWAY, headers: [AUTOMATIC] });
  await acted(desk, ['staff_mail.machine']);
  expect(fateOf(desk, letter).detail).toBe('compliance');
  expect(await unreached(port)).toBe(0);
  // A helpdesk behind the list has the ticket and says so.
  const text = 'Thank you. Your request has been received (ticket 4711). We will get back to you as soon as possible.';
  await answer(office, desk, forward, { from: desk.compliance, text, headers: [AUTOMATIC] });
  await acted(desk, ['staff_mail.machine', 'staff_mail.machine']);
  expect((await look(office, desk.support)).length).toBe(0);

  await answer(office, desk, forward, { from: desk.ines.replace('ines', 'jan'), text: AWAY, headers: [AUTOMATIC] });
  const [again] = await mailsTo(office, desk, desk.support, 1);
  expect(again?.message.text.replace(/\s+/g, ' ')).toContain(`The team Compliance is away: its mailbox answered by itself, “${AWAY}”`);
  expect(await unreached(port)).toBe(1);
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
});

test('the list of a team bounces: the fallback team gets the ticket, once, and no customer hears of it', async () => {
  const desk = await openPeopleDesk(office);
  const port = await freePort();
  desk.start({ FIRSTLINE_HTTP_PORT: String(port) });
  const { letter, forward } = await handedOff(office, desk);
  const bounce = async () => {
    const { source } = deliveryReport(desk.address, desk.compliance, {
      action: 'failed',
      returned: `Message-ID: ${forward.message.messageId}`,
    });
    await office.world.deliver(source, { from: '', to: [desk.address] });
  };
  await bounce();
  const [told] = await mailsTo(office, desk, desk.support, 1);
  expect(told?.message.text).toContain('It could not be delivered to the team Compliance');
  expect(await unreached(port)).toBe(1);
  // The fallback team has it by now.
  await bounce();
  await acted(desk, ['staff_mail.undeliverable', 'staff_mail.undeliverable']);
  expect(fateOf(desk, letter).ticket).toBe('escalated');
  await mailsTo(office, desk, desk.support, 1);
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
});

test('who is away and writes all the same keeps the ticket: a machine that answers our notice says nothing new', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  await answer(office, desk, forward, { from: desk.ines, text: '#note she called' });
  const [notice] = await mailsTo(office, desk, desk.ines, 1);
  if (notice === undefined) throw new Error('there is no notice');
  await answer(office, desk, notice, { from: desk.ines, text: AWAY, headers: [AUTOMATIC] });
  await acted(desk, ['staff_mail.commanded', 'staff_mail.machine']);
  expect(fateOf(desk, letter).detail).toBe('compliance');
  expect((await look(office, desk.support)).length).toBe(0);
});

test('a team that only had to know of a ticket bounces: the team that has it keeps it', async () => {
  const desk = await openPeopleDesk(office);
  const rule = '\n  - name: Hospitals go to billing\n    when: { phrases: [our hospital] }\n    then: { escalate: billing }\n';
  await desk.edit('triage.yaml', (text) => text.replace(/\nrules:\n/, (line) => `${line}${rule}`));
  desk.start();
  const letter = await customerWrites(office, desk, {
    text: 'Our hospital has closed. Please delete my account and all my personal data.',
  });
  await mailsTo(office, desk, desk.billing, 1);
  const [beside] = await mailsTo(office, desk, desk.compliance, 1);
  const returned = `Message-ID: ${beside?.message.messageId}`;
  const { source } = deliveryReport(desk.address, desk.compliance, { action: 'failed', returned });
  await office.world.deliver(source, { from: '', to: [desk.address] });
  await acted(desk, ['staff_mail.undeliverable']);
  expect(fateOf(desk, letter).detail).toBe('billing');
  expect((await look(office, desk.support)).length).toBe(0);
});

test('of two teams the server refuses one for good: the one that has the ticket learns that the other was not told', async () => {
  const desk = await openPeopleDesk(office);
  const rule = '\n  - name: Hospitals go to billing\n    when: { phrases: [our hospital] }\n    then: { escalate: billing }\n';
  await desk.edit('triage.yaml', (text) => text.replace(/\nrules:\n/, (line) => `${line}${rule}`));
  office.world.submission.faults.onRcpt = (address) => (address === desk.compliance ? '550 5.1.1 no such user' : null);
  desk.start();
  const letter = await customerWrites(office, desk, {
    text: 'Our hospital has closed. Please delete my account and all my personal data.',
  });
  const [, news] = await mailsTo(office, desk, desk.billing, 2);
  office.world.submission.faults.onRcpt = undefined;
  expect(news?.message.text.replace(/\s+/g, ' ')).toMatch(
    /The mail about this to the team Compliance could not be delivered: .*no such user/,
  );
  expect(fateOf(desk, letter).detail).toBe('billing');
  expect(await look(office, desk.compliance)).toEqual([]);
});

test('a colleague’s hand-off to the fallback team tells a note that stands beside it', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const letter = await customerWrites(office, desk, { subject: 'My plan', text: PERSON });
  const [forward] = await mailsTo(office, desk, desk.support, 1);
  if (forward === undefined) throw new Error('there is no hand-off');
  await answer(office, desk, forward, { from: desk.marta, text: '#assign billing\n#note she has paid twice', headers: [VERIFIED] });
  const [given] = await mailsTo(office, desk, desk.billing, 1);
  expect(given?.message.text.replace(/\s+/g, ' ')).toContain('gives it to you: she has paid twice');
  expect(fateOf(desk, letter).ticket).toBe('escalated');
});
