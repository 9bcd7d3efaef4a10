import { describe, expect, test } from 'vitest';
import { readFeedback } from './feedback.ts';
import type { Feedback } from './phrasings.ts';

describe('what an answer to an answer says', () => {
  test.each<[string, Feedback]>([
    ['', 'other'],
    ['Thanks!', 'solved'],
    ['Danke, hat geklappt.', 'solved'],
    ['Gracias, ya funciona', 'solved'],
    ['ありがとうございました。解決しました。', 'solved'],
    ['No more problems, thank you.', 'solved'],
    ['It worked for a day. Now it is broken again.', 'unsolved'],
    ['It works now. Could you send me the invoice?', 'other'],
    ['Thanks in advance for your help', 'other'],
    ['Thank you. Where is the invoice?', 'other'],
    ['Thanks, but it still fails', 'unsolved'],
    ['My order number is 4711.', 'other'],
    ['Still the same error. What now?', 'unsolved'],
    ['Gracias. Sigue sin funcionar.', 'unsolved'],
  ])('%s: %s', (text, expected) => expect(readFeedback(text)).toBe(expected));

  test.each(['Kiitos, toimii nyt', 'Ei toimi vieläkään', 'Köszönöm, működik', 'Не работает', '还是不行'])(
    'of a language that it was not taught, nothing: %s',
    (text) => expect(readFeedback(text)).toBe('other'),
  );

  test('a long mail wants something, whatever its tone', () => {
    expect(readFeedback(`Thank you. ${'We looked at the numbers of the second quarter with our accountant. '.repeat(8)}`)).not.toBe(
      'solved',
    );
  });
});
