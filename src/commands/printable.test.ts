import { expect, test } from 'vitest';
import { printable } from './printable.ts';

test.each([
  ['plain words, accents and other scripts stay', 'Füße — 請求書 🙂', 'Füße — 請求書 🙂'],
  ['lines stay lines', 'a\nb', 'a\nb'],
  ['colours and titles do not reach the terminal', '\u001b[31mred\u001b]0;title\u0007', '\ufffd[31mred\ufffd]0;title\ufffd'],
  ['nor does the one-byte form', '\u009b2J', '\ufffd2J'],
  ['a carriage return cannot write over the line', 'answered\rescalated', 'answered\ufffdescalated'],
  ['text cannot be turned round', 'a\u202egnp.exe', 'a\ufffdgnp.exe'],
])('%s', (_name, text, shown) => {
  expect(printable(text)).toBe(shown);
});
