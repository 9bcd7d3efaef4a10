import { describe, expect, test } from 'vitest';
import { computingTime } from '../testing/computing-time.ts';
import { newestText } from './reply-text.ts';
import { ATTRIBUTIONS, FOOTERS, HEADER_LABELS, ORIGINAL_MESSAGES } from './testing/reply-phrases.ts';

const NEW = 'New words, first line.\nSecond line of mine.';
const OLD = 'Old words of theirs.\nMore of theirs.';
const QUOTED = '> Old words of theirs.\n> More of theirs.';
const ENGLISH = 'On Mon, May 6, 2024 at 10:00 AM Support <support@example.com> wrote:';
const newWords = (text: string, subject = 'Re: Order') => newestText({ text, html: null, subject }).text;

describe('attributions', () => {
  const lines = Object.entries(ATTRIBUTIONS);

  test.each(lines)('%s, above a quote', (_, line) => {
    expect(newWords(`${NEW}\n\n${line}\n\n${QUOTED}`)).toBe(NEW);
  });

  test.each(lines)('%s, without a blank line', (_, line) => {
    expect(newWords(`${NEW}\n${line}\n${QUOTED}`)).toBe(NEW);
  });

  test.each(lines)('%s, above old words without a mark', (_, line) => {
    expect(newWords(`${NEW}\n\n${line}\n\n${OLD}`)).toBe(NEW);
  });

  test.each(lines)('%s, with the answer below', (_, line) => {
    expect(newWords(`${line}\n${QUOTED}\n\n${NEW}`)).toBe(NEW);
  });

  const long = lines.filter(([, line]) => line.length > 60);

  test.each(long)('%s, wrapped', (_, line) => {
    const at = line.lastIndexOf(' ', 60);
    expect(newWords(`${NEW}\n\n${line.slice(0, at)}\n${line.slice(at + 1)}\n\n${QUOTED}`)).toBe(NEW);
    expect(newWords(`${NEW}\n\n${line.slice(0, at)}\n${line.slice(at + 1)}\n${OLD}`)).toBe(NEW);
  });

  test.each(long.filter(([, line]) => line.includes('<')))('%s, wrapped inside the address', (_, line) => {
    const at = line.indexOf('<') + 1;
    expect(newWords(`${NEW}\n\n${line.slice(0, at)}\n${line.slice(at)}\n\n${QUOTED}`)).toBe(NEW);
  });
});

describe('header blocks', () => {
  const block = ([from, sent, to, subject]: readonly string[], [open, close] = ['', ':']) =>
    `${open}${from}${close} Support Team <support@example.com>\n${open}${sent}${close} 6.5.2024 10:00\n${open}${to}${close} Ana\n${open}${subject}${close} Order`;

  test.each(Object.entries(HEADER_LABELS))('%s', (_, labels) => {
    expect(newWords(`${NEW}\n\n${block(labels)}\n\n${OLD}`)).toBe(NEW);
    expect(newWords(`${NEW}\n${block(labels)}\n${OLD}`)).toBe(NEW);
    expect(newWords(`${NEW}\n________________________________\n${block(labels)}\n\n${OLD}`)).toBe(NEW);
    expect(newWords(`${NEW}\n\n${block(labels, ['*', ':*'])}\n\n${OLD}`)).toBe(NEW);
    expect(newWords(`${NEW}\n\n${block(labels, ['', ' :'])}\n\n${OLD}`)).toBe(NEW);
  });

  test.each(Object.entries(HEADER_LABELS))('%s, forwarded: all of it is kept', (_, labels) => {
    const forwarded = `${NEW}\n\n${block(labels)}\n\n${OLD}`;
    expect(newWords(forwarded, 'Fwd: Order')).toBe(forwarded);
  });

  test('a block that begins with the date', () => {
    const gmx = 'Gesendet: Montag, 06. Mai 2024 um 10:00 Uhr\nVon: "Support" <support@example.com>\nAn: ana@shop.example\nBetreff: Order';
    expect(newWords(`${NEW}\n\n${gmx}\n\n${OLD}`)).toBe(NEW);
  });
});

test.each(ORIGINAL_MESSAGES)('-----%s-----', (words) => {
  expect(newWords(`${NEW}\n\n-----${words}-----\n${OLD}`)).toBe(NEW);
  expect(newWords(`${NEW}\n-------- ${words} --------\n${OLD}`)).toBe(NEW);
});

