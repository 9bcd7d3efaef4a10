import { describe, expect, it } from 'vitest';
import { type LogOptions, makeLog } from './log.ts';

function record(options: Omit<LogOptions, 'write'>) {
  const lines: string[] = [];
  return { lines, log: makeLog({ ...options, write: (line) => lines.push(line) }) };
}

describe('makeLog', () => {
  it('writes one JSON object a line', () => {
    const { lines, log } = record({ level: 'info', pretty: false });
    log.child({ inbox: 'support' }).warn({ uid: 7 }, 'mail quarantined');
    log.debug('not at this level');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      time: expect.stringMatching(/Z$/),
      level: 'warn',
      inbox: 'support',
      uid: 7,
      msg: 'mail quarantined',
    });
  });

  it.each([
    'password',
    'apiKey',
    'token',
    'refreshToken',
    'clientSecret',
    'authorization',
    'Authorization',
    'text',
    'body',
    'html',
    'source',
  ])('hides %s at any depth', (key) => {
    const { lines, log } = record({ level: 'info', pretty: false });
    log.info({ [key]: 'hidden-1', a: { [key]: { x: 'hidden-2' }, list: [{ deep: { [key]: 'hidden-3' } }] } }, 'x');
    log.child({ [key]: 'hidden-4', imap: { [key]: 'hidden-5' } }).info('y');
    expect(lines.join('')).not.toContain('hidden');
    expect(lines).toHaveLength(2);
  });

  it('hides raw bytes and ends a cycle', () => {
    const { lines, log } = record({ level: 'info', pretty: false });
    const ring: Record<string, unknown> = { bytes: Buffer.from('hidden') };
    ring.self = ring;
    log.info({ ring }, 'x');
    expect(lines[0]).toContain('"bytes":"[redacted]"');
  });

  it('keeps the stack and the cause of an error', () => {
    const { lines, log } = record({ level: 'info', pretty: false });
    log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed');
    const { err } = JSON.parse(lines[0] ?? '');
    expect(err).toMatchObject({ type: 'Error', message: 'outer: inner' });
    expect(err.stack).toContain('log.test.ts');
  });

  it('hides the request that an error carries', () => {
    const { lines, log } = record({ level: 'info', pretty: false });
    log.error({ err: Object.assign(new Error('401'), { headers: { authorization: 'Bearer hidden' } }) }, 'failed');
    expect(lines[0]).not.toContain('hidden');
  });

  it('is readable for people on request', () => {
    const { lines, log } = record({ level: 'info', pretty: true });
    log.info({ inbox: 'support', uids: [1, 2], token: 'hidden' }, 'synced');
    log.error({ err: new Error('gone') }, 'failed');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info {2}synced inbox=support uids=\[1,2\] token=\[redacted\]\n$/);
    expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error failed\n {2}Error: gone\n {6}at /);
  });
});
