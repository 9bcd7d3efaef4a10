import { describe, expect, test } from 'vitest';
import { keywordToLabel, labelToKeyword } from './keyword.ts';

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
