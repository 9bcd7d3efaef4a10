import { describe, expect, test } from 'vitest';
import { mail } from './fixtures/mail.ts';
import { parseMessage } from './parse.ts';
import { organisationalDomain, replyAddress, senderVerdict } from './sender.ts';
import { readAuthenticationResults } from './sender-results.ts';

const TRUSTED = ['mx.example.com'];
const verdictOf = async (results: string, from = 'ana@shop.example') =>
  senderVerdict(await mail({ 'Authentication-Results': results, From: from }), TRUSTED);

describe('senderVerdict', () => {
  test.each([
    ['dmarc pass', 'mx.example.com; dmarc=pass header.from=shop.example', ['dmarc']],
    ['aligned dkim', 'mx.example.com; dkim=pass header.d=shop.example header.i=@shop.example', ['dkim']],
    ['dkim of a parent domain', 'mx.example.com; dkim=pass (2048-bit key) header.d=mail.shop.example', ['dkim']],
    ['aligned spf', 'mx.example.com; spf=pass smtp.mailfrom=bounce@mail.shop.example', ['spf']],
    ['spf of a bare domain', 'mx.example.com; spf=pass smtp.mailfrom=shop.example', ['spf']],
    [
      'all three',
      'mx.example.com 1; spf=pass smtp.mailfrom=shop.example; dkim=pass header.d=shop.example; dmarc=pass header.from=shop.example',
      ['spf', 'dkim', 'dmarc'],
    ],
    [
      'quoted values, odd spacing and nested comments',
      'mx.example.com (our (own) server); dkim = pass (good; really) header.d = "shop.example"',
      ['dkim'],
    ],
    ['upper case', 'MX.Example.com; DKIM=PASS header.D=Shop.Example', ['dkim']],
  ])('verifies on %s', async (_, results, aligned) => {
    expect(await verdictOf(results)).toEqual({ verdict: 'verified', aligned });
  });

  test.each([
    ['another server', 'mx.evil.example; dmarc=pass header.from=shop.example'],
    ['dkim of another domain', 'mx.example.com; dkim=pass header.d=evil.example'],
    ['spf of another domain', 'mx.example.com; spf=pass smtp.mailfrom=a@evil.example'],
    ['only failures', 'mx.example.com; spf=fail smtp.mailfrom=shop.example; dkim=fail header.d=shop.example'],
    ['no result', 'mx.example.com; none'],
    ['a pass inside a comment', 'mx.example.com; dkim=none (dkim=pass header.d=shop.example)'],
    ['a pass inside a quoted string', 'mx.example.com; dkim=none reason="x; dkim=pass header.d=shop.example"'],
    ['a method that vouches for no From', 'mx.example.com; arc=pass header.d=shop.example; auth=pass smtp.auth=shop.example'],
    ['nonsense', ';;;='],
  ])('does not verify on %s', async (_, results) => {
    expect(await verdictOf(results)).toEqual({ verdict: 'unverified', aligned: [] });
  });

  test('fails on dmarc=fail, whatever else passed', async () => {
    expect(await verdictOf('mx.example.com; dkim=pass header.d=shop.example; dmarc=fail (p=reject) header.from=shop.example')).toEqual({
      verdict: 'failed',
      aligned: [],
    });
  });

  test('believes only the topmost field of the trusted server', async () => {
    const source = [
      'Authentication-Results: mx.example.com; dmarc=fail header.from=shop.example',
      'Authentication-Results: mx.example.com; dmarc=pass header.from=shop.example',
    ];
    const message = await parseMessage(Buffer.from(`${source.join('\n')}\nFrom: ana@shop.example\n\nhi`));
    expect(senderVerdict(message, TRUSTED).verdict).toBe('failed');
  });

  test('verifies nobody without a trusted server', async () => {
    const message = await mail({ 'Authentication-Results': 'mx.example.com; dmarc=pass header.from=shop.example' });
    expect(senderVerdict(message, []).verdict).toBe('unverified');
  });

  test('does not take neighbours below a country suffix for one organisation', async () => {
    expect((await verdictOf('mx.example.com; dkim=pass header.d=evil.co.uk', 'ana@shop.co.uk')).verdict).toBe('unverified');
  });
});

describe('replyAddress', () => {
  const verified = { verdict: 'verified', aligned: ['dmarc'] } as const;
  const unverified = { verdict: 'unverified', aligned: [] } as const;

  test.each([
    ['From when there is no Reply-To', '', unverified, 'ana@shop.example'],
    ['a Reply-To of the same organisation', 'orders@mail.shop.example', unverified, 'orders@mail.shop.example'],
    ['From when an unverified mail names a stranger', 'evil@other.example', unverified, 'ana@shop.example'],
    ['any Reply-To of a verified sender', 'ana@home.example', verified, 'ana@home.example'],
    ['From of a failed mail', 'orders@shop.example', { verdict: 'failed', aligned: [] } as const, 'ana@shop.example'],
  ])('is %s', async (_, replyTo, verdict, expected) => {
    expect(replyAddress(await mail({ 'Reply-To': replyTo }), verdict)?.address).toBe(expected);
  });

  test('is null without a usable From', async () => {
    expect(replyAddress(await mail({ From: 'nobody' }), unverified)).toBeNull();
  });
});

test.each([
  ['example.com', 'example.com'],
  ['mail.shop.example.com', 'example.com'],
  ['mail.example.co.uk', 'example.co.uk'],
  ['a.b.example.com.br', 'example.com.br'],
  ['EXAMPLE.COM.', 'example.com'],
  ['localhost', 'localhost'],
  ['[192.0.2.1]', '[192.0.2.1]'],
  ['tenant.onmicrosoft.com', 'tenant.onmicrosoft.com'],
])('the organisational domain of %s is %s', (domain, expected) => {
  expect(organisationalDomain(domain)).toBe(expected);
});

test('readAuthenticationResults keeps the first of two equal properties', () => {
  expect(readAuthenticationResults('mx; dkim=pass header.d=a.example header.d=b.example')).toEqual({
    authservId: 'mx',
    results: [{ method: 'dkim', result: 'pass', properties: { 'header.d': 'a.example' } }],
  });
});
