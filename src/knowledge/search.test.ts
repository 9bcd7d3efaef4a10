import { describe, expect, test } from 'vitest';
import { computingTime } from '../testing/computing-time.ts';
import { buildKnowledge } from './build.ts';
import type { Article } from './knowledge.ts';
import { makeTerms } from './terms.ts';
import { article as plain } from './testing/article.ts';

const article = (id: string, title: string, body: string, more: Partial<Article> = {}) => plain(id, { title, body, ...more });

const KB = buildKnowledge([
  article(
    'reset',
    'Reset a forgotten password',
    'Open the page and choose Send link.\n\n## The mail does not arrive\n\nLook in your spam folder.',
    {
      aliases: ['I cannot remember my password'],
    },
  ),
  article('invoices', 'Find your invoices', 'Every invoice is under Settings, Billing.', { tags: ['receipt'] }),
  article('export', 'Export your notes', 'Choose Export and a format: Markdown, PDF or HTML.'),
  article('reset-de', 'Passwort zurücksetzen', 'Öffnen Sie die Seite und wählen Sie Link senden.', { locale: 'de' }),
  article('invoices-ja', '請求書の確認', '請求書は設定の「お支払い」にあります。', { locale: 'ja' }),
  article('staff', 'Staff guide to exports', 'Export of deleted notes needs approval.', { audience: 'internal' }),
]);
const search = (query: string, locale = 'en', audience: 'public' | 'internal' | 'all' = 'public') =>
  KB.search([query], { locale, audience, limit: 5 });
const first = (query: string, locale = 'en') => search(query, locale)[0]?.passage.id;

describe('search finds', () => {
  test.each([
    ['the title in other forms', 'How do I get my passwords resetted?', 'en', 'reset#1'],
    ['an alias', "can't remember my password", 'en', 'reset#1'],
    ['a section', 'reset mail not arriving, nothing in spam', 'en', 'reset#2'],
    ['a tag', 'I need a receipt', 'en', 'invoices#1'],
    ['German without umlauts', 'Passwort zuruecksetzen', 'de', 'reset-de#1'],
    ['Japanese', '請求書はどこで確認できますか', 'ja', 'invoices-ja#1'],
  ])('%s', (_, query, locale, id) => expect(first(query, locale)).toBe(id));

  test('nothing for words that no article has, or for small talk', () => {
    expect(search('helicopter maintenance')).toEqual([]);
    expect(search('Hello, could you please help me? Thanks!')).toEqual([]);
  });

  test('the asked language before another', () => {
    const both = buildKnowledge([
      article('a', 'Export PDF', 'PDF export.'),
      article('b', 'PDF Export', 'Export als PDF.', { locale: 'de' }),
    ]);
    const order = (locale: string) => both.search(['PDF export'], { locale, audience: 'public', limit: 5 }).map((f) => f.passage.articleId);
    expect([order('en'), order('de')]).toEqual([
      ['a', 'b'],
      ['b', 'a'],
    ]);
  });

  test('internal passages only for staff', () => {
    const ids = (audience: 'public' | 'internal' | 'all') =>
      search('export deleted notes approval', 'en', audience).map((f) => f.passage.articleId);
    expect(ids('public')).not.toContain('staff');
    expect(new Set(ids('internal'))).toEqual(new Set(['staff']));
    expect(new Set(ids('all'))).toEqual(new Set(['staff', 'export']));
  });
});

test.each<[string, Partial<Article>, string]>([
  ['title', { title: 'Gift vouchers' }, 'voucher'],
  ['alias', { aliases: ['Do you sell gift vouchers?'] }, 'gift vouchers'],
  ['tag', { tags: ['voucher'] }, 'vouchers'],
  ['heading', { body: 'Text.\n\n## Vouchers\n\nOther text.' }, 'vouchers'],
  ['text', { body: 'We sell vouchers.' }, 'voucher'],
])('an article is found by its %s, and only for its audience', (_, more, query) => {
  const fields = { title: 'Something', body: 'Text.', ...more };
  const find = (article_: Partial<Article>, audience: 'public' | 'internal' | 'all') =>
    buildKnowledge([article('it', fields.title, fields.body, { ...fields, ...article_ }), article('other', 'Other', 'Nothing.')])
      .search([query], { locale: 'en', audience, limit: 5 })
      .map((found) => found.passage.articleId);
  expect(find({}, 'public')).toEqual(['it']);
  expect(find({}, 'internal')).toEqual([]);
  expect(find({ audience: 'internal' }, 'public')).toEqual([]);
  expect(find({ audience: 'internal' }, 'all')).toEqual(['it']);
});

