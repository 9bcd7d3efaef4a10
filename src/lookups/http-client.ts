import { lookup as resolveName } from 'node:dns/promises';
import { request as askHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as askHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createGunzip } from 'node:zlib';
import { isReachable } from './address-ranges.ts';
import type { AskServer, Failure, LookupAnswer, LookupRequest } from './lookups.ts';

export interface Resolved {
  readonly address: string;
  readonly family: number;
}

export interface AskOptions {
  /** Private ranges that may be reached. */
  readonly privateRanges: readonly string[];
  /** All addresses of a name; default: as the machine resolves names. */
  readonly resolve?: (host: string) => Promise<readonly Resolved[]>;
  /** PEM of an authority to trust; default: those of Node. */
  readonly ca?: string;
}

/** Of an answer, before and after it is unpacked. */
const MAX_BYTES = 1_000_000;

/**
 * One HTTP request a look-up. The name is resolved once, every address it has must be reachable for look-ups, and only to those is connected: an answer of
 * the name server that changes meanwhile changes nothing. The certificate is checked against the name. No redirect is followed, no cookie kept, no
 * connection used again, no proxy of the environment asked.
 */
export function makeAskServer({ privateRanges, resolve = resolveAll, ca }: AskOptions): AskServer {
  return async (request, _asked, signal) => {
    signal.throwIfAborted();
    const deadline = AbortSignal.timeout(request.timeoutMs);
    const cancel = AbortSignal.any([signal, deadline]);
    const counted = { bytes: 0 };
    try {
      const addresses = await orCancelled(addressesOf(request.url, resolve), cancel);
      if (addresses.length === 0) throw new Failed('unreachable', 'no address');
      if (!addresses.every(({ address }) => isReachable(address, privateRanges))) throw new Failed('bad-address', '');
      const response = await open(request, addresses, { cancel, ca });
      try {
        const json = await read(response, counted, cancel);
        return { kind: 'answer', json, bytes: counted.bytes };
      } finally {
        response.destroy();
      }
    } catch (error) {
      signal.throwIfAborted();
      return failed(error, deadline, counted.bytes);
    }
  };
}

class Failed extends Error {
  readonly why: Failure;
  constructor(why: Failure, detail: string) {
    super(detail);
    this.why = why;
  }
}

function failed(error: unknown, deadline: AbortSignal, bytes: number): LookupAnswer {
  if (error instanceof Failed) return { kind: 'failed', why: error.why, detail: error.message, bytes };
  if (deadline.aborted) return { kind: 'failed', why: 'timeout', detail: '', bytes };
  // Only the system's own word: what a server, or a certificate, says may hold anything.
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { kind: 'failed', why: 'unreachable', detail: code, bytes };
}

function resolveAll(host: string): Promise<readonly Resolved[]> {
  return resolveName(host, { all: true, order: 'ipv4first' });
}

/** A host that is an address is its own answer: Node would not even ask. */
async function addressesOf({ hostname }: URL, resolve: NonNullable<AskOptions['resolve']>): Promise<readonly Resolved[]> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  return family === 0 ? resolve(bare) : [{ address: bare, family }];
}

/** Names are resolved by the system, which cannot be called off. */
function orCancelled<T>(work: Promise<T>, cancel: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancel.reason);
    cancel.addEventListener('abort', stop, { once: true });
    if (cancel.aborted) stop();
    work.then(resolve, reject).finally(() => cancel.removeEventListener('abort', stop));
  });
}

function open(
  { method, url, headers, body }: LookupRequest,
  addresses: readonly Resolved[],
  { cancel, ca }: { readonly cancel: AbortSignal; readonly ca: string | undefined },
): Promise<IncomingMessage> {
  const known: LookupFunction = (_host, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family ?? 4);
  };
  const options: RequestOptions & { readonly ca: string | undefined; readonly rejectUnauthorized: true } = {
    method,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': 'Firstline',
      ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    },
    // A connection of its own, closed afterwards.
    agent: false,
    lookup: known,
    signal: cancel,
    ca,
    // Whatever the environment says of certificates.
    rejectUnauthorized: true,
  };
  return new Promise((resolve, reject) => {
    const asked = (url.protocol === 'https:' ? askHttps : askHttp)(url, options, resolve);
    asked.on('error', reject);
    asked.end(body ?? undefined);
  });
}

async function read(response: IncomingMessage, counted: { bytes: number }, cancel: AbortSignal): Promise<unknown> {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400) throw new Failed('redirect', String(statusCode));
  if (statusCode === 404 || statusCode === 410 || statusCode === 204) throw new Failed('not-found', String(statusCode));
  if (statusCode !== 200) throw new Failed('refused', String(statusCode));
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json$/.test(type)) throw new Failed('not-json', 'content type');
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding.toLowerCase())) throw new Failed('not-json', 'encoding');
  const bytes = await collect(encoding.toLowerCase() === 'identity' ? response : unpacked(response, cancel), counted);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Failed('not-json', 'body');
  }
}

/** What comes is counted too: a stream that unpacks to nothing has no other end. */
async function* unpacked(response: IncomingMessage, cancel: AbortSignal): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  let arrived = 0;
  response.on('data', (chunk: Buffer) => {
    arrived += chunk.length;
    if (arrived > MAX_BYTES) gunzip.destroy(new Failed('too-large', ''));
  });
  response.on('error', (error) => gunzip.destroy(error));
  response.on('aborted', () => gunzip.destroy(new Failed('unreachable', 'ECONNRESET')));
  response.pipe(gunzip);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    cancel.throwIfAborted();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw code.startsWith('Z_') ? new Failed('not-json', 'encoding') : error;
  } finally {
    gunzip.destroy();
  }
}

async function collect(stream: AsyncIterable<Buffer>, counted: { bytes: number }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    counted.bytes += chunk.length;
    if (counted.bytes > MAX_BYTES) throw new Failed('too-large', '');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
