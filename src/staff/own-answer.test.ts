import { expect, test } from 'vitest';
import { htmlText } from '../mail/parse-html.ts';
import { withoutInternal } from './internal-words.ts';
import { ownAnswer } from './own-answer.ts';
import { ANSWERS, CUSTOMER_WORDS, INTERNAL, SUGGESTED } from './testing/answers.ts';

test.each(ANSWERS.map((answer) => [answer.client, answer] as const))('own words: %s', (_, { subject, text, html, own }) => {
  const message = {
    subject: subject ?? 'Re: [#42 high] My subscription',
    text: text === '' ? htmlText(html ?? '') : text,
    html: html ?? null,
  };
  const words = ownAnswer(message, [CUSTOMER_WORDS]);
  expect(words).toBe(own);
  expect(withoutInternal(words, [INTERNAL], [CUSTOMER_WORDS, SUGGESTED])).toBe(words);
});

const KNOWN = [CUSTOMER_WORDS, SUGGESTED];
test.each([
  ['the reply that was suggested may be used as it is', SUGGESTED, SUGGESTED],
  ['so may the words of the customer', CUSTOMER_WORDS, CUSTOMER_WORDS],
  ['seven words in a row are a coincidence', 'no article answers the question well enough', 'no article answers the question well enough'],
  ['eight are none', 'Hello,\nno article answers the question well enough for\nyou, sorry.', 'Hello,\nyou, sorry.'],
  ['neither case nor layout hides them', 'NO ARTICLE\n> answers — the question,\nwell enough: for an', ''],
  [
    'the address of a hand-off is ours, in a line of any language',
    'Yes.\nHazelnote <support+fl-0123456789abcdef0123@hazelnote.example> kirjoitti',
    'Yes.',
  ],
  ['one line of many is taken out', 'Yes.\n- Why you get this: no article answers the question well enough\nBye.', 'Yes.\nBye.'],
])('%s', (_, answer, left) => {
  expect(withoutInternal(answer, [INTERNAL], KNOWN)).toBe(left);
});

test('scripts without spaces are counted by their words', () => {
  const internal = 'お客様は担当者の変更を希望していますが、記事には答えがありません。';
  expect(withoutInternal(`はい。\n${internal}`, [internal], [])).toBe('はい。');
  expect(withoutInternal('担当者の変更は可能です。', [internal], [])).toBe('担当者の変更は可能です。');
});
