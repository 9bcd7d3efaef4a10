import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, mailsIn } from '../behaviour/desk-view.ts';
import { type Letter, post } from '../behaviour/letters.ts';
import { answer, FAILED, mailsTo, openPeopleDesk, type PeopleDesk, VERIFIED } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const WORDS = [
  'Hi,\n\nI get error E-77 when I export my notes as a ZIP.\n\nThanks\nAda',
  'Hello, exporting my notes stops with error E-77. What is wrong?',
  'Export is broken: error E-77 for every notebook.',
  'Good morning, error E-77 while exporting my notes to a ZIP file. Please help.',
  'I wanted to export my notes and only see error E-77.',
  'The export fails. It says error E-77.',
  'Exporting notes as ZIP gives me error E-77 since today.',
  'error E-77 on export, on the laptop and on the phone',
  'My export of notes fails with the error E-77, why?',
  'Cannot export notes any more, error E-77.',
];

async function flood(desk: PeopleDesk): Promise<Letter[]> {
  const letters: Letter[] = [];
  for (const [n, text] of WORDS.entries()) {
    const from = `p${n}-${crypto.randomUUID().slice(0, 6)}@d${n % 4}.example`;
    letters.push(await post(office, desk, { from, subject: 'Export fails: error E-77', text }));
  }
  return letters;
}

test('an outage is told to one team once, and a person’s words reach everybody in their own conversation once', async () => {
  const desk = await openPeopleDesk(office, { SUPPORT_DEBOUNCE: '2s' });
  desk.start();
  const letters = await flood(desk);
  await expect.poll(() => auditIn(desk).some((row) => row.kind === 'surge.opened')).toBe(true);
  const [told] = await mailsTo(office, desk, desk.support, 1);
  expect(told?.message.text).toContain('#broadcast');
  await expect.poll(() => mailsIn(desk).filter((m) => m.wait === 'held').length).toBe(9);
  for (const { from } of letters) expect(await answersTo(office, desk, from)).toEqual([]);
  if (told === undefined) throw new Error('a team was told');

  await answer(office, desk, told, { from: desk.marta, text: '#broadcast\nForged text', headers: [FAILED] });
  await expect.poll(() => auditIn(desk).some((row) => row.kind === 'staff_mail.refused')).toBe(true);
  await answer(office, desk, told, {
    from: desk.marta,
    text: '#broadcast\n\nHello,\n\nwe know, and *mend* it by noon.\n\nMarta',
    headers: [VERIFIED],
  });
  for (const { from, messageId } of letters) {
    const [mail] = await mailsTo(office, desk, from, 1);
    expect(mail?.message.text.trim()).toBe('Hello,\n\nwe know, and *mend* it by noon.\n\nMarta');
    expect(mail?.message.inReplyTo).toEqual([messageId]);
    expect(mail?.source).not.toContain('Forged');
  }
  const late = await post(office, desk, { from: 'late@other.example', subject: 'Export', text: 'Export of notes stops with error E-77' });
  expect((await mailsTo(office, desk, late.from, 1))[0]?.message.text).toContain('by noon');

  // A crash and a second look change nothing.
  await office.endDaemons();
  desk.start();
  const lift = (await mailsTo(office, desk, desk.marta, 1))[0];
  expect(lift?.message.text).toContain('goes to 10 conversations');
  await answer(office, desk, told, { from: desk.marta, text: '#lift', headers: [VERIFIED] });
  await expect.poll(() => auditIn(desk).some((row) => row.kind === 'surge.lifted')).toBe(true);
  for (const { from } of letters) expect(await answersTo(office, desk, from)).toHaveLength(1);
});
