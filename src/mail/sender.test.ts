import { describe, expect, test } from 'vitest';
import { mail } from './fixtures/mail.ts';
import { parseMessage } from './parse.ts';
import { replyAddress, senderVerdict } from './sender.ts';
import { organisationalDomain } from './sender-domain.ts';
import { readAuthenticationResults } from './sender-results.ts';

const TRUST = { authservIds: ['mx.example.com'], arcSealers: ['forward.example'] };
const verdictOf = async (results: string, from = 'ana@shop.example') =>
  senderVerdict(await mail({ 'Authentication-Results': results, From: from }), TRUST);
/** A mail from header lines as they stand, topmost first. */
const read = (...lines: string[]) => parseMessage(Buffer.from(`${lines.join('\r\n')}\r\n\r\nhi\r\n`));
const AR = (results: string) => `Authentication-Results: ${results}`;
const RECEIVED = 'Received: from client.example (client.example [192.0.2.1]) by mx.example.com; Mon, 6 May 2024 08:00:00 +0000';
const FROM = 'From: ana@shop.example';

describe('senderVerdict', () => {
  test.each<[string, string, readonly string[]]>([
    ['dmarc pass', 'mx.example.com; dmarc=pass header.from=shop.example', ['dmarc=shop.example']],
    ['aligned dkim', 'mx.example.com; dkim=pass header.d=shop.example header.i=@shop.example', ['dkim=shop.example']],
    ['dkim of a parent domain', 'mx.example.com; dkim=pass (2048-bit key) header.d=mail.shop.example', ['dkim=mail.shop.example']],
    ['dkim where only the identity is told', 'mx.example.com; dkim=pass header.i=@shop.example', ['dkim=shop.example']],
    ['aligned spf', 'mx.example.com; spf=pass smtp.mailfrom=bounce@mail.shop.example', ['spf=mail.shop.example']],
    ['spf of a bare domain', 'mx.example.com; spf=pass smtp.mailfrom=shop.example', ['spf=shop.example']],
    [
      'spf, where the domain has no policy',
      'mx.example.com; spf=pass smtp.mailfrom=a@news.shop.example; dmarc=none',
      ['spf=news.shop.example'],
    ],
    [
      'dkim, where Microsoft guesses the policy',
      'mx.example.com; dkim=pass header.d=shop.example; dmarc=bestguesspass action=none header.from=shop.example',
      ['dkim=shop.example'],
    ],
    [
      'all three, and a version',
      'mx.example.com 1; spf=pass smtp.mailfrom=shop.example; dkim=pass header.d=shop.example; dmarc=pass header.from=shop.example',
      ['spf=shop.example', 'dkim=shop.example', 'dmarc=shop.example'],
    ],
    [
      'quoted values, odd spacing and nested comments',
      'mx.example.com (our (own) server); dkim = pass (good; really) header.d = "shop.example"',
      ['dkim=shop.example'],
    ],
    ['folded fields', 'mx.example.com;\r\n\tdkim=pass\r\n (comment;\r\n dkim=fail)\r\n header.d=shop.example', ['dkim=shop.example']],
    ['a quoted mailbox', 'mx.example.com; spf=pass smtp.mailfrom="a b"@shop.example', ['spf=shop.example']],
    ['upper case', 'MX.Example.com; DKIM=PASS header.D=Shop.Example', ['dkim=shop.example']],
    ['one of several signatures', 'mx.example.com; dkim=pass header.d=esp.example; dkim=pass header.d=shop.example', ['dkim=shop.example']],
  ])('verifies on %s', async (_, results, aligned) => {
    expect(await verdictOf(results)).toEqual({ verdict: 'verified', aligned, why: 'mx.example.com says so' });
  });

  test.each([
    ['another server', 'mx.evil.example; dmarc=pass header.from=shop.example'],
    ['a server whose name only ends like ours', 'evil-mx.example.com; dmarc=pass header.from=shop.example'],
    ['an unknown version', 'mx.example.com 2; dmarc=pass header.from=shop.example'],
    ['dkim of another domain', 'mx.example.com; dkim=pass header.d=evil.example'],
    ['dkim of another domain with an identity of this one', 'mx.example.com; dkim=pass header.d=evil.example header.i=@shop.example'],
    ['spf of another domain', 'mx.example.com; spf=pass smtp.mailfrom=a@evil.example'],
    [
      'dmarc of another domain, whatever else passed',
      'mx.example.com; dkim=pass header.d=shop.example; dmarc=pass header.from=evil.example',
    ],
    [
      'a policy that could not be read',
      'mx.example.com; spf=pass smtp.mailfrom=bounce.shop.example; dmarc=temperror header.from=shop.example',
    ],
    ['only failures', 'mx.example.com; spf=fail smtp.mailfrom=shop.example; dkim=fail header.d=shop.example'],
    ['no result', 'mx.example.com; none'],
    ['no policy and nothing else', 'mx.example.com; dmarc=none header.from=shop.example'],
    ['a pass inside a comment', 'mx.example.com; dkim=none (dkim=pass header.d=shop.example)'],
    ['a pass inside a quoted string', 'mx.example.com; dkim=none reason="x; dkim=pass header.d=shop.example"'],
    ['a method that vouches for no From', 'mx.example.com; arc=pass header.d=shop.example; auth=pass smtp.auth=shop.example'],
    ['a server without a name that nobody trusts', 'spf=pass smtp.mailfrom=shop.example; dmarc=pass header.from=shop.example'],
    ['nonsense', ';;;='],
  ])('does not verify on %s', async (_, results) => {
    expect(await verdictOf(results)).toMatchObject({ verdict: 'unverified', aligned: [] });
  });

  test.each([
    ['dmarc=fail, whatever else passed', 'mx.example.com; dkim=pass header.d=shop.example; dmarc=fail (p=reject) header.from=shop.example'],
    [
      'spf of a subdomain under strict alignment',
      'mx.example.com; spf=pass smtp.mailfrom=a@bounce.shop.example; dmarc=fail (p=reject aspf=s) header.from=shop.example',
    ],
    [
      'two words of one server, one of which is fail',
      'mx.example.com; dmarc=pass header.from=shop.example; dmarc=fail header.from=shop.example',
    ],
  ])('fails on %s', async (_, results) => {
    expect(await verdictOf(results)).toEqual({ verdict: 'failed', aligned: [], why: 'mx.example.com says dmarc=fail' });
  });

  test.each([
    ['two From fields', ['From: ana@shop.example', 'From: eve@evil.example']],
    ['two addresses in From', ['From: ana@shop.example, eve@evil.example']],
    ['a group of two in From', ['From: Friends: ana@shop.example, eve@evil.example;']],
  ])('fails on %s, whatever a server says', async (_, from) => {
    expect(await senderVerdict(await read(AR('mx.example.com; dmarc=pass header.from=shop.example'), ...from), TRUST)).toEqual({
      verdict: 'failed',
      aligned: [],
      why: 'From names several senders',
    });
  });

  test.each([
    ['a display name that is another address', 'From: "ceo@bank.example" <ana@shop.example>'],
    ['a name with commas, encoded', 'From: =?utf-8?Q?Bank=2C_ceo=40bank=2Eexample=2C?= <ana@shop.example>'],
    ['the same address twice', 'From: ana@shop.example, Ana <ana@shop.example>'],
    ['a group of one', 'From: Shop: ana@shop.example;'],
  ])('judges the address of %s', async (_, from) => {
    const message = await read(AR('mx.example.com; dmarc=pass header.from=shop.example'), from);
    expect(message.from?.address).toBe('ana@shop.example');
    expect(senderVerdict(message, TRUST).verdict).toBe('verified');
  });

  test('does not believe a pass for the domain in the display name', async () => {
    const message = await read(AR('mx.example.com; dmarc=pass header.from=bank.example'), 'From: "ceo@bank.example" <eve@evil.example>');
    expect(senderVerdict(message, TRUST).verdict).toBe('unverified');
  });

  test('verifies nobody without a trusted server', async () => {
    const message = await mail({ 'Authentication-Results': 'mx.example.com; dmarc=pass header.from=shop.example' });
    expect(senderVerdict(message, { authservIds: [], arcSealers: [] }).verdict).toBe('unverified');
  });

  test('does not take neighbours below a public suffix for one organisation', async () => {
    expect((await verdictOf('mx.example.com; dkim=pass header.d=evil.co.uk', 'ana@shop.co.uk')).verdict).toBe('unverified');
    expect((await verdictOf('mx.example.com; dkim=pass header.d=evil.github.io', 'ana@shop.github.io')).verdict).toBe('unverified');
  });
});

