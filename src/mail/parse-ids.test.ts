import { expect, test } from 'vitest';
import { readAddresses, readMessageIds } from './parse-headers.ts';

test.each<[string, string, string[]]>([
  ['one', '<a@b>', ['<a@b>']],
  ['several, in order, each once', '<a@b> <c@d>\t<a@b>,<e@f>', ['<a@b>', '<c@d>', '<e@f>']],
  ['side by side', '<a@b><c@d>', ['<a@b>', '<c@d>']],
  ['folded within an id', '<a.long\r\n .name@example\r\n\t.org>', ['<a.long.name@example.org>']],
  ['doubled brackets', '<<a@b>>', ['<a@b>']],
  ['without brackets', 'a@b c@d', ['<a@b>', '<c@d>']],
  ['with one bracket only', '<a@b', ['<a@b>']],
  ['cut off at the end', '<a@b> <c@', ['<a@b>']],
  ['a word without a domain, when it is all there is', '4711-abc', ['<4711-abc>']],
  ['no domain within brackets', '<4711>', ['<4711>']],
  ['prose without an id', 'Your message of Friday', []],
  ['prose around an id', 'Your message of "Fri, 1 Jan" <a@b> (a comment)', ['<a@b>']],
  ['encoded by a gateway', '=?us-ascii?Q?=3Ca=40b=3E?= =?us-ascii?Q?_=3Cc=40d=3E?=', ['<a@b>', '<c@d>']],
  ['empty brackets', '<> <a@b>', ['<a@b>']],
  ['control characters within an encoded word', '=?utf-8?q?<a=00=1Fb@x>?=', ['<ab@x>']],
  ['half a character within an encoded word', '=?utf-16be?b?ADzYPQBhAEAAeAA+?=', ['<\ufffda@x>']],
  ['nothing but control characters', '=?utf-8?q?<=00>?= <a@b>', ['<a@b>']],
  ['longer than any line, in octets', `<${'漢'.repeat(300)}@x> <a@b>`, ['<a@b>']],
  ['as long as an id may be', `<${'a'.repeat(896)}@x>`, [`<${'a'.repeat(896)}@x>`]],
  ['longer than any line, without brackets', `${'a'.repeat(950)}@x`, []],
  ['nothing', '', []],
])('ids: %s', (_name, raw, ids) => {
  expect(readMessageIds(raw)).toEqual(ids);
});

test.each<[string, string, string[]]>([
  ['control characters within an encoded word', '=?utf-8?q?a=00=07b=40x.example?=', ['ab@x.example']],
  [
    'as long as an address may be (RFC 5321)',
    `${'a'.repeat(64)}@${'b'.repeat(247)}.example`,
    [`${'a'.repeat(64)}@${'b'.repeat(247)}.example`],
  ],
  ['longer than an address may be', `${'a'.repeat(20_000)}@x.example, b@x.example`, ['b@x.example']],
  ['longer than an address may be, and broken behind it', `<${'a'.repeat(99_000)}@x@y>`, []],
  ['longer than an address may be, with a name', `Ann <${'漢'.repeat(110)}@x.example>`, []],
])('addresses: %s', (_name, raw, addresses) => {
  expect(readAddresses(raw).map((a) => a.address)).toEqual(addresses);
});
