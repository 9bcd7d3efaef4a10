import { getDomain } from 'tldts';

/** Hosts whose every subdomain has another owner, and which the Public Suffix List does not have. */
const SHARED_HOSTS = ['onmicrosoft.com', 'wordpress.com', 'zendesk.com', 'freshdesk.com', 'amazonaws.com'];

/**
 * The domain somebody registered (RFC 7489 §3.2), lower case: `mail.shop.example.co.uk` → `example.co.uk`, by the Public Suffix List with its
 * private part, because below `github.io` or `onmicrosoft.com` every name has another owner. A public suffix itself, an address literal and a
 * single label are returned as they are.
 */
export function organisationalDomain(domain: string): string {
  const name = domain
    .trim()
    .toLowerCase()
    .replace(/(?<!\.)\.+$/, '');
  if (name.startsWith('[')) return name;
  const shared = SHARED_HOSTS.find((host) => isWithin(name, host));
  if (shared !== undefined)
    return name
      .split('.')
      .slice(-shared.split('.').length - 1)
      .join('.');
  return getDomain(name, { allowPrivateDomains: true, extractHostname: false, validateHostname: false }) ?? name;
}

/** The part behind the last `@`, lower case; empty when there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at === -1 ? '' : address.slice(at + 1).toLowerCase();
}

/** True for the domain itself and everything below it. Both lower case. */
export function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
