import { expect, test } from 'vitest';
import { answersCustomer } from './bystander.ts';
import type { PartOfThread } from './participants.ts';

const SUPPORT = 'support@shop.example';
const OURS = new Set([SUPPORT, 'marta@shop.example']);
const to = (...addresses: string[]) => JSON.stringify(addresses.map((address) => ({ name: '', address })));

function mail(from: string, recipients: string[], verdict = 'unverified'): PartOfThread {
  return {
    ...{ direction: 'in', from_address: from, reply_address: null, to_json: to(...recipients), cc_json: '[]' },
    ...{ arrived_at: 1, verdict_json: JSON.stringify({ verdict }) },
  };
}

const THREAD = [mail('ann@customer.example', [SUPPORT, 'help@other.example'])];

test.each([
  ['another helpdesk, to the customer', mail('help@other.example', ['ann@customer.example', SUPPORT]), true],
  ['the same, unverified or verified', mail('help@other.example', ['ann@customer.example'], 'verified'), true],
  ['a colleague whom nobody has configured', mail('ceo@shop.example', ['ann@customer.example', SUPPORT], 'verified'), true],
  ['under a name that failed verification', mail('help@other.example', ['ann@customer.example'], 'failed'), false],
  ['somebody who writes to us alone', mail('help@other.example', [SUPPORT]), false],
  ['a colleague of the customer', mail('bob@mail.customer.example', ['ann@customer.example', SUPPORT]), false],
  ['the customer, with themselves in copy', mail('ann@customer.example', ['ann@customer.example', SUPPORT]), false],
  ['one of our own people, of whom other rules speak', mail('marta@shop.example', ['ann@customer.example']), false],
  ['our own mail', { ...mail(SUPPORT, ['ann@customer.example']), direction: 'out' as const }, false],
])('%s', (_name, written, expected) => {
  expect(answersCustomer(written, THREAD, OURS)).toBe(expected);
});

test('whom our mail was addressed to takes part, and is nobody who answers from beside', () => {
  const out = { ...mail(SUPPORT, ['ann@customer.example', 'partner@else.example']), direction: 'out' as const, arrived_at: 2 };
  expect(answersCustomer(mail('partner@else.example', ['ann@customer.example']), [...THREAD, out], OURS)).toBe(false);
});
