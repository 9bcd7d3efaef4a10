import { expect, test } from 'vitest';
import { PermanentError, TransientError } from '../errors.ts';
import { connectError, type Endpoint } from './connect-error.ts';

const imap: Endpoint = { key: 'imap', host: 'mail.example.com', port: 993, security: 'tls' };
const starttls: Endpoint = { key: 'smtp', host: 'mail.example.com', port: 587, security: 'starttls' };
const failure = (fields: object, message = 'failed') => Object.assign(new Error(message), fields);

test.each([
  ['a self-signed certificate', imap, failure({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), PermanentError, /not trusted .*imap\.ca/],
  ['an expired certificate', imap, failure({ code: 'CERT_HAS_EXPIRED' }), PermanentError, /not trusted .*renewed/],
  ['a certificate of another name', imap, failure({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), PermanentError, /imap\.host to the name/],
  ['plain text on a TLS port', imap, failure({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), PermanentError, /imap\.security: starttls/],
  ['no STARTTLS', starttls, failure({}, 'Server does not support STARTTLS'), PermanentError, /offers no STARTTLS.*smtp\.security: tls/],
  ['an unknown host', imap, failure({ code: 'ENOTFOUND' }), TransientError, /host name mail\.example\.com.*imap\.host/],
  [
    'nobody listening',
    imap,
    failure({ code: 'ECONNREFUSED' }),
    TransientError,
    /mail\.example\.com:993 does not answer \(ECONNREFUSED\).*imap\.port/,
  ],
  [
    'nodemailer hiding the code',
    starttls,
    failure({ code: 'ESOCKET', originalCode: 'SELF_SIGNED_CERT_IN_CHAIN' }),
    PermanentError,
    /smtp\.ca/,
  ],
  ['nodemailer hiding a refusal', starttls, failure({ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }), TransientError, /\(ECONNREFUSED\)/],
  ['something that is no error', imap, 'broken', TransientError, /does not answer \(broken\)/],
])('%s', (_case, endpoint, error, kind, message) => {
  const result = connectError(error, endpoint);
  expect(result).toBeInstanceOf(kind);
  expect(result.message).toMatch(message);
  expect(result.cause).toBe(error);
});
