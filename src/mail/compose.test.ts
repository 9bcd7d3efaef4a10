import { describe, expect, test } from 'vitest';
import { InvariantError } from '../errors.ts';
import { compose, type OutgoingMail } from './compose.ts';
import { fixture } from './fixtures/mail.ts';
import { flowed } from './flowed-text.ts';
import { header } from './message.ts';
import { attachmentContent, parseMessage } from './parse.ts';
import { newestText } from './reply-text.ts';

const MAIL: OutgoingMail = {
  from: { name: 'Support Zürich', address: 'support@example.com' },
  to: [{ name: 'Ana', address: 'ana@shop.example' }],
  cc: [{ name: '', address: 'ben@shop.example' }],
  replyTo: null,
  subject: 'Re: Größe',
  markdown: 'Hello **Ana**,\n\nsee [the guide](https://example.com/guide).\n\n- one\n- zwei ü',
  original: null,
  inReplyTo: '<q@shop.example>',
  references: ['<a@shop.example>', '<q@shop.example>'],
  messageId: '<effect-1@example.com>',
  date: Date.UTC(2024, 4, 6, 8),
  headers: [
    { name: 'Auto-Submitted', value: 'auto-replied' },
    { name: 'X-Firstline-Effect', value: 'effect-1' },
  ],
  attachments: [{ filename: 'Übersicht.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') }],
  originals: [],
};

