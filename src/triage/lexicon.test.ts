import { expect, test } from 'vitest';
import { hits, lexiconOf, outermost } from './lexicon.ts';
import { ACTIONS } from './meaning-actions.ts';
import { PEOPLE } from './meaning-people.ts';
import { THINGS } from './meaning-things.ts';
import { LEXICON_LANGUAGES, rows, SENSES } from './meaning-words.ts';
import { isMadeOf } from './passage-words.ts';
import { PLAIN } from './plain-words.ts';

const axes = (text: string, language: string) => {
  const lexicon = lexiconOf(language);
  if (lexicon === undefined) throw new Error(`no words of ${language}`);
  return outermost(hits(lexicon.senses, text)).map(({ value }) => value.axis);
};

test.each([...SENSES, ...rows(PEOPLE), ...rows(THINGS), ...rows(ACTIONS)].map((concept) => [concept.axis, concept] as const))(
  'the row %s has a cell for each language',
  (_, { words }) => expect(words).toHaveLength(LEXICON_LANGUAGES.length),
);

test.each(Object.entries(PLAIN))('plain words of %s are whole, or begin with four letters that say which', (_, words) => {
  expect(words.split(/\s+/).filter((word) => word.endsWith('*') && word.length < 5)).toEqual([]);
});

test.each([
  ['en', 'free of charge', ['charge']],
  ['fr', 'carte bancaire', ['card']],
  ['de', 'rechnungsadresse', ['invoice', 'address']],
  ['ja', '返金できません', ['refund', 'can']],
])('%s: %s means %j and nothing within it', (language, text, expected) => expect([...new Set(axes(text, language))]).toEqual(expected));

test('a compound is known when all its parts are', () => {
  const known = (part: string) => ['rechnung', 'nummer', 'tarif'].includes(part);
  expect(isMadeOf('rechnungsnummer', known)).toBe(true);
  expect(isMadeOf('rechnungshof', known)).toBe(false);
});
