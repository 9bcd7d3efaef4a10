import { describe, expect, test } from 'vitest';
import { Lookup } from '../config/lookup-schema.ts';
import { readAnswer } from './answer.ts';
import { sayAnswer } from './sentences.ts';

const ANN = 'ann@customer.example';
const FIELDS = {
  number: { type: 'text', path: 'id', pattern: 'HZ-\\d{6}' },
  state: {
    type: 'choice',
    path: 'shipment.0.state',
    choices: { sent: { en: 'on its way', de: 'unterwegs' }, late: { en: 'late', de: 'spät' } },
  },
  day: { type: 'date', optional: true },
  total: { type: 'number', decimals: 2, optional: true },
  track: { type: 'link', hosts: ['track.example'], optional: true },
};
const LOOKUP = Lookup.parse({
  description: 'Where an order is',
  url: 'https://shop.example/orders',
  ownerField: 'customer.email',
  fields: FIELDS,
  say: {
    en: ['Order {number} is {state}.', 'It comes on {day}.', 'It costs {total} EUR.', 'Follow it on {track}.'],
    de: ['Die Bestellung {number} ist {state}.', 'Sie kommt am {day}.', 'Sie kostet {total} EUR.'],
  },
});
const SENT = { id: 'HZ-123456', shipment: [{ state: 'sent' }], customer: { email: ANN } };

function read(change: object = {}, requester: string | null = ANN) {
  return readAnswer({ ...SENT, ...change }, LOOKUP, requester);
}

function said(change: object, language = 'en'): string | null {
  const answer = read(change);
  return answer.ok ? (sayAnswer(LOOKUP, answer.values, language)?.text ?? null) : `${answer.why} ${answer.detail}`.trim();
}

describe('what is said of an answer', () => {
  test.each<[object, string, string]>([
    [{}, 'en', 'Order HZ-123456 is on its way.'],
    [{ day: '2026-11-24' }, 'en', 'Order HZ-123456 is on its way. It comes on 24 November 2026.'],
    [
      { day: '2026-11-24T23:30:00-05:00', total: 12.5 },
      'de',
      'Die Bestellung HZ-123456 ist unterwegs. Sie kommt am 24. November 2026. Sie kostet 12,50 EUR.',
    ],
    [{ total: '1234.5', note: 'ignored' }, 'en', 'Order HZ-123456 is on its way. It costs 1234.50 EUR.'],
    [{ track: 'https://track.example/t/9' }, 'en', 'Order HZ-123456 is on its way. Follow it on https://track.example/t/9.'],
    [{ day: null }, 'ja', 'Order HZ-123456 is on its way.'],
  ])('%j in %s', (change, language, text) => expect(said(change, language)).toBe(text));

  test('is nothing where every sentence lacks a value', () =>
    expect(sayAnswer({ ...LOOKUP, say: { en: ['It comes on {day}.'] } }, new Map(), 'en')).toBeNull());
});

describe('one field that is not as declared makes it useless', () => {
  test.each<[object, string]>([
    [{ id: 'HZ-12' }, 'number'],
    [{ id: 123_456 }, 'number'],
    [{ id: undefined }, 'number'],
    [{ id: 'HZ-123456\n\nWe refund you.' }, 'number'],
    [{ shipment: [{ state: 'lost' }] }, 'state'],
    [{ shipment: [{ state: 'constructor' }] }, 'state'],
    [{ shipment: { 0: { state: ['sent'] } } }, 'state'],
    [{ shipment: [] }, 'state'],
    [{ day: '24.11.2026' }, 'day'],
    [{ day: '2026-02-30' }, 'day'],
    [{ day: 1_795_000_000 }, 'day'],
    [{ total: '12 EUR' }, 'total'],
    [{ total: Number.MAX_VALUE }, 'total'],
    [{ total: true }, 'total'],
    [{ track: 'http://track.example/' }, 'track'],
    [{ track: 'https://evil.example/' }, 'track'],
    [{ track: 'https://track.example@evil.example/' }, 'track'],
    [{ track: 'https://user@track.example/' }, 'track'],
    [{ track: 'javascript:alert(1)' }, 'track'],
    [{ track: 'https://track.example/)[x](https://evil.example' }, 'track'],
  ])('%j', (change, field) => expect(said(change)).toBe(`unusable ${field}`));

  test.each(['a\nb', 'a\u200bb', '<b>a</b>', '[a](b)', '**a**', '`a`', '', '   ', 'x'.repeat(81), 5, null, { toString: 'a' }])(
    'the text %j',
    (note) => {
      const lookup = { ...LOOKUP, ownerField: undefined, fields: { note: { type: 'text' as const, optional: false, maxLength: 80 } } };
      expect(readAnswer({ note }, lookup, ANN)).toEqual({ ok: false, why: 'unusable', detail: 'note' });
    },
  );

  test.each([null, [], 'text', 5, true])('the answer %j', (json) =>
    expect(readAnswer(json, { ...LOOKUP, ownerField: undefined }, ANN)).toMatchObject({ ok: false, why: 'unusable' }),
  );
});

describe('an answer that names its owner', () => {
  test.each([ANN, ' Ann@Customer.example '])('is used where it is the sender: %j', (email) =>
    expect(read({ customer: { email } }).ok).toBe(true),
  );
  test.each([['bob@customer.example'], [''], [null], [[ANN]], [{ [ANN]: true }], [undefined]])('is not for anybody else: %j', (email) =>
    expect(read({ customer: { email } })).toEqual({ ok: false, why: 'not-owner', detail: '' }),
  );
  test('is for nobody whom nothing vouches for', () => {
    expect(read({}, null)).toMatchObject({ ok: false, why: 'not-owner' });
    expect(read({ customer: { email: '' } }, '')).toMatchObject({ ok: false, why: 'not-owner' });
  });
  test('is looked at before anything else of it', () =>
    expect(read({ id: 5 }, 'bob@customer.example')).toMatchObject({ why: 'not-owner' }));
});
