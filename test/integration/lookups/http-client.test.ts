import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../../src/demo/world/certificate.ts';
import { type AskOptions, makeAskServer, type Resolved } from '../../../src/lookups/http-client.ts';
import type { LookupAnswer, LookupRequest } from '../../../src/lookups/lookups.ts';
import { makeUndo } from '../../../src/undo.ts';

/** Real servers on loopback, with every misbehaviour. Loopback is private: each test says that it may be reached. */
let undo = makeUndo();
afterEach(async () => {
  await undo.run();
  undo = makeUndo();
});

const LOOPBACK: AskOptions = { privateRanges: ['127.0.0.0/8', '::1/128'] };
const ASKED = { name: 'orders', parameters: {} };

async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  undo.push(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return (server.address() as AddressInfo).port;
}

async function serve(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(answer))}/orders/1`;
}

interface Asking extends Partial<Omit<LookupRequest, 'url'>> {
  readonly options?: AskOptions;
  readonly signal?: AbortSignal;
}

function ask(url: string, { options = LOOPBACK, signal = new AbortController().signal, ...request }: Asking = {}): Promise<LookupAnswer> {
  const whole = { method: 'GET' as const, headers: {}, body: null, timeoutMs: 3_000, ...request, url: new URL(url) };
  return makeAskServer(options)(whole, ASKED, signal);
}

const json =
  (body: string | Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };

describe('an answer', () => {
  test.each<[string, RequestListener]>([
    ['as JSON', json('{"state":"sent"}')],
    ['of a JSON type of its own', json('{"state":"sent"}', { 'content-type': 'application/vnd.shop.v2+json; charset=utf-8' })],
    ['packed', json(gzipSync('{"state":"sent"}'), { 'content-encoding': 'gzip' })],
  ])('%s is read', async (_, answer) =>
    expect(await ask(await serve(answer))).toEqual({ kind: 'answer', json: { state: 'sent' }, bytes: 16 }),
  );

  test('is asked for with our headers, no cookie, and on a connection of its own', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push([request.method, request.url, request.headers]);
      response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' }).end('{}');
    });
    await ask(url, { headers: { Authorization: 'Bearer s3cr3t' } });
    await ask(url, { method: 'POST', body: '{"n":"ü"}' });
    expect(seen).toMatchObject([
      ['GET', '/orders/1', { authorization: 'Bearer s3cr3t', host: new URL(url).host, connection: 'close', accept: 'application/json' }],
      ['POST', '/orders/1', { 'content-type': 'application/json', 'content-length': '10' }],
    ]);
    expect(JSON.stringify(seen)).not.toContain('cookie');
  });
});

describe('no answer is', () => {
  const big = `"${'x'.repeat(2_000_000)}"`;
  test.each<[string, RequestListener, object]>([
    ['a redirect', json('{}', { location: 'http://127.0.0.1:1/' }, 302), { why: 'redirect', detail: '302' }],
    ['a redirect that keeps the method', json('{}', { location: '/other' }, 308), { why: 'redirect' }],
    ['not found', json('{}', {}, 404), { why: 'not-found' }],
    ['no content', json('', {}, 204), { why: 'not-found' }],
    ['a refusal', json('{"token":"s3cr3t"}', {}, 401), { why: 'refused', detail: '401' }],
    ['a failure', json('{}', {}, 500), { why: 'refused', detail: '500' }],
    ['a page', json('<html>', { 'content-type': 'text/html' }), { why: 'not-json' }],
    ['JSON that says it is text', json('{}', { 'content-type': 'text/plain' }), { why: 'not-json' }],
    ['JSON that is none', json('{"state":'), { why: 'not-json' }],
    ['bytes that are no UTF-8', json(Buffer.from([0x22, 0xff, 0x22])), { why: 'not-json' }],
    ['two megabytes', json(big), { why: 'too-large' }],
    ['two megabytes, packed into two thousand', json(gzipSync(big), { 'content-encoding': 'gzip' }), { why: 'too-large' }],
    ['what says it is packed and is not', json('{}', { 'content-encoding': 'gzip' }), { why: 'not-json' }],
    ['half of what was packed', json(gzipSync('{"state":"sent"}').subarray(0, 20), { 'content-encoding': 'gzip' }), { why: 'not-json' }],
    ['a packing nobody asked for', json('{}', { 'content-encoding': 'br' }), { why: 'not-json' }],
    [
      'an end in the middle',
      (_, response) =>
        void response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' }).write('{', () => response.destroy()),
      { why: 'unreachable' },
    ],
    ['a connection that is dropped', (request) => void request.socket.destroy(), { why: 'unreachable', detail: 'ECONNRESET' }],
  ])('%s', async (_, answer, expected) => expect(await ask(await serve(answer))).toMatchObject({ kind: 'failed', ...expected }));

  test('what no server gives', async () =>
    expect(await ask('http://127.0.0.1:1/')).toMatchObject({ kind: 'failed', why: 'unreachable', detail: 'ECONNREFUSED', bytes: 0 }));

  test('a bomb of packed nothing, which never ends', async () => {
    const empty = gzipSync('');
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.concat(Array.from({ length: 500 }, () => empty))));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    expect(await ask(url)).toMatchObject({ kind: 'failed', why: 'too-large' });
  });

  test('no HTTP at all', async () => {
    const server = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    undo.push(async () => void server.close());
    expect(await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).toMatchObject({ why: 'unreachable' });
  });
});

describe('after the time-out nothing is waited for:', () => {
  const SHORT = { timeoutMs: 300 };
  const drip: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  };
  test.each<[string, RequestListener]>([
    ['a server that says nothing', () => undefined],
    ['a head without a body', (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{')],
    ['a body that drips', drip],
    // By the clock: on a busy machine it has three tries.
  ])('%s', { retry: 2 }, async (_, answer) => {
    const started = performance.now();
    expect(await ask(await serve(answer), SHORT)).toMatchObject({ kind: 'failed', why: 'timeout' });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('a name server that says nothing', async () => {
    const options = { ...LOOPBACK, resolve: () => new Promise<never>(() => undefined) };
    expect(await ask('http://shop.example/', { ...SHORT, options })).toMatchObject({ why: 'timeout' });
  });

  test('and a job that ends takes its look-up with it', async () => {
    const stop = new AbortController();
    const reason = new Error('the daemon is stopping');
    const url = await serve(() => stop.abort(reason));
    await expect(ask(url, { signal: stop.signal })).rejects.toBe(reason);
    await expect(ask(url, { signal: stop.signal })).rejects.toBe(reason);
  });
});

describe('only what may be reached is connected to', () => {
  /** A server that counts who connects. */
  async function counting(): Promise<{ readonly port: number; readonly connections: () => number }> {
    let connections = 0;
    const server = createServer(json('{}'));
    server.on('connection', (_: Socket) => {
      connections += 1;
    });
    return { port: await listen(server), connections: () => connections };
  }
  const resolving = (
    ...answers: readonly (readonly string[])[]
  ): { readonly asked: string[]; readonly resolve: (host: string) => Promise<Resolved[]> } => {
    const asked: string[] = [];
    return {
      asked,
      resolve: async (host) => {
        asked.push(host);
        const addresses = answers[Math.min(asked.length, answers.length) - 1] ?? [];
        return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      },
    };
  };

  test.each(['127.0.0.1', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '0.0.0.0', '[::1]', '2130706433', '0x7f.1', 'localhost'])(
    'not this machine, by default, as %s',
    async (host) => {
      const { port, connections } = await counting();
      expect(await ask(`http://${host}:${port}/`, { options: { privateRanges: [] } })).toMatchObject({
        kind: 'failed',
        why: 'bad-address',
        bytes: 0,
      });
      expect(connections()).toBe(0);
    },
  );

  test.each([['127.0.0.1'], ['10.0.0.1'], ['169.254.169.254'], ['::ffff:127.0.0.1'], ['64:ff9b::7f00:1']])(
    'not what a public name says is at %s',
    async (address) => {
      const { port, connections } = await counting();
      const { resolve } = resolving([address]);
      expect(await ask(`http://shop.example:${port}/`, { options: { privateRanges: [], resolve } })).toMatchObject({ why: 'bad-address' });
      expect(connections()).toBe(0);
    },
  );

  test('not a name of which one address may be reached and another may not', async () => {
    const { port, connections } = await counting();
    const { resolve } = resolving(['93.184.215.14', '127.0.0.1']);
    expect(await ask(`http://shop.example:${port}/`, { options: { privateRanges: [], resolve } })).toMatchObject({ why: 'bad-address' });
    expect(connections()).toBe(0);
  });

  test('a name is resolved once, and what the name server says afterwards does not count', async () => {
    const { port, connections } = await counting();
    const { asked, resolve } = resolving(['127.0.0.1'], ['10.255.255.1']);
    const options = { privateRanges: ['127.0.0.1/32'], resolve };
    expect(await ask(`http://shop.example:${port}/`, { options })).toMatchObject({ kind: 'answer' });
    expect(asked).toEqual(['shop.example']);
    expect(connections()).toBe(1);
    expect(await ask(`http://shop.example:${port}/`, { options })).toMatchObject({ why: 'bad-address' });
  });

  test('a name without an address', async () => {
    const { resolve } = resolving([]);
    expect(await ask('http://shop.example/', { options: { ...LOOPBACK, resolve } })).toMatchObject({ why: 'unreachable' });
  });
});

describe('over TLS', () => {
  let folder: string;
  let certificate: { readonly cert: string; readonly key: string };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firstline-lookups-'));
    const files = await makeCertificate(folder);
    certificate = { cert: await readFile(files.certPath, 'utf8'), key: await readFile(files.keyPath, 'utf8') };
    return () => rm(folder, { recursive: true, force: true });
  });
  const to127 = async () => [{ address: '127.0.0.1', family: 4 }];

  test('the certificate is checked against the name, not the address', async () => {
    const port = await listen(createTlsServer(certificate, json('{"state":"sent"}')));
    const options = { ...LOOPBACK, resolve: to127, ca: certificate.cert };
    expect(await ask(`https://localhost:${port}/`, { options })).toMatchObject({ kind: 'answer', json: { state: 'sent' } });
    expect(await ask(`https://shop.example:${port}/`, { options })).toMatchObject({
      why: 'unreachable',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  test('an authority that nobody knows is refused, whatever the environment says', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    undo.push(async () => {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    });
    const port = await listen(createTlsServer(certificate, json('{}')));
    expect(await ask(`https://localhost:${port}/`, { options: { ...LOOPBACK, resolve: to127 } })).toMatchObject({
      kind: 'failed',
      why: 'unreachable',
    });
  });
});
