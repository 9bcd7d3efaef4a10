import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { plainMarkdown, quotedWords } from './plain-markdown.ts';

test.each([
  ['marks of formatting', '*now*, _please_: `x` # 1 [a](b) ![c](d) <b>e</b>'],
  ['what would be a list or a heading', '# Steps\n- one\n1. two\n+ three'],
  ['a rule and a table', '---\n| a | b |\n===\nend'],
  ['lines and paragraphs', 'Hello Ada,\n\nfirst line\nsecond line\n\nMarta'],
  ['an address of the web, with its marks', 'See https://hazelnote.example/a_b?c=1&d=%20#e.'],
  ['a backslash and entities', 'C:\\temp &amp; &lt;tag&gt;'],
])('%s read as they were written', (_, words) => {
  expect(renderMarkdown(plainMarkdown(words)).text.trimEnd()).toBe(words);
});

test('quoted lines are quotes, and the line below them is none', () => {
  const { text, html } = renderMarkdown(plainMarkdown('> Does it ship to Chile?\nYes, it does.\n> When?\nOn Monday.'));
  expect(text.trimEnd()).toBe('> Does it ship to Chile?\n\nYes, it does.\n\n> When?\n\nOn Monday.');
  expect(html.match(/<blockquote>/g)).toHaveLength(2);
});

test('an address of the web is a link, and nothing else is', () => {
  const { html } = renderMarkdown(plainMarkdown('Open https://hazelnote.example/x, not [this](https://evil.example).'));
  expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://hazelnote.example/x"', 'href="https://evil.example"']);
});

test('a quotation keeps every line', () => {
  expect(renderMarkdown(quotedWords('one\n\n- two')).text.trimEnd()).toBe('> one\n>\n> - two');
});
