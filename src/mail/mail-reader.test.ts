import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PermanentError } from '../errors.ts';
import { makeLog } from '../log.ts';
import { longestPause } from '../testing/computing-time.ts';
import { fixture } from './fixtures/mail.ts';
import { isSimple, type MailReader, makeMailReader } from './mail-reader.ts';

let reader: MailReader;
beforeAll(() => {
  reader = makeMailReader({ log: makeLog({ level: 'silent', pretty: false }) });
});
afterAll(() => reader.close());

const HEAD = 'From: a@example.com\r\nTo: b@example.com\r\nMIME-Version: 1.0\r\n';
const mail = (head: string, body: string): Buffer => Buffer.from(`${HEAD}${head}\r\n\r\n${body}`, 'latin1');
const text = (body: string, head = 'X-A: b'): Buffer => mail(`${head}\r\nContent-Type: text/plain; charset=utf-8`, body);
const html = (body: string): Buffer => mail('Content-Type: text/html; charset=utf-8', body);
const MB = 1_000_000;
const fill = (unit: string, bytes: number): string => unit.repeat(Math.ceil(bytes / unit.length));

test('a simple mail is read as any other', async () => {
  const small = await fixture('reply-gmail');
  const large = Buffer.concat([small, Buffer.from(fill('\r\n> quoted', 40_000))]);
  expect([isSimple(small), isSimple(large)]).toEqual([true, false]);
  const [here, there] = [await reader.read(small), await reader.read(large)];
  expect(there.message).toMatchObject({ messageId: here.message.messageId, subject: here.message.subject, from: here.message.from });
  expect(there.newest).toBe(here.newest);
});

test('what is no mail is refused, wherever it is read', async () => {
  await expect(reader.read(Buffer.from('nothing'))).rejects.toThrow(PermanentError);
  await expect(reader.read(Buffer.from(fill('nothing at all\n', 50_000)))).rejects.toThrow('none of the header fields');
});

describe('hostile mail is read or refused in time, and the daemon goes on meanwhile', () => {
  const multipart = (levels: number): string =>
    Array.from({ length: levels }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join('');

  test.each<[string, () => Buffer]>([
    ['10,000 levels of multipart', () => Buffer.from(HEAD + multipart(10_000))],
    ['10,000 levels of message/rfc822', () => Buffer.from(HEAD + fill('Content-Type: message/rfc822\r\n\r\n', 300_000))],
    ['100,000 parts', () => mail('Content-Type: multipart/mixed; boundary=x', fill('--x\r\n\r\na\r\n', MB))],
    ['a flood of boundaries', () => mail('Content-Type: multipart/mixed; boundary=x', fill('--x\r\n', 5 * MB))],
    ['a flood of near boundaries', () => mail('Content-Type: multipart/mixed; boundary=x', fill('--xy\r\n', 20 * MB))],
    ['a base64 line of 100 MB', () => mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: base64', fill('QUFB', 100 * MB))],
    [
      'a base64 attachment of 50 MB',
      () => mail('Content-Type: application/zip\r\nContent-Transfer-Encoding: base64', fill(`${'QUFB'.repeat(19)}\r\n`, 50 * MB)),
    ],
    ['padding in base64', () => mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: base64', fill('Q===', 5 * MB))],
    [
      'quoted-printable of blanks',
      () => mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable', fill(' ', 20 * MB)),
    ],
    [
      'quoted-printable of soft breaks',
      () => mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable', fill('= \r\n', 20 * MB)),
    ],
    ['a header line of 1 MB', () => text('hello', `X-A: ${fill('a', MB)}`)],
    ['a folded header of 2 MB', () => text('hello', `X-A: ${fill('a\r\n ', 1.9 * MB)}`)],
    ['a hundred thousand header fields', () => text('hello', fill('X-A: b\r\n', 1.9 * MB).trimEnd())],
    ['a header of 20 MB', () => text('hello', fill('X-A: b\r\n', 20 * MB).trimEnd())],
    ['a subject of encoded-words', () => text('hello', `Subject: ${fill('=?utf-8?q?a?= ', MB)}`)],
    ['encoded-words that never end', () => text('hello', `Subject: ${fill('=?a?q?x', MB)}`)],
    ['10,000 recipients', () => text('hello', `To: ${fill('a@example.com, ', 300_000)}`)],
    ['an address field of quotes', () => text('hello', `From: ${fill('"<(', MB)}`)],
    ['a million nested tags', () => html(fill('<div>', 5 * MB))],
    ['a million nested quotes', () => html(fill('<blockquote>a', 13 * MB))],
    ['a million nested lists', () => html(fill('<ul><li>a', 9 * MB))],
    ['nested quotes as Gmail makes them', () => html(fill('<div class="gmail_quote"><blockquote type="cite">a', 5 * MB))],
    ['an attribute that never ends', () => html(`<a href="${fill('x', 5 * MB)}`)],
    ['HTML of entities', () => html(fill('&amp;&#x41;', 5 * MB))],
    ['HTML of blanks', () => html(`<p>${fill('  ', 5 * MB)}</p>`)],
    ['text of quote marks', () => text(fill('>', 5 * MB))],
    ['text of dashes', () => text(fill('--\r\n', 5 * MB))],
    ['text of attributions', () => text(fill('On Monday, somebody wrote:\r\n', 5 * MB))],
    ['text of headers', () => text(fill('From: \r\nSent: \r\nTo: \r\nSubject: \r\n', 5 * MB))],
    ['text of addresses', () => text(fill('a@a.', 5 * MB))],
    ['text of line ends', () => text(fill('\n', 20 * MB))],
    ['flowed text in one paragraph', () => mail('Content-Type: text/plain; format=flowed', fill('a \r\n', 5 * MB))],
    ['UTF-7', () => mail('Content-Type: text/plain; charset=utf-7', fill('+AAA', 5 * MB))],
    ['HZ', () => mail('Content-Type: text/plain; charset=hz-gb-2312', fill('~{', 5 * MB))],
    ['PGP armour', () => text(fill('-----BEGIN PGP SIGNED MESSAGE-----\nHash: a\n', 5 * MB))],
    ['NUL bytes', () => text(fill('\0', 20 * MB))],
    [
      'random bytes',
      () => Buffer.concat([Buffer.from(HEAD), Buffer.from(Array.from({ length: MB }, (_, i) => (i * 2_654_435_761) >>> 24))]),
    ],
  ])('%s', async (_, make) => {
    const source = make();
    const started = performance.now();
    const reading = reader.read(source).then(
      ({ message, newest }) => ({ characters: message.text.length, newest: newest.length }),
      (error: unknown) => {
        expect(error).toBeInstanceOf(PermanentError);
        return { characters: 0, newest: 0 };
      },
    );
    // Handing the bytes to the thread is all the daemon does itself.
    expect(await longestPause(reading)).toBeLessThan(1_000);
    expect((await reading).characters).toBeLessThanOrEqual(1_000_000);
    // Two seconds of computing, more by the clock where others want the processor too.
    expect(performance.now() - started).toBeLessThan(25_000);
  });
});
