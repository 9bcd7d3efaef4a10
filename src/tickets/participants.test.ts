import { expect, test } from 'vitest';
import { answerAddress, isParticipant, type PartOfThread, participantsOf } from './participants.ts';

const list = (...addresses: string[]) => JSON.stringify(addresses.map((address) => ({ name: '', address })));
const from = (address: string, more: Partial<PartOfThread> = {}): PartOfThread => ({
  direction: 'in',
  from_address: address,
  reply_address: null,
  arrived_at: 0,
  to_json: list('support@shop.example'),
  cc_json: list(),
  verdict_json: '{"verdict":"unverified"}',
  ...more,
});
const ours = (to: string[], cc: string[] = []): PartOfThread => ({
  ...from('support@shop.example'),
  direction: 'out',
  to_json: list(...to),
  cc_json: list(...cc),
});

test.each<[string, PartOfThread[], string[]]>([
  ['nobody in an empty thread', [], []],
  ['who opened it', [from('ada@x.example')], ['ada@x.example']],
  ['and where the opener wants answers', [from('form@x.example', { reply_address: 'ada@x.example' })], ['form@x.example', 'ada@x.example']],
  ['not whom the customer copied', [from('ada@x.example', { cc_json: list('eve@x.example') })], ['ada@x.example']],
  ['not who wrote later', [from('ada@x.example'), from('eve@x.example', { reply_address: 'mallory@x.example' })], ['ada@x.example']],
  [
    'where a verified participant wants answers',
    [
      from('ada@x.example'),
      from('ada@x.example', { reply_address: 'ada@home.example', arrived_at: 1, verdict_json: '{"verdict":"verified"}' }),
    ],
    ['ada@x.example', 'ada@home.example'],
  ],
  [
    'not where somebody else wants them, verified or not',
    [
      from('ada@x.example'),
      from('eve@x.example', { reply_address: 'mallory@x.example', arrived_at: 1, verdict_json: '{"verdict":"verified"}' }),
    ],
    ['ada@x.example'],
  ],
  [
    'whom we wrote to',
    [from('ada@x.example'), ours(['ada@x.example', 'ben@x.example'], ['cleo@x.example'])],
    ['ada@x.example', 'ben@x.example', 'cleo@x.example'],
  ],
  ['in a thread that we opened, whom we wrote to', [ours(['ben@x.example']), from('eve@x.example')], ['ben@x.example']],
])('part of a conversation: %s', (_name, thread, people) => {
  expect([...participantsOf(thread)].toSorted()).toEqual(people.toSorted());
  for (const address of people) expect(isParticipant(address, thread)).toBe(true);
  expect(isParticipant('eve@x.example', thread)).toBe(false);
});

test.each<[string, PartOfThread, readonly PartOfThread[], string]>([
  ['the sender', from('ada@x.example'), [], 'ada@x.example'],
  ['the Reply-To of whoever opened it', from('ada@x.example', { reply_address: 'ada@y.example' }), [], 'ada@y.example'],
  [
    'not an unverified Reply-To in a conversation that others began',
    from('ada@x.example', { reply_address: 'eve@x.example', arrived_at: 2 }),
    [from('ada@x.example'), ours(['ada@x.example'])],
    'ada@x.example',
  ],
])('an answer goes to %s', (_name, newest, before, expected) => {
  expect(answerAddress(newest, [...before, newest])).toBe(expected);
});
