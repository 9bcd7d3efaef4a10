/**
 * Names under which country registries sell domains (`co.uk`, `com.br`, `or.jp`). This stands in for the Public Suffix List, which has 10,000
 * entries and changes weekly. Where it calls too much a suffix, a subdomain is not aligned with its parent: the mail stays unverified. Where
 * it misses one (`kawasaki.jp`, `pvt.k12.ma.us`), neighbours below that suffix count as one organisation.
 */
const SECOND_LEVEL = new Set(
  'ac ad asn asso co com edu firm gen go gob gouv gov govt gv id ind info ltd me mil msk muni ne net nhs nic nom or org plc sch school spb tm web'.split(
    ' ',
  ),
);

/** Hosts whose every subdomain has another owner; otherwise the first two labels would vouch for each other. */
const SHARED_HOSTS = new Set(
  'onmicrosoft.com github.io gitlab.io herokuapp.com blogspot.com wordpress.com azurewebsites.net web.app firebaseapp.com netlify.app vercel.app uk.com us.com eu.com de.com br.com cn.com pages.dev workers.dev fly.dev myshopify.com zendesk.com freshdesk.com amazonaws.com cloudfront.net appspot.com duckdns.org'.split(
    ' ',
  ),
);

/**
 * The domain somebody registered (RFC 7489 §3.2), lower case: `mail.shop.example.co.uk` → `example.co.uk`. Address literals and single
 * labels are returned as they are.
 */
export function organisationalDomain(domain: string): string {
  const name = domain.trim().toLowerCase().replace(/\.+$/, '');
  if (name.startsWith('[') || /^[\d.]+$/.test(name)) return name;
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  const second = labels.at(-2) ?? '';
  const isSuffix = (last.length === 2 && SECOND_LEVEL.has(second)) || SHARED_HOSTS.has(`${second}.${last}`);
  return labels.slice(isSuffix ? -3 : -2).join('.');
}

/** The part behind the last `@`, lower case; empty when there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at === -1 ? '' : address.slice(at + 1).toLowerCase();
}
