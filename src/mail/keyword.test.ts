import { describe, expect, test } from 'vitest';
import { keywordToLabel, labelToKeyword, wireKeyword } from './keyword.ts';

/** RFC 9051 §9: an atom has none of these. */
const NOT_IN_ATOM = /[(){ %*"\\\]\u0000-\u0020\u007f-\uffff]/;

describe('labelToKeyword', () => {
  test.each(['needs-human', 'lang/es', 'urgent', 'team:billing', 'v2.1', 'a+b', 'x_y'])('leaves %s as it is', (label) => {
    expect(labelToKeyword(label)).toBe(label);
  });

  test.each([
    ['Needs Human', 'needs^20human'],
    ['zurück', 'zur^c3^bcck'],
    ['100%', '100^25'],
    ['$Forwarded', '^24forwarded'],
    ['\\Seen', '^5cseen'],
    ['a^b', 'a^5eb'],
    ['', '^'],
  ])('writes %s as %s', (label, keyword) => {
    expect(labelToKeyword(label)).toBe(keyword);
  });
});

const PIECES = [
  'a',
  'Z',
  '9',
  '-',
  '/',
  ' ',
  '\t',
  '\n',
  '\0',
  '"',
  '\\',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '%',
  '*',
  '^',
  '^5e',
  '^zz',
  '$',
  'é',
  'ß',
  'İ',
  '山',
  '😀',
  '\u0301',
  '&',
  '~',
  '#',
];

test('every label makes a legal keyword and comes back in lower case', () => {
  for (const first of PIECES) {
    for (const second of PIECES) {
      for (const third of PIECES) {
        const label = `${first}${second}${third}`;
        const keyword = labelToKeyword(label);
        expect(NOT_IN_ATOM.test(keyword), JSON.stringify(label)).toBe(false);
        expect(keywordToLabel(keyword)).toBe(label.normalize('NFC').toLowerCase().normalize('NFC'));
      }
    }
  }
});

test.each(['$Forwarded', 'NonJunk', '$MDNSent', 'bad^zz', 'bad^ff', '^'])('never throws on the keyword %s of another client', (keyword) => {
  expect(typeof keywordToLabel(keyword)).toBe('string');
});

test('no keyword is longer than servers take, and different labels stay different', () => {
  const labels = [
    '待办事项需要人工处理的客户',
    '待办事项需要人工处理的客服',
    'x'.repeat(64),
    `${'x'.repeat(63)}y`,
    'needs-human',
    'é'.repeat(64),
  ];
  const keywords = labels.map((label) => wireKeyword(labelToKeyword(label)));
  expect(new Set(keywords).size).toBe(labels.length);
  for (const keyword of keywords) {
    expect(keyword.length).toBeLessThanOrEqual(50);
    expect(NOT_IN_ATOM.test(keyword)).toBe(false);
    expect(wireKeyword(keyword)).toBe(keyword);
  }
});

test('labels of any characters come back, at random', () => {
  // A fixed seed: the same labels in every run.
  let seed = 42;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let n = 0; n < 2_000; n += 1) {
    const points = Array.from({ length: 1 + random(20) }, () => random(0x11_0000));
    const label = String.fromCodePoint(...points).toWellFormed();
    const keyword = labelToKeyword(label);
    expect(NOT_IN_ATOM.test(keyword), JSON.stringify(label)).toBe(false);
    const normal = label.normalize('NFC').toLowerCase();
    expect(keywordToLabel(keyword)).toBe(normal);
    expect(labelToKeyword(keywordToLabel(keyword))).toBe(labelToKeyword(normal));
  }
});
