import { describe, expect, test } from 'vitest';
import { flowed } from './flowed-text.ts';
import { unflow } from './parse-flowed.ts';

const LONG = 'You can ask for a full refund within thirty days of a renewal, and the money goes back to the card that was charged for it.';

describe('a paragraph', () => {
  test('is broken at spaces, and a soft break keeps its space', () => {
    const lines = flowed(LONG).split('\n');
    expect(lines.length).toBe(2);
    expect(lines[0]).toMatch(/\S $/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  test.each<[string, string]>([
    ['of words', LONG],
    [
      'with a link that is longer than a line',
      `See https://shop.example/${'a'.repeat(120)} for more, please, because that page tells all there is to tell.`,
    ],
    ['without spaces', '設定の画面を探しましたが見つかりませんでした。'.repeat(6)],
    ['that begins like a quotation', `> ${LONG}`],
    ['that begins like a separator of mailboxes', `From ${LONG}`],
    ['that is indented', `    ${LONG}`],
    ['that is empty', ''],
  ])('is read back as it was: %s', (_, text) => expect(unflow(flowed(text), false)).toBe(text));

  test('of somebody else has a mark before each line, and is read back as one', () => {
    const quoted = flowed(LONG, '> ');
    expect(quoted.split('\n').every((line) => line.startsWith('> '))).toBe(true);
    expect(unflow(quoted, false).replace(/^> ?/, '')).toBe(LONG);
  });
});
