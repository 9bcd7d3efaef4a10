import { expect, test } from 'vitest';
import { buildKnowledge } from './build.ts';
import { matchedWords } from './matched-words.ts';
import { article } from './testing/article.ts';

const { articles, passages } = buildKnowledge([
  article('reset', {
    title: 'Reset a forgotten password',
    aliases: ['I cannot log in'],
    body: 'Choose Send link.\n\n## The mail does not arrive\n\nLook in your spam folder.',
  }),
]);
const [reset] = articles;

test.each([
  ['How do I reset my passwords?', 'reset#1', { here: ['reset', 'passwords'], elsewhere: [], missing: [] }],
  ['No link in the spam folder on my phone', 'reset#2', { here: ['spam', 'folder'], elsewhere: ['link'], missing: ['phone'] }],
  ['Please help me to log in', 'reset#1', { here: [], elsewhere: ['log'], missing: [] }],
])('%s, in %s', (question, id, expected) => {
  const passage = passages.find((p) => p.id === id);
  if (passage === undefined || reset === undefined) throw new Error(`there is no ${id}`);
  expect(matchedWords(question, passage, reset)).toEqual(expected);
});
