import { expect, test } from 'vitest';
import { gmailKeywords, gmailLabel } from './gmail-labels.ts';
import { fromUtf7, toUtf7 } from './imap-utf7.ts';
import { labelToKeyword } from './keyword.ts';

test.each([
  ['needs-human', 'needs-human'],
  ['lang/es', 'lang/es'],
  ['zurück gestellt', 'zur&APw-ck gestellt'],
  ['a & b', 'a &- b'],
  ['台北', '&U,BTFw-'],
  ['😀', '&2D3eAA-'],
  ['important', 'Firstline/important'],
  ['firstline/x', 'Firstline/firstline/x'],
])('the label %s is %s at Gmail, and comes back', (label, gmail) => {
  expect(gmailLabel(labelToKeyword(label))).toBe(gmail);
  expect(gmailKeywords([gmail])).toEqual([labelToKeyword(label)]);
});

test('system labels are nobody’s, and spelling does not matter', () => {
  expect(gmailKeywords(['\\Inbox', '\\Important', 'VIP', '\\Starred'])).toEqual(['vip']);
});

test.each(['', '&', '&&', '-', '&-', 'a&b-c', '\ud83d\ude00&é', 'ÿ\u0000', '日本語 text &'])('UTF-7 and back: %j', (text) => {
  expect(fromUtf7(toUtf7(text))).toBe(text);
});

test.each(['&A-', '&', '&U,BTFw', 'a&b'])('%j is no UTF-7 and stays', (text) => {
  expect(fromUtf7(text)).toBe(text);
});
