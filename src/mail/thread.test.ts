import { describe, expect, test } from 'vitest';
import { baseSubject, isForward, replySubject, threadReferences } from './thread.ts';

describe('threadReferences', () => {
  test('joins References and In-Reply-To, each once, without the own id', () => {
    expect(threadReferences({ messageId: '<c>', references: ['<a>', '<b>', '<a>', '<c>'], inReplyTo: ['<b>', '<d>'] })).toEqual([
      '<a>',
      '<b>',
      '<d>',
    ]);
  });

  test('is empty for the first mail of a thread', () => {
    expect(threadReferences({ messageId: '<a>', references: [], inReplyTo: [] })).toEqual([]);
  });

  test('keeps the root and the newest of an endless chain', () => {
    const references = Array.from({ length: 500 }, (_, n) => `<${n}>`);
    const bounded = threadReferences({ messageId: null, references, inReplyTo: [] });
    expect(bounded).toHaveLength(100);
    expect(bounded.at(0)).toBe('<0>');
    expect(bounded.at(-1)).toBe('<499>');
  });
});

describe('baseSubject', () => {
  test.each([
    ['Re: Order', 'Order'],
    ['RE: re : Re[2]: Fwd: Order', 'Order'],
    ['AW: WG: Bestellung', 'Bestellung'],
    ['SV: VS: Ordre', 'Ordre'],
    ['RV: Pedido', 'Pedido'],
    ['TR: Commande', 'Commande'],
    ['Odp: Zamówienie', 'Zamówienie'],
    ['Ynt: Sipariş', 'Sipariş'],
    ['Отв: Заказ', 'Заказ'],
    ['回复：订单', '订单'],
    ['返信: 注文', '注文'],
    ['[list] Re: [list] Order', 'Order'],
    ['Order (fwd)', 'Order'],
    ['[Fwd: Order]', 'Order'],
    ['  Re:   two   words ', 'two words'],
    ['[list]', '[list]'],
    ['Re: Re:', ''],
    ['Reset: how?', 'Reset: how?'],
    ['Res 2 is broken', 'Res 2 is broken'],
    ['Ref: order 12', 'Ref: order 12'],
    ['', ''],
  ])('of %j is %j', (subject, expected) => {
    expect(baseSubject(subject)).toBe(expected);
  });
});

describe('replySubject', () => {
  test.each([
    ['Order', 'Re: Order'],
    ['Re: Order', 'Re: Order'],
    ['AW: Re: Bestellung', 'Re: Bestellung'],
    ['RE[2]: Order', 'Re: Order'],
    ['SV: Re(3): Order', 'Re: Order'],
    ['Antw: Order', 'Re: Order'],
    ['Re : AW：回复：Order', 'Re: Order'],
    ['Ответ: Заказ', 'Re: Заказ'],
    ['Rép. : Commande', 'Re: Commande'],
    ['Regarding: Order', 'Re: Regarding: Order'],
    ['Angebot: 12', 'Re: Angebot: 12'],
    ['Fwd: Order', 'Re: Order'],
    ['[#12] Order', 'Re: [#12] Order'],
    ['', 'Re:'],
    ['a\r\nBcc: x@example.com', 'Re: a Bcc: x@example.com'],
  ])('of %j is %j', (subject, expected) => {
    expect(replySubject(subject)).toBe(expected);
  });
});

test.each([
  ['FW: x', true],
  ['WG: x', true],
  ['转发：x', true],
  ['Re: Fwd: x', false],
  ['Forward: x', false],
])('isForward of %j is %s', (subject, expected) => {
  expect(isForward(subject)).toBe(expected);
});
