import { describe, expect, test } from 'vitest';
import { computingTime } from '../testing/computing-time.ts';
import { clusterTexts, type Document } from './clusters.ts';

const in_ = (language: string, ...texts: string[]): Document[] => texts.map((text) => ({ language, text }));
const groups = (documents: readonly Document[]) => clusterTexts(documents).map(({ members }) => members.toSorted((a, b) => a - b));

describe('what asks alike stands together', () => {
  test.each([
    [
      'en',
      'Do you have an app for the Apple Watch?',
      'Is there a version for the Apple Watch',
      'Can I buy gift cards?',
      'gift card for my sister please',
    ],
    [
      'de',
      'Gibt es eine App für die Apple Watch?',
      'Haben Sie eine Version für die Apple Watch',
      'Kann ich Gutscheine kaufen?',
      'Einen Gutschein für meine Schwester bitte',
    ],
    [
      'es',
      '¿Hay una aplicación para el Apple Watch?',
      '¿Tienen versión para Apple Watch?',
      '¿Venden tarjetas de regalo?',
      'Una tarjeta de regalo para mi hermana',
    ],
    [
      'fr',
      "Avez-vous une application pour l'Apple Watch ?",
      'Une version pour Apple Watch existe-t-elle ?',
      'Vendez-vous des cartes cadeaux ?',
      'Une carte cadeau pour ma sœur',
    ],
    [
      'it',
      "C'è un'app per Apple Watch?",
      'Esiste una versione per Apple Watch?',
      'Vendete buoni regalo?',
      'Un buono regalo per mia sorella',
    ],
    ['ja', '縦書きで表示できますか。', 'ノートを縦書き表示にしたいです。', 'ギフトカードは買えますか。', 'ギフトカードを購入したい'],
  ])('%s', (language, ...texts) =>
    expect(groups(in_(language, ...texts))).toEqual([
      [0, 1],
      [2, 3],
    ]),
  );
});

test('languages stay apart, however alike the words', () => {
  expect(groups([...in_('en', 'PDF export broken'), ...in_('de', 'PDF Export')])).toHaveLength(2);
});

test('the largest group comes first, its most typical text first in it', () => {
  const [first] = clusterTexts(
    in_('en', 'gift cards', 'Apple Watch app', 'my old Apple Watch application crashed on Tuesday', 'Apple Watch app'),
  );
  expect(first).toMatchObject({ members: [1, 3, 2], terms: expect.arrayContaining(['watch']) });
});

test('small talk, signs and nothing are one group, and lose nothing', () => {
  expect(groups(in_('en', 'hello', '???', '', '🙂'))).toEqual([[0, 1, 2, 3]]);
  expect(clusterTexts([])).toEqual([]);
});

test('every text is in one group, the same each time, and ten thousand take seconds', () => {
  const documents = Array.from(
    { length: 10_000 },
    (_, i): Document => ({
      language: i % 3 === 0 ? 'de' : 'en',
      text: `Question ${i % 400}number about ${i % 97}gadget and the old ${(i * 7) % 1_301}widget in ${i % 11}shop`,
    }),
  );
  const spent = computingTime();
  const once = clusterTexts(documents);
  expect(spent()).toBeLessThan(20_000);
  expect(once.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual(documents.map((_, i) => i));
  const some = documents.slice(0, 1_000);
  expect(clusterTexts(some)).toEqual(clusterTexts(some));
});
