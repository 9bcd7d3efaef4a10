import { DateTime } from 'luxon';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { HeaderField } from '../../../src/demo/mails/raw.ts';
import { type RequestBody, type ServerStep, startOpenAiServer } from '../../../src/model/testing/openai-server.ts';
import { INTERNAL_MARK } from '../../../src/tickets/handoff.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { auditIn, fateOf, look, mailsIn, type SeenMail, settled } from './desk-view.ts';
import { DELETION, freshCustomer, type Letter, type LetterFields, post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const VERIFIED: HeaderField[] = [['Authentication-Results', 'mx.hazelnote.example; dmarc=pass header.from=customer.example']];
const GERMAN = 'Können Sie die Rechnung auf 60 Tage Zahlungsziel umstellen? Unsere Einkaufsbedingungen verlangen das.';
const SPANISH =
  'Buenas tardes, ¿tienen una versión de la aplicación para el Apple Watch? Me vendría muy bien para las listas de la compra.';
const FRENCH = 'Bonjour, est-ce que votre application existe aussi pour la montre de mon mari ? Ce serait très pratique pour nos courses.';

/** What a team has got from this desk, oldest first. */
async function toTeam(desk: Desk, team: string): Promise<SeenMail[]> {
  return (await look(office, `${team}@hazelnote.example`)).filter((m) => m.message.from?.address === desk.address);
}

const words = (mail: SeenMail | undefined) => mail?.message.text.replace(/\s+/g, ' ') ?? '';

/** The labels of a customer's mail, as a mail client sees them. */
async function labelsOf(desk: Desk, mail: Letter): Promise<readonly string[]> {
  return (await look(office, desk.address)).find((m) => m.message.messageId === mail.messageId)?.labels ?? [];
}

test('a team gets the whole of a ticket once, then what is new, in one conversation', async () => {
  const desk = await office.openDesk({ SUPPORT_AUTHSERV_ID: 'mx.hazelnote.example' });
  desk.start();
  const from = freshCustomer();
  const write = (fields: LetterFields) => post(office, desk, { from, headers: VERIFIED, ...fields });
  const before = await write({ subject: 'Zahlungsziel', text: GERMAN });
  await settled(desk, 1);
  const first = await write({ subject: 'My data', text: DELETION });
  await settled(desk, 2);
  const again = await write({
    subject: 'Re: My data',
    text: 'I am waiting. Please delete my account today.\n\nAda',
    thread: [first.messageId],
  });
  await settled(desk, 3);

  const [whole, news, ...more] = await toTeam(desk, 'compliance');
  expect(more).toEqual([]);
  expect(whole?.message.subject).toBe('[#2 urgent] My data');
  expect(whole?.message.text.split('\n')[0]).toBe(INTERNAL_MARK);
  expect(whole?.message.html).toContain(INTERNAL_MARK);
  expect(whole?.message.replyTo[0]?.address).toMatch(/\+fl-[0-9a-f]{20}@/);
  for (const part of [
    `From: Ada Example (${from})`,
    'Why: Rule: Data deletion goes to compliance.',
    'To you: The rule "Data deletion goes to compliance" names Compliance.',
    `your answer goes to the customer from ${desk.address}`,
    '== What was tried ==',
    'Recent tickets of this address == - #1 Zahlungsziel: escalated',
    'please delete my account and all my personal data.',
  ])
    expect(words(whole)).toContain(part);
  expect(whole?.source).toContain(first.messageId);
  expect(whole?.message.partTypes).toContain('message/rfc822');

  expect(news?.message.subject).toBe(whole?.message.subject);
  expect(news?.message.inReplyTo).toEqual([whole?.message.messageId]);
  expect(news?.message.references).toEqual(expect.arrayContaining([whole?.message.messageId]));
  expect(words(news)).toContain('#2 · urgent · news');
  expect(words(news)).toContain('I am waiting. Please delete my account today.');
  for (const told of ['Recent tickets', 'and all my personal data.']) expect(words(news)).not.toContain(told);
  expect(news?.source).toContain(again.messageId);
  expect(fateOf(desk, before).detail).toBe('dach');
});

test('a language goes to the team that owns it, one that nobody owns to the fallback; every ticket has its label', async () => {
  const desk = await office.openDesk();
  desk.start();
  const german = await post(office, desk, { subject: 'Zahlungsziel', text: GERMAN });
  const spanish = await post(office, desk, { subject: 'reloj', text: SPANISH });
  const french = await post(office, desk, { subject: 'montre', text: FRENCH });
  // A gate: nothing is searched, no model is asked.
  const short = await post(office, desk, { subject: '…', text: '…' });
  // Older than may be answered: no model is asked either.
  const old = await post(office, desk, { subject: 'Zahlungsziel', text: GERMAN, date: Date.now() - 8 * 86_400_000 });
  await settled(desk, 5);

  const fates = [german, spanish, french, old].map((mail) => fateOf(desk, mail).detail);
  expect(fates).toEqual(['dach', 'iberia', 'support', 'dach']);
  for (const [mail, label] of [
    [german, 'lang/de'],
    [spanish, 'lang/es'],
    [french, 'lang/fr'],
    [short, 'lang/und'],
    [old, 'lang/de'],
  ] as const)
    await expect.poll(() => labelsOf(desk, mail)).toContain(label);

  const [toDach] = (await toTeam(desk, 'hilfe')).filter((m) => words(m).includes(german.from));
  // They read German, and so do those who take over Spanish Spanish.
  for (const part of [
    'An euch: Support DACH übernimmt Mail in dieser Sprache (Deutsch).',
    'Antworte auf diese Mail',
    '== Was versucht wurde ==',
  ])
    expect(words(toDach)).toContain(part);
  expect(words(toDach)).not.toContain('Worten (');
  const [toIberia] = (await toTeam(desk, 'soporte')).filter((m) => words(m).includes(spanish.from));
  expect(words(toIberia)).toContain('== Lo que se intentó ==');
  const [toFallback] = (await toTeam(desk, 'support-team')).filter((m) => words(m).includes(french.from));
  expect(words(toFallback)).toContain("No team takes over mail in French: it is Support's.");
  expect(words(toFallback)).toContain("In French, in the customer's own words: the model in use (builtin) did not translate it.");
  const routes = auditIn(desk).flatMap((row) => (row.kind === 'decision.escalate' ? [row.refs.route] : []));
  expect(routes).toEqual(expect.arrayContaining([['locale:dach'], ['locale:iberia'], ['fallback:support']]));
});

test('outside its hours a team is passed over, and people read until when', async () => {
  const desk = await office.openDesk();
  // Closed whenever this runs: at work on the day after tomorrow only.
  const day = DateTime.utc().plus({ days: 2 });
  const hours = `hours: { zone: UTC, week: { ${day.toFormat('ccc').toLowerCase()}: ["09:00-17:00"] } }\n    outsideHours: on-call`;
  await desk.edit('triage.yaml', (text) => text.replace('email: hilfe@hazelnote.example', `email: hilfe@hazelnote.example\n    ${hours}`));
  desk.start();
  const german = await post(office, desk, { subject: 'Zahlungsziel', text: GERMAN });
  await settled(desk, 1);
  expect(fateOf(desk, german).detail).toBe('on-call');
  const [mail] = (await toTeam(desk, 'oncall')).filter((m) => words(m).includes(german.from));
  expect(words(mail)).toContain(`Support DACH is closed until ${day.toFormat('ccc yyyy-MM-dd')} 09:00 (UTC).`);
  expect(auditIn(desk).find((row) => row.kind === 'decision.escalate')?.refs.route).toEqual(['locale:dach', 'closed:dach', 'next:on-call']);
});

test('a model writes the sentence in the language of the team; when it is away the label is there all the same', async () => {
  let asked = '';
  const sorted = { category: null, confidence: 0.2, priority: 'normal', sentiment: 'neutral', complexity: 'simple', questions: 1 };
  const server = await startOpenAiServer(({ messages }: RequestBody): ServerStep => {
    asked = messages[0]?.content ?? '';
    const summary = 'The customer asks whether the application also exists for a watch.';
    return { kind: 'content', content: { ...sorted, wantsPerson: false, feedback: null, summary, queries: ['apple watch'] } };
  });
  const model = { FIRSTLINE_MODEL: 'openai', OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'none', FIRSTLINE_MODEL_NAME: 'test-model' };
  const desk = await office.openDesk(model);
  desk.start();
  const french = await post(office, desk, { subject: 'montre', text: FRENCH });
  await settled(desk, 1);
  expect(asked).toContain('one plain sentence of English');
  const [mail] = (await toTeam(desk, 'support-team')).filter((m) => words(m).includes(french.from));
  expect(words(mail)).toContain(
    'The customer asks whether the application also exists for a watch. In their own words (French): Bonjour, est-ce que',
  );

  await server.close();
  const waiting = await post(office, desk, { subject: 'Zahlungsziel', text: GERMAN });
  await expect.poll(() => mailsIn(desk).find((m) => m.messageId === waiting.messageId)?.wait).toBe('waiting');
  await expect.poll(() => labelsOf(desk, waiting)).toEqual(expect.arrayContaining(['waiting', 'lang/de']));
});

test('where two rules name two teams, the first has the ticket and the other is told', async () => {
  const desk = await office.openDesk();
  const rule = '\n  - name: Hospitals go to sales\n    when: { phrases: [our hospital] }\n    then: { escalate: sales }\n';
  await desk.edit('triage.yaml', (text) => text.replace(/\nrules:\n/, (line) => `${line}${rule}`));
  desk.start();
  const mail = await post(office, desk, { text: 'Our hospital has closed. Please delete my account and all my personal data.' });
  await settled(desk, 1);
  expect(fateOf(desk, mail).detail).toBe('sales');
  const [sales] = (await toTeam(desk, 'sales')).filter((m) => words(m).includes(mail.from));
  const [compliance] = (await toTeam(desk, 'compliance')).filter((m) => words(m).includes(mail.from));
  expect(words(sales)).toContain('The rule "Hospitals go to sales" names Sales.');
  expect(words(compliance)).toContain('The rule "Data deletion goes to compliance" names you, too; Sales has the ticket.');
});
