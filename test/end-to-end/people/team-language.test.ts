import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { look } from '../behaviour/desk-view.ts';
import { answer, FAILED, handedOff, mailsTo, openPeopleDesk } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

test('a team that reads German reads German: the hand-off, help, what was done and what was sent; the next team reads its own', async () => {
  const desk = await openPeopleDesk(office);
  await desk.edit('triage.yaml', (text) => text.replace(`email: ${desk.compliance}`, `email: ${desk.compliance}\n    language: de`));
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  const said = (text: string) => text.replace(/\s+/g, ' ');
  for (const part of [
    'Warum: Regel: Data deletion goes to compliance.',
    'An euch: Die Regel „Data deletion goes to compliance“ nennt Compliance.',
    `Deine Antwort geht von ${desk.address} an den Kunden.`,
    '== Das Gespräch, Neuestes zuerst ==',
  ])
    expect(said(forward.message.text)).toContain(part);

  await answer(office, desk, forward, { from: desk.ines, text: '#aprove' });
  const [help] = await mailsTo(office, desk, desk.ines, 1);
  expect(said(help?.message.text ?? '')).toContain('der Kunde hat nichts bekommen. #aprove ist kein Befehl: Ist #approve gemeint?');
  await answer(office, desk, forward, { from: desk.ines, text: 'Approve' });
  const [, asked] = await mailsTo(office, desk, desk.ines, 2);
  expect(said(asked?.message.text ?? '')).toContain('Deine Antwort sieht aus wie der Befehl #approve');
  await answer(office, desk, forward, { from: desk.ines, text: '#note sie hat angerufen\n#assign billing' });
  const [, , done] = await mailsTo(office, desk, desk.ines, 3);
  expect(said(done?.message.text ?? '')).toContain('Die Notiz ist beim Ticket abgelegt. - Das Team Billing hat das Ticket.');
  const [given] = await mailsTo(office, desk, desk.billing, 1);
  expect(said(given?.message.text ?? '')).toContain('Why: Colleague gives it to you: sie hat angerufen');
  await answer(office, desk, forward, { from: desk.ines, text: 'Wir haben alles gelöscht.' });
  const [, , , sent] = await mailsTo(office, desk, desk.ines, 4);
  expect(said(sent?.message.text ?? '')).toMatch(/Gesendet an Ada Example .*> Wir haben alles gelöscht\./);
  expect((await mailsTo(office, desk, letter.from, 1))[0]?.message.text.trim()).toBe('Wir haben alles gelöscht.');

  // The fallback team is told in its own language.
  await answer(office, desk, forward, { from: desk.ines, text: 'Gefälscht.', headers: [FAILED] });
  const [refused] = await mailsTo(office, desk, desk.support, 1);
  expect(said(refused?.message.text ?? '')).toContain('its sender failed verification');
  expect((await look(office, desk.ines)).length).toBe(4);
});
