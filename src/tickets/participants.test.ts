import { expect, test } from 'vitest';
import { isParticipant, type PartOfThread, participantsOf } from './participants.ts';

const list = (...addresses: string[]) => JSON.stringify(addresses.map((address) => ({ name: '', address })));
const from = (address: string, more: Partial<PartOfThread> = {}): PartOfThread => ({
  direction: 'in',
  from_address: address,
  reply_address: null,
  arrived_at: 0,
  to_json: list('support@shop.example'),
  cc_json: list(),
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