describe('whose Authentication-Results count', () => {
  const SPF = AR('mx.example.com; spf=none smtp.mailfrom=evil.example');
  const PASS = AR('mx.example.com; dmarc=pass header.from=shop.example');

  test.each<[string, string[], string]>([
    ['one field', [PASS], 'verified'],
    ['a block of several milters', [SPF, AR('mx.example.com; dkim=none'), PASS], 'verified'],
    ['a block with fields of other kinds in between', [SPF, 'DKIM-Filter: OpenDKIM Filter', PASS, RECEIVED], 'verified'],
    ['a field below a Received of ours', [RECEIVED, PASS], 'verified'],
    ['a forged field below ours, of the same method', [AR('mx.example.com; dmarc=fail header.from=shop.example'), PASS], 'failed'],
    ['a forged field below ours, where ours found nothing', [AR('mx.example.com; dmarc=none; dkim=none'), PASS], 'unverified'],
    ['a forged field below our Received', [SPF, RECEIVED, PASS], 'unverified'],
    ['a forged field below one of ours that says none', [AR('mx.example.com; none'), PASS], 'unverified'],
    ['a field of ours below that of another server', [AR('mx.evil.example; spf=pass'), PASS], 'unverified'],
    ['a field below one that cannot be read', [AR('???;='), PASS], 'unverified'],
  ])('%s', async (_, fields, verdict) => {
    expect(senderVerdict(await read(...fields, FROM), TRUST).verdict).toBe(verdict);
  });

  test.each<[string, string, string]>([
    ['a name of a family of servers', '*.example.com', 'verified'],
    ['a family of servers does not contain its neighbours', '*.ample.com', 'unverified'],
    ['a family of servers does not contain its own name', '*.mx.example.com', 'unverified'],
    ['a name in upper case', 'MX.example.com', 'verified'],
  ])('%s', async (_, id, verdict) => {
    expect(senderVerdict(await read(PASS, FROM), { authservIds: [id], arcSealers: [] }).verdict).toBe(verdict);
  });

  test.each<[string, string[], string]>([
    [
      'passes',
      [
        'spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=shop.example; dkim=none (message not signed) header.d=none;dmarc=pass action=none header.from=shop.example;compauth=pass reason=100',
      ],
      'verified',
    ],
    [
      'fails',
      ['spf=fail smtp.mailfrom=shop.example; dkim=none; dmarc=fail action=oreject header.from=shop.example;compauth=fail reason=000'],
      'failed',
    ],
    [
      'says something above what came with the mail',
      ['spf=none; dkim=none; dmarc=none', 'spf=pass smtp.mailfrom=shop.example; dmarc=pass header.from=shop.example'],
      'unverified',
    ],
  ])('the nameless field of Exchange Online %s', async (_, fields, verdict) => {
    const message = await read(...fields.map(AR), FROM);
    expect(senderVerdict(message, { authservIds: ['exchange-online'], arcSealers: [] }).verdict).toBe(verdict);
  });
});

