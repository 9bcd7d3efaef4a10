import { expect, test } from 'vitest';
import { makeRules } from './testing/guarded.ts';

const rules = makeRules(['left-out', 'widened', 'rate', 'order']);
const TRIAL = 'You can try it for 14 days without a card. Printing is included in Gold only. A seat costs €10 per member a month.';
const REMIND = 'We remind you 14 days before the renewal. The letter is answered within 3 days.';

test.each([
  ['left-out', 'en', TRIAL, 'You can try it for 14 days with a card.'],
  ['left-out', 'de', TRIAL, 'Zum Testen brauchen Sie eine Karte.'],
  ['left-out', 'ja', TRIAL, '14日間の試用にカードが必要です。'],
  ['left-out', 'en', REMIND, 'We remind you without a letter.'],
  ['widened', 'en', TRIAL, 'Printing is included in every plan.'],
  ['rate', 'en', TRIAL, 'A seat costs €10 a month.'],
  ['rate', 'fr', TRIAL, 'Une place coûte 10 € par mois.'],
  ['order', 'en', REMIND, 'The letter is answered 3 days before.'],
] as const)('%s: %s: %s %s', (rule, language, passage, answer) => expect(rules(answer, passage, language)).toContain(rule));

test.each([
  ['en', TRIAL, 'No card is needed for the 14 days.'],
  ['de', TRIAL, 'Eine Karte brauchen Sie für die 14 Tage nicht.'],
  ['en', TRIAL, 'Printing is included in Gold.'],
  ['fr', TRIAL, 'Une place coûte 10 € par membre et par mois.'],
  ['en', REMIND, 'A reminder is sent 14 days before the renewal.'],
] as const)('%s: %s %s holds', (language, passage, answer) => expect(rules(answer, passage, language)).toEqual([]));