describe('compose', () => {
  test('makes a mail that reads back as it was meant', async () => {
    const message = await parseMessage(await compose(MAIL));
    expect(message).toMatchObject({
      messageId: '<effect-1@example.com>',
      inReplyTo: ['<q@shop.example>'],
      references: ['<a@shop.example>', '<q@shop.example>'],
      from: MAIL.from,
      to: MAIL.to,
      cc: MAIL.cc,
      replyTo: [],
      subject: 'Re: Größe',
      date: MAIL.date,
      partTypes: ['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'application/pdf'],
      attachments: [{ filename: 'Übersicht.pdf', contentType: 'application/pdf', size: 4 }],
    });
    expect(message.text).toContain('see the guide (https://example.com/guide).');
    expect(message.html).toContain('<a href="https://example.com/guide">the guide</a>');
    expect(header(message, 'auto-submitted')).toBe('auto-replied');
    expect(header(message, 'x-firstline-effect')).toBe('effect-1');
  });

  test('gives the same bytes for the same mail', async () => {
    expect((await compose(MAIL)).equals(await compose(MAIL))).toBe(true);
  });

  test('ends every line with CRLF and keeps lines below 998 bytes', async () => {
    const source = (await compose({ ...MAIL, markdown: 'long '.repeat(2_000) })).toString('latin1');
    expect(source.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...source.split('\r\n').map((line) => line.length))).toBeLessThan(998);
  });

  test.each<[string, Partial<OutgoingMail>]>([
    ['subject', { subject: 's'.repeat(3_000) }],
    ['name', { to: [{ name: 'n'.repeat(3_000), address: 'ana@shop.example' }] }],
    ['reference', { references: [`<${'r'.repeat(3_000)}@x.example>`, '<q@shop.example>'] }],
    ['In-Reply-To', { inReplyTo: `<${'r'.repeat(3_000)}@x.example>` }],
    ['header value', { headers: [{ name: 'X-Note', value: 'v'.repeat(3_000) }] }],
    ['file name', { attachments: [{ filename: `${'f'.repeat(3_000)}.txt`, contentType: 'text/plain', content: Buffer.from('x') }] }],
    ['word', { markdown: 'y'.repeat(3_000) }],
    ['word in another script', { markdown: 'ü'.repeat(3_000) }],
  ])('keeps lines below 998 bytes whatever the length of a %s', async (_, change) => {
    const source = (await compose({ ...MAIL, ...change })).toString('latin1');
    expect(Math.max(...source.split('\r\n').map((line) => line.length))).toBeLessThan(998);
    expect((await parseMessage(Buffer.from(source, 'latin1'))).to).toHaveLength(1);
  });

  test('shows the mail that is answered below, as words alone', async () => {
    const original = {
      from: { name: 'Ana <b>', address: 'ana@shop.example' },
      at: Date.UTC(2024, 4, 6, 8),
      text: 'Is it [free](https://x.example)?\n\n<b>Ana</b>',
    };
    const message = await parseMessage(await compose({ ...MAIL, original }));
    expect(message.text).toContain(
      '2024-05-06 08:00 UTC, Ana <b> <ana@shop.example>:\n> Is it [free](https://x.example)?\n>\n> <b>Ana</b>',
    );
    expect(message.html).toContain(
      '<blockquote type="cite" dir="auto">\nIs it [free](https://x.example)?<br>\n<br>\n&lt;b&gt;Ana&lt;/b&gt;\n</blockquote>',
    );
    expect(newestText(message).text).not.toContain('free');
  });

  test('keeps the first and the newest 20 of many references', async () => {
    const references = Array.from({ length: 300 }, (_, n) => `<${n}@example.com>`);
    const message = await parseMessage(await compose({ ...MAIL, references }));
    expect(message.references).toEqual(['<0@example.com>', ...references.slice(-20)]);
  });

  test('leaves out In-Reply-To and References of a mail that answers nothing', async () => {
    const message = await parseMessage(await compose({ ...MAIL, inReplyTo: null, references: [] }));
    expect(message.inReplyTo).toEqual([]);
    expect(header(message, 'references')).toBeUndefined();
  });

  test.each<[string, Partial<OutgoingMail>]>([
    ['subject', { subject: 'x\r\nBcc: evil@example.com' }],
    ['subject, by NUL and other separators', { subject: 'x\0\u0085\u2028\r\n\u000bBcc: evil@example.com' }],
    ['Message-ID, by NUL', { messageId: '<x@example.com>\0\r\nBcc: evil@example.com' }],
    ['display name', { to: [{ name: 'x\nBcc: evil@example.com', address: 'ana@shop.example' }] }],
    ['header value', { headers: [{ name: 'X-Note', value: 'x\r\nBcc: evil@example.com\r\n\r\nbody' }] }],
    ['Message-ID', { messageId: '<x@example.com>\r\nBcc: evil@example.com' }],
    ['reference', { references: ['<x@example.com>\r\nBcc: evil@example.com'] }],
    ['In-Reply-To', { inReplyTo: 'x\r\nBcc: evil@example.com' }],
    ['file name', { attachments: [{ filename: 'x"\r\nBcc: evil@example.com', contentType: 'text/plain', content: Buffer.from('x') }] }],
    ['media type', { attachments: [{ filename: 'x', contentType: 'text/plain\r\nBcc: evil@example.com', content: Buffer.from('x') }] }],
  ])('a line break in a %s adds no header', async (_, change) => {
    const source = (await compose({ ...MAIL, ...change })).toString('latin1');
    expect(source).not.toMatch(/^bcc:/im);
    expect((await parseMessage(Buffer.from(source, 'latin1'))).bcc).toEqual([]);
  });

  test.each<[string, Partial<OutgoingMail>]>([
    ['a recipient with a line break', { to: [{ name: '', address: 'a@b.example\r\nBcc: evil@example.com' }] }],
    ['two recipients in one', { to: [{ name: '', address: 'a@b.example, evil@example.com' }] }],
    ['a recipient with a NUL', { to: [{ name: '', address: 'a\0@b.example' }] }],
    ['a recipient longer than any', { to: [{ name: '', address: `${'a'.repeat(400)}@b.example` }] }],
    ['no address', { cc: [{ name: '', address: 'nobody' }] }],
    ['a header name with a colon', { headers: [{ name: 'X: y\r\nBcc', value: 'evil@example.com' }] }],
  ])('refuses %s', async (_, change) => {
    await expect(compose({ ...MAIL, ...change })).rejects.toThrow(InvariantError);
  });

  test('attaches originals as they are, never encoded', async () => {
    const originals = [await fixture('bounce-qmail'), Buffer.from('From: a@b.example\r\nSubject: x\r\n\r\nGrüße\r\n')];
    const source = await compose({ ...MAIL, attachments: [], originals });
    const text = source.toString('utf8');
    expect(text).toContain('\r\n\r\nGrüße\r\n');
    expect(text).toMatch(/Content-Type: message\/rfc822; name=original\.eml\r\nContent-Transfer-Encoding: 7bit/);
    expect(text).toMatch(/Content-Type: message\/rfc822; name=original-2\.eml\r\nContent-Transfer-Encoding: 8bit/);
    const found = await attachmentContent(source, 'att_2');
    expect(found?.attachment).toMatchObject({ filename: 'original-2.eml', contentType: 'message/rfc822' });
  });
});

test('a body of both parts arrives as it was, its text flowed', async () => {
  const text = `${'words and '.repeat(20).trim()}\n\n> ${'said and '.repeat(20).trim()}\n`;
  const flowedText = text
    .split('\n')
    .map((line) => (line.startsWith('> ') ? flowed(line.slice(2), '> ') : flowed(line)))
    .join('\n');
  const source = await compose({ ...MAIL, body: { text: flowedText, html: '<p>both</p>\n' } });
  const read = await parseMessage(source);
  expect(read.text.trim()).toBe(text.trim());
  expect(read.html?.trim()).toBe('<p>both</p>');
  expect(source.toString()).toMatch(/Content-Type: text\/plain; charset=utf-8; format=flowed/);
});
