import type { ViaConfig } from '../config/via-schema.ts';
import { header, headerAll, type Message } from './message.ts';
import { passedDomains } from './sender.ts';
import { domainOf, isWithin, organisationalDomain } from './sender-domain.ts';
import { readAuthenticationResults } from './sender-results.ts';
import { type Trust, trustedFindings } from './sender-trust.ts';
import { readForm } from './via-form.ts';
import { bearsMarks } from './via-path.ts';

/** What the mails of a mailbox say about the paths they came by. Pure. */

/** A path as it would stand in the configuration: only what differs from the defaults. */
export interface ProposedPath {
  readonly path: Readonly<Record<string, unknown>>;
  /** How many of the mails, and by which header fields. */
  readonly why: string;
  readonly mails: number;
}

export interface Proposal {
  readonly mails: number;
  /** Null where the configuration names one, or no server writes its name on nearly all. */
  readonly authserv: { readonly id: string; readonly why: string } | null;
  readonly paths: readonly ProposedPath[];
}

export interface ProposeContext {
  readonly trust: Trust;
  /** Paths that are configured: their mail needs no other. */
  readonly known: readonly ViaConfig[];
  /** Addresses of this installation, lower case. */
  readonly ours: ReadonlySet<string>;
}

export function proposePaths(messages: readonly Message[], context: ProposeContext): Proposal {
  const open = messages.filter((message) => !context.known.some((path) => path.kind !== 'group' && bearsMarks(message, path)));
  const groups = groupBy(open, (message) => groupOf(message, context)).filter(
    ({ key }) => !context.known.some((p) => p.kind === 'group' && p.address === key),
  );
  const forwarders = groupBy(open, forwarderOf);
  const forms = groupBy(open, (message) => formOf(message, context.ours));
  const authserv = proposeAuthserv(messages, context.trust);
  const seen: Seen = { all: messages, trust: authserv === null ? context.trust : { ...context.trust, authservIds: [authserv.id] } };
  const paths = [
    ...forms.map(({ key, mails }) => formPath(key, mails, open, seen)),
    ...groups.map(({ key, mails }) => groupPath(key, mails, seen)),
    ...forwarders.map(({ key, mails }) => forwarderPath(key, mails, seen)),
  ];
  // The configuration would take this for a variable.
  return { mails: messages.length, authserv, paths: paths.filter(({ path }) => !JSON.stringify(path).includes('${')) };
}

interface Seen {
  readonly all: readonly Message[];
  readonly trust: Trust;
}

/** Nearly all mails: some were put into the mailbox by hand, or sent within it. */
const NEARLY_ALL = 0.8;

function proposeAuthserv(messages: readonly Message[], { authservIds }: Trust): Proposal['authserv'] {
  if (authservIds.length > 0) return null;
  const [most] = groupBy(messages, (message) => {
    const field = readAuthenticationResults(header(message, 'authentication-results') ?? '');
    return field === null ? null : (field.authservId ?? 'exchange-online');
  });
  if (most === undefined || most.mails.length < NEARLY_ALL * messages.length) return null;
  return {
    id: most.key,
    why: `topmost Authentication-Results of ${most.mails.length} of ${messages.length} mails; make sure that your own server writes it, and lets none of that name in`,
  };
}

