import { describe, expect, test } from 'vitest';
import { makeMask, maskTokens, redact } from './mask.ts';

const CARD = '4111 1111 1111 1111';

describe('a mask', () => {
  test('gives the same value the same token, however it is grouped and wherever it stands', () => {
    const mask = makeMask('secrets');
    expect(mask.hide(`Subject: ${CARD}`)).toBe('Subject: [card-1]');
    expect(mask.hide('4012888888881881 and 4111-1111-1111-1111')).toBe('[card-2] and [card-1]');
    expect(mask.hide('IBAN DE89370400440532013000')).toBe('IBAN [iban-1]');
    expect(mask.restore('[card-2], [iban-1]')).toBe('4012888888881881, DE89370400440532013000');
  });

  test('reads what invisible characters split', () => {
    expect(makeMask('secrets').hide('4111\u200b1111\u200d1111\u20601111')).toBe('[card-1]');
  });

  test('takes a token that the customer wrote for a text of theirs', () => {
    const mask = makeMask('secrets');
    expect(mask.hide(`[card-1] is ${CARD}, [Card-1] and \\[card-1\\] are not`)).toBe(
      '[literal-1] is [card-1], [literal-2] and [literal-3] are not',
    );
    expect(mask.restore('[literal-1] and [card-1]')).toBe(`[card-1] and ${CARD}`);
  });

  test('leaves a token that it did not give', () => {
    expect(makeMask('secrets').restore('[card-1] and [iban-7]')).toBe('[card-1] and [iban-7]');
  });

  test.each(['\\[card-1\\]', '[Card-1]', '[card_1]', '[card 1]', '【card-1】', '[card‑1]'])('knows %s again', (changed) => {
    const mask = makeMask('secrets');
    mask.hide(CARD);
    expect(mask.restore(changed)).toBe(CARD);
  });

  test('writes a value into Markdown as text', () => {
    const mask = makeMask('secrets');
    const masked = mask.hide('Password: <img/src=x>[y](z)1');
    expect(masked).toBe('Password: [password-1]');
    expect(mask.restoreMarkdown(`**${masked}**`)).toBe('**Password: \\<img\\/src\\=x\\>\\[y\\]\\(z\\)1**');
  });

  test('that is off changes nothing', () => {
    const mask = makeMask('off');
    expect(mask.hide(`[card-1] ${CARD}`)).toBe(`[card-1] ${CARD}`);
    expect(mask.restoreMarkdown('[card-1]')).toBe('[card-1]');
  });
});

describe('redact', () => {
  test('is the same whatever was hidden before', () => {
    expect(redact(`${CARD} of ada@example.com, [card-1]`, 'secrets')).toBe('[card] of ada@example.com, [card-1]');
    expect(redact('ada@example.com', 'pii')).toBe('[email]');
  });
});

describe('what reads like a token', () => {
  test.each([
    '[card-1]',
    'your card \\[card-1\\]',
    '(card-1)',
    '`card-1`',
    'card-1.',
    '【iban-2】',
    '[ Card – 1 ]',
    '**[password-12]**',
    '<key_3>',
    '[card\u200b-1]',
    '［ｃａｒｄ－１］',
  ])('%s', (text) => {
    expect(maskTokens(text)).toHaveLength(1);
  });

  test.each(['Your card: 1 of 2 was charged', '[guide-1]', 'id 12', '[1]', 'see (step 1)', 'keyboard-1', 'card-1a'])('not %s', (text) => {
    expect(maskTokens(text)).toEqual([]);
  });
});
