import { describe, expect, test } from 'vitest';
import { wasDelivered } from './delivered.ts';
import { parseHeaderBlock } from './parse.ts';

describe('whether a server has delivered a mail', () => {
  test.each([
    ['Return-Path', 'Return-Path: <a@else.example>', true],
    ['an empty Return-Path, as a bounce has it', 'Return-Path: <>', true],
    ['Delivered-To', 'Delivered-To: support+x@hazelnote.example', true],
    ['a server between', 'Received: from a.example by b.example with ESMTPS id 1; Sun, 22 Nov 2026 10:00:00 +0000', true],
    ['a submission', 'Received: from a.example by b.example with UTF8SMTPSA id 1; Sun, 22 Nov 2026 10:00:00 +0000', true],
    ['folded, local delivery', 'Received: from a.example\r\n\tby b.example\r\n\twith LMTP id 1; Sun, 22 Nov 2026 10:00:00 +0000', true],
    ['webmail', 'Received: by 10.1.2.3 with HTTP; Sun, 22 Nov 2026 10:00:00 +0000', false],
    ['groupware', 'Received: from a.example by b.example with mapi id 15.20; Sun, 22 Nov 2026 10:00:00 +0000', false],
    ['a mail client', 'User-Agent: Mozilla Thunderbird\r\nX-Mozilla-Draft-Info: internal/draft', false],
  ])('%s', async (_name, fields, expected) => {
    expect(wasDelivered(await parseHeaderBlock(Buffer.from(`${fields}\r\nSubject: x\r\n\r\n`)))).toBe(expected);
  });
});
