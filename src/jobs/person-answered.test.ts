import { expect, test } from 'vitest';
import type { MessageRow } from '../ledger/schema.ts';
import { answeredByPerson, seeminglyAnswered } from './person-answered.ts';

const CUSTOMER = 'ann@customer.example';
const OURS = new Set(['support@shop.example', 'team@shop.example']);

/** Only what the rules look at. */
function message(more: Partial<MessageRow>): MessageRow {
  const base = {
    direction: 'in',
    author: 'customer',
    from_address: CUSTOMER,
    message_id: '<question@customer.example>',
    refs_json: '[]',
    to_json: '[]',
    cc_json: '[]',
  };
  return {
    ...base,
    disposition: null,
    disposition_detail: null,
    verdict_json: verdict('verified'),
    arrived_at: 1_000,
    recorded_at: 1_500,
    ...more,
  } as MessageRow;
}

const verdict = (of: string) => JSON.stringify({ verdict: of, aligned: [] });
const to = (...addresses: string[]) => JSON.stringify(addresses.map((address) => ({ name: '', address })));

const QUESTION = message({});
const SENT: Partial<MessageRow> = {
  direction: 'out',
  author: 'staff',
  from_address: 'support@shop.example',
  to_json: to(CUSTOMER),
  arrived_at: 9_000,
  recorded_at: 9_000,
};
const COPIED: Partial<MessageRow> = {
  from_address: 'bea@shop.example',
  disposition: 'noted',
  disposition_detail: 'staff',
  to_json: to(CUSTOMER),
  arrived_at: 9_000,
  recorded_at: 9_000,
};

test.each<[string, Partial<MessageRow>, 'person' | 'seemingly' | 'nobody']>([
  ['a person answered from our mailbox', SENT, 'person'],
  [
    'a person answered before our clock, and names the mail',
    { ...SENT, arrived_at: 1, recorded_at: 1, refs_json: JSON.stringify(['<question@customer.example>']) },
    'person',
  ],
  ['what a person sent before it came is no answer to it', { ...SENT, arrived_at: 500, recorded_at: 500 }, 'nobody'],
  ['a client that filed with a clock of the future sent before we saw it', { ...SENT, arrived_at: 99_000, recorded_at: 900 }, 'nobody'],
  ['forwarded to a colleague alone', { ...SENT, to_json: to('team@shop.example') }, 'nobody'],
  ['forwarded with somebody outside in copy', { ...SENT, to_json: to('team@shop.example'), cc_json: to(CUSTOMER) }, 'person'],
  ['our own automatic answer', { ...SENT, author: 'agent' }, 'nobody'],
  ['a team member wrote to the customer, with us in copy', COPIED, 'person'],
  ['the same, and nothing vouches for the address', { ...COPIED, verdict_json: verdict('unverified') }, 'seemingly'],
  ['the same, and the address is spoofed', { ...COPIED, verdict_json: verdict('failed') }, 'nobody'],
  ['a team member wrote to us alone', { ...COPIED, to_json: to('support@shop.example') }, 'nobody'],
  ['the customer wrote again', { arrived_at: 9_000, recorded_at: 9_000 }, 'nobody'],
])('%s', (_, more, who) => {
  const thread = [QUESTION, message({ message_id: '<other@shop.example>', ...more })];
  const found =
    answeredByPerson(thread, QUESTION, OURS) !== undefined
      ? 'person'
      : seeminglyAnswered(thread, QUESTION) !== undefined
        ? 'seemingly'
        : 'nobody';
  expect(found).toBe(who);
});
