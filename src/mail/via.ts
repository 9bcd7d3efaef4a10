import type { ViaConfig } from '../config/via-schema.ts';
import { type Address, type Header, headerAll, type Message } from './message.ts';
import { readAddresses } from './parse-headers.ts';
import { type SenderVerdict, sealedVerdict, senderVerdict } from './sender.ts';
import { domainOf, isWithin, organisationalDomain } from './sender-domain.ts';
import { type Findings, type Trust, trustedFindings } from './sender-trust.ts';
import { readForm } from './via-form.ts';
import { withoutListParts } from './via-list.ts';
import {
  bearsMarks,
  type FormPath,
  type ForwarderPath,
  type GroupPath,
  isListed,
  isVouchedFor,
  listId,
  pathName,
  vouchingDomains,
} from './via-path.ts';

/** A mail as its requester wrote it, whatever path it came by. */
export interface Arrived {
  /** From, Reply-To, header fields, subject and text are the requester's own. */
  readonly message: Message;
  readonly verdict: SenderVerdict;
  /** Text for rules: of a form everything that was filled in, without the form's own words. */
  readonly rawText: string;
  /** True for a form: every submission is a conversation of its own. */
  readonly alone: boolean;
  /** Why only a person may deal with it; null for most. Completes "The mail …". */
  readonly doubt: string | null;
}

export interface ViaContext {
  readonly paths: readonly ViaConfig[];
  readonly trust: Trust;
  /** What we found out ourselves where no trusted server wrote anything; undefined when we do not check. */
  readonly checked?: Findings | null;
  /** Addresses of this installation: none of them is a requester. */
  readonly ours: ReadonlySet<string>;
}

/**
 * Reads a mail through the trusted paths it came by: a group or a forwarder, and a form behind it. Whoever puts somebody else in place of From
 * must be vouched for by our own server, where senders are checked at all: a mail that only bears the marks goes to a person, as it may be a
 * customer's or a forger's.
 */
export function arrivedVia(message: Message, context: ViaContext): Arrived {
  const { paths, trust, checked } = context;
  const verdict = senderVerdict(message, trust, checked ?? null);
  const isChecked = trust.authservIds.length > 0 || checked !== undefined;
  const findings = trustedFindings(message, trust) ?? checked ?? null;
  const passage: Passage = {
    message,
    verdict,
    context,
    findings,
    isVouchedFor: (path) => isVouchedFor(message, path, isChecked ? findings : undefined),
  };
  const plain: Arrived = { message, verdict, rawText: message.text, alone: false, doubt: null };
  const outer = paths.filter((path) => path.kind !== 'form' && bearsMarks(message, path)) as (GroupPath | ForwarderPath)[];
  const path = outer.find(passage.isVouchedFor) ?? outer.find((p) => p.kind === 'group');
  const arrived = path === undefined ? plain : path.kind === 'group' ? throughGroup(passage, path) : throughForwarder(passage, path);
  const form = paths.find((p) => p.kind === 'form' && bearsMarks(arrived.message, p)) as FormPath | undefined;
  if (form === undefined) return arrived;
  if (passage.isVouchedFor(form) || (path !== undefined && passage.isVouchedFor(path)))
    return throughForm({ ...passage, message: arrived.message, verdict: arrived.verdict }, form);
  return { ...arrived, doubt: unvouched(form) };
}

interface Passage {
  readonly message: Message;
  readonly verdict: SenderVerdict;
  readonly context: ViaContext;
  readonly findings: Findings | null;
  readonly isVouchedFor: (path: ViaConfig) => boolean;
}

function unvouched(path: ViaConfig): string {
  return `names the ${pathName(path)} as its path, and no server of ${vouchingDomains(path).join(' or ')} vouches for that`;
}

/** As long as From is the sender's own, a group is only asked to be silent about its list fields: nothing depends on its word. */
function throughGroup(passage: Passage, path: GroupPath): Arrived {
  const message = withoutListParts(passage.message, listNames(path));
  const from = message.from?.address ?? '';
  const stands = from === path.address || passage.context.ours.has(from) || standsFor(passage, path);
  const isRewritten = stands && isListed(passage.message, path);
  const plain: Arrived = { message, verdict: passage.verdict, rawText: message.text, alone: false, doubt: null };
  // Something writes as the group without having come by it, as forms do: it is neither the group's mail nor ours.
  if (from === path.address && !isRewritten)
    return { ...plain, doubt: `names the ${pathName(path)} as its sender, and did not come by it` };
  if (!passage.isVouchedFor(path)) return isRewritten ? { ...plain, message: passage.message, doubt: unvouched(path) } : plain;
  const author = isRewritten ? originalSender(passage, path.sender, (address) => address === path.address) : message.from;
  if (author === null) return { ...plain, doubt: `came by the ${pathName(path)}, which does not say who wrote it` };
  return fromAuthor(passage, { message, author, path, isRewritten });
}

/** A forwarder that rewrites From without naming the sender anywhere takes answers to that address and passes them on. */
function throughForwarder(passage: Passage, path: ForwarderPath): Arrived {
  const message = withoutListParts(passage.message, [...path.domains, ...(path.address === undefined ? [] : [domainOf(path.address)])]);
  const isOwn = (address: string): boolean => path.domains.some((its) => isWithin(domainOf(address), its)) || address === path.address;
  const author = standsFor(passage, path) ? originalSender(passage, path.sender, isOwn) : null;
  return fromAuthor(passage, { message, author: author ?? message.from, path, isRewritten: author !== null });
}

