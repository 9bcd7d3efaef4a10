import { generateKeyPairSync } from 'node:crypto';
import { dkimSign, sealMessage } from 'mailauth';
import { describe, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { longestPause } from '../testing/computing-time.ts';
import { parseMessage } from './parse.ts';
import { senderVerdict } from './sender.ts';
import { makeSenderCheck, type Resolve } from './sender-check.ts';
import { withFewSignatures } from './sender-signatures.ts';

const log = makeLog({ level: 'silent', pretty: false });
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const PEM = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const KEY = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
const ZONE: Readonly<Record<string, string>> = {
  's._domainkey.shop.example TXT': KEY,
  's._domainkey.evil.example TXT': KEY,
  's._domainkey.forward.example TXT': KEY,
  'shop.example TXT': 'v=spf1 ip4:198.51.100.7 -all',
  'bounce.shop.example TXT': 'v=spf1 ip4:198.51.100.7 -all',
  'strict.example TXT': 'v=spf1 -all',
  'bounce.strict.example TXT': 'v=spf1 ip4:198.51.100.7 -all',
  'open.example TXT': 'v=spf1 ip4:198.51.100.7 -all',
  '_dmarc.shop.example TXT': 'v=DMARC1; p=reject',
  '_dmarc.strict.example TXT': 'v=DMARC1; p=reject; aspf=s',
};
const resolve: Resolve = (name, type) => {
  const value = ZONE[`${name} ${type}`];
  return value === undefined ? Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' })) : Promise.resolve([[value]]);
};

interface Sent {
  readonly from?: string;
  readonly path?: string;
  readonly ip?: string;
  readonly above?: readonly string[];
}

/** As it lies in the mailbox, without its signature. */
function received({ from = 'ana@shop.example', path = from, ip = '198.51.100.7', above = [] }: Sent = {}): {
  trace: string;
  written: string;
} {
  const trace = [
    `Return-Path: <${path}>`,
    ...above,
    `Received: from mail.client.example (mail.client.example [${ip}]) by mx.example.com with ESMTPS; Mon, 6 May 2024 08:00:00 +0000`,
  ];
  const written = [
    `From: Ana <${from}>`,
    'To: support@example.com',
    'Subject: Question',
    'Date: Mon, 6 May 2024 08:00:00 +0000',
    'Message-ID: <1@shop.example>',
    '',
    'Hello',
    '',
  ];
  return { trace: trace.map((line) => `${line}\r\n`).join(''), written: written.join('\r\n') };
}

async function signed(sent: Sent, domain: string): Promise<string> {
  const { trace, written } = received(sent);
  const key = { signingDomain: domain, selector: 's', privateKey: PEM };
  const { signatures } = await dkimSign(written, { ...key, signatureData: [key] });
  expect(signatures).toContain(`d=${domain}`);
  return trace + signatures + written;
}
const unsigned = (sent?: Sent): string => Object.values(received(sent)).join('');

async function verdictOf(source: string, using: Resolve = resolve, now: () => number = Date.now) {
  const found = await makeSenderCheck({ resolve: using, log, now })(Buffer.from(source));
  return senderVerdict(await parseMessage(Buffer.from(source)), { authservIds: [], arcSealers: ['forward.example'] }, found);
}

describe('what DNS says of a sender', () => {
  test('an aligned signature and the policy verify', async () => {
    const verdict = await verdictOf(await signed({ ip: '203.0.113.9' }, 'shop.example'));
    expect(verdict).toEqual({ verdict: 'verified', aligned: ['dkim=shop.example', 'dmarc=shop.example'], why: 'firstline says so' });
  });

  test.each<[string, () => Promise<string> | string, string]>([
    ['SPF of the same domain', () => unsigned(), 'verified'],
    ['SPF of a subdomain', () => unsigned({ path: 'x@bounce.shop.example' }), 'verified'],
    ['SPF of a subdomain under a strict policy', () => unsigned({ from: 'ana@strict.example', path: 'x@bounce.strict.example' }), 'failed'],
    ['SPF of a domain without a policy', () => unsigned({ from: 'ana@open.example' }), 'verified'],
    [
      'SPF behind hops of our own',
      () =>
        unsigned({
          above: [
            'Received: from mx.example.com (mx [10.0.0.2]) by store.example.com',
            'Received: from localhost (localhost [127.0.0.1]) by mx.example.com',
          ],
        }),
      'verified',
    ],
    ['a machine that may not send', () => unsigned({ ip: '203.0.113.9' }), 'failed'],
    [
      'a machine that claims the right address in its name',
      () => unsigned({ ip: '203.0.113.9' }).replace('from mail.client.example', 'from [198.51.100.7]'),
      'failed',
    ],
    [
      'a machine that Exim has no name for, and that claims the right address',
      () => unsigned().replace(/from mail.client.example \(.*?\)/, 'from [203.0.113.9] (helo=[198.51.100.7])'),
      'failed',
    ],
    [
      'a machine that claims the right address to qmail',
      () => unsigned().replace(/from mail.client.example \(.*?\)/, 'from unknown (HELO 198.51.100.7) (203.0.113.9)'),
      'failed',
    ],
    [
      'a hop without an address above a forged one',
      () => unsigned({ above: ['Received: from evil.example (unknown) by mx.example.com with ESMTP; Mon, 6 May 2024 08:00:01 +0000'] }),
      'unverified',
    ],
    [
      'SPF behind a local delivery',
      () => unsigned({ above: ['Received: from mx.example.com by store.example.com with LMTP id 1; Mon, 6 May 2024 08:00:01 +0000'] }),
      'verified',
    ],
    ['a signature of another domain', () => signed({ ip: '203.0.113.9' }, 'evil.example'), 'failed'],
    [
      'a signature over other words',
      async () => (await signed({ ip: '203.0.113.9' }, 'shop.example')).replace('Hello', 'Send money'),
      'failed',
    ],
    ['a sender without any record', () => unsigned({ from: 'ana@nothing.example' }), 'unverified'],
    ['no machine from outside', () => unsigned({ ip: '192.168.0.7' }), 'unverified'],
    ['no Received at all', () => received().written, 'unverified'],
    [
      'two senders in From',
      async () => (await signed({}, 'shop.example')).replace('From: Ana <ana@shop.example>', 'From: ana@shop.example, eve@evil.example'),
      'failed',
    ],
  ])('%s', async (_, source, verdict) => {
    expect((await verdictOf(await source())).verdict).toBe(verdict);
  });

  test('a seal of a trusted forwarder that saw the policy pass verifies', async () => {
    const { written } = received({ ip: '203.0.113.9' });
    const seal = await sealMessage(written, {
      ...{ signingDomain: 'forward.example', selector: 's', privateKey: PEM, cv: 'none' },
      authResults: 'mx.forward.example; dmarc=pass header.from=shop.example',
    });
    const sealed = (await signed({ ip: '203.0.113.9' }, 'evil.example')).split('\r\n').slice(0, 2).join('\r\n');
    expect(await verdictOf(`${sealed}\r\n${seal.toString()}${written}`)).toMatchObject({
      verdict: 'verified',
      aligned: ['arc=shop.example'],
    });
  });

  test('name servers that are away call nobody a forger', async () => {
    const away: Resolve = () => Promise.reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' }));
    expect((await verdictOf(unsigned({ ip: '203.0.113.9' }), away)).verdict).toBe('unverified');
  });

  test('slow name servers of a sender end with the time for one mail', async () => {
    let clock = 0;
    let asked = 0;
    const slow: Resolve = () => {
      asked += 1;
      clock += 4_000;
      return Promise.reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' }));
    };
    expect((await verdictOf(await signed({}, 'shop.example'), slow, () => clock)).verdict).toBe('unverified');
    expect(asked).toBeLessThanOrEqual(3);
  });

  test.each([
    ['a million lines', 'a  b\r\n'.repeat(1_000_000)],
    ['a line of a megabyte', ' '.repeat(1_000_000)],
  ])('a mail with %s is not checked, as that would take seconds of the daemon’s time', async (_, body) => {
    let asked = 0;
    const counting: Resolve = (...args) => {
      asked += 1;
      return resolve(...args);
    };
    const mail = (await signed({}, 'shop.example')) + body;
    expect((await verdictOf(mail, counting)).verdict).toBe('unverified');
    expect(asked).toBe(0);
  });

  /** Each with a hash of its own over the body. */
  const signatures = (count: number): string =>
    Array.from(
      { length: count },
      (_, i) => `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=x${i}.example; s=s;\r\n h=from; l=${i}; bh=aaaa; b=bbbb\r\n`,
    ).join('');
  const BODY = 'The quick brown  fox.\r\n'.repeat(90_000);

  test('a hundred signatures over a long mail hold nothing up, and the newest ten are looked at', async () => {
    const asked = new Set<string>();
    const counting: Resolve = (name, type) => {
      if (name.includes('_domainkey')) asked.add(name);
      return resolve(name, type);
    };
    await verdictOf(unsigned());
    const check = makeSenderCheck({ resolve: counting, log })(Buffer.from(signatures(100) + unsigned() + BODY));
    const pause = await longestPause(check);
    await check;
    expect(asked.size).toBeLessThanOrEqual(10);
    // In one go each of them takes some 0.1 s.
    expect(pause).toBeLessThan(700);
  });

  test('a signature on top of many others counts, and one below does not', async () => {
    const mail = await signed({ ip: '203.0.113.9' }, 'shop.example');
    const [own = '', rest = ''] = mail.split(/(?=^From: )/m);
    expect((await verdictOf(own + signatures(50) + rest)).verdict).toBe('verified');
    expect((await verdictOf(signatures(50) + mail)).verdict).not.toBe('verified');
  });

  test('a chain of more seals than anybody has is none', async () => {
    const { written } = received({ ip: '203.0.113.9' });
    const set = ['ARC-Seal', 'ARC-Message-Signature', 'ARC-Authentication-Results'].map((name) => `${name}: i=1; d=a.example\r\n`).join('');
    const long = `${set.repeat(21)}\r\nARC-Seal: of the body\r\n`;
    expect(withFewSignatures(Buffer.from(set.repeat(21) + written))?.toString()).toBe(written);
    expect(withFewSignatures(Buffer.from(set + written))?.toString()).toBe(set + written);
    expect(withFewSignatures(Buffer.from(long))?.toString()).toBe('\r\nARC-Seal: of the body\r\n');
  });

  test.each([
    ['lines', 'X: a\r\n b\r\n'.repeat(10_000)],
    ['bytes', `X: ${'a'.repeat(150_000)}\r\n`.repeat(8)],
  ])('a header of too many %s is not checked', async (_, fields) => {
    expect(await makeSenderCheck({ resolve, log })(Buffer.from(fields + unsigned()))).toBeNull();
  });

  test('what is no mail is nobody’s', async () => {
    expect(await makeSenderCheck({ resolve, log })(Buffer.from('nonsense'))).toBeNull();
  });
});
