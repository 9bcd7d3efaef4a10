import { describe, expect, test } from 'vitest';
import type { Article } from './knowledge.ts';
import { type Figure, lintArticles } from './lint.ts';
import { article } from './testing/article.ts';

const TODAY = '2026-03-01';
const LONG_ENOUGH = 'Open the settings and choose what you need there.';

/** "14 days", "30 Tage", "€ 5": enough for these cases; the commands hand in the guard's own reader. */
function figuresOf(text: string): readonly Figure[] {
  const days = [...text.matchAll(/(\d+) (?:days|Tage)/g)].map(([raw, n = '']) => ({ kind: 'duration', value: `${n} d`, raw }));
  const money = [...text.matchAll(/€ ?(\d+)/g)].map(([raw, n = '']) => ({ kind: 'money', value: n, raw }));
  return [...days, ...money];
}
const linksOf = (text: string) => [...text.matchAll(/https?:\/\/(\S+)/g)].map(([, target = '']) => target);

function lint(...articles: readonly Article[]): string[] {
  return lintArticles({ articles, today: TODAY, figuresOf, linksOf }).map((l) => `${l.level} ${l.rule} ${l.article}: ${l.message}`);
}
const one = (id: string, more: Partial<Article> = {}) => article(id, { title: `About ${id}`, body: LONG_ENOUGH, ...more });
const refunds = (id: string, locale: string, body: string) => one(id, { locale, body: `${LONG_ENOUGH} ${body}` });

test('sound articles have nothing to be said', () => expect(lint(one('a'), one('b', { locale: 'de' }), one('b/c'))).toEqual([]));

