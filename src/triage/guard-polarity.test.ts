import { expect, test } from 'vitest';
import { makeRules } from './testing/guarded.ts';

const rules = makeRules(['negation', 'opposite']);
const GIFT =
  'The gift card does not expire. A gift card cannot be combined with a coupon unless the shop confirms it. The amount and the date stay the same. Letters in the archive are not printed.';

test.each([
  ['en', 'Letters in the archive are printed.'],
  ['en', 'A gift card can be combined with a coupon.'],
  ['en', 'The amount and the date can be changed.'],
  ['es', 'El importe y la fecha se pueden cambiar.'],
  ['de', 'Betrag und Datum lassen sich ändern.'],
] as const)('%s: "%s" turns the passage round', (language, answer) => expect(rules(answer, GIFT, language)).not.toEqual([]));

test.each([
  ['en', 'We never print letters in the archive.'],
  ['en', 'A gift card can be combined with a coupon only if the shop confirms it.'],
  ['en', 'The amount and the date are not changed.'],
  ['de', 'Betrag und Datum ändern sich nicht.'],
  ['it', "L'importo e la data non cambiano."],
] as const)('%s: "%s" says the same', (language, answer) => expect(rules(answer, GIFT, language)).toEqual([]));

test('a clause that speaks of a thing "you no longer use" is not negated by it', () =>
  expect(rules('You can sign out a device.', 'Choose a name. You can sign out a device you no longer use.', 'en')).toEqual([]));

test('"none of" reaches the verb in the next part of a list', () => {
  const text = 'Notes, attachments and links are kept.';
  expect(rules('None of your notes, attachments or links are removed.', text, 'en')).toEqual([]);
  expect(rules('Your notes, attachments or links are removed.', text, 'en')).not.toEqual([]);
});
