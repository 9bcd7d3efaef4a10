import type { Address, Message } from './message.ts';
import { domainOf, organisationalDomain } from './sender-domain.ts';
import type { MethodResult } from './sender-results.ts';
import { type Findings, sealedFindings, type Trust, trustedFindings } from './sender-trust.ts';

/** What we know of who wrote a mail. */
export interface SenderVerdict {
  readonly verdict: 'verified' | 'unverified' | 'failed';
  /** What vouched for the From domain, and for which name: `dkim=shop.example`, `arc=shop.example`; empty unless verified. */
  readonly aligned: readonly string[];
  /** Why, in a few words for people. */
  readonly why?: string;
  /** Nobody of ours has said anything about the sender: neither for nor against. */
  readonly unjudged?: true;
  /** The trusted path that the mail came by, as the configuration calls it. */
  readonly via?: string;
}

/**
 * Looks only at what our own servers say (see `trustedFindings`), or at `checked`, what we found out ourselves, where they say nothing. Without
 * either nobody is verified.
 *
 * `verified`: dmarc passed for From; or the domain has no DMARC policy, and dkim or spf passed for a domain of From's organisation (relaxed
 * alignment, RFC 7489 §3.1); or a trusted sealer saw one of these before it passed the mail on (RFC 8617 §7.2).
 * `failed`: dmarc says fail, or From names several senders (RFC 7489 §6.6.1). A mail can fail no other way: dkim breaks on innocent paths.
 * A DMARC check that came to no end says nothing of the policy, so nothing less strict takes its place.
 */
export function senderVerdict(message: Message, trust: Trust, checked: Findings | null = null): SenderVerdict {
  if (new Set(message.authors.map((a) => a.address)).size > 1) return { verdict: 'failed', aligned: [], why: 'From names several senders' };
  const findings = trustedFindings(message, trust) ?? checked;
  if (message.from === null) return unverified('it names no sender');
  if (findings === null) return { ...unverified('no server of ours says who sent it'), unjudged: true };
  const from = organisationalDomain(domainOf(message.from.address));
  const aligned = alignedWith(from, findings.results);
  if (aligned.length > 0) return { verdict: 'verified', aligned, why: `${findings.by} says so` };
  const sealed = sealedVerdict(message, message.from.address, findings, trust);
  if (sealed !== null) return sealed;
  if (dmarcOf(findings.results) === 'fail') return { verdict: 'failed', aligned: [], why: `${findings.by} says dmarc=fail` };
  return unverified(`${findings.by} does not vouch for ${from}`);
}

/** What trusted sealers say of an address, whatever From says now; null when they do not vouch for it. */
export function sealedVerdict(
  message: Pick<Message, 'headers'>,
  address: string,
  findings: Findings | null,
  trust: Trust,
): SenderVerdict | null {
  const domain = organisationalDomain(domainOf(address));
  const seal = sealedFindings(message, findings, trust).find(({ results }) => alignedWith(domain, results).length > 0);
  return seal === undefined ? null : { verdict: 'verified', aligned: [`arc=${domain}`], why: `${seal.by} says so` };
}

/**
 * Where an answer goes. Reply-To counts only when it stays in From's organisation or the sender is verified: otherwise anybody could have our
 * answers to a stranger sent elsewhere. Null when the mail has no usable From.
 */
export function replyAddress(message: Pick<Message, 'from' | 'replyTo'>, verdict: SenderVerdict): Address | null {
  if (message.from === null) return null;
  const wanted = message.replyTo[0];
  if (wanted === undefined || verdict.verdict === 'failed') return message.from;
  const sameOrganisation = organisationalDomain(domainOf(wanted.address)) === organisationalDomain(domainOf(message.from.address));
  return sameOrganisation || verdict.verdict === 'verified' ? wanted : message.from;
}

/** Domains that dkim, spf or dmarc passed for, as the results name them. */
export function passedDomains(results: readonly MethodResult[]): readonly string[] {
  return results.filter((r) => r.result === 'pass').flatMap(domainsOf);
}

function unverified(why: string): SenderVerdict {
  return { verdict: 'unverified', aligned: [], why };
}

/** Microsoft's word for a domain without a policy that would have passed one. */
const NO_POLICY = [undefined, 'none', 'bestguesspass'];

function alignedWith(from: string, results: readonly MethodResult[]): string[] {
  const dmarc = dmarcOf(results);
  if (dmarc !== 'pass' && !NO_POLICY.includes(dmarc)) return [];
  const found = results
    .filter((r) => r.result === 'pass')
    .flatMap((r) => domainsOf(r).flatMap((d) => (organisationalDomain(d) === from ? [`${r.method}=${d}`] : [])));
  // A policy that passed for another From than the one we read is no word for this one.
  const elsewhere =
    dmarc === 'pass' && results.some((r) => r.method === 'dmarc' && domainsOf(r).some((d) => organisationalDomain(d) !== from));
  return elsewhere ? [] : [...new Set(found)];
}

/** The worst that is said, where a server says it twice. */
function dmarcOf(results: readonly MethodResult[]): string | undefined {
  const said = results.filter((r) => r.method === 'dmarc').map((r) => r.result);
  return said.find((result) => result !== 'pass') ?? said[0];
}

/** The domains a method vouched for. Only methods that DMARC builds on, only their own properties. */
function domainsOf(result: MethodResult): string[] {
  const { properties } = result;
  const value = (name: string): string[] => (properties[name] === undefined ? [] : [bareDomain(properties[name])]);
  switch (result.method) {
    case 'dmarc':
      return value('header.from');
    case 'dkim':
      return [...value('header.d'), ...(properties['header.d'] === undefined ? value('header.i') : [])];
    case 'spf':
      return properties['smtp.mailfrom'] === undefined ? value('smtp.helo') : value('smtp.mailfrom');
    default:
      return [];
  }
}

function bareDomain(value: string): string {
  const bare = value.replace(/[<>]/g, '').toLowerCase();
  return bare.includes('@') ? domainOf(bare) : bare;
}
