import { expect, test } from 'vitest';
import { computingTime } from '../testing/computing-time.ts';
import { readParameters } from './parse-parameters.ts';

test.each([
  ['quoted', 'attachment; filename="a b.txt"', 'a b.txt'],
  ['bare', 'attachment; filename=a.txt; size=3', 'a.txt'],
  ['bare with spaces', 'attachment; filename=my file.txt; size=3', 'my file.txt'],
  ['escaped quotes', String.raw`attachment; filename="a\"b.txt"`, 'a"b.txt'],
  ['a quote that never closes', 'attachment; filename="a.txt', 'a.txt'],
  ['semicolons inside quotes', 'attachment; filename="a;b.txt"; x=y', 'a;b.txt'],
  ['RFC 2231 with a charset', "attachment; filename*=UTF-8'de'Rechnung%20M%C3%A4rz.pdf", 'Rechnung März.pdf'],
  ['RFC 2231 in a legacy charset', "attachment; filename*=koi8-r''%F0%D2%C9.txt", 'При.txt'],
  ['RFC 2231 without a charset', "attachment; filename*=''%C3%A4.txt", 'ä.txt'],
  ['RFC 2231 continuations', 'attachment; filename*0="long "; filename*1="name"; filename*2=.txt', 'long name.txt'],
  ['continuations out of order', 'attachment; filename*1=b.txt; filename*0=a', 'ab.txt'],
  [
    'encoded continuations that cut a character',
    'attachment; filename*0*=utf-8\'\'M%C3; filename*1*=%A4rz; filename*2=" 100%.txt"',
    'März 100%.txt',
  ],
  ['the extended form beside a plain one', "attachment; filename=x.txt; filename*=utf-8''%C3%A4.txt", 'ä.txt'],
  ['encoded-words', 'attachment; filename="=?utf-8?B?w6QudHh0?="', 'ä.txt'],
  ['encoded-words without quotes', 'attachment; filename==?iso-8859-1?Q?M=E4rz.txt?=', 'März.txt'],
  ['encoded-words in two continuations', 'attachment; filename*0="=?utf-8?Q?M=C3=A4?="; filename*1="=?utf-8?Q?rz?="', 'März'],
  ['no semicolon behind the type', 'multipart/mixed boundary=x; filename=a', 'a'],
  ['a name in upper case', 'attachment; FILENAME=A.TXT', 'A.TXT'],
  ['the first of two', 'attachment; filename=a; filename=b', 'a'],
  ['line breaks inside', 'attachment;\tfilename="a\t.txt"', 'a\t.txt'],
])('reads a parameter that is %s', (_, field, name) => {
  expect(readParameters(field).get('filename')).toBe(name);
});

test('a hostile list costs no more than a long one', () => {
  const spent = computingTime();
  for (const unit of ['; a*0*=x', ';', '; ', '"', '; a="', "; a*=''%", '=?a?q?', '; filename*1=a'])
    expect(readParameters(`x/y${unit.repeat(100_000)}`).size).toBeLessThan(201);
  expect(spent()).toBeLessThan(1_000);
});
