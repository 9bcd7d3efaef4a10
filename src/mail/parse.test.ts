import { describe, expect, test } from 'vitest';
import { PermanentError } from '../errors.ts';
import { fixture, mail, parsedFixture } from './fixtures/mail.ts';
import { attachmentContent, parseHeaderBlock, parseMessage } from './parse.ts';

describe('parseMessage', () => {
  test('decodes names, subject and text of any charset, and keeps commas inside names', async () => {
    const message = await parsedFixture('person-mixed-charsets');
    expect(message).toMatchObject({
      messageId: '<mixed@example.de>',
      inReplyTo: ['<b@example.com>'],
      references: ['<a@example.com>', '<b@example.com>'],
      from: { name: 'Jörg Müller, Café', address: 'joerg@example.de' },
      to: [
        { name: 'Support, Team', address: 'support@example.com' },
        { name: '山田', address: 'yamada@example.jp' },
      ],
      cc: [
        { name: '', address: 'a@example.org' },
        { name: 'B', address: 'b@example.org' },
      ],
      subject: 'Rückgabe – wie geht das?',
      date: Date.UTC(2024, 4, 6, 8),
      contentType: 'multipart/mixed',
      partTypes: ['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'application/pdf', 'image/png'],
      text: 'Das kostet 5 € für dich – warum?',
      html: '<p>Das kostet 5 €</p>',
    });
  });

  test('reads ISO-2022-JP in headers and body', async () => {
    const message = await parsedFixture('person-iso-2022-jp');
    expect(message.from?.name).toBe('山田太郎');
    expect(message.subject).toBe('パスワードの再設定');
    expect(message.text.trim()).toBe('件名と本文のテスト。パスワードを忘れました。');
  });

  test('lists attachments with stable ids, decoded names and sizes', async () => {
    const { attachments } = await parsedFixture('person-mixed-charsets');
    expect(attachments).toEqual([
      { id: 'att_1', filename: 'Rechnung März.pdf', contentType: 'application/pdf', size: 9, inline: false },
      { id: 'att_2', filename: 'logo.png', contentType: 'image/png', size: 8, inline: true },
    ]);
  });

  test('keeps the machine-readable parts of a bounce apart from its text', async () => {
    const message = await parsedFixture('bounce-postfix');
    expect(message.report?.deliveryStatus).toContain('Final-Recipient: rfc822; ana@shop.example');
    expect(message.report?.returnedHeaders).toContain('Message-ID: <reply-1@example.com>');
    expect(message.text).toContain('550 5.1.1 User unknown');
    expect(message.text).not.toContain('Hello Ana');
  });

  test('treats a mail that carries another mail as no report, and looks no deeper into it', async () => {
    const message = await parsedFixture('person-forwards-bounce');
    expect(message.report).toBeNull();
    expect(message.partTypes).toEqual(['multipart/mixed', 'text/plain', 'message/rfc822']);
    expect(message.attachments).toMatchObject([{ filename: 'bounce.eml', contentType: 'message/rfc822' }]);
  });

  test('turns HTML without a text part into readable text and leaves hidden parts out', async () => {
    const html =
      '<html><head><style>p{}</style><title>t</title></head><body><div style="display:none">preheader</div><h1>Hello</h1><p>See <a href="https://example.com/a">the guide</a>.</p><ul><li>one<li>two</ul><script>x()</script><img src="x.png" alt="logo"></body></html>';
    const message = await mail({ 'Content-Type': 'text/html; charset=utf-8' }, html);
    expect(message.text).toBe('Hello\n\nSee the guide (https://example.com/a).\n\n- one\n- two');
    expect(message.html).toContain('preheader');
  });

  test('reads text and HTML parts that stand side by side as one text', async () => {
    const body = '--x\r\nContent-Type: text/plain\r\n\r\nfirst words\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>second words</p>\r\n--x--';
    const message = await mail({ 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=x' }, body);
    expect(message.text).toContain('first words');
    expect(message.text).toContain('second words');
  });

  test.each([
    ['no Message-ID, no Date, no Subject', 'From: a@example.com\n\nhi', { messageId: null, date: null, subject: '', text: 'hi' }],
    ['NUL bytes', 'From: a@example.com\nSubject: a\0b\n\nx\0y', { subject: 'ab', text: 'xy' }],
    ['an absurd date', 'From: a@example.com\nDate: Fri, 99 Foo 99999 77:88:99\n\nhi', { date: null }],
    ['no address in From', 'From: MAILER-DAEMON\nSubject: x\n\nhi', { from: null }],
    ['a body that is missing', 'From: a@example.com\nSubject: x', { text: '' }],
    [
      'an mbox separator',
      'From a@example.com Mon May  6 08:00:00 2024\nFrom: a@example.com\nSubject: x\n\nhi',
      { subject: 'x', text: 'hi' },
    ],
    ['blank lines in front', '\r\n\r\nFrom: a@example.com\r\nSubject: x\r\n\r\nhi', { subject: 'x', text: 'hi' }],
    [
      'raw UTF-8 in the header',
      'From: "Jörg" <j@example.com>\nSubject: Grüße\n\nhi',
      { subject: 'Grüße', from: { name: 'Jörg', address: 'j@example.com' } },
    ],
    ['an unknown charset', 'From: a@example.com\nSubject: =?x-martian?Q?hey?=\n\nhi', { subject: 'hey' }],
    ['a Message-ID without brackets', 'From: a@example.com\nMessage-ID: abc@example.com\n\nhi', { messageId: '<abc@example.com>' }],
    ['an unusable Message-ID', 'From: a@example.com\nMessage-ID: <>\n\nhi', { messageId: null }],
    [
      'a boundary that never comes',
      'From: a@example.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\nhi',
      { contentType: 'multipart/mixed' },
    ],
    ['a character cut in two encoded words', 'From: a@example.com\nSubject: =?utf-8?B?w6TD?= =?utf-8?B?tg==?=\n\nhi', { subject: 'äö' }],
    [
      'a whole mailbox in one encoded word',
      'From: =?utf-8?Q?Ana_=3Cana=40example=2Ecom=3E?=\n\nhi',
      { from: { name: 'Ana', address: 'ana@example.com' } },
    ],
  ])('copes with %s', async (_, source, expected) => {
    expect(await parseMessage(Buffer.from(source))).toMatchObject(expected);
  });

  test.each([
    ['nothing', ''],
    ['plain words', 'hello world\nhow are you'],
    ['binary data', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['a web answer', 'Server: nginx\nContent-Length: 3\n\nabc'],
  ])('rejects %s as no mail', async (_, source) => {
    await expect(parseMessage(Buffer.from(source, 'latin1'))).rejects.toThrow(PermanentError);
  });
});

describe('parseHeaderBlock', () => {
  test('reads the same header fields as a whole parse, and says that the body was not read', async () => {
    const source = await fixture('person-mixed-charsets');
    const whole = await parseMessage(source);
    const end = source.indexOf('\n\n') + 2;
    expect(await parseHeaderBlock(source.subarray(0, end))).toEqual({
      ...whole,
      partTypes: ['multipart/mixed'],
      bodyRead: false,
      text: '',
      html: null,
      attachments: [],
      report: null,
    });
  });

  test('rejects what is no header block', async () => {
    await expect(parseHeaderBlock(Buffer.from('nothing here'))).rejects.toThrow(PermanentError);
  });
});

describe('attachmentContent', () => {
  test('returns the decoded bytes of one attachment', async () => {
    const found = await attachmentContent(await fixture('person-mixed-charsets'), 'att_1');
    expect(found?.attachment.filename).toBe('Rechnung März.pdf');
    expect(found?.content.toString()).toBe('%PDF-1.4\n');
  });

  test('returns null for an id the mail does not have', async () => {
    expect(await attachmentContent(await fixture('person-mixed-charsets'), 'att_9')).toBeNull();
  });
});
