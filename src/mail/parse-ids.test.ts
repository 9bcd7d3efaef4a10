import { expect, test } from 'vitest';
import { readMessageIds } from './parse-headers.ts';

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
  ['nothing', '', []],
])('ids: %s', (_name, raw, ids) => {
  expect(readMessageIds(raw)).toEqual(ids);
});