function throughForm({ message, context, verdict }: Passage, path: FormPath): Arrived {
  const form = readForm(message, path.fields);
  const name = pathName(path);
  const isCustomer = (address: string): boolean => !context.ours.has(address) && address !== message.from?.address;
  const replyTo = path.requester === 'body' ? [] : message.replyTo.filter((a) => isCustomer(a.address));
  const inBody = path.requester === 'reply-to' || form.email === null || !isCustomer(form.email) ? [] : [{ name: '', address: form.email }];
  // A Reply-To of the site itself is where its owner wants answers; what the customer filled in says more.
  const ownReplyTo = replyTo.filter(
    (a) => organisationalDomain(domainOf(a.address)) === organisationalDomain(domainOf(message.from?.address ?? '')),
  );
  const requester = replyTo.find((a) => !ownReplyTo.includes(a)) ?? inBody[0] ?? ownReplyTo[0];
  const read = { message: { ...message, text: form.words, html: null }, rawText: `${message.subject}\n${form.everything}`, alone: true };
  if (verdict.verdict === 'failed') return { ...read, verdict: { ...verdict, via: name }, doubt: null };
  const anybody: SenderVerdict = { verdict: 'unverified', aligned: [], why: 'anybody can fill in a form', via: name };
  if (requester === undefined)
    return { ...read, verdict: anybody, doubt: `came by the ${name}, and it names nobody who could be answered` };
  const from = { name: form.name ?? requester.name, address: requester.address };
  return {
    ...read,
    message: { ...asWritten(read.message, from, isFormsOwn), subject: form.subject ?? opening(form.words) },
    verdict: anybody,
    doubt: null,
  };
}

/** A form's own subject is the same for everybody: the first words say more, to a model and to people. */
function opening(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  const first = lines.find((line) => !/[,，、]$/.test(line.trim())) ?? lines[0] ?? '';
  return first.length <= SUBJECT
    ? first
    : `${first.slice(0, first.lastIndexOf(' ', SUBJECT) > 20 ? first.lastIndexOf(' ', SUBJECT) : SUBJECT)} …`;
}

const SUBJECT = 70;

const FORM_FIELDS = /^(list-.*|precedence|x-precedence|x-auto-response-suppress|return-path|sender|feedback-id)$/;

/** Fields by which a form says that it is a machine. Its `Auto-Submitted: auto-replied` would be an answer, so that one stays. */
function isFormsOwn({ name, value }: Header): boolean {
  return FORM_FIELDS.test(name) || (name === 'auto-submitted' && /^\s*auto-generated/i.test(value));
}

interface Author {
  readonly message: Message;
  readonly author: Address | null;
  readonly path: GroupPath | ForwarderPath;
  readonly isRewritten: boolean;
}

/** A path breaks what the sender's own domain signed, so a failure says nothing; what its seal says counts. */
function fromAuthor(passage: Passage, { message, author, path, isRewritten }: Author): Arrived {
  const { verdict, context, findings } = passage;
  const via = pathName(path);
  const written =
    isRewritten && author !== null
      ? asWritten(message, { ...author, name: author.name || authorName(message) }, ({ name }) => name === 'sender')
      : message;
  const replyTo = message.replyTo.filter(
    (a) => a.address !== path.address && !context.ours.has(a.address) && a.address !== written.from?.address,
  );
  const own = isRewritten
    ? sealedVerdict(message, author?.address ?? '', findings, context.trust)
    : verdict.verdict === 'failed' && message.authors.length < 2
      ? null
      : verdict;
  return {
    message: { ...written, replyTo },
    verdict: own === null ? { verdict: 'unverified', aligned: [], why: 'it came by a path that breaks signatures', via } : { ...own, via },
    rawText: message.text,
    alone: false,
    doubt: null,
  };
}

/** True when the path has put one of its own addresses into From. */
function standsFor({ message }: Passage, path: GroupPath | ForwarderPath): boolean {
  const domain = domainOf(message.from?.address ?? '');
  const isIts = vouchingDomains(path).some((its) => isWithin(domain, its));
  return isIts && (path.kind === 'forwarder' || headerAll(message, 'x-original-from').length > 0);
}

/** Null when nobody is named, or when a field names two: then one of them came with the mail. */
function originalSender({ message, context }: Passage, fields: readonly string[], isPaths: (address: string) => boolean): Address | null {
  for (const field of fields) {
    const named = field === 'reply-to' ? message.replyTo : headerAll(message, field).flatMap(readAddresses);
    const others = named.filter((a) => !isPaths(a.address) && a.address !== message.from?.address && !context.ours.has(a.address));
    if (new Set(others.map((a) => a.address)).size > 1 && field !== 'reply-to') return null;
    if (others[0] !== undefined) return others[0];
  }
  return null;
}

/** `'Ann Lee' via Support` → Ann Lee. */
function authorName(message: Message): string {
  return (message.from?.name ?? '').replace(/\s+(?:via|über|por|par|tramite|through)\s.*$/iu, '').replace(/^['"‘“]|['"’”]$/g, '');
}

/** @param isPaths fields that the path has written: what a machine says of itself came with its mail, and stays. */
function asWritten(message: Message, from: Address, isPaths: (field: Header) => boolean): Message {
  const headers = message.headers.filter((field) => !isPaths(field));
  return { ...message, headers, from, authors: [from], sender: null, replyTo: [] };
}

function listNames(path: GroupPath): readonly string[] {
  return [listId(path), domainOf(path.address), ...vouchingDomains(path)];
}
