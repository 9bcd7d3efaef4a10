import { expect, test } from 'vitest';
import { questionsOf } from './questions.ts';
import { matter } from './sentences.ts';
import { summaryOf } from './summary.ts';

const ROOM = 200;
const LONG = `The ${'very '.repeat(60)}long list is gone.`;

test.each([
  [
    'the question, not what leads to it',
    'Hi,\n\nI teach blind children. Does the editor work with Braille displays?\n\nRuth',
    'Does the editor work with Braille displays?',
  ],
  [
    'a request',
    'Hello,\n\nI have moved to another app. Please delete my account and all my data.',
    'Please delete my account and all my data.',
  ],
  [
    'several questions',
    'Two questions:\n\n1. How do I transfer the workspace to a colleague?\n2. Can I get the VAT number on to older invoices?',
    'How do I transfer the workspace to a colleague? Can I get the VAT number on to older invoices?',
  ],
  [
    'the sentence that a bare question leans on',
    'Hi,\n\nsince ten minutes nobody can sign in. It says 503. What can I do?',
    'since ten minutes nobody can sign in.',
  ],
  ['a mail that asks nothing', 'Hello,\n\nyour new design is awful. The old one was fine.', 'your new design is awful.'],
  ['nothing but a greeting', 'Hello,', 'The subject'],
  ['Japanese', 'ご担当者様\n\nノートを縦書きで表示したいです。設定する方法はありますか。', '設定する方法はありますか。'],
])('%s', (_, text, expected) => {
  const language = /\p{sc=Hiragana}/u.test(text) ? 'ja' : 'en';
  expect(summaryOf('The subject', matter(text), questionsOf(text, language))).toBe(expected);
});

test('is one line that fits', () => {
  expect(summaryOf('', matter(LONG), [])).toMatch(/^The very .*…$/);
  expect(summaryOf('', matter(LONG), [])).toHaveLength(ROOM);
  const text = `How do I change\nmy address? ${'Where is the invoice of the month before the last one of this year? How do I add a fifth colleague to it? '.repeat(3)}`;
  expect(summaryOf('', matter(text), questionsOf(text, 'en')).length).toBeLessThanOrEqual(ROOM);
});
