import { expect, test } from 'vitest';
import { IntakeConfig } from '../config/schema.ts';
import { computingTime } from '../testing/computing-time.ts';
import type { Message } from './message.ts';
import { parseHeaderBlock } from './parse.ts';
import { bounceOf, screen } from './screen.ts';
import { arrivedVia } from './via.ts';

/** What a stranger writes is judged in the daemon's own thread: the time it takes must not grow with the square of its length. */

const CONTEXT = {
  paths: IntakeConfig.parse({
    via: [
      { kind: 'group', address: 'team@shop.example' },
      { kind: 'form', from: 'form@shop.example' },
      { kind: 'forwarder', domains: ['forwards.example'], address: 'old@shop.example' },
    ],
  }).via,
  trust: { authservIds: [], arcSealers: [] },
  ours: new Set(['support@shop.example']),
};
const FIELDS = { From: 'form@shop.example', To: 'team@shop.example', Subject: 'Contact' };

async function judged(fields: Readonly<Record<string, string>>, body: Partial<Message> = {}): Promise<number> {
  const lines = Object.entries({ ...FIELDS, ...fields }).map(([name, value]) => `${name}: ${value}\r\n`);
  const message = { ...(await parseHeaderBlock(Buffer.from(`${lines.join('')}\r\n`))), ...body };
  const spent = computingTime();
  screen(message, { ours: CONTEXT.ours, blocked: [], effectHeader: 'x-firstline-effect' });
  bounceOf(message, 'x-firstline-effect');
  arrivedVia(message, CONTEXT);
  return spent();
}

const LENGTH = 99_000;
const run = (piece: string): string => piece.repeat(LENGTH / piece.length);

const RUNS = ['(', '(a', '.', 'a', 'a.', '-', '=', '\\', '"', '<a', 'a@', ' ;', '_', '(.aa'];

test.each(['Auto-Submitted', 'List-Post', 'Delivered-To', 'Sender', 'From', 'Return-Path', 'X-Mailer'])('long runs in %s', async (name) => {
  for (const piece of RUNS) for (const end of ['', 'x']) expect(await judged({ [name]: run(piece) + end }), piece).toBeLessThan(2_000);
});

test('a long run of white space behind the prefix of a subject', async () => {
  expect(await judged({ Subject: `Re${run(' ')}x` })).toBeLessThan(2_000);
});

test('long runs of white space in the table of a form', async () => {
  for (const piece of [' ', '\u00a0', '&nbsp;', '\t'])
    expect(await judged({}, { text: '', html: `<table><tr><td>Name<td>${run(piece)}x</table>` })).toBeLessThan(2_000);
});

test('long runs in the lines and the fields of a form', async () => {
  for (const piece of [...RUNS, '*', '|', '* ', "'", ']', '_ ', '"|'])
    for (const text of [
      run(piece),
      `Name: ${run(piece)}x`,
      `From: ${run(piece)}\nEmail: ${run(piece)}x`,
      `Message: Hello\n---\n${run(piece)}`,
    ])
      expect(await judged({}, { text, html: null }), `${text.slice(0, 20)}…`).toBeLessThan(2_000);
});