test('of two sections with the same words the general one comes first', () => {
  const kb = buildKnowledge([
    article('a', 'Export your notes', 'Choose Export.\n\n## Export your notes on an old tablet\n\nChoose Export.'),
  ]);
  expect(kb.search(['export my notes'], { locale: 'en', audience: 'public', limit: 2 }).map((f) => f.passage.id)).toEqual(['a#1', 'a#2']);
});

describe('the score', () => {
  const score = (query: string) => search(query)[0]?.score ?? 0;

  test('is 1 for the words of an alias, and lower the more of the query is not covered', () => {
    expect(score('I cannot remember my password')).toBeCloseTo(1);
    const falling = ['export notes markdown', 'export notes markdown helicopter', 'export notes helicopter maintenance licence'].map(score);
    expect(falling).toEqual(falling.toSorted((a, b) => b - a));
    expect(falling[2]).toBeLessThan(0.6);
  });

  test('is never 1 for a single word', () => expect(score('export?')).toBeLessThan(0.8));
  test('stays between 0 and 1, best first', () => {
    const scores = search('export invoices password notes mail').map((f) => f.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    expect(Math.min(...scores)).toBeGreaterThan(0);
  });

  test('has a lead over the best passage of any other article in its language, also one that is left out', () => {
    const both = buildKnowledge([
      article('a', 'Export to PDF', 'Choose PDF.\n\n## Export to PDF on a phone\n\nChoose PDF.'),
      article('b', 'Export to Word', 'Choose Word or PDF.'),
      article('c', 'PDF-Export', 'Export to PDF.', { locale: 'de' }),
    ]);
    const all = both.search(['export to PDF'], { locale: 'en', audience: 'public', limit: 9 });
    const best = (id: string) => all.find((f) => f.passage.articleId === id) ?? { score: 0, lead: 0 };
    expect(best('a').lead).toBeCloseTo(best('a').score - best('b').score);
    expect(best('b').lead).toBeCloseTo(best('b').score - best('a').score);
    expect(best('c').lead).toBeCloseTo(best('c').score);
    const [only] = both.search(['export to PDF'], { locale: 'en', audience: 'public', limit: 1 });
    expect(only).toEqual(all[0]);
  });

  test('of several queries is the best', () => {
    const found = KB.search(['helicopter', 'I cannot remember my password'], { locale: 'en', audience: 'public', limit: 1 });
    expect(found[0]).toMatchObject({ passage: { id: 'reset#1' } });
  });
});

test('3,000 articles are ready in seconds, and a search takes milliseconds', () => {
  const words = Array.from({ length: 4_000 }, (_, i) => `w${(i * 7_919) % 4_000}x`);
  const articles = Array.from({ length: 3_000 }, (_, i) =>
    article(
      `a${i}`,
      `About ${words[i]} and ${words[(i * 3) % 4_000]}`,
      Array.from({ length: 200 }, (_, j) => words[(i * 31 + j * 17) % 4_000]).join(' '),
    ),
  );
  const building = computingTime();
  const large = buildKnowledge(articles);
  const built = building();
  const searching = computingTime();
  for (let i = 0; i < 50; i += 1)
    large.search([`how about ${words[i]} with ${words[i * 3]} and ${words[i + 9]}`], { locale: 'en', audience: 'public', limit: 6 });
  expect(built).toBeLessThan(6_000);
  expect(searching() / 50).toBeLessThan(20);
});

test.each([
  ['en', 'invoices Invoice invoiced', 1],
  ['en', 'cancel cancelled cancelling cancellation', 1],
  ['en', 'reset resetting resets', 1],
  ['de', 'Rechnung Rechnungen', 1],
  ['es', 'contraseña contraseñas', 1],
  ['es', 'exportar exporto exportación', 1],
  ['fr', 'facture factures', 1],
  ['en', 'version versioning versions', 1],
  ['es', 'contraseña contrasena CONTRASEÑAS', 1],
  ['pt', 'fatura faturas faturação', 1],
  ['it', 'fattura fatture fatturazione', 1],
  ['nl', 'factuur facturen', 1],
  ['sv', 'fakturor fakturorna', 1],
  ['fr', "l'abonnement d'abonnement abonnements", 1],
  ['ja', '請求書 請求書', 2],
  ['xx', 'words word', 2],
  ['en', 'bill bank', 2],
])('stems join forms of a word (%s: %s)', (locale, text, distinct) => expect(new Set(makeTerms(locale)(text)).size).toBe(distinct));
