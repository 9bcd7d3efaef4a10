import { expect, test } from 'vitest';
import { splitArticle } from './passages.ts';
import { article } from './testing/article.ts';

function split(body: string): [string, string, string][] {
  return splitArticle(article('a', { title: 'Art', body })).map((p) => [p.id, p.title, p.text]);
}

test('sections carry the path of their headings', () => {
  expect(split('Lead.\n\n## One\n\nText 1.\n\n### Deep ###\n\nText 2.\n\n## Two\n\nText 3.')).toEqual([
    ['a#1', 'Art', 'Lead.'],
    ['a#2', 'Art › One', 'Text 1.'],
    ['a#3', 'Art › One › Deep', 'Text 2.'],
    ['a#4', 'Art › Two', 'Text 3.'],
  ]);
});

test('a heading that repeats the title adds nothing, and one without text gives no passage', () => {
  expect(split('# Art\n\n## Empty\n\n## *One* [two](https://x.example)\n\nText.')).toEqual([['a#1', 'Art › One two', 'Text.']]);
});

test('a hash inside a fence is no heading', () => {
  expect(split('Run:\n\n```sh\n# comment\n~~~\n# comment\n```\n\n# One\n\nText.').map(([, title]) => title)).toEqual(['Art', 'Art › One']);
});

test('a long section is cut at blank lines, and nothing is lost', () => {
  const paragraphs = Array.from({ length: 30 }, (_, i) => `${i} ${'word '.repeat(30).trim()}`);
  const passages = split(paragraphs.join('\n\n'));
  expect(passages.length).toBeGreaterThan(1);
  expect(Math.max(...passages.map(([, , text]) => text.length))).toBeLessThanOrEqual(1_800);
  expect(passages.map(([, , text]) => text).join('\n\n')).toBe(paragraphs.join('\n\n'));
});
