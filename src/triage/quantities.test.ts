import { expect, test } from 'vitest';
import { normaliseNumber, quantities } from './quantities.ts';

const values = (text: string) => quantities(text).map((q) => `${q.kind} ${q.value}`);

test.each([
  ['1.000,50', '1000.5'],
  ['1,000.50', '1000.5'],
  ['1 000,50', '1000.5'],
  ["1'000.50", '1000.5'],
  ['1,000', '1000'],
  ['1.000', '1000'],
  ['1,5', '1.5'],
  ['0.500', '0.5'],
  ['1.000.000', '1000000'],
  ['zwölf'.normalize('NFKD').replace(/\p{M}/gu, ''), '12'],
])('the number %s is %s', (written, value) => expect(normaliseNumber(written)).toBe(value));

test.each([
  [
    [
      '48 h',
      'two days',
      '48 Stunden',
      'zwei Tage',
      'dos días',
      'deux jours',
      'due giorni',
      'dois dias',
      'twee dagen',
      '48時間',
      '2日間',
      'a 2-day',
    ],
  ],
  [['five working days', '5 business days', 'fünf Werktage', 'cinco días laborables', '5 jours ouvrés', '5営業日']],
  [['€6', '6 €', '6 euros', 'EUR 6.00', 'six euros']],
  [['21 %', '21%', '21 percent', '21 Prozent', '21 por ciento']],
  [['one year', '12 months', 'zwölf Monate', '1年間']],
  [['3:30 pm', '15:30', '15:30:00']],
])('%j are the same', (spellings) => expect(new Set(spellings.flatMap(values)).size).toBe(1));

test.each([
  ['working days are not days', 'five days', 'five working days'],
  ['a month is not thirty days', 'one month', '30 days'],
  ['euros are not dollars', '€5', '$5'],
])('%s', (_, a, b) => expect(values(a)).not.toEqual(values(b)));

test('ordinals of a list, articles and words of a name are no figures', () => {
  expect(values('リンクは1回だけ。')).toEqual([]);
  expect(values('1. Open the menu\n2) Choose one of the notes\n3. A friend helps')).toEqual([]);
});

test('an identifier is kept whole', () =>
  expect(values('Order AB-2107-X and invoice 20250031')).toEqual(['number ab-2107-x', 'number 20250031']));