/** The address of a group of our own organisation that passed this mail on. Lists of others are lists. */
function groupOf(message: Message, { ours }: ProposeContext): string | null {
  if (header(message, 'list-id') === undefined && header(message, 'x-beenthere') === undefined) return null;
  const own = new Set([...ours].map((address) => organisationalDomain(domainOf(address))));
  const named = ['x-beenthere', 'mailing-list', 'list-post'].flatMap((field) =>
    headerAll(message, field).flatMap((value) => value.match(/[^\s<>:;,"'()[\]]+@[^\s<>:;,"'()[\]?]+/g) ?? []),
  );
  return named.map((address) => address.toLowerCase()).find((address) => own.has(organisationalDomain(domainOf(address)))) ?? null;
}

function groupPath(address: string, mails: readonly Message[], seen: Seen): ProposedPath {
  const ids = groupBy(
    mails,
    (m) =>
      /<([^<>]+)>/
        .exec(header(m, 'list-id') ?? '')?.[1]
        ?.trim()
        .toLowerCase() ?? null,
  );
  const id = ids[0]?.key ?? null;
  const rewritten = mails.filter((m) => m.from?.address === address).length;
  return {
    path: { kind: 'group', address, ...(id === null || id === address.replace('@', '.') ? {} : { listId: id }) },
    mails: mails.length,
    why: `${share(mails, seen)}: List-Id <${id ?? ''}>, From is the group's own in ${rewritten}; ${vouched(mails, [organisationalDomain(domainOf(address))], seen)}`,
  };
}

/** Providers whose every customer forwards: their envelope vouches for nothing. */
const ANYBODYS = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'proton.me',
];

/** The domain whose envelope sender stands for another sender, as forwarders write them (SRS, Gmail's `+caf_=`), or whose From does. */
function forwarderOf(message: Message): string | null {
  const path = (header(message, 'return-path') ?? '').replace(/[<>\s]/g, '').toLowerCase();
  const isRewritten = /^(?:srs[01][=+-]|.*\+srs=|.*\+caf_=)/.test(path);
  const isAliased = message.headers.some((h) => /^x-(?:simplelogin|anonaddy)-/.test(h.name));
  const isNamed = headerAll(message, 'x-forwarded-for').length > 0 && path !== '';
  if (!isRewritten && !isAliased && !isNamed) return null;
  const domain = organisationalDomain(domainOf(isAliased ? (message.from?.address ?? '') : path));
  const own = organisationalDomain(domainOf(message.from?.address ?? ''));
  return domain === '' || (domain === own && !isAliased) || ANYBODYS.includes(domain) ? null : domain;
}

function forwarderPath(domain: string, mails: readonly Message[], seen: Seen): ProposedPath {
  const by = mails.some((m) => m.headers.some((h) => /^x-(?:simplelogin|anonaddy)-/.test(h.name)))
    ? 'From and X-… fields of an alias service'
    : 'Return-Path';
  return {
    path: { kind: 'forwarder', domains: [domain] },
    mails: mails.length,
    why: `${share(mails, seen)}: ${by} at ${domain}; ${vouched(mails, [domain], seen)}`,
  };
}

/** The From of a mail that reads like a form and names a customer who is not its sender. */
function formOf(message: Message, ours: ReadonlySet<string>): string | null {
  const from = message.from?.address;
  if (from === undefined || message.inReplyTo.length > 0) return null;
  const isOther = (address: string): boolean => address !== from && !ours.has(address);
  const form = readForm(message, NO_LABELS);
  const elsewhere = message.replyTo.some(
    (a) => isOther(a.address) && organisationalDomain(domainOf(a.address)) !== organisationalDomain(domainOf(from)),
  );
  const isForm = form.hasMessage && (elsewhere || (form.email !== null && isOther(form.email)));
  return isForm ? from : null;
}

const NO_LABELS = { email: [], name: [], subject: [], message: [] };

function formPath(from: string, mails: readonly Message[], all: readonly Message[], seen: Seen): ProposedPath {
  const others = all.filter((m) => m.from?.address === from && !mails.includes(m));
  const subject = others.length === 0 ? null : commonBeginning(mails.map((m) => m.subject));
  const tells = subject !== null && !others.some((m) => m.subject.startsWith(subject));
  const replyTo = mails.filter((m) => m.replyTo.length > 0).length;
  const rest = others.length === 0 ? '' : `, ${others.length} more of this sender are none`;
  return {
    path: { kind: 'form', from, ...(tells ? { subject } : {}) },
    mails: mails.length,
    why: `${share(mails, seen)}: From ${from}, with fields in the text${replyTo === 0 ? '' : `, Reply-To in ${replyTo}`}${rest}; ${vouched(mails, [organisationalDomain(domainOf(from))], seen)}`,
  };
}

/** Shorter tells nothing. */
const BEGINNING = 6;

function commonBeginning(subjects: readonly string[]): string | null {
  const [first = '', ...rest] = subjects;
  let length = first.length;
  for (const subject of rest) while (!subject.startsWith(first.slice(0, length))) length -= 1;
  const common = first.slice(0, length).replace(/[\s:–-]+$/, '');
  return common.length < BEGINNING ? null : common;
}

function share(mails: readonly Message[], { all }: Seen): string {
  return `${mails.length} of ${all.length} mails`;
}

function vouched(mails: readonly Message[], domains: readonly string[], { trust }: Seen): string {
  if (trust.authservIds.length === 0) return 'nothing vouches for it until senders are checked';
  const passed = mails.filter((m) =>
    passedDomains(trustedFindings(m, trust)?.results ?? []).some((name) => domains.some((domain) => isWithin(name, domain))),
  ).length;
  const missing = passed === mails.length ? '' : '; the others will go to a person: name the domain that passes there under domains';
  return `SPF or DKIM of ${domains.join(', ')} passed in ${passed}${missing}`;
}

/** Most mails first. */
function groupBy(
  messages: readonly Message[],
  keyOf: (message: Message) => string | null,
): { readonly key: string; readonly mails: readonly Message[] }[] {
  const groups = Map.groupBy(messages, keyOf);
  return [...groups].flatMap(([key, mails]) => (key === null ? [] : [{ key, mails }])).toSorted((a, b) => b.mails.length - a.mails.length);
}
