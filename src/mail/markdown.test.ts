import { describe, expect, test } from 'vitest';
import { markdownToText, renderMarkdown } from './markdown.ts';

describe('text', () => {
  test.each([
    ['emphasis is dropped', 'Hello **Ana**, _really_ `code`', 'Hello Ana, really code\n'],
    ['a line break stays', 'Kind regards\nSupport', 'Kind regards\nSupport\n'],
    ['links show where they lead', 'See [the guide](https://example.com/a?b=c&d=e).', 'See the guide (https://example.com/a?b=c&d=e).\n'],
    ['a link that is its own text is shown once', '<https://example.com> <a@example.com>', 'https://example.com a@example.com\n'],
    ['lists are marked', '1. one\n2. two\n   - deep\n\nEnd', '1. one\n2. two\n   - deep\n\nEnd\n'],
    ['a list keeps its first number', '4. four\n5. five', '4. four\n5. five\n'],
    ['quotes are marked', '> one\n> two', '> one\n> two\n'],
    ['code is indented', '```\na\n  b\n```', '    a\n      b\n'],
    ['headings are paragraphs', '# Title\nText', 'Title\n\nText\n'],
    ['tables are rows', '| a | b |\n|---|---|\n| 1 | 2 |', 'a | b\n1 | 2\n'],
    ['images are their description', '![a cat](https://example.com/c.png)', 'a cat\n'],
    ['nothing is nothing', '', ''],
  ])('%s', (_, markdown, expected) => {
    expect(markdownToText(markdown)).toBe(expected);
  });
});

describe('html', () => {
  test.each([
    ['Hello Ana', 'auto'],
    ['שלום', 'rtl'],
    ['Ana,\n\nمرحبا، يمكنك تغيير كلمة المرور هنا: https://example.com/reset/password/now', 'rtl'],
    ['יעל,\n\nhere is how you change the password of your account.', 'ltr'],
  ])('follows the direction of its language: %s', (markdown, direction) => {
    expect(renderMarkdown(markdown).html).toMatch(new RegExp(`^<div dir="${direction}">`));
  });

  test.each([
    ['raw HTML', '<script>alert(1)</script><img src=x onerror=y> <a href="javascript:z">z</a>'],
    ['script links', '[x](javascript:alert(1)) [y](data:text/html,x) [z](vbscript:x) [w](//evil.example)'],
    ['images', '![x](https://evil.example/pixel.png "t") ![y][ref]\n\n[ref]: https://evil.example/r.png'],
    ['reference links with script', '[x]\n\n[x]: JavaScript:alert(1)'],
    ['entities that spell a scheme', '[x](&#106;avascript:alert(1))'],
  ])('nothing active or loading comes out of %s', (_, markdown) => {
    const { html } = renderMarkdown(markdown);
    expect(html).not.toMatch(/<(script|img|iframe|svg|object|style)\b/i);
    expect(html).not.toMatch(/href="(?!https?:\/\/|mailto:)/i);
    expect(html).not.toMatch(/<[^>]*\son\w+=/i);
  });

  test('bare addresses in the text are not made links', () => {
    expect(renderMarkdown('https://example.com www.example.com <https://example.com> <a@example.com>').html).not.toContain('<a ');
  });
});
