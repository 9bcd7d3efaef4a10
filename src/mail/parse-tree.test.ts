import { describe, expect, test } from 'vitest';
import { PermanentError } from '../errors.ts';
import { parseMessage } from './parse.ts';

const HEAD = 'From: a@example.com\r\nMIME-Version: 1.0\r\n';
const parse = (rest: string) => parseMessage(Buffer.from(HEAD + rest, 'latin1'));

describe('boundaries', () => {
  test.each([
    ['one that begins like another', 'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\none\r\n--ab\r\n\r\n--a--', 'one\n--ab\n'],
    ['white space behind it', 'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a \t\r\n\r\none\r\n--a--  \r\nepilogue', 'one'],
    ['no closing delimiter', 'Content-Type: multipart/mixed; boundary=a\r\n\r\npreamble\r\n--a\r\n\r\none', 'one'],
    ['bare line feeds', 'Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--a\n\ntwo\n--a--', 'one\ntwo'],
    [
      'a boundary lost in the header',
      'Content-Type: multipart/mixed\r\n\r\n--xyz\r\nContent-Type: text/plain\r\n\r\none\r\n--xyz--',
      'one',
    ],
    [
      'another boundary in the header',
      'Content-Type: multipart/mixed; boundary=a\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\none\r\n--b--',
      'one',
    ],
    ['no delimiter at all', 'Content-Type: multipart/mixed; boundary=a\r\n\r\njust words', 'just words'],
    [
      'an inner multipart that never ends',
      'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--a\r\n\r\ntwo\r\n--a--',
      'one\ntwo',
    ],
    [
      'the same boundary inside and outside',
      'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\none\r\n--a--',
      'one',
    ],
  ])('reads the words with %s', async (_, rest, text) => {
    expect((await parse(rest)).text.trim()).toBe(text.trim());
  });
});

describe('what is the mail and what is attached to it (RFC 8621 §4.1.4)', () => {
  const part = (type: string, body: string, more = ''): string => `Content-Type: ${type}\r\n${more}\r\n${body}\r\n`;
  const multi = (kind: string, boundary: string, parts: readonly string[]): string =>
    part(`multipart/${kind}; boundary=${boundary}`, `${parts.map((p) => `--${boundary}\r\n${p}`).join('')}--${boundary}--`);

  test.each([
    [
      'a text file beside the text',
      multi('mixed', 'a', [part('text/plain', 'hello'), part('text/plain; name=log.txt', 'log')]),
      'hello',
      ['log.txt'],
    ],
    [
      'text below a picture',
      multi('mixed', 'a', [part('text/plain', 'one'), part('image/png', 'x'), part('text/plain', 'two')]),
      'one\ntwo',
      ['attachment-1'],
    ],
    [
      'alternatives inside related inside mixed',
      multi('mixed', 'a', [
        multi('related', 'b', [
          multi('alternative', 'c', [part('text/plain', 'words'), part('text/html', '<b>words</b>')]),
          part('image/png; name=l.png', 'x'),
        ]),
        part('application/pdf; name=i.pdf', 'x'),
      ]),
      'words',
      ['l.png', 'i.pdf'],
    ],
    ['only HTML', part('text/html', '<p>Hello <b>you</b></p>'), 'Hello you', []],
    ['an empty text part beside HTML', multi('alternative', 'a', [part('text/plain', ''), part('text/html', '<p>Hello</p>')]), 'Hello', []],
    ['HTML behind text', multi('mixed', 'a', [part('text/plain', 'one'), part('text/html', '<p>two</p>')]), 'one\ntwo', []],
    ['a digest', multi('digest', 'a', ['\r\nSubject: one\r\n\r\nwords\r\n']), '', ['attachment-1.eml']],
    ['only a file', part('application/pdf; name=a.pdf', 'x'), '', ['a.pdf']],
  ])('%s', async (_, rest, text, attached) => {
    const message = await parse(rest);
    expect(message.text.trim()).toBe(text);
    expect(message.attachments.map((a) => a.filename)).toEqual(attached);
  });
});

describe('limits', () => {
  const nested = (levels: number): string =>
    Array.from({ length: levels }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join('');

  test.each([
    ['100,000 parts', `Content-Type: multipart/mixed; boundary=a\r\n\r\n${'--a\r\n\r\nx\r\n'.repeat(100_000)}`, 'more than 1000 parts'],
    ['10,000 levels', nested(10_000), 'nested deeper than 50'],
    ['a header of 3 MB', `X-A: ${'a\r\n '.repeat(750_000)}\r\n\r\n`, 'header is larger than 2 MB'],
  ])('%s are refused with a clear sentence', async (_, rest, why) => {
    const reading = parse(rest);
    await expect(reading).rejects.toThrow(PermanentError);
    await expect(reading).rejects.toThrow(why);
  });

  test('a mail in a mail in a mail is one attachment, however deep', async () => {
    const message = await parse('Content-Type: message/rfc822\r\n\r\n'.repeat(10_000));
    expect(message.attachments).toMatchObject([{ contentType: 'message/rfc822' }]);
  });

  test('a header line of 1 MB is read', async () => {
    const message = await parse(`X-Long: ${'a'.repeat(1_000_000)}\r\nSubject: short\r\n\r\nwords`);
    expect(message).toMatchObject({ subject: 'short', text: 'words' });
  });
});
