import { describe, expect, test } from 'vitest';
import { makeMadeUp, stillPersonal } from './made-up.ts';

const OURS = new Set([
  'account',
  'settings',
  'billing',
  'hazelnote.example',
  'student',
  'discount',
  'password',
  'reset',
  'hazelnote',
  'pro',
]);
const isOurs = (word: string) => OURS.has(word.toLowerCase());
const makeUp = (text: string, people: readonly string[] = ['Dorothy Lam']) => makeMadeUp({ people, isOurs })(text);

describe('made-up values stand in place of', () => {
  test.each([
    ['the sender', 'Dorothy Lam cannot log in', 'Alex Morgan cannot log in'],
    ['an address', 'write to dorothy.lam@lampost.example please', 'write to customer1@example.com please'],
    ['a telephone number', 'call me: +49 170 1234567', 'call me: +1 202 555 0100'],
    ['a name behind a title', 'I spoke with Mr. Thompson', 'I spoke with Mr. Sam Rivera'],
    ['a relative', 'my wife Maria uses it, too', 'my wife Sam Rivera uses it, too'],
    ['a name in German', 'Herr Krause hat angerufen', 'Herr Sam Rivera hat angerufen'],
    ['two words with capitals that no article has', 'it was Olga Petrova who paid', 'it was Sam Rivera who paid'],
    ['an invoice number', 'invoice INV-2026-00417 is wrong', 'invoice INV-1234-56789 is wrong'],
    ['an order number', 'order 83920174 never came', 'order 12345678 never came'],
    ['a street', 'I live at 12 Baker Street now', 'I live at 1 Example Street now'],
    ['a street in German', 'ich wohne in der Hauptstraße 5 jetzt', 'ich wohne in der 1 Example Street jetzt'],
    ['a street in French', 'j’habite 7 rue de Lyon', 'j’habite 1 Example Street'],
    ['a foreign link', 'see https://drive.example/u/0/dorothy?k=1', 'see https://example.com/'],
    ['a token in a link of ours', 'https://hazelnote.example/reset?token=abc', 'https://hazelnote.example/reset'],
    ['a handle', 'I am @dorothy_lam there', 'I am @example there'],
  ])('%s', (_what, text, expected) => expect(makeUp(text)).toBe(expected));

  test('the same name the same one, in all texts of a conversation', () => {
    const of = makeMadeUp({ people: ['Dorothy Lam'], isOurs });
    expect([of('Dorothy Lam and Mr. Thompson'), of('Mr. Thompson wrote to Dorothy Lam')]).toEqual([
      'Alex Morgan and Mr. Sam Rivera',
      'Mr. Sam Rivera wrote to Alex Morgan',
    ]);
  });
});

test.each([
  'Where is the Student Discount in the Account Settings?',
  'It costs 12.50 EUR since 2026-01-15, and error 503 comes up in 30 days',
  'Ich habe mein Passwort vergessen und komme nicht in mein Konto',
])('%s stays as it is', (text) => expect(makeUp(text)).toBe(text));

describe('before a stub is accepted', () => {
  test.each([
    ['an address', 'write to ada@lovelace.net'],
    ['a telephone number', 'call +49 170 1234567'],
    ['a card', 'my card 4111 1111 1111 1111'],
    ['a number', 'order 83920174'],
    ['a street', 'at 12 Baker Street'],
    ['a name', 'Mr. Peter Thompson said so'],
  ])('%s is found', (_what, text) => expect(stillPersonal(text)).not.toEqual([]));

  test('what was made up is let through', () => {
    const text = 'Alex Morgan <customer1@example.com>, +1 202 555 0100, [card-1], order 12345678, https://example.com/, 1 Example Street';
    expect(stillPersonal(text)).toEqual([]);
  });

  test('whatever was made up of a mail is let through', () => {
    const mail =
      'I am Dorothy Lam, 12 Baker Street, order 83920174 and INV-2026-00417, card 4111 1111 1111 1111, dorothy@lam.net, +44 20 7946 0958';
    expect(stillPersonal(makeUp(mail))).toEqual([]);
  });
});
