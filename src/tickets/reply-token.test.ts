import { describe, expect, test } from 'vitest';
import { replyToken, tokenAddress, tokenIn } from './reply-token.ts';

const TOKEN = replyToken('secret', 'effect');
const OWN = new Set(['support@shop.example', 'hilfe+de@shop.example']);

describe('a token', () => {
  test('is the same for the same effect, and another for any other', () => {
    expect(replyToken('secret', 'effect')).toBe(TOKEN);
    expect(TOKEN).toMatch(/^[0-9a-f]{20}$/);
    expect(replyToken('secret', 'another')).not.toBe(TOKEN);
    expect(replyToken('another', 'effect')).not.toBe(TOKEN);
  });

  test.each([
    ['in an address of ours', tokenAddress('support@shop.example', TOKEN), TOKEN],
    ['in capitals, as some servers rewrite it', tokenAddress('support@shop.example', TOKEN).toUpperCase(), TOKEN],
    ['behind a sub-address that is ours', tokenAddress('hilfe+de@shop.example', TOKEN), TOKEN],
    ['in an address of somebody else', tokenAddress('support@other.example', TOKEN), null],
    ['cut', tokenAddress('support@shop.example', TOKEN.slice(1)), null],
    ['none', 'support@shop.example', null],
    ['another sub-address', 'support+newsletter@shop.example', null],
    ['nothing', '', null],
  ])('%s', (_, recipient, expected) => {
    expect(tokenIn(recipient, OWN)).toBe(expected);
  });
});
