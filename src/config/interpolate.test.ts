import { describe, expect, it } from 'vitest';
import { interpolate } from './interpolate.ts';

const env = { HOST: 'imap.example.com', EMPTY: '', TRICKY: 'a: b # c\n- ${HOST} "x"' };

function readFile(path: string): string {
  if (path === '/run/secrets/password') return 'p4ss\nword\r\n';
  throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
}

function fill(value: unknown) {
  return interpolate(value, { env, readFile });
}

describe('interpolate', () => {
  it.each([
    ['${HOST}', 'imap.example.com'],
    ['https://${HOST}:${PORT:-993}/', 'https://imap.example.com:993/'],
    ['${MISSING:-}x', 'x'],
    ['${EMPTY:-used}', 'used'],
    ['${MISSING:-a:-b}', 'a:-b'],
    ['$${HOST} and ${HOST}', '${HOST} and imap.example.com'],
    ['${file:/run/secrets/password}', 'p4ss\nword'],
    ['${TRICKY}', 'a: b # c\n- ${HOST} "x"'],
  ])('turns %j into %j', (text, expected) => {
    expect(fill({ key: text })).toEqual({ value: { key: expected }, touched: new Map([['key', text]]), problems: [] });
  });

  it('reaches lists and nested settings and leaves other values alone', () => {
    const { value, touched } = fill({ a: [1, true, null, { b: '${HOST}' }], c: 'costs $5 or $HOST' });
    expect(value).toEqual({ a: [1, true, null, { b: 'imap.example.com' }], c: 'costs $5 or $HOST' });
    expect([...touched]).toEqual([['a.3.b', '${HOST}']]);
  });

  it('counts a value that comes out empty as not given', () => {
    expect(fill({ a: '${EMPTY}', b: ['${EMPTY:-}', 'x'], c: '' }).value).toEqual({ b: ['x'], c: '' });
  });

  it('leaves keys alone', () => {
    expect(fill({ '${HOST}': 1 }).value).toEqual({ '${HOST}': 1 });
  });

  it.each([
    ['${MISSING}', 'set MISSING in .env or in the environment, or write ${MISSING:-default} here'],
    ['${file:/nowhere}', 'make the file /nowhere readable for Firstline (ENOENT)'],
    ['${HOST', 'write ${NAME}, ${NAME:-default} or ${file:/path}; a literal ${ is written $${'],
    ['${}', 'write ${NAME}, ${NAME:-default} or ${file:/path}; a literal ${ is written $${'],
    ['${HOST-x}', 'write ${NAME}, ${NAME:-default} or ${file:/path} instead of ${HOST-x}; a literal ${ is written $${'],
  ])('says what to do about %j', (text, message) => {
    expect(fill({ imap: { host: text } }).problems).toEqual([{ path: 'imap.host', message }]);
  });
});
