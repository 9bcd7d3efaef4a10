import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { PermanentError } from '../errors.ts';
import { computingTime } from '../testing/computing-time.ts';
import { fixture } from './fixtures/mail.ts';
import { readMail } from './parse.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PIECES = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\0',
    '\t',
    ' ',
    '--',
    '--x',
    '--x--\r\n',
    '=',
    '=\r\n',
    '=?utf-8?q?',
    '?=',
    '=?gb2312?B?/w==?=',
    '"',
    '<',
    '>',
    '(',
    '\\',
  ],
  ...['Content-Type: multipart/mixed; boundary=x\r\n', 'Content-Type: message/rfc822\r\n\r\n', 'Content-Transfer-Encoding: base64\r\n'],
  ...[
    "; name*0*=utf-8''%",
    'charset=utf-7',
    'charset=iso-2022-jp',
    '\x1b$B',
    '\xff\xfe',
    '\xc3',
    '+AP',
    '~{',
    'format=flowed; delsp=yes',
    '-----BEGIN PGP ',
  ],
];

/** Cuts, doubles, moves and breaks what is there. */
function damaged(source: Buffer, random: () => number): Buffer {
  let bytes = source;
  const at = (): number => Math.floor(random() * bytes.length);
  for (let i = 0; i < 1 + random() * 8; i += 1) {
    const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
    const piece = Buffer.from(PIECES[Math.floor(random() * PIECES.length)] ?? '', 'latin1');
    const ways = [
      () => Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(from)]),
      () => Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]),
      () => Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]).subarray(0, 200_000),
      () => bytes.subarray(0, to),
      () => Buffer.from(bytes).fill(Math.floor(random() * 256), from, Math.min(to, from + 3)),
    ];
    bytes = ways[Math.floor(random() * ways.length)]?.() ?? bytes;
  }
  return bytes;
}

test('damaged mail is read or refused, in well-formed text, and quickly', async () => {
  const names = (await readdir(new URL('fixtures', import.meta.url))).filter((name) => name.endsWith('.eml'));
  const sources = await Promise.all(names.map((name) => fixture(name.replace('.eml', ''))));
  let read = 0;
  for (let seed = 0; seed < 1_000; seed += 1) {
    const random = numbers(seed);
    const source = damaged(sources[seed % sources.length] as Buffer, random);
    const spent = computingTime();
    try {
      const { message, newest } = await readMail(source);
      const said = [newest, message.text, message.subject, message.html ?? '', ...message.attachments.map((a) => a.filename)];
      expect(
        said.every((text) => text.isWellFormed() && !text.includes('\0')),
        `seed ${seed}`,
      ).toBe(true);
      read += 1;
    } catch (error) {
      if (!(error instanceof PermanentError)) throw new Error(`seed ${seed} breaks the parser`, { cause: error });
    }
    expect(spent(), `seed ${seed}`).toBeLessThan(2_000);
  }
  // Damage makes few mails unreadable; a parser that refused them all would pass otherwise.
  expect(read).toBeGreaterThan(800);
});
