import { expect, test } from 'vitest';
import { AccountError, InDoubtError, PermanentError, TransientError } from '../errors.ts';
import type { Endpoint } from './connect-error.ts';
import { type DeliveryPhase, deliveryError, isStaleConnection, recipientsError } from './delivery-error.ts';

const endpoint: Endpoint = { key: 'smtp', host: 'mail.example.com', port: 465, security: 'tls' };
const failure = (fields: object, message = 'failed') => Object.assign(new Error(message), fields);
const refused = (recipient: string, response: string) => failure({ recipient, response, responseCode: Number(response.slice(0, 3)) });

test.each<[string, DeliveryPhase, object, new (message: string) => Error, RegExp]>([
  [
    '4xx at MAIL, stamped EENVELOPE',
    'before-data',
    { code: 'EENVELOPE', response: '451 4.3.0 later', responseCode: 451 },
    TransientError,
    /451 4\.3\.0 later/,
  ],
  [
    '5xx at MAIL',
    'before-data',
    { code: 'EENVELOPE', response: '550 5.7.1 no', responseCode: 550 },
    PermanentError,
    /refuses the mail: 550/,
  ],
  [
    '4xx after DATA, stamped EMESSAGE',
    'after-data',
    { code: 'EMESSAGE', response: '452 4.2.2 full', responseCode: 452 },
    TransientError,
    /452/,
  ],
  ['5xx after DATA', 'after-data', { code: 'EMESSAGE', response: '554 5.6.0 spam', responseCode: 554 }, PermanentError, /554/],
  ['a reply without a parsed code', 'after-data', { code: 'ECONNECTION', response: '421 closing' }, TransientError, /421/],
  ['4xx at login, stamped EAUTH', 'login', { code: 'EAUTH', response: '454 4.7.0 later', responseCode: 454 }, TransientError, /454/],
  [
    '5xx at login',
    'login',
    { code: 'EAUTH', response: '535 5.7.8 no', responseCode: 535 },
    PermanentError,
    /refuses the login.*smtp\.password/,
  ],
  [
    '5xx as a greeting',
    'login',
    { code: 'EPROTOCOL', response: '554 go away', responseCode: 554 },
    AccountError,
    /refuses the connection: 554/,
  ],
  ['silence after DATA', 'after-data', { code: 'ETIMEDOUT' }, InDoubtError, /may have been sent/],
  ['a line lost after DATA', 'after-data', { code: 'ECONNECTION' }, InDoubtError, /never answered/],
  ['a broken certificate after DATA is still in doubt', 'after-data', { code: 'CERT_HAS_EXPIRED' }, InDoubtError, /may have been sent/],
  [
    'a 250 that nobody asked for after DATA',
    'after-data',
    { code: 'EPROTOCOL', response: '250 ok', responseCode: 250 },
    InDoubtError,
    /may/,
  ],
  ['a line lost before DATA', 'before-data', { code: 'ECONNECTION' }, TransientError, /does not answer/],
  ['nobody listening', 'login', { code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, TransientError, /ECONNREFUSED/],
  ['an untrusted certificate', 'login', { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, PermanentError, /smtp\.ca/],
  ['an address that cannot be sent', 'before-data', { code: 'EENVELOPE' }, PermanentError, /cannot be sent/],
  [
    'all recipients refused',
    'before-data',
    { code: 'EENVELOPE', rejectedErrors: [refused('a@b.c', '450 4.2.1 busy')] },
    TransientError,
    /a@b\.c \(450/,
  ],
])('%s', (_case, phase, fields, kind, message) => {
  const result = deliveryError(failure(fields), phase, endpoint);
  expect(result).toBeInstanceOf(kind);
  expect(result.message).toMatch(message);
});

test('one permanent refusal makes the whole delivery permanent, and all refused are named', () => {
  const error = recipientsError([refused('a@b.c', '450 4.2.1 busy'), refused('d@e.f', '550 5.1.1 unknown')], endpoint);
  expect(error).toBeInstanceOf(PermanentError);
  expect(error.message).toMatch(/a@b\.c \(450 4\.2\.1 busy\), d@e\.f \(550 5\.1\.1 unknown\); nothing was sent/);
});

test.each([
  ['a line lost', { code: 'ECONNECTION' }, true],
  ['dismissed for idling', { code: 'EENVELOPE', response: '421 4.4.2 idle', responseCode: 421 }, true],
  ['a refusal', { code: 'EENVELOPE', response: '550 no', responseCode: 550 }, false],
  ['our own refusal', { code: 'EENVELOPE' }, false],
])('a kept connection with %s: stale is %s', (_case, fields, stale) => {
  expect(isStaleConnection(failure(fields))).toBe(stale);
});
