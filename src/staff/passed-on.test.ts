import { expect, test } from 'vitest';
import type { Attachment } from '../mail/message.ts';
import { passedOn } from './passed-on.ts';

const file = (filename: string, contentType: string, more: Partial<Attachment> = {}): Attachment => ({
  ...{ id: filename, filename, contentType, size: 1_000, inline: false },
  ...more,
});

test.each([
  ['a document', file('terms.pdf', 'application/pdf'), 'sent'],
  ['a picture that was attached, however small', file('icon.png', 'image/png'), 'sent'],
  ['a screenshot in the text', file('image.png', 'image/png', { inline: true, size: 90_000 }), 'sent'],
  ['a logo of a signature', file('image001.png', 'image/png', { inline: true }), 'left'],
  ['the mail that was answered', file('original.eml', 'message/rfc822'), 'left'],
  ['a mail as Outlook saves it', file('Order.msg', 'application/vnd.ms-outlook'), 'left'],
  ['files in the format of Outlook alone', file('winmail.dat', 'application/ms-tnef'), 'left'],
  ['the same under no type', file('winmail.dat', 'application/octet-stream'), 'left'],
  ['an S/MIME signature', file('smime.p7s', 'application/pkcs7-signature'), 'nobody misses it'],
  ['a key', file('OpenPGP_0x1234.asc', 'application/pgp-keys'), 'nobody misses it'],
])('%s: %s', (_, attachment, fate) => {
  expect(passedOn([attachment])).toEqual({
    files: fate === 'sent' ? [attachment] : [],
    left: fate === 'left' ? [attachment] : [],
  });
});