describe.each<[string, readonly Article[], RegExp]>([
  ['an article that has expired', [one('a', { validUntil: '2026-02-28' })], /^warning validity a: has expired on 2026-02-28/],
  ['one that ends today', [one('a', { validUntil: TODAY })], /^warning validity a: expires on 2026-03-01/],
  ['one that ends in 30 days', [one('a', { validUntil: '2026-03-31' })], /^warning validity a: expires on 2026-03-31/],
  ['one that is to come', [one('a', { validFrom: '2026-03-02' })], /^info validity a: is not in force before/],
  ['a paragraph too long to quote', [one('a', { body: 'word '.repeat(400) })], /^warning length a: a#1 \(About a\) is a paragraph of/],
  [
    'a section too short to quote',
    [one('a', { body: `${LONG_ENOUGH}\n\n## More\n\nSee above.` })],
    /^warning length a: a#2 .*"See above\."/,
  ],
  ['the same title twice', [one('a', { title: 'Exports' }), one('b', { title: 'exports' })], /^error duplicate b: .*"exports" of a/],
  ['an alias that is a title', [one('a', { title: 'Exports?' }), one('b', { aliases: ['Exports'] })], /^error duplicate b:/],
  [
    'a link to no article',
    [one('a', { body: `${LONG_ENOUGH} [x](./gone.md#top)` })],
    /^error link a: the link \.\/gone\.md#top leads to no article/,
  ],
  [
    'a link to an internal article',
    [one('a', { body: `${LONG_ENOUGH} [x](staff.md)` }), one('staff', { audience: 'internal' })],
    /^error link a: .* internal article/,
  ],
  [
    'a link that means nothing in a mail',
    [one('a', { body: `${LONG_ENOUGH} [x](b.md)` }), one('b')],
    /^warning link a: .* nothing in a mail/,
  ],
  ['a link within the page', [one('a', { body: `${LONG_ENOUGH} [x](#top)` })], /^warning link a: /],
  ['a shortened link', [one('a', { body: `${LONG_ENOUGH} https://bit.ly/3x` })], /^warning host a: links to bit\.ly: it hides/],
  ['a link by number', [one('a', { body: `${LONG_ENOUGH} http://192.0.2.7/x` })], /^warning host a: .* a number instead of a name/],
  ['a name in another script', [one('a', { body: `${LONG_ENOUGH} https://p\u0430ypal.example/` })], /^warning host a: .* another name/],
  ['an encoded name', [one('a', { body: `${LONG_ENOUGH} https://xn--e1awd7f.example/` })], /^warning host a: .* another name/],
  [
    'a user before the host',
    [one('a', { body: `${LONG_ENOUGH} https://shop.example@evil.example/` })],
    /^warning host a: .* an @ before its host/,
  ],
  [
    'a misspelt host',
    [
      ...['a', 'b', 'c'].map((id) => one(id, { body: `${LONG_ENOUGH} https://shop.example/x` })),
      one('d', { body: `${LONG_ENOUGH} https://shpo.example/x` }),
    ],
    /^warning host d: .* shop\.example is what 3 other articles say/,
  ],
  [
    'figures that contradict each other',
    [refunds('refunds', 'en', 'Within 30 days.'), refunds('refunds-de', 'de', 'Binnen 14 Tage.')],
    /^error contradiction refunds-de: says 14 Tage where refunds says 30 days/,
  ],
  [
    'the same in folders',
    [refunds('de/refunds', 'de', 'Es kostet €7.'), refunds('en/refunds', 'en', 'It costs €5.')],
    /^error contradiction en\/refunds: says €5 where de\/refunds says €7/,
  ],
  [
    'sample articles',
    [one('a', { sample: true }), one('b', { sample: true })],
    /^warning sample a: and 1 more are shipped example content/,
  ],
])('finds %s', (_, articles, expected) => {
  test('and nothing else', () => {
    const found = lint(...articles);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });
});

describe.each<[string, readonly Article[]]>([
  ['the same figures in two languages', [refunds('r', 'en', 'Within 30 days.'), refunds('r-de', 'de', 'Binnen 30 Tage.')]],
  ['a figure that a shorter translation leaves out', [refunds('r', 'en', '30 days, 5 days.'), refunds('r-de', 'de', '30 Tage.')]],
  ['other figures in another article', [refunds('r', 'en', '30 days.'), refunds('s-de', 'de', '14 Tage.')]],
  ['figures for staff', [refunds('r', 'en', '30 days.'), { ...refunds('r-de', 'de', '14 Tage.'), audience: 'internal' }]],
  ['one title in two languages', [one('a', { title: 'Export' }), one('b', { title: 'Export', locale: 'de' })]],
  ['a title that an expired article had', [one('a', { title: 'Export', validFrom: '2026-01-01' }), one('b', { title: 'Import' })]],
  ['a title and an alias of one article', [one('a', { title: 'Export', aliases: ['export?'] })]],
  ['a short sentence in Japanese', [one('a', { locale: 'ja', body: '設定から変更できます。' })]],
  ['a link in code', [one('a', { body: `${LONG_ENOUGH}\n\n\`\`\`\n[x](gone.md)\n\`\`\`\n\nand \`[x](gone.md)\`` })]],
  [
    'addresses outside',
    [one('a', { body: `${LONG_ENOUGH} [x](https://shop.example/a) <mailto:a@shop.example> [y](mailto:a@shop.example)` })],
  ],
  [
    'sub-domains of a host',
    ['a', 'b', 'c', 'd'].map((id, i) => one(id, { body: `${LONG_ENOUGH} https://${i > 2 ? 'app.' : ''}shop.example/` })),
  ],
])('lets pass %s', (_, articles) => {
  test('silently', () => expect(lint(...articles)).toEqual([]));
});

test('names the languages that an article lacks, where at least three articles have them', () => {
  const articles = ['a', 'b', 'c'].flatMap((id) => [one(id), one(`${id}-de`, { locale: 'de' })]);
  expect(lint(...articles, one('d'), one('d-fr', { locale: 'fr' }))).toEqual([
    'info translation d: has no version in de: such mail goes to people',
  ]);
});

test('errors come first', () => {
  const levels = lintArticles({
    articles: [one('a', { validUntil: TODAY }), one('b', { title: 'X' }), one('c', { title: 'X' })],
    today: TODAY,
    figuresOf,
    linksOf,
  }).map(({ level }) => level);
  expect(levels).toEqual(['error', 'warning']);
});
