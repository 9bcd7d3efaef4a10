import { expect, test } from 'vitest';
import { mail } from './fixtures/mail.ts';

const PGP = '-----BEGIN PGP MESSAGE-----\n\nhQEMA0\n=abcd\n-----END PGP MESSAGE-----';

test.each([
  [
    'PGP/MIME',
    'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x',
    '--x\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--x\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n--x--',
    'PGP/MIME',
  ],
  [
    'PGP/MIME taken apart by a gateway',
    'multipart/mixed; boundary=x',
    '--x\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--x--',
    'PGP/MIME',
  ],
  ['inline PGP', 'text/plain', `Hello\n${PGP}`, 'inline PGP'],
  ['S/MIME', 'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', 'x', 'S/MIME'],
  ['S/MIME whose signature wraps the words', 'application/x-pkcs7-mime; smime-type=signed-data', 'x', 'S/MIME'],
  [
    'S/MIME under a list footer',
    'multipart/mixed; boundary=x',
    '--x\r\nContent-Type: application/octet-stream; name=smime.p7m\r\n\r\nx\r\n--x\r\n\r\nfooter\r\n--x--',
    'S/MIME',
  ],
  [
    'a signature beside the words',
    'multipart/signed; boundary=x',
    '--x\r\n\r\nwords\r\n--x\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nx\r\n--x--',
    null,
  ],
  ['somebody else’s PGP in a quote', 'text/plain', PGP.replace(/^/gm, '> '), null],
  ['words about PGP', 'text/plain', 'What does "-----BEGIN PGP MESSAGE-----" mean?', null],
])('%s', async (_, type, body, encryption) => {
  expect(await mail({ 'Content-Type': type }, body)).toMatchObject({ encryption });
});

test('a clear-signed mail is read without its armour', async () => {
  const signed =
    '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHow do I\n- --- reset it?\n-----BEGIN PGP SIGNATURE-----\n\niQE\n-----END PGP SIGNATURE-----';
  const message = await mail({}, signed);
  expect(message.text.trim()).toBe('How do I\n--- reset it?');
  expect(message.encryption).toBeNull();
});
