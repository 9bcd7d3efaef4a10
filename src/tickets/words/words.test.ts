import { describe, expect, test } from 'vitest';
import { renderSheet } from '../../mail/sheet.ts';
import { handoffBlocks } from '../handoff.ts';
import { HANDOFFS } from '../testing/handoffs.ts';
import { DE } from './de.ts';
import { SENTENCES } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { IT } from './it.ts';
import { PT } from './pt.ts';
import { languageOfStaff, staffWords, teamLanguage } from './words.ts';

const TABLES = { de: DE, es: ES, fr: FR, it: IT, pt: PT };
const marks = (text: string) => text.match(/\{\d\}|`[^`]*`|\*\*|^- |#[a-z]+/g)?.toSorted() ?? [];

describe.each(Object.entries(TABLES))('%s', (_, table) => {
  test('every sentence has the values, commands and marks that it has in English', () => {
    const broken = SENTENCES.filter((sentence) => {
      const told = table[sentence];
      return told === '' || told.trim() !== told || marks(told).join(' ') !== marks(sentence).join(' ');
    });
    expect(broken).toEqual([]);
  });

  test('there is no sentence but these', () => expect(Object.keys(table).toSorted()).toEqual([...SENTENCES].toSorted()));
});

const de = staffWords('de');

test.each([
  ['Rule: Data deletion goes to compliance.', 'Regel: Data deletion goes to compliance.'],
  ['No article covers this.', 'Kein Artikel behandelt das.'],
  ['Support DACH takes over mail in German.', 'Support DACH übernimmt Mail in dieser Sprache (Deutsch).'],
  [
    'Billing has the category refunds. Billing is closed until Mon 2026-11-23 10:00 (Europe/Berlin).',
    'Billing hat die Kategorie refunds. Billing ist bis Mon 2026-11-23 10:00 (Europe/Berlin) nicht da.',
  ],
  [
    'It could not be delivered to the team compliance: 550 no. It was first escalated because: The customer is upset.',
    'Dem Team compliance konnte es nicht zugestellt werden: 550 no. Weitergegeben wurde es zuerst, weil: Der Kunde ist verärgert.',
  ],
  ['Marta gives it to you: she has paid. Twice.', 'Marta gibt es euch: she has paid. Twice.'],
  ['The server said: no such user. It fits no category.', 'The server said: no such user. Es passt in keine Kategorie.'],
  ['Words of nobody here', 'Words of nobody here'],
  ['', ''],
])('%j is told in German', (english, german) => {
  expect(de.retell(english)).toBe(german);
});

test('a name that is a word of ours stays a name', () => {
  expect(de.retell('Rules has the category high.')).toBe('Rules hat die Kategorie high.');
});

test('a language without a table reads English', () => {
  const { say, retell, language } = staffWords('fi');
  expect([language, say('{0} is closed.', 'Billing'), retell('It fits no category.')]).toEqual([
    'en',
    'Billing is closed.',
    'It fits no category.',
  ]);
});

test.each([
  [{ language: 'fr', locales: ['de'] }, 'fr'],
  [{ locales: ['de', 'nl'] }, 'de'],
  [{ locales: ['de', 'en'] }, 'en'],
  [{ locales: [] }, 'en'],
  [undefined, 'en'],
])('the mails of %j are in %s', (team, language) => {
  expect(teamLanguage(team, 'en')).toBe(language);
});

test('a person reads the language of their team', () => {
  const teams = {
    support: { email: 'team@shop.example', staff: ['marta@shop.example'], locales: [] },
    dach: { email: 'hilfe@shop.example', staff: ['jan@shop.example'], locales: ['de'] },
  };
  expect(['hilfe@shop.example', 'jan@shop.example', 'marta@shop.example'].map((who) => languageOfStaff(who, teams, 'en'))).toEqual([
    'de',
    'de',
    'en',
  ]);
});

test.each(Object.keys(TABLES))('no sentence of ours is left in English in a hand-off in %s', (language) => {
  for (const handoff of Object.values(HANDOFFS)) {
    // What others wrote and configured is as it is.
    const outcome = { ...handoff.outcome, rules: [], summary: '…', suggestedReply: null, suggestedClaims: [] };
    const theirs = { ...handoff, outcome, thread: [], passages: [], team: { ...handoff.team, language } };
    const { text } = renderSheet(handoffBlocks(theirs));
    const ours = text
      .split('\n')
      .slice(1)
      .join(' ')
      .replace(/\s+/g, ' ')
      .replace(
        /"[^"]*"|«[^»]*»|„[^“]*“|« [^»]* »|Data deletion goes to compliance|Who pays the fee of my bank\?|Where is my invoice\?|Two-factor codes do not arrive/g,
        '',
      );
    expect(ours).not.toMatch(/\b(?:the|this|is|of|and|with|your|takes over)\b/i);
  }
});
