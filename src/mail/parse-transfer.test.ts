import { expect, test } from 'vitest';
import { decodeTransfer } from './parse-transfer.ts';

test.each([
  ['base64', 'aGVs\r\nbG8=\r\n', 'hello'],
  ['base64', 'aGVs bG8', 'hello'],
  ['base64', 'aGU=bGxv', 'hello'],
  ['base64', 'aGVsbG8=\r\n\r\nYSBmb290ZXI=', 'helloa footer'],
  ['base64', '', ''],
  ['quoted-printable', 'a=3Db =\r\nc  \r\nd', 'a=b c\r\nd'],
  ['quoted-printable', 'soft=  \r\nbreak', 'softbreak'],
  ['quoted-printable', 'a=zz=3', 'a=zz=3'],
  ['quoted-printable', 'end=', 'end'],
  ['quoted-printable', 'F=c3=b6rm', 'Förm'],
  ['x-uuencode', 'begin 644 a.txt\n%:&5L;&\\\n`\nend\n', 'hello'],
  ['8bit', 'as it is=3D', 'as it is=3D'],
  ['nonsense', 'as it is', 'as it is'],
])('%s %j', (encoding, body, text) => {
  expect(decodeTransfer(Buffer.from(body), encoding).toString()).toBe(text);
});
