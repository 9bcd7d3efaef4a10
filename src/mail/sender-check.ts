import { Resolver } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { errorMessage, PermanentError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type RawField, readHeaderBlock } from './parse-headers.ts';
import { receivedFrom } from './received-client.ts';
import { readAuthenticationResults } from './sender-results.ts';
import { inSlices, withFewSignatures } from './sender-signatures.ts';
import type { Findings } from './sender-trust.ts';

/** Looks DKIM, SPF, DMARC and ARC up for a whole mail; null when that came to nothing. Never throws. */
export type CheckSender = (source: Buffer) => Promise<Findings | null>;

/** As `dns.resolve`: rejects with `code` ENOTFOUND or ENODATA where there is nothing, with anything else for trouble. */
export type Resolve = (name: string, type: string) => Promise<string[][] | string[]>;

export interface CheckParts {
  readonly resolve: Resolve;
  readonly log: Log;
  readonly now?: () => number;
}

/** Our own name in what we found out. */
const SELF = 'firstline';
/** Look-ups of one mail end after this, ms: its sender chooses the name servers, and mail behind it waits. */
const BUDGET = 10_000;
/** RFC 7208 §4.6.4 allows SPF ten; the rest are keys and policies. More is an attack. */
const LOOKUPS = 50;

/** @param servers such as `127.0.0.1:5353`; none: those of the machine */
export function makeResolver(servers: readonly string[]): Resolve {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (servers.length > 0) resolver.setServers([...servers]);
  return async (name, type) => (await resolver.resolve(name, type)) as string[][] | string[];
}

/** Signatures are computed line by line in the daemon's own thread: a mail of the largest size has 350,000 as base64. */
const LINES = 400_000;
/** RFC 5322 §2.1.1 allows 998; the cost of white space grows with the square. */
const LINE_BYTES = 200_000;

function isCheckable(source: Buffer): boolean {
  let start = 0;
  for (let lines = 0; lines < LINES; lines += 1) {
    const end = source.indexOf(10, start);
    if ((end === -1 ? source.length : end) - start > LINE_BYTES) return false;
    if (end === -1) return true;
    start = end + 1;
  }
  return false;
}

export function makeSenderCheck({ resolve, log, now = Date.now }: CheckParts): CheckSender {
  return async (source) => {
    const mail = isCheckable(source) ? withFewSignatures(source) : null;
    if (mail === null) {
      log.warn({ err: 'it has too many or too long lines' }, 'the sender of a mail could not be checked; it counts as unverified');
      return null;
    }
    try {
      // Loaded by the first check: whoever leaves it to the server does not carry it in memory.
      const { authenticate } = await import('mailauth');
      const { fields } = readHeaderBlock(mail);
      if (fields.length === 0) throw new PermanentError('it has no header');
      const client = clientOf(fields);
      const result = await authenticate(inSlices(mail, now), {
        ...(client ?? {}),
        mta: SELF,
        resolver: bounded(resolve, now),
        rejectRsaSha1: true,
        disableBimi: true,
      });
      const value = result.headers.replace(/\r?\n[ \t]+/g, ' ').match(/^Authentication-Results:\s*(.*)$/im)?.[1] ?? '';
      const results = readAuthenticationResults(value)?.results ?? [];
      return {
        by: SELF,
        results: results.map((r) =>
          r.method === 'dmarc' && r.result === 'fail' && !isCertain(results, client) ? { ...r, result: 'temperror' } : r,
        ),
      };
    } catch (error) {
      log.warn({ err: errorMessage(error) }, 'the sender of a mail could not be checked; it counts as unverified');
      return null;
    }
  };
}

/** Nobody is called a forger because a name server was away, or because nothing says which machine the mail came from. */
function isCertain(results: Findings['results'], client: Client | null): boolean {
  return client !== null && !results.some((r) => r.result === 'temperror');
}

function bounded(resolve: Resolve, now: () => number): Resolve {
  const end = now() + BUDGET;
  let left = LOOKUPS;
  return async (name, type) => {
    left -= 1;
    if (left < 0 || now() > end) throw Object.assign(new Error('this mail asks for too much of DNS'), { code: 'ETIMEOUT' });
    return resolve(name, type);
  };
}

interface Client {
  readonly ip: string;
  readonly helo: string;
  readonly sender: string;
}

/** Addresses that no stranger's mail comes from: RFC 1918, RFC 6598, loopback, link-local, RFC 4193, and the 6to4 that Google uses inside. */
const INSIDE = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['0.0.0.0', 8],
] as const)
  INSIDE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::1', 128],
  ['fe80::', 10],
  ['fc00::', 7],
  ['2002:a00::', 24],
] as const)
  INSIDE.addSubnet(net, bits, 'ipv6');

/** Who gave us the mail, as our own servers wrote: the topmost Received from outside (RFC 5321 §4.4). What stands below it may be forged. */
function clientOf(fields: readonly RawField[]): Client | null {
  const sender = fields.find(({ name }) => name === 'return-path')?.raw.replace(/[<>\s]/g, '') ?? '';
  for (const { raw } of fields.filter(({ name }) => name === 'received')) {
    const from = receivedFrom(raw);
    if (from === null) return null;
    if (from === 'none' || INSIDE.check(from.ip, isIP(from.ip) === 6 ? 'ipv6' : 'ipv4')) continue;
    return { ip: from.ip, helo: from.name, sender };
  }
  return null;
}
