import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { attachmentText } from './attachment-text.ts';
import { type MailReader, makeMailReader } from './mail-reader.ts';
import { docx, encryptedPdf, paragraphs, pdf } from './testing/files.ts';

const file = (filename: string, contentType = 'application/octet-stream') => ({
  id: 'att_1',
  filename,
  contentType,
  size: 1,
  inline: false,
});

describe('the words of a file', () => {
  test.each([
    ['a.txt', Buffer.from('Grüße'), 'Grüße'],
    ['a.csv', Buffer.from('a;b\r\n1;2'), 'a;b\n1;2'],
    ['a.md', Buffer.from('# Title'), '# Title'],
    ['a.log', Buffer.from('12:00 error 42'), '12:00 error 42'],
    [
      'cyrillic.txt',
      iconv.encode('Не могу войти в свою учётную запись, помогите пожалуйста.', 'windows-1251'),
      'Не могу войти в свою учётную запись, помогите пожалуйста.',
    ],
    ['a.html', Buffer.from('<p>Hello <b>you</b></p><script>x()</script>'), 'Hello you'],
    ['A.PDF', pdf(['Invoice 42', 'second page']), 'Invoice 42\n\nsecond page'],
    ['a.docx', docx(paragraphs(['First &amp; second', 'third'])), 'First & second\nthird'],
  ])('%s', async (name, content, text) => {
    expect(await attachmentText(file(name), content)).toEqual({ text, note: null });
  });

  test('a label of the part counts for text', async () => {
    expect((await attachmentText(file('a.txt', 'text/plain'), Buffer.from([0xf0]), 'koi8-r')).text).toBe('П');
  });

  test('of a long file there are the first pages', async () => {
    const { text, note } = await attachmentText(file('a.txt'), Buffer.from('a'.repeat(100_000)));
    expect(text).toHaveLength(20_000);
    expect(note).toBe('only the first 20000 characters were read');
  });
});

describe('what is only named', () => {
  test.each([
    ['photo.jpg', 'image/jpeg', 'a picture, not looked at'],
    ['all.zip', 'application/zip', 'an archive, never opened'],
    ['all.tar.gz', 'application/octet-stream', 'an archive, never opened'],
    ['smime.p7s', 'application/pkcs7-signature', 'a signature or key'],
    ['original.eml', 'message/rfc822', 'another mail or report, not read'],
    ['table.xlsx', 'application/octet-stream', 'a kind of file that is not read'],
  ])('%s', async (name, type, note) => {
    expect(await attachmentText(file(name, type), Buffer.from('x'))).toEqual({ text: '', note });
  });
});

describe('what cannot be read is said', () => {
  const huge = Buffer.alloc(50_000_000, '<w:p/>');

  test.each<[string, string, () => Buffer, string]>([
    ['an empty file', 'a.txt', () => Buffer.from(' \n'), 'has no text'],
    ['an encrypted PDF', 'a.pdf', encryptedPdf, 'encrypted'],
    ['no PDF', 'a.pdf', () => Buffer.from('hello'), 'no PDF'],
    ['half a PDF', 'a.pdf', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<'), 'damaged'],
    ['a PDF without words', 'a.pdf', () => pdf(['']), 'has no text'],
    ['no Word document', 'a.docx', () => Buffer.from('hello'), 'no Word document'],
    ['an old or locked Word document', 'a.docx', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'encrypted, or older'],
    ['a bomb', 'a.docx', () => docx(huge), 'unpacks to more than 20 MB'],
    ['a bomb that lies', 'a.docx', () => docx(huge, 1_000), 'damaged'],
    ['a file of 11 MB', 'a.txt', () => Buffer.alloc(11_000_000, 'a'), 'larger than 10 MB'],
  ])('%s', async (_, name, content, note) => {
    const found = await attachmentText(file(name), content());
    expect(found).toEqual({ text: '', note: expect.stringContaining(note) });
  });
});

describe('within limits', () => {
  let reader: MailReader;
  beforeAll(() => {
    reader = makeMailReader({ log: makeLog({ level: 'silent', pretty: false }) });
  });
  afterAll(() => reader.close());
  const attached = (name: string, content: Buffer): Buffer =>
    Buffer.from(
      `From: a@example.com\r\nContent-Type: application/octet-stream; name=${name}\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}`,
    );

  test('a PDF of 100,000 objects ends with a note, and the next file is read', async () => {
    const many = pdf(Array.from({ length: 50_000 }, (_, i) => `page ${i}`)).subarray(0, 9_900_000);
    const found = reader.attachmentText(attached('many.pdf', many), 'att_1');
    const next = reader.attachmentText(attached('a.txt', Buffer.from('hello')), 'att_1');
    expect(await found).toMatchObject({ note: expect.any(String) });
    expect(await next).toEqual({ text: 'hello', note: null });
  });

  test('a mail without that attachment has none', async () => {
    expect(await reader.attachmentText(attached('a.txt', Buffer.from('hello')), 'att_7')).toBeNull();
  });
});
