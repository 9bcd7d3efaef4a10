import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { charsetHint, decodeBytes, decodeUnlabelled } from './parse-charset.ts';

const hex = (bytes: string): Buffer => Buffer.from(bytes.replaceAll(' ', ''), 'hex');

describe('decodeBytes', () => {
  test.each([
    ['iso-2022-jp', '1b2442 467c 4b5c 1b2842', '日本'],
    ['cp50221', '1b2442 467c 1b2842', '日'],
    ['ISO-2022-KR', '1b242943 0e 4748 0f', '픽'],
    ['hz-gb-2312', '7e7b 4243 7e7d', '旅'],
    ['gb2312', '96 69', '杋'], // not in GB 2312 but in GBK, which senders mean
    ['gb18030', '81 30 81 30', '\u0080'],
    ['cp936', 'c4e3', '你'],
    ['big5', 'a741', '你'],
    ['ks_c_5601-1987', 'b0a1', '가'],
    ['windows-1251', 'cff0e8', 'При'],
    ['cp1251', 'cff0e8', 'При'],
    ['win-1251', 'cff0e8', 'При'],
    ['koi8-r', 'f0d2c9', 'При'],
    ['koi8-u', 'a4', 'є'],
    ['ibm866', '8fe0a8', 'При'],
    ['cp850', '84', 'ä'],
    ['windows-1250', '9e', 'ž'],
    ['windows-1253', 'e1', 'α'],
    ['windows-1254', 'fe', 'ş'],
    ['windows-1255', 'e0', 'א'],
    ['windows-1256', 'c7', 'ا'],
    ['windows-1257', 'e0', 'ą'],
    ['windows-1258', 'd2', '\u0309'],
    ['iso-8859-1', '80', '€'], // windows-1252 is what is meant
    ['ISO_8859-15', 'a4', '€'],
    ['iso-8859-16', 'aa', 'Ș'],
    ['tis-620', 'a1', 'ก'],
    ['utf-7', '2b 4150592d', 'ö'],
    ['unicode-1-1-utf-7', '2b 4150592d', 'ö'],
    ['utf-16le', '4100', 'A'],
    ['utf-16be', '0041', 'A'],
    ['utf-16', 'feff0041', 'A'],
    ['iso-8859-1', 'fffe4100', 'A'],
    ['us-ascii', 'efbbbfc3b6', 'ö'],
    ['utf-32le', '41000000', 'A'],
    ['"utf-8";', 'c3b6', 'ö'],
    ['us-ascii', 'c3b6', 'ö'],
    ['us-ascii', 'f6', 'ö'],
    ['x-martian', 'f6', 'ö'],
    ['', 'c3b6', 'ö'],
    ['utf-8', '66fc72', 'für'], // Latin-1 under a wrong label
    ['utf-8', 'c3b6 c3', 'ö\ufffd'], // cut in the middle of a character
    ['iso-8859-1', '66c3bc72', 'für'], // UTF-8 under a wrong label
  ])('reads %s', (charset, bytes, text) => {
    expect(decodeBytes(hex(bytes), charset)).toBe(text);
  });
});

describe('decodeUnlabelled', () => {
  test.each([
    ['UTF-8', 'c3b6', undefined, 'ö'],
    ['Latin-1', 'f6', undefined, 'ö'],
    ['ISO-2022-JP by its escapes', '1b2442 467c 1b2842', undefined, '日'],
    ['the charset of the rest of the mail', 'cff0e8', 'windows-1251', 'При'],
    ['UTF-8 whatever the rest is', 'c3b6', 'koi8-r', 'ö'],
  ])('takes %s', (_, bytes, hint, text) => {
    expect(decodeUnlabelled(hex(bytes), hint)).toBe(text);
  });
});

test.each([
  ['windows-1251', 'Пожалуйста, помогите восстановить пароль от учётной записи.'],
  ['koi8-r', 'Пожалуйста, помогите восстановить пароль от учётной записи.'],
  ['gbk', '您好,我忘记了密码,请问怎样才能重新设置?谢谢您的帮助。'],
  ['shift_jis', 'パスワードを忘れました。再設定の方法を教えてください。'],
  ['euc-jp', 'パスワードを忘れました。再設定の方法を教えてください。'],
  ['windows-1252', 'Ich habe mein Passwort vergessen. Können Sie mir für heute helfen?'],
])('text in %s without a label is read by its letters', (charset, text) => {
  expect(decodeUnlabelled(iconv.encode(text, charset))).toBe(text);
});

test('the hint is the first charset that says something', () => {
  expect(charsetHint(Buffer.from('a: b; charset=us-ascii\nc: charset="utf-8"\nd: charset = KOI8-R\ne: charset=gbk'))).toBe('KOI8-R');
  expect(charsetHint(Buffer.from('nothing here'))).toBeUndefined();
});