describe('a mail that was forwarded under seal (ARC)', () => {
  const BROKEN = 'dmarc=fail (p=reject) header.from=shop.example';
  const seal = (instance: number, domain: string) =>
    `ARC-Seal: i=${instance}; a=rsa-sha256; cv=${instance === 1 ? 'none' : 'pass'}; d=${domain}; s=x; b=AA`;
  const saw = (instance: number, results: string) => `ARC-Authentication-Results: i=${instance}; mx.forward.example; ${results}`;
  const PASSED = 'dkim=pass header.d=shop.example; dmarc=pass header.from=shop.example';

  test.each<[string, string[], string]>([
    [
      'by a trusted sealer who saw dmarc pass',
      [AR(`mx.example.com; arc=pass; ${BROKEN}`), seal(1, 'forward.example'), saw(1, PASSED)],
      'verified',
    ],
    [
      'by a host of a trusted sealer',
      [AR(`mx.example.com; arc=pass; ${BROKEN}`), seal(1, 'mail.forward.example'), saw(1, PASSED)],
      'verified',
    ],
    [
      'twice by a trusted sealer, of whom the first saw it pass',
      [
        AR(`mx.example.com; arc=pass; ${BROKEN}`),
        seal(2, 'forward.example'),
        saw(2, `arc=pass; ${BROKEN}`),
        seal(1, 'forward.example'),
        saw(1, PASSED),
      ],
      'verified',
    ],
    ['by a sealer nobody trusts', [AR(`mx.example.com; arc=pass; ${BROKEN}`), seal(1, 'evil.example'), saw(1, PASSED)], 'failed'],
    [
      'by a trusted one who had it from one nobody trusts',
      [
        AR(`mx.example.com; arc=pass; ${BROKEN}`),
        seal(2, 'forward.example'),
        saw(2, `arc=pass; ${BROKEN}`),
        seal(1, 'evil.example'),
        saw(1, PASSED),
      ],
      'failed',
    ],
    ['with a broken chain', [AR(`mx.example.com; arc=fail; ${BROKEN}`), seal(1, 'forward.example'), saw(1, PASSED)], 'failed'],
    ['of which our server says nothing', [AR(`mx.example.com; ${BROKEN}`), seal(1, 'forward.example'), saw(1, PASSED)], 'failed'],
    [
      'for another sender',
      [AR(`mx.example.com; arc=pass; ${BROKEN}`), seal(1, 'forward.example'), saw(1, 'dmarc=pass header.from=other.example')],
      'failed',
    ],
    [
      'with two sets of one instance',
      [AR(`mx.example.com; arc=pass; ${BROKEN}`), seal(1, 'forward.example'), seal(1, 'evil.example'), saw(1, PASSED)],
      'failed',
    ],
  ])('%s', async (_, fields, verdict) => {
    expect(senderVerdict(await read(...fields, FROM), TRUST).verdict).toBe(verdict);
  });
});

describe('replyAddress', () => {
  const verified = { verdict: 'verified', aligned: ['dmarc=shop.example'] } as const;
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
  ['a.site.github.io', 'site.github.io'],
  ['city.kawasaki.jp', 'city.kawasaki.jp'],
  ['shop.example.kawasaki.jp', 'shop.example.kawasaki.jp'],
  ['co.uk', 'co.uk'],
  ['müller.example', 'müller.example'],
])('the organisational domain of %s is %s', (domain, expected) => {
  expect(organisationalDomain(domain)).toBe(expected);
});

test('readAuthenticationResults keeps the first of two equal properties', () => {
  expect(readAuthenticationResults('mx; dkim=pass header.d=a.example header.d=b.example')).toEqual({
    authservId: 'mx',
    results: [{ method: 'dkim', result: 'pass', properties: { 'header.d': 'a.example' } }],
  });
});
