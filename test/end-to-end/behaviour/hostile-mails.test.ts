import { afterAll, beforeAll, expect, test } from 'vitest';
import { docx, encryptedPdf } from '../../../src/mail/testing/files.ts';
import { mailWithFiles } from '../../helpers/mail-with-files.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { fateOf, look, mailsIn, settled } from './desk-view.ts';
import { post, QUESTION } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const fill = (unit: string, bytes: number): string => unit.repeat(Math.ceil(bytes / unit.length));
const nested = (levels: number): string =>
  Array.from({ length: levels }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join('');

/** Whole mails but for From, To and Message-ID, and what has to become of each. */
function hostile(desk: Desk): Record<string, { readonly mail: string; readonly fate: object }> {
  const to = desk.address;
  const from = 'mallory@customer.example';
  const files = [
    { name: 'bomb.docx', content: docx(Buffer.alloc(100_000_000, '<w:p/>')) },
    { name: 'locked.pdf', content: encryptedPdf() },
    { name: 'all.zip', content: Buffer.alloc(100_000) },
  ];
  const withFiles = mailWithFiles({ from, to, text: QUESTION, messageId: '<files@hostile.example>' }, files).toString('latin1');
  const quarantined = (why: string) => ({ disposition: 'quarantined', detail: expect.stringContaining(why) });
  const handled = { disposition: expect.stringMatching(/answered|drafted|escalated|quarantined/) };
  const escalated = { disposition: 'escalated' };
  return {
    levels: { mail: nested(10_000), fate: quarantined('nested deeper than 50') },
    parts: {
      mail: `Content-Type: multipart/mixed; boundary=x\r\n\r\n${fill('--x\r\n\r\na\r\n', 1e6)}`,
      fate: quarantined('more than 1000 parts'),
    },
    header: { mail: `${fill('X-A: b\r\n', 3e6)}\r\nhello`, fate: quarantined('larger than 2 MB') },
    dashes: { mail: `Content-Type: text/plain\r\n\r\n${fill('--\r\n', 3e6)}`, fate: handled },
    tags: { mail: `Content-Type: text/html\r\n\r\n${fill('<div>', 5e6)}Hello`, fate: handled },
    line: { mail: `Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${fill('QUFB', 20e6)}`, fate: handled },
    field: { mail: `X-Long: ${fill('a', 1e6)}\r\nContent-Type: text/plain\r\n\r\nHello`, fate: handled },
    mails: { mail: fill('Content-Type: message/rfc822\r\n\r\n', 3e5), fate: handled },
    date: { mail: `Date: Fri, 99 Foo 99999 77:88:99\r\n\r\n${QUESTION}`, fate: { disposition: 'answered' } },
    pgp: {
      mail: 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x\r\n\r\n--x\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--x--',
      fate: escalated,
    },
    smime: { mail: 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIIB', fate: escalated },
    files: {
      mail: withFiles.replace(/^From: [^\n]*\nTo: [^\n]*\n/, '').replace(/^Message-ID: [^\n]*\n/m, ''),
      fate: { disposition: 'drafted' },
    },
  };
}

test('hostile mail has one disposition each, and the others are answered meanwhile', async () => {
  const desk = await office.openDesk();
  const daemon = desk.start();
  await daemon.says(/Firstline is running/);
  const client = office.world.connect(desk.address);
  const cases = Object.entries(hostile(desk));
  for (const [name, { mail }] of cases) {
    const head = `From: Mallory <mallory-${name}@customer.example>\r\nTo: ${desk.address}\r\nMessage-ID: <${name}@hostile.example>\r\nMIME-Version: 1.0\r\n`;
    await client.mailbox.append('INBOX', Buffer.from(head + mail, 'latin1'), [], Date.now());
  }
  await client.close();
  const honest = await post(office, desk);
  await expect.poll(() => mailsIn(desk).find((m) => m.messageId === honest.messageId)?.disposition).toBe('answered');
  const rows = await settled(desk, cases.length + 1);
  // Of a mail that cannot be read, its bytes are all that is known.
  const quarantined = rows.filter((row) => row.disposition === 'quarantined').map((row) => row.detail ?? '');
  for (const [name, { fate }] of cases) {
    const row = rows.find((r) => r.messageId === `<${name}@hostile.example>`);
    if (row !== undefined) expect({ name, ...row }).toMatchObject(fate);
    else
      expect(
        quarantined.some((detail) => expect.objectContaining(fate).asymmetricMatch({ disposition: 'quarantined', detail })),
        name,
      ).toBe(true);
  }
  expect(quarantined.length).toBeGreaterThanOrEqual(3);
  await expect.poll(() => daemon.output().match(/it is quarantined/g)).toHaveLength(quarantined.length);
  expect(fateOf(desk, honest).detail).toBe('agent');
  const told = (await look(office, 'support-team@hazelnote.example')).map((m) => m.message.text);
  for (const how of ['PGP/MIME', 'S/MIME'])
    expect(
      told.filter((text) => text.includes(`is encrypted (${how})`)),
      how,
    ).toHaveLength(1);
});
