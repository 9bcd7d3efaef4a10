import { describe, expect, test } from 'vitest';
import { checkLookups } from './check-lookups.ts';
import { Lookup } from './lookup-schema.ts';

const SOUND = {
  description: 'Where an order is',
  url: 'https://shop.example/orders/{number}?email={requester.email}',
  parameters: { number: { description: 'order number', pattern: 'HZ-\\d{6}' } },
  fields: { state: { type: 'choice', choices: { sent: { en: 'on its way', de: 'unterwegs' } } }, day: { type: 'date', optional: true } },
  say: { en: ['The order is {state}.', 'It comes on {day}.'], de: ['Die Bestellung ist {state}.'] },
};

/** Problems of the sound one with this changed, the way to it and what is said, a line each. */
function problems(change: object, written: Readonly<Record<string, string>> = {}, httpHosts: readonly string[] = []): string {
  const lookup = Lookup.parse({ ...SOUND, ...change });
  return checkLookups({ orders: lookup }, { categories: ['billing'], httpHosts, written: new Map(Object.entries(written)) })
    .map(({ path, message }) => `${path}: ${message}`)
    .join('\n');
}

describe('a look-up is refused at load', () => {
  test.each<[string, object, RegExp]>([
    ['a parameter in the host', { url: 'https://{number}.shop.example/' }, /^lookups\.orders\.url: no parameter may stand in the host/],
    [
      'an unknown parameter',
      { url: `${SOUND.url}&x={nummer}` },
      /^lookups\.orders\.url: nummer is not a parameter: did you mean number\?/m,
    ],
    ['a parameter that nothing uses', { url: 'https://shop.example/{requester.email}' }, /parameters\.number: is not used/],
    [
      'a pattern that is none',
      { parameters: { number: { description: 'n', pattern: '(' } } },
      /parameters\.number\.pattern: write a regular/,
    ],
    [
      'a pattern that looks ahead',
      { parameters: { number: { description: 'n', pattern: '(?=a)a' } } },
      /parameters\.number\.pattern: write a regular/,
    ],
    ['no TLS', { url: SOUND.url.replace('https', 'http') }, /url: write https/],
    ['nobody it belongs to', { url: 'https://shop.example/orders/{number}' }, /ownerField: anybody could have anybody's data/],
    ['a public one by a person', { public: true }, /url: anybody may write any address/],
    [
      'a public one with an owner',
      { public: true, url: 'https://shop.example/{number}', ownerField: 'email' },
      /ownerField: anybody may write any address/,
    ],
    ['a body of a GET', { body: { a: 'b' } }, /body: goes with method: POST/],
    ['an unknown parameter in a body', { method: 'POST', body: { a: '{nummer}' } }, /body\.a: nummer is not a parameter/],
    ['a secret as it is', { headers: { Authorization: 'Bearer abcdef' } }, /headers\.Authorization: a secret must not stand in this file/],
    ['a secret in a body', { method: 'POST', body: { apiKey: 'abc', n: '{number}' } }, /body\.apiKey: a key or token is sent in a header/],
    ['a header of the connection', { headers: { Host: 'evil.example' } }, /headers\.Host: is set by Firstline/],
    ['a cookie', { headers: { Cookie: 'a=b' } }, /headers\.Cookie: is set by Firstline/],
    ['a header of two lines', { headers: { 'X-Shop': 'a\r\nX-Other: b' } }, /headers\.X-Shop: must be one line/],
    ['a name that is no header', { headers: { 'X Shop': 'a' } }, /headers\.X Shop: is no name/],
    ['a sentence without its field', { say: { en: ['It is {stat}.'] } }, /say\.en\.0: stat is not a field: did you mean state\?/],
    ['a choice without words', { say: { ...SOUND.say, es: ['Está {state}.'] } }, /fields\.state\.choices\.sent: say it in es/],
    ['nothing to say', { say: {} }, /say: write at least one sentence/],
    [
      'a choice without choices',
      { fields: { state: { type: 'choice' }, day: { type: 'date' } } },
      /fields\.state\.choices: list every value/,
    ],
    ['a link without hosts', { fields: { ...SOUND.fields, at: { type: 'link' } } }, /fields\.at\.hosts: list the hosts/],
    [
      'what another type has',
      { fields: { ...SOUND.fields, day: { type: 'date', decimals: 2 } } },
      /fields\.day\.decimals: goes with type: number/,
    ],
    ['an unknown category', { trigger: { categories: ['biling'], phrases: ['x'] } }, /trigger\.categories\.0: biling is not a category/],
  ])('%s', (_, change, expected) => expect(problems(change)).toMatch(expected));

  test.each(['${TOKEN:-abc}', 'abc${TOKEN}def-and-more-of-it', 'literal $${x}'])('a secret that is not all a reference: %s', (written) =>
    expect(problems({ headers: { 'X-Api-Key': 'resolved' } }, { 'lookups.orders.headers.X-Api-Key': written })).toMatch(/must not stand/),
  );
});

describe('a look-up is sound', () => {
  test.each<[string, object]>([
    ['as it is', {}],
    ['with an owner in the answer', { url: 'https://shop.example/orders/{number}', ownerField: 'customer.email' }],
    ['for everybody', { public: true, url: 'https://shop.example/orders/{number}' }],
    ['that asks by POST', { method: 'POST', url: 'https://shop.example/q', body: { n: '{number}', by: '{requester.email}' } }],
    ['on this machine without TLS', { url: SOUND.url.replace('https://shop.example', 'http://127.0.0.1:8080') }],
    ['with a plain header', { headers: { 'Accept-Language': 'en' } }],
    ['with a trigger', { trigger: { categories: ['billing'], phrases: ['where is my order'] } }],
  ])('%s', (_, change) => expect(problems(change)).toBe(''));

  test.each(['${TOKEN}', 'Bearer ${TOKEN}', 'Bearer ${file:/run/secrets/shop}', 'Token token="${TOKEN}"'])(
    'with a secret as %s',
    (written) => expect(problems({ headers: { Authorization: 'resolved' } }, { 'lookups.orders.headers.Authorization': written })).toBe(''),
  );

  test('without TLS where the operator lists the host', () =>
    expect(problems({ url: SOUND.url.replace('https', 'http') }, {}, ['shop.example'])).toBe(''));

  test.each(['50ms', '6s', '1m'])('but not with a time-out of %s', (timeout) =>
    expect(Lookup.safeParse({ ...SOUND, timeout }).error?.issues[0]?.message).toBe('write a time from 100ms to 5s'),
  );
});
