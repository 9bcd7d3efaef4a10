import { isIP } from 'node:net';

/** RFC 1122 section 3.2.1.3 and RFC 6761 section 6.3: these never leave the machine. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1' || host === '[::1]') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}
