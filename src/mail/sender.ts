import { type Address, headerAll, type Message } from './message.ts';
import { domainOf, organisationalDomain } from './sender-domain.ts';
import { type AuthenticationResults, type MethodResult, readAuthenticationResults } from './sender-results.ts';

export { organisationalDomain } from './sender-domain.ts';

/** What our own server's Authentication-Results says of the sender (RFC 8601). */
export interface SenderVerdict {
  readonly verdict: 'verified' | 'unverified' | 'failed';
  /** What vouched for the From domain, e.g. `dkim`, `spf`, `dmarc`; empty unless verified. */
  readonly aligned: readonly string[];
}

const UNVERIFIED: SenderVerdict = { verdict: 'unverified', aligned: [] };

/**
 * Looks only at the topmost Authentication-Results of a trusted authserv-id: every server puts its own on top, so one further down may have
 * come with the mail (RFC 8601 §5, §7.1). Without a trusted id nobody is verified and nobody fails.
 *
 * `verified`: dmarc passed for From, or dkim or spf passed for a domain of From's organisation (relaxed alignment, RFC 7489 §3.1).
 * `failed`: dmarc says fail, or a mail has several From fields (RFC 7489 §6.6.1). A mail can fail no other way: dkim breaks on innocent paths.
 */
export function senderVerdict(message: Message, trustedAuthservIds: readonly string[]): SenderVerdict {
  const results = trustedResults(message, trustedAuthservIds);
  if (results === null || message.from === null) return UNVERIFIED;
  if (headerAll(message, 'from').length > 1) return { verdict: 'failed', aligned: [] };
  const from = organisationalDomain(domainOf(message.from.address));
  const dmarc = results.results.filter((r) => r.method === 'dmarc');
  if (dmarc.some((r) => r.result === 'fail')) return { verdict: 'failed', aligned: [] };
  const aligned = results.results
    .filter((r) => r.result === 'pass' && domainsOf(r).some((d) => organisationalDomain(d) === from))
    .map((r) => r.method);
  return aligned.length === 0 ? UNVERIFIED : { verdict: 'verified', aligned: [...new Set(aligned)] };
}

/**
 * Where an answer goes. Reply-To counts only when it stays in From's organisation or the sender is verified: otherwise anybody could have our
 * answers to a stranger sent elsewhere. Null when the mail has no usable From.
 */
export function replyAddress(message: Message, verdict: SenderVerdict): Address | null {
  if (message.from === null) return null;
  const wanted = message.replyTo[0];
  if (wanted === undefined || verdict.verdict === 'failed') return message.from;
  const sameOrganisation = organisationalDomain(domainOf(wanted.address)) === organisationalDomain(domainOf(message.from.address));
  return sameOrganisation || verdict.verdict === 'verified' ? wanted : message.from;
}

function trustedResults(message: Message, trusted: readonly string[]): AuthenticationResults | null {
  const ids = new Set(trusted.map((id) => id.toLowerCase()));
  for (const value of headerAll(message, 'authentication-results')) {
    const results = readAuthenticationResults(value);
    if (results !== null && ids.has(results.authservId)) return results;
  }
  return null;
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
  return value.includes('@') ? domainOf(value.replace(/[<>]/g, '')) : value.toLowerCase();
}
