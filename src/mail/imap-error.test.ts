import { expect, test } from 'vitest';
import { PermanentError, TransientError } from '../errors.ts';
import type { Endpoint } from './connect-error.ts';
import { commandError, loginError } from './imap-error.ts';

const endpoint: Endpoint = { key: 'imap', host: 'mail.example.com', port: 993, security: 'tls' };
const failure = (fields: object, message = 'Command failed') => Object.assign(new Error(message), fields);

test.each([
  [
    'a wrong password',
    { responseStatus: 'NO', responseText: 'Authentication failed.' },
    PermanentError,
    /refuses the user me.*imap\.password/,
  ],
  [
    'a login that is down',
    { responseStatus: 'NO', serverResponseCode: 'UNAVAILABLE', responseText: 'Try later' },
    TransientError,
    /cannot log in me now/,
  ],
  ['a line that broke while logging in', { code: 'NoConnection' }, TransientError, /does not answer/],
])('login: %s', (_case, fields, kind, message) => {
  const result = loginError(failure({ authenticationFailed: true, ...fields }), endpoint, 'me');
  expect(result).toBeInstanceOf(kind);
  expect(result.message).toMatch(message);
});

test.each([
  [
    'a mailbox that is not there',
    { responseStatus: 'NO', mailboxMissing: true },
    PermanentError,
    /could not select it: there is no such mailbox/,
  ],
  ['no STATUS of what is not there', { code: 'NotFound' }, PermanentError, /no such mailbox/],
  [
    'a target that is not there',
    { responseStatus: 'NO', serverResponseCode: 'TRYCREATE', responseText: 'no such' },
    PermanentError,
    /no such/,
  ],
  ['missing rights', { responseStatus: 'NO', serverResponseCode: 'noperm', responseText: '' }, PermanentError, /NOPERM/],
  ['a full mailbox', { responseStatus: 'NO', serverResponseCode: 'OVERQUOTA' }, PermanentError, /full/],
  ['a command that is not understood', { responseStatus: 'BAD', responseText: 'non-atoms' }, PermanentError, /non-atoms/],
  [
    'a server in trouble',
    { responseStatus: 'NO', serverResponseCode: 'SERVERBUG', responseText: 'Internal error' },
    TransientError,
    /Internal error/,
  ],
  ['a lost line', { code: 'NoConnection' }, TransientError, /could not select it: Command failed/],
])('command: %s', (_case, fields, kind, message) => {
  const result = commandError(failure(fields), endpoint, 'select it');
  expect(result).toBeInstanceOf(kind);
  expect(result.message).toMatch(message);
});

test('an error that says what to do already stays as it is', () => {
  const error = new PermanentError('change the password');
  expect(commandError(error, endpoint, 'select it')).toBe(error);
});
