import { describe, expect, test } from 'vitest';
import { receivedFrom } from './received-client.ts';

/** What each server writes; `HELO` is the client's claim, `PTR` the name that DNS has for it, which is the client's choice too. */
const REAL = '203.0.113.9';
const SHAPES: Readonly<Record<string, string>> = {
  Postfix: 'from HELO (PTR [203.0.113.9])\tby mx.example.com (Postfix) with ESMTPS id 4Xy for <a@example.com>; DATE',
  'Postfix with TLS':
    'from HELO (PTR [203.0.113.9])\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\t key-exchange X25519)\t(Client CN "[192.0.2.1]", Issuer "x" (not verified))\tby mx.example.com (Postfix) with ESMTPS id 4Xy; DATE',
  'Postfix with a login':
    'from HELO (PTR [203.0.113.9])\t(Authenticated sender: a@example.com)\tby mx.example.com (Postfix) with ESMTPSA id 4; DATE',
  'Exim with PTR':
    'from PTR ([203.0.113.9] helo=HELO)\tby mx.example.com with esmtps (TLS1.3) tls X (Exim 4.98)\t(envelope-from <a@b.example>)\tid 1; DATE',
  'Exim with PTR and port': 'from PTR ([203.0.113.9]:4711 helo=HELO)\tby mx.example.com with esmtp (Exim 4.98)\tid 1; DATE',
  'Exim without PTR': 'from [203.0.113.9] (helo=HELO)\tby mx.example.com with esmtp (Exim 4.98)\tid 1; DATE',
  'Exim without PTR, with port': 'from [203.0.113.9] (port=4711 helo=HELO)\tby mx.example.com with esmtp (Exim 4.98)\tid 1; DATE',
  'Exim without PTR, with the port in front': 'from [203.0.113.9]:4711 (helo=HELO)\tby mx.example.com with esmtp (Exim 4.98)\tid 1; DATE',
  'Exim with ident': 'from PTR ([203.0.113.9] helo=HELO ident=[192.0.2.1])\tby mx.example.com with esmtp (Exim 4.98)\tid 1; DATE',
  qmail: 'from PTR (HELO HELO) (203.0.113.9)\tby mx.example.com with SMTP; DATE',
  'qmail without PTR': 'from unknown (HELO HELO) (203.0.113.9)\tby 0 with SMTP; DATE',
  'qmail with ident': 'from unknown (HELO HELO) (192.0.2.1@203.0.113.9)\tby 0 with SMTP; DATE',
  'qmail with brackets': 'from PTR (HELO HELO) ([203.0.113.9])\tby mx.example.com with SMTP; DATE',
  Yahoo: 'from 192.0.2.1 (EHLO HELO)\t(203.0.113.9)\tby mta1.example.com with SMTPs; DATE',
  Sendmail: 'from HELO (PTR [203.0.113.9])\tby mx.example.com (8.17.1/8.17.1) with ESMTPS id 4; DATE',
  'Sendmail with doubt':
    'from HELO (PTR [203.0.113.9] (may be forged))\t(authenticated bits=0)\tby mx.example.com (8.17.1/8.17.1) with ESMTP id 4; DATE',
  'Sendmail with ident': 'from HELO ([192.0.2.1]@PTR [203.0.113.9])\tby mx.example.com (8.17.1/8.17.1) with ESMTP id 4; DATE',
  Exchange:
    'from HELO (203.0.113.9) by DB5.mail.protection.outlook.com (10.152.4.1) with Microsoft SMTP Server (version=TLS1_3, cipher=X) id 15.20; DATE',
  Gmail:
    'from HELO (PTR. [203.0.113.9])        by mx.google.com with ESMTPS id e29        for <a@example.com>        (version=TLS1_3 cipher=X bits=128/128); DATE',
  Courier: 'from HELO (PTR [::ffff:203.0.113.9])  (TLS: TLSv1.3,256bits)  by mx.example.com with ESMTPS id 1; DATE',
  'Courier without PTR': 'from HELO ([203.0.113.9])  by mx.example.com with ESMTP; DATE',
  'Courier with ident': 'from HELO (IDENT: [192.0.2.1], PTR [::ffff:203.0.113.9])  by mx.example.com with ESMTP; DATE',
  OpenSMTPD: 'from HELO (PTR [203.0.113.9])\tby mx.example.com (OpenSMTPD) with ESMTPS id 1 (TLSv1.3:X:256:NO); DATE',
  'OpenSMTPD without PTR': 'from HELO (<unknown> [203.0.113.9])\tby mx.example.com (OpenSMTPD) with ESMTP id 1; DATE',
  Haraka:
    'from HELO (PTR [203.0.113.9])\tby mx.example.com (Haraka/3.0.5) with ESMTPS id 1\tenvelope-from <a@b.example>\ttls X (version=TLSv1.3 verify=NO); DATE',
};
const NAMES = [
  'mail.client.example',
  '[192.0.2.1]',
  '192.0.2.1',
  '[IPv6:2001:db8::1]',
  '[192.0.2.1].client.example',
  'helo=[192.0.2.1]',
  '<[192.0.2.1]>',
];
/** Names that some servers refuse, and others write as they are. */
const HOSTILE = [
  'x([192.0.2.1])',
  'x(192.0.2.1)',
  'x (y [192.0.2.1])',
  'x) ([192.0.2.1]',
  'x) (192.0.2.1) (y',
  'x (y [192.0.2.1]) by z',
  '[192.0.2.1] (helo=x)',
  '[192.0.2.1] (port=1 helo=x) by y',
  'x ([192.0.2.1]) by y with LMTP id',
  'x (',
  'x)',
  'x\\',
  '"x',
  'x;',
  'by',
  'x ident=[192.0.2.1]',
  'helo=x) ([192.0.2.1]',
];
const written = (shape: string, helo: string, ptr: string): string =>
  shape
    .replace('DATE', 'Mon, 6 May 2024 08:00:00 +0000')
    .replaceAll('PTR', () => ptr)
    .replace(/HELO(?! )/, () => helo);

describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
  test.each(NAMES)('tells the address, whatever the client calls itself: %s', (helo) => {
    expect(receivedFrom(written(shape, helo, 'mail.client.example'))).toMatchObject({ ip: REAL });
  });

  test.each(HOSTILE)('is never read as the claim: %s', (helo) => {
    const from = receivedFrom(written(shape, helo, 'mail.client.example'));
    expect(from === null || (from !== 'none' && from.ip === REAL)).toBe(true);
  });

  test.each(['[192.0.2.1].client.example', '192.0.2.1', 'helo=x.example', 'using.client.example', 'tls:', 'authenticated'])(
    'is never read as the name in DNS: %s',
    (ptr) => {
      const from = receivedFrom(written(shape, '[192.0.2.1]', ptr));
      expect(from === null || (from !== 'none' && from.ip === REAL)).toBe(true);
    },
  );
});

describe('who gave a server the mail', () => {
  test.each<[string, ReturnType<typeof receivedFrom>]>([
    ['by 2002:a05:6000:1::1 with SMTP id x; Mon, 6 May 2024 08:00:00 +0000', 'none'],
    ['(qmail 4711 invoked from network); 6 May 2024 08:00:00 -0000', 'none'],
    ['(from root@localhost) by mx.example.com (8.17.1/8.17.1/Submit) id 4; Mon, 6 May 2024 08:00:00 +0000', 'none'],
    ['from mx.example.com by store.example.com with LMTP id 1; Mon, 6 May 2024 08:00:00 +0000', 'none'],
    ['from mx.example.com ([unix socket]) by store.example.com (Cyrus v3.8) with LMTPA; Mon, 6 May 2024 08:00:00 +0000', 'none'],
    [
      'from mx.example.com ([10.0.0.1])\tby store with LMTP\tid 1; Mon, 6 May 2024 08:00:00 +0000',
      { ip: '10.0.0.1', name: 'mx.example.com' },
    ],
    ['from EX1.example.com (fe80::1%12) by EX2 (fe80::2%12) with mapi id 15', { ip: 'fe80::1', name: 'EX1.example.com' }],
    ['from EX1 (2603:10a6:10:1::1) by EX2 with HTTPS; Mon, 6 May 2024 08:00:00 +0000', { ip: '2603:10a6:10:1::1', name: 'EX1' }],
    ['from x ([IPv6:2001:db8::9]) by mx with ESMTP', { ip: '2001:db8::9', name: 'x' }],
    ['from evil.example (unknown) by mx.example.com with ESMTP', null],
    ['from [192.0.2.1] by mx.example.com with ESMTP', null],
    ['from [192.0.2.1] (evil.example) by mx.example.com with ESMTP', null],
    ['from 192.0.2.1 by mx.example.com with ESMTP', null],
    ['from x (HELO 192.0.2.1) by mx.example.com with SMTP', null],
    ['from x (helo=[192.0.2.1]) by mx.example.com with SMTP', null],
    ['from [192.0.2.1] (account a HELO [192.0.2.2]) by mx.example.com with ESMTPA', null],
    ['from x ([192.0.2.1] helo=y@z [203.0.113.9]) by mx.example.com with ESMTP', null],
    ['from [192.0.2.1] (helo=b@host [203.0.113.9]) by mx.example.com with ESMTP', null],
    [`from ${'x'.repeat(5_000)} ([203.0.113.9]) by mx`, null],
    ['', 'none'],
  ])('%s', (value, from) => expect(receivedFrom(value)).toEqual(from));
});
