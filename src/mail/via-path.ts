import type { ViaConfig } from '../config/via-schema.ts';
import { header, headerAll, type Message } from './message.ts';
import { readAddresses } from './parse-headers.ts';
import { passedDomains } from './sender.ts';
import { domainOf, isWithin, organisationalDomain } from './sender-domain.ts';
import { type Findings, newestSealer } from './sender-trust.ts';

/** Which trusted path a mail came by, and whether anything but the mail itself says so. Pure. */

type Of<Kind extends ViaConfig['kind']> = Extract<ViaConfig, { kind: Kind }>;
export type GroupPath = Of<'group'>;
export type ForwarderPath = Of<'forwarder'>;
export type FormPath = Of<'form'>;

/** As operators read it in the audit. */
export function pathName(path: ViaConfig): string {
  switch (path.kind) {
    case 'group':
      return `group ${path.address}`;
    case 'forwarder':
      return `forwarder ${path.address ?? path.domains[0]}`;
    case 'form':
      return `form ${path.from}${path.subject === undefined ? '' : ` "${path.subject}"`}`;
    default:
      return path satisfies never;
  }
}

/**
 * True when our own server saw one of the path's domains pass SPF or DKIM, or an unbroken chain sealed by one. Where nobody checks senders
 * (`findings` undefined) nothing can be known, and the marks have to do.
 */
export function isVouchedFor(message: Message, path: ViaConfig, findings: Findings | null | undefined): boolean {
  if (findings === undefined) return true;
  if (findings === null) return false;
  const sealer = newestSealer(message, findings);
  const seen = [...passedDomains(findings.results), ...(sealer === null ? [] : [sealer])];
  return vouchingDomains(path).some((domain) => seen.some((name) => isWithin(name, domain)));
}

export function vouchingDomains(path: ViaConfig): readonly string[] {
  if (path.domains.length > 0) return path.domains;
  switch (path.kind) {
    case 'group':
      return [organisationalDomain(domainOf(path.address))];
    case 'form':
      return [organisationalDomain(domainOf(path.from))];
    case 'forwarder':
      return path.domains;
    default:
      return path satisfies never;
  }
}

/** RFC 2919 §3: the identifier between angle brackets, lower case. */
export function listId(path: GroupPath): string {
  return (path.listId ?? path.address.replace('@', '.')).replace(/[<>\s]/g, '').toLowerCase();
}

/** What groups and forwarders write of themselves. */
const GROUP_TRACES = ['list-post', 'mailing-list', 'x-mailing-list', 'x-beenthere', 'sender', 'resent-from', 'resent-sender'];
const FORWARD_TRACES = [
  'x-forwarded-for',
  'x-forwarded-to',
  'resent-from',
  'resent-to',
  'resent-sender',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-anonaddy-original-to',
  'x-simplelogin-envelope-to',
];

/** True when the mail looks like one that came by this path. Anybody can write such marks. */
export function bearsMarks(message: Message, path: ViaConfig): boolean {
  const from = message.from?.address ?? '';
  switch (path.kind) {
    case 'group':
      return isListed(message, path) || isAddressed(message, path.address);
    case 'forwarder': {
      const bearers = [from, (header(message, 'return-path') ?? '').replace(/[<>\s]/g, '')].map(domainOf);
      const isItsMail = bearers.some((name) => path.domains.some((domain) => isWithin(name, domain)));
      return path.address === undefined
        ? isItsMail
        : names(message, FORWARD_TRACES, path.address) || (isItsMail && isAddressed(message, path.address));
    }
    case 'form':
      return (
        (path.from.startsWith('*@') ? domainOf(from) === path.from.slice(2).toLowerCase() : from === path.from) &&
        (path.subject === undefined || startsWith(message.subject, path.subject))
      );
    default:
      return path satisfies never;
  }
}

/** True when the mail says that the group has passed it on, and not only that it was written to the group. */
export function isListed(message: Message, path: GroupPath): boolean {
  const value = header(message, 'list-id') ?? '';
  const id = /<([^<>]+)>/.exec(value)?.[1] ?? value;
  return id.trim().toLowerCase() === listId(path) || names(message, GROUP_TRACES, path.address);
}

function isAddressed(message: Message, address: string): boolean {
  return [...message.to, ...message.cc].some((a) => a.address === address);
}

function names(message: Message, fields: readonly string[], address: string): boolean {
  return fields.some((field) => headerAll(message, field).some((value) => addressesIn(value).includes(address)));
}

/** Also of fields that hold more than a list of addresses: `list a@b; contact c@d`, `<mailto:a@b>`. Lengths as in RFC 5321 §4.5.3.1. */
function addressesIn(value: string): string[] {
  const loose = value.match(/[^\s<>:;,"'()[\]@]{1,64}@[^\s<>:;,"'()[\]?]{1,255}/g) ?? [];
  return [...loose.map((a) => a.toLowerCase()), ...readAddresses(value).map((a) => a.address)];
}

function startsWith(text: string, beginning: string): boolean {
  const plain = (value: string): string => value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return plain(text).startsWith(plain(beginning));
}
