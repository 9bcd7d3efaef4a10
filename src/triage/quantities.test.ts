import { expect, test } from 'vitest';
import { figureKey, figureKeys, normaliseNumber, quantities } from './quantities.ts';

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
  [['€6', '6ユーロ']],
  [['10 MB', '10 Mo', '0.01 GB']],
  [['half a year', 'six months', 'ein halbes Jahr', 'medio año', 'Halbjahr']],
  [['half an hour', '30 minutes', 'eine halbe Stunde', 'une demi-heure', "mezz'ora", 'media hora']],
  [['a quarter of an hour', '15 Minuten', 'eine Viertelstunde']],
  [['ninety days', 'neunzig Tage', 'noventa días', 'quatre-vingt-dix jours', 'novanta giorni', '九十日間']],
  [['twenty-one days', 'three weeks', 'einundzwanzig Tage', 'veintiuno días', 'vingt et un jours', 'ventuno giorni', '二十一日間']],
  [['3rd of March', 'March 3', '3. März', '3.3.', '3 de marzo', 'le 3 mars', '3 marzo', '3月3日']],
  [['3 March 2026', 'March 3rd, 2026', '3.3.2026', '2026-03-03', '2026年3月3日']],
])('%j are the same', (spellings) => expect(new Set(spellings.flatMap(values)).size).toBe(1));

test('a currency between two numbers belongs to the first', () => {
  expect(values('3 euros a month')).toEqual(['money eur 3', 'duration months 1']);
});

test.each([
  ['working days are not days', 'five days', 'five working days'],
  ['a month is not thirty days', 'one month', '30 days'],
  ['euros are not dollars', '€5', '$5'],
])('%s', (_, a, b) => expect(values(a)).not.toEqual(values(b)));

test.each([
  ['once is eleven in Spanish alone', 'The link works once', 'en'],
  ['due is two in Italian alone', 'The invoice is due', 'en'],
  ['sei is six in Italian alone', 'Es sei denn, Sie kündigen', 'de'],
])('%s', (_, text, language) => expect(quantities(text, language)).toEqual([]));

test('a day of a year is backed by its full date, and day and month by either order of them', () => {
  const [full] = quantities('from 3 April 2026');
  expect(full && figureKeys(full)).toEqual(['date 2026-4-3', 'date 4-3', 'date 2026/3-4']);
  expect(quantities('3/4/2026').map(figureKey)).toEqual(['date 2026/3-4']);
});

test.each(['five to ten working days', '5–10 Werktage', 'de cinco a diez días laborables', '5 à 10 jours ouvrés', '5~10営業日'])(
  'both ends of a range are read: %s',
  (range) => expect(values(range)).toEqual(['duration working days 5', 'duration working days 10']),
);

test('two numbers beside each other stay two', () => expect(values('two 500 MB files')).toEqual(['size 500', 'number 2']));

test('ordinals of a list, articles and words of a name are no figures', () => {
  expect(values('リンクは1回だけ。')).toEqual([]);
  expect(values('1. Open the menu\n2) Choose one of the notes\n3. A friend helps')).toEqual([]);
});

test('an identifier is kept whole', () =>
  expect(values('Order AB-2107-X and invoice 20250031')).toEqual(['number ab-2107-x', 'number 20250031']));
