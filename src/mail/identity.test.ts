import { describe, expect, test } from 'vitest';
import { InvariantError } from '../errors.ts';
import { mail } from './fixtures/mail.ts';
import { messageIdentity } from './identity.ts';
import { parseHeaderBlock } from './parse.ts';

const id = async (headers: Record<string, string>, body?: string) => messageIdentity('support', await mail(headers, body));

describe('messageIdentity', () => {
  test('is the same for a copy that a server re-wrapped, re-flagged or moved', async () => {
    const first = await id({ 'Message-ID': '<a@b>' }, 'one two\r\nthree');
    const second = await id({ 'Message-ID': '<a@b>', Date: 'Mon, 6 May 2024 10:00:00 +0200', 'X-Seen': 'yes' }, 'one  two\nthree\n\n');
    expect(second).toEqual(first);
  });

  test.each([
    ['text', {}, 'other words'],
    ['subject', { Subject: 'Other' }, undefined],
    ['sender', { From: 'ben@shop.example' }, undefined],
    ['date', { Date: 'Mon, 6 May 2024 08:00:01 +0000' }, undefined],
  ])('differs when the same Message-ID is used for another %s', async (_, headers, body) => {
    const first = await id({ 'Message-ID': '<a@b>' });
    expect(await id({ 'Message-ID': '<a@b>', ...headers }, body)).not.toEqual(first);
  });

  test('differs between inboxes and between Message-IDs, with one digest', async () => {
    const message = await mail({ 'Message-ID': '<a@b>' });
    const here = messageIdentity('support', message);
    const there = messageIdentity('sales', message);
    const other = await id({ 'Message-ID': '<c@d>' });
    expect(new Set([here.identity, there.identity, other.identity]).size).toBe(3);
    expect(new Set([here.digest, there.digest, other.digest]).size).toBe(1);
  });

  test('needs no Message-ID, no date and no sender', async () => {
    const { identity, digest } = await id({ From: '', Date: '', Subject: '' });
    expect(identity).toMatch(/^[0-9a-f]{64}$/);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('refuses a mail of which only the header was read', async () => {
    const message = await parseHeaderBlock(Buffer.from('From: a@example.com\nSubject: x\n\n'));
    expect(() => messageIdentity('support', message)).toThrow(InvariantError);
  });
});
