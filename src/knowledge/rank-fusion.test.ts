import { expect, test } from 'vitest';
import { buildKnowledge } from './build.ts';
import type { Found } from './knowledge.ts';
import { fuse } from './rank-fusion.ts';
import { article } from './testing/article.ts';

const { passages } = buildKnowledge(['a', 'b', 'c', 'd'].map((id) => article(id)));
const passage = (id: string) => {
  const found = passages.find((p) => p.articleId === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};
const words = (...scored: readonly (readonly [string, number, number])[]): Found[] =>
  scored.map(([id, score, lead]) => ({ passage: passage(id), score, lead }));
const order = (found: readonly Found[]) => found.map((f) => f.passage.articleId).join('');

const FOUND = words(['a', 0.9, 0.2], ['b', 0.7, -0.2], ['c', 0.5, -0.4]);

test.each([
  ['nothing by meaning', FOUND, [], 'abc'],
  ['both lists agree', FOUND, ['a', 'b', 'c'], 'abc'],
  ['what both have stands before what one has first', words(['a', 0.9, 0.2], ['b', 0.7, -0.2]), ['d', 'b'], 'bad'],
  ['nothing by words', [], ['d', 'a'], 'da'],
])('%s', (_, byWords, byMeaning, expected) => expect(order(fuse(byWords, byMeaning.map(passage)))).toBe(expected));

test('score and lead stay those of the words, so that meaning alone is never a ground', () => {
  const fused = fuse(FOUND, ['d', 'c'].map(passage));
  expect(fused.find((f) => f.passage.articleId === 'c')).toMatchObject({ score: 0.5, lead: -0.4 });
  expect(fused.find((f) => f.passage.articleId === 'd')).toMatchObject({ score: 0, lead: -0.9 });
});
