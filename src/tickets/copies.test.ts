import { expect, test } from 'vitest';
import { isCopy, type MaybeCopy } from './copies.ts';

const LONG =
  'Hello, since this morning I cannot sign in to my account any more. The page says that my password is wrong, although I have not changed it. What can I do?';

const mail = (fields: Partial<MaybeCopy> = {}): MaybeCopy => ({
  from_address: 'ada@customer.example',
  reply_address: null,
  subject: 'Cannot sign in',
  text: LONG,
  attachments_json: '[]',
  verdict_json: JSON.stringify({ verdict: 'verified', aligned: ['dkim'] }),
  ...fields,
});

test.each<[string, Partial<MaybeCopy>, boolean]>([
  ['the same mail', {}, true],
  ['other line ends, case and punctuation', { text: LONG.toUpperCase().replaceAll(', ', '\n\n') }, true],
  ['a word mended in a long text', { text: LONG.replace('this morning', 'this mornin') }, true],
  ['marked as an answer by the client', { subject: 'Re: Cannot sign in' }, true],
  ['another sender', { from_address: 'eve@customer.example' }, false],
  ['another address to answer to', { reply_address: 'ada@home.example' }, false],
  ['nothing vouches for the sender', { verdict_json: '{"verdict":"unverified","aligned":[]}' }, false],
  ['the sender failed', { verdict_json: '{"verdict":"failed","aligned":[]}' }, false],
  ['another subject', { subject: 'Cannot sign out' }, false],
  ['another attachment', { attachments_json: '[{"filename":"a.png","size":1}]' }, false],
  ['another question', { text: 'Where is my invoice?' }, false],
  ['the same and more', { text: `${LONG} And where do I find the invoice for the last month, please?` }, false],
  ['a figure differs in a long text', { text: `${LONG} My order is 4711.` }, false],
  ['nothing to read', { text: '' }, false],
])('a second copy? %s', (_name, fields, copy) => {
  expect(isCopy(mail(), mail(fields))).toBe(copy);
  expect(isCopy(mail(fields), mail())).toBe(copy);
});

test.each([
  ['Please cancel order 12', 'Please cancel order 13'],
  ['Yes please', 'No please'],
])('short texts are the same only throughout: %s / %s', (a, b) => {
  expect(isCopy(mail({ text: a }), mail({ text: b }))).toBe(false);
});

test('two mails without words are no copies of each other', () => {
  expect(isCopy(mail({ text: null }), mail({ text: null }))).toBe(false);
});
