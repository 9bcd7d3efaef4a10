import { describe, expect, test } from 'vitest';
import { Lookup } from '../config/lookup-schema.ts';
import { requestOf } from './request.ts';

const ORDERS = {
  description: 'Where an order is',
  url: 'https://shop.example/orders/{number}/state?email={requester.email}',
  headers: { Authorization: 'Bearer s3cr3t' },
  parameters: { number: { description: 'order number', pattern: '[^x]+' } },
  fields: { state: { type: 'text' } },
  say: { en: ['It is {state}.'] },
};

function make(parameters: Readonly<Record<string, string>>, change: object = {}, requester: string | null = 'ann+1@customer.example') {
  return requestOf(Lookup.parse({ ...ORDERS, ...change }), new Map(Object.entries(parameters)), requester);
}

function urlOf(made: ReturnType<typeof make>): string | null {
  return made.ok ? made.request.url.href : null;
}

test('a value stands percent-encoded in its place, and the address of the sender in its own', () => {
  const made = make({ number: 'A b&c=ü' });
  expect(urlOf(made)).toBe('https://shop.example/orders/A%20b%26c%3D%C3%BC/state?email=ann%2B1%40customer.example');
  expect(made).toMatchObject({ request: { method: 'GET', body: null, timeoutMs: 5_000, headers: { Authorization: 'Bearer s3cr3t' } } });
});

test("what may not stand unencoded does not: !'()*", () =>
  expect(urlOf(make({ number: "!'()*" }))).toContain('/orders/%21%27%28%29%2A/state'));

describe('nobody is asked for', () => {
  // The pattern lets all of these through, as a careless one would.
  test.each([
    '..',
    '.',
    '../admin',
    '..%2fadmin',
    '%2e%2e',
    '%2F',
    'a/b',
    'a\\b',
    '\\..\\',
    'a?b=c',
    'a#b',
    'a\nb',
    'a\r\nHost: evil.example',
    'a\u0000b',
    'a\u200bb',
    'a\u202eb',
    '\ud800',
    '',
    'a'.repeat(101),
  ])('%j', (number) => expect(make({ number })).toMatchObject({ ok: false, why: 'bad-parameter' }));

  test.each<[string, Readonly<Record<string, string>>]>([
    ['a value that is missing', {}],
    ['a value that does not fit', { number: 'x1' }],
    ['a parameter that is not declared', { number: '1', email: 'bob@customer.example' }],
    ['the address of somebody else, given as a parameter', { number: '1', 'requester.email': 'bob@customer.example' }],
    ['a property that every object has', { number: '1', constructor: 'x' }],
  ])('%s', (_, parameters) => expect(make(parameters)).toMatchObject({ ok: false, why: 'bad-parameter' }));

  test.each([
    null,
    '',
    'nobody',
    'a b@customer.example',
    '"a&b"@customer.example',
    'a%00@customer.example',
    '../x@customer.example',
    'a@b@customer.example',
    'a@customer.example?x=1',
  ])('the address %j', (requester) => expect(make({ number: '1' }, {}, requester)).toMatchObject({ ok: false, why: 'bad-parameter' }));
});

test('two values do not make one path of each other', () => {
  const parameters = { a: { description: 'a', pattern: '.+' }, b: { description: 'b', pattern: '.+' } };
  const change = { url: 'https://shop.example/o/{a}{b}/x?email={requester.email}', parameters };
  expect(make({ a: '.', b: '.' }, change)).toMatchObject({ ok: false, detail: 'a value would change the path' });
});

test('a body is JSON, whatever a value holds', () => {
  const made = make(
    { number: '","by":"bob' },
    { method: 'POST', url: 'https://shop.example/q', body: { n: '{number}', by: '{requester.email}' } },
  );
  expect(made.ok && JSON.parse(made.request.body ?? '')).toEqual({ n: '","by":"bob', by: 'ann+1@customer.example' });
});
