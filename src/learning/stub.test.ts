import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTickets } from '../evaluation/load-tickets.ts';
import { makeMadeUp } from './made-up.ts';
import { stubOf, type Wrong } from './stub.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-stub-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const WRONG: Wrong = {
  category: 'billing',
  language: 'en',
  subject: 'Refund for Dorothy Lam: "yes" or #no?',
  text: 'Hi Sarah,\n\nmy name is Dorothy Lam. Can I get my money back for invoice INV-2026-00417?\n\nKind regards\nDorothy Lam\n+49 170 1234567',
  earlier: [
    { from: 'customer', text: 'Where is my invoice? Dorothy Lam' },
    { from: 'us', text: 'Hello Dorothy,\n\nyou find it under Billing.\n\nYour team' },
  ],
  verified: true,
  answer: 'Hello Dorothy,\n\n**You get your money back** within 30 days, always. Yes.\n\nYour support',
  why: 'Only the first 14 days, says Peter Thompson.\nSee the terms.',
};
const makeUp = makeMadeUp({ people: ['Dorothy Lam', 'dorothy'], isOurs: () => false });

test('a stub is a golden ticket with nobody’s name in it, and says what must not be said again', async () => {
  const text = stubOf(WRONG, makeUp);
  expect(text).not.toMatch(/dorothy|sarah|thompson|00417|1234567\b/i);
  await writeFile(join(folder, 'a.ticket.md'), text);
  const policy = { categories: {}, teams: {} };
  const [ticket] = await loadTickets(folder, { address: 'support@shop.example', policy });
  expect(ticket).toMatchObject({
    ...{ from: 'Alex Morgan <customer1@example.com>', locale: 'en', sender: 'verified', subject: 'Refund for Alex Morgan: "yes" or #no?' },
    thread: [{ from: 'customer' }, { from: 'us', text: 'you find it under Billing.' }],
    expect: { disposition: 'escalated', mustNotSay: ['You get your money back within 30 days, always.'] },
  });
  expect(ticket?.source.toString()).toContain('Can I get my money back for invoice INV-1234-56789?');
  expect(text).toContain(
    '# Called wrong by a person: Only the first 14 days, says Sam Rivera.\n# See the terms.\n# It was taken for billing then.',
  );
});

test('of a mail that only went to the wrong people nothing is said', () => {
  const text = stubOf({ ...WRONG, answer: null, why: null, earlier: [], verified: false, language: null, category: null }, makeUp);
  expect(text).not.toContain('mustNotSay');
  expect(text).not.toContain('Called wrong by');
  expect(text).toContain('write what should have become of it');
});
