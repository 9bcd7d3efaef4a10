import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../errors.ts';
import { makeUndo, type Undo } from '../undo.ts';
import { type HealthReport, type InboxHealth, startHealthServer } from './health.ts';

const INBOX: InboxHealth = {
  inbox: 'support',
  ready: true,
  mode: 'auto',
  model: 'builtin',
  texts: null,
  search: null,
  syncedAt: 1_800_000_000_000,
  indexed: true,
  problem: null,
  proofOfLife: 1_800_000_000_000,
  queueDepth: 0,
  overdueWaits: 0,
  unaccountedMessages: 0,
  uncertain: 0,
  unreachedHandoffs: 0,
  openEffects: 0,
  oldestDue: null,
};

let undo: Undo;
let report: () => Promise<HealthReport>;
beforeEach(() => {
  undo = makeUndo();
  report = async () => ({ ready: true, inboxes: [INBOX] });
});
afterEach(() => undo.run());

const freeConfig = async () => ({ host: '127.0.0.1', port: await freePort() });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function start(): Promise<string> {
  const url = await startHealthServer(await freeConfig(), () => report(), undo);
  if (url === null) throw new Error('no server');
  return url;
}

test('port 0 is no server', async () => {
  expect(await startHealthServer({ host: '127.0.0.1', port: 0 }, report, undo)).toBeNull();
});

test('/healthz says ok as long as the process answers, whatever the report', async () => {
  report = () => Promise.reject(new Error('the ledger is away'));
  const response = await fetch(`${await start()}/healthz`);
  expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
});

describe('/readyz', () => {
  test('is 200 with the figures when all is well', async () => {
    const response = await fetch(`${await start()}/readyz`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ ready: true, inboxes: [INBOX] });
  });

  test('is 503 with the same figures when something is not', async () => {
    report = async () => ({ ready: false, inboxes: [{ ...INBOX, ready: false, queueDepth: null, problem: 'the server is away' }] });
    const response = await fetch(`${await start()}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ ready: false, inboxes: [{ problem: 'the server is away', queueDepth: null }] });
  });

  test('is 503 with one sentence when nothing can be found out', async () => {
    report = () => Promise.reject(new Error('the ledger is away'));
    const response = await fetch(`${await start()}/readyz`);
    expect([response.status, await response.json()]).toEqual([503, { ready: false, problem: 'the ledger is away' }]);
  });

  test('may be asked with a query, and by HEAD, as probes do', async () => {
    const url = await start();
    expect((await fetch(`${url}/readyz?probe=1`)).status).toBe(200);
    const head = await fetch(`${url}/readyz`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

test.each([
  ['GET', '/', 404],
  ['GET', '/readyz/more', 404],
  ['GET', '//', 404],
  ['POST', '/readyz', 405],
  ['DELETE', '/healthz', 405],
] as const)('%s %s is %i', async (method, path, status) => {
  expect((await fetch((await start()) + path, { method })).status).toBe(status);
});

test('a port in use, and an address that is not ours, are the operator’s to mend', async () => {
  const url = new URL(await start());
  const again = startHealthServer({ host: '127.0.0.1', port: Number(url.port) }, report, undo);
  await expect(again).rejects.toBeInstanceOf(ConfigError);
  await expect(again).rejects.toThrow(
    `firstline.yaml, http.port: port ${url.port} is in use: choose another one, or 0 for no health server`,
  );
  const elsewhere = startHealthServer({ host: '192.0.2.1', port: Number(url.port) }, report, undo);
  await expect(elsewhere).rejects.toThrow(/http\.host: cannot listen on 192\.0\.2\.1/);
});

test('a stop does not wait for a client that never asks', async () => {
  const url = new URL(await start());
  const idle = connect(Number(url.port), url.hostname);
  await once(idle, 'connect');
  const closed = once(idle, 'close');
  await undo.run();
  await closed;
  await expect(fetch(url)).rejects.toThrow();
});