test.each(FOOTERS)('the footer goes: %s', (footer) => {
  expect(newWords(`${NEW}\n\n${footer}`)).toBe(NEW);
  expect(newWords(`${NEW}\n\n${footer}\n\n${ENGLISH}\n${QUOTED}`)).toBe(NEW);
});

test.each([
  '##- Please type your reply above this line -##',
  '--- Reply above this line ---',
  '-- Please reply above this line --',
  '------------------ Original ------------------',
])('help desks and others draw a line: %s', (line) => {
  expect(newWords(`${NEW}\n\n${line}\n\n${OLD}`)).toBe(NEW);
});

describe('signatures and disclaimers', () => {
  test.each(['-- ', '--', '—', '________________'])('behind %j', (delimiter) => {
    expect(newWords(`${NEW}\n\n${delimiter}\nAna Example\nShop Ltd.\n+49 30 123456`)).toBe(NEW);
  });

  test.each([
    'This e-mail and any attachments are confidential and intended solely for the addressee.',
    'CONFIDENTIALITY NOTICE: The contents of this email are for the addressee only.',
    'If you are not the intended recipient, please notify the sender and delete this message.',
    'Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.',
    "Ce message et toutes les pièces jointes sont confidentiels et établis à l'intention exclusive de ses destinataires.",
    'Este mensaje y sus archivos adjuntos son confidenciales y van dirigidos a su destinatario.',
    'Esta mensagem pode conter informação confidencial.',
    'Questo messaggio contiene informazioni riservate destinate al solo destinatario.',
    'Dit e-mailbericht is uitsluitend bestemd voor de geadresseerde.',
    'Niniejsza wiadomość zawiera informacje poufne.',
  ])('%s', (disclaimer) => {
    expect(newWords(`${NEW}\n\n${disclaimer}\nPlease delete it.`)).toBe(NEW);
  });
});

describe('a forwarded mail', () => {
  const forwarded = '---------- Forwarded message ---------\nFrom: Bob <bob@x.example>\nDate: Mon, 6 May 2024\nSubject: Hi\n\nText.';

  test.each(['Fwd: Hi', 'WG: Hi', 'Is this yours?'])('is what the sender wants read: %s', (subject) => {
    expect(newWords(`${NEW}\n\n${forwarded}`, subject)).toBe(`${NEW}\n\n${forwarded}`);
  });

  test('is part of the older mail in an answer', () => {
    expect(newWords(`${NEW}\n\n${forwarded}`, 'Re: Fwd: Hi')).toBe(NEW);
  });
});

describe("the sender's own lines stay", () => {
  test.each([
    '1. one\n2. two',
    'On 3 May 2024 at 10:00 I called your hotline.\nOn 5 May I wrote to you.',
    'Am 3. Mai 2024 um 10:00 Uhr habe ich angerufen.',
    'Le 3 mai 2024 à 10:00 j’ai appelé.',
    '6. Mai war mein Termin.\n7. Mai auch.',
    'My points:\n\n- one\n- two\n\n* three\n* four\n\n-\n\nDone.',
    'Options:\n-- first\n-- second',
    'First part.\n\n--------\n\nSecond part.',
    'First part.\n\n***\n\nSecond part.',
    '[image: photo.png]\n\nThis is what I see.',
    'From: Berlin\nTo: Paris\nDate: 6 May\n\nIs there a train?',
    'Name: Ana\nE-mail: ana@shop.example\nDate: 6.5.2024 10:00\nOrder: 4711\n\nIt has not come.',
    'I ordered on 6 May 2024 at 10:00 with ana@shop.example.\nIt has not come.',
    'Sent by DHL on Monday.\nIt has not come.',
    'Is this e-mail confidential?\nIf not, please publish it.',
  ])('%s', (text) => {
    expect(newWords(text)).toBe(text);
    expect(newWords(`${text}\n\n${ENGLISH}\n${QUOTED}`)).toBe(text);
    for (const line of Object.values(ATTRIBUTIONS)) expect(newWords(`${text}\n${line}\n${QUOTED}`)).toBe(text);
  });
});

test('hostile text costs no time', () => {
  const hostile = ['On 2024 10:00 a@b <', '---\n', 'From: a\n', 'Sent from ', '<', '> ', 'a@b 2024 10:00\n', '________\n1\n'].map((part) =>
    part.repeat(200_000 / part.length),
  );
  const spent = computingTime();
  for (const text of hostile) newWords(text);
  expect(spent() / hostile.length).toBeLessThan(1_500);
});
