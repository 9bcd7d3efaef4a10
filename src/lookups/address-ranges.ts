import { BlockList, isIP } from 'node:net';

/**
 * May a look-up connect to this address? Only to what is globally reachable (the special-purpose registries of RFC 6890), so that nobody who gets at a
 * name server, or at a server of ours, can point us at our own network, at the machine, or at a cloud's metadata service. An IPv6 address that holds an
 * IPv4 one (mapped, RFC 4291; NAT64, RFC 6052) is judged by that. Pure.
 * @param allowed ranges that the operator allows all the same, such as 10.20.0.0/16
 */
export function isReachable(address: string, allowed: readonly string[] = []): boolean {
  const bare = address.replace(/%.*$/, '');
  const version = isIP(bare);
  if (version === 0) return false;
  if (version === 4) return inRanges(bare, 'ipv4', allowed) || !PRIVATE_IPV4.check(bare, 'ipv4');
  const inner = HOLDS_IPV4.check(bare, 'ipv6') ? lastBits(bare) : null;
  if (inner !== null) return isReachable(inner, allowed);
  return inRanges(bare, 'ipv6', allowed) || (GLOBAL_IPV6.check(bare, 'ipv6') && !SPECIAL_IPV6.check(bare, 'ipv6'));
}

const PRIVATE_IPV4 = ranges('ipv4', [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared address space of carriers (RFC 6598)
  '127.0.0.0/8', // this machine
  '169.254.0.0/16', // link-local, and the metadata services of clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
  '168.63.129.16/32', // a public address that is the host of every machine of a large cloud
]);

/** All that is assigned for global unicast; link-local, unique local, site-local and multicast lie outside. */
const GLOBAL_IPV6 = ranges('ipv6', ['2000::/3']);
const SPECIAL_IPV6 = ranges('ipv6', [
  '2001::/23', // protocol assignments, Teredo among them
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: holds an IPv4 address that a relay would reach
  '3fff::/20', // documentation (RFC 9637)
]);
const HOLDS_IPV4 = ranges('ipv6', ['::ffff:0:0/96', '64:ff9b::/96']);

function inRanges(address: string, family: 'ipv4' | 'ipv6', allowed: readonly string[]): boolean {
  const own = allowed.filter((range) => (range.includes(':') ? 'ipv6' : 'ipv4') === family);
  return own.length > 0 && ranges(family, own).check(address, family);
}

function ranges(family: 'ipv4' | 'ipv6', list: readonly string[]): BlockList {
  const made = new BlockList();
  for (const range of list) {
    const [network = '', bits = ''] = range.split('/');
    made.addSubnet(network, Number(bits), family);
  }
  return made;
}

/** The last 32 bits of an IPv6 address, written as IPv4. */
function lastBits(address: string): string {
  // The URL parser writes any IPv6 address in hexadecimal groups (RFC 5952), also one that ends in dots.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':');
  const [high, low] = [groups.at(-2), groups.at(-1)].map((group) => Number.parseInt(group === '' || group === undefined ? '0' : group, 16));
  return [(high ?? 0) >> 8, (high ?? 0) & 255, (low ?? 0) >> 8, (low ?? 0) & 255].join('.');
}
