import { describe, expect, test } from 'vitest';
import { isReachable } from './address-ranges.ts';

describe('a look-up may connect to', () => {
  test.each([
    '93.184.215.14',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '192.167.255.255',
    '169.253.1.1',
  ])('%s', (address) => expect(isReachable(address)).toBe(true));
  test.each(['2606:2800:21f:cb07:6820:80da:af6b:8b2c', '2a00:1450:4001:80b::200e', '64:ff9b::808:808', '::ffff:8.8.8.8', '::ffff:808:808'])(
    '%s',
    (address) => expect(isReachable(address)).toBe(true),
  );
});

describe('a look-up may not connect to', () => {
  test.each([
    ['this machine', ['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '::1', '::']],
    [
      'a private network',
      ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1', 'fec0::1'],
    ],
    ['a carrier’s', ['100.64.0.1', '100.127.255.255']],
    ['what is link-local, or metadata', ['169.254.169.254', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254', '168.63.129.16']],
    ['all at once', ['224.0.0.1', '239.255.255.250', '255.255.255.255', '240.0.0.1', 'ff02::1']],
    ['documentation and tests', ['192.0.2.1', '198.51.100.7', '203.0.113.9', '198.18.0.1', '2001:db8::1', '3fff::1', '192.0.0.8']],
    [
      'one inside another',
      ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:169.254.169.254', '::ffff:a00:1', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe'],
    ],
    [
      'what a relay would reach',
      ['2002:7f00:1::', '2002:a00:1::1', '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '64:ff9b:1::1', '::7f00:1'],
    ],
    ['what is no address', ['', 'localhost', '127.1', '0x7f.0.0.1', '1.2.3.4.5', '[::1]']],
  ])('%s', (_, addresses) => expect(addresses.filter((address) => isReachable(address))).toEqual([]));
});

describe('a range that the operator allows', () => {
  test.each([
    ['10.20.3.4', ['10.20.0.0/16'], true],
    ['::ffff:10.20.3.4', ['10.20.0.0/16'], true],
    ['10.21.3.4', ['10.20.0.0/16'], false],
    ['169.254.169.254', ['10.20.0.0/16', 'fd00::/8'], false],
    ['fd12::1', ['fd12::/16'], true],
    ['127.0.0.1', ['127.0.0.1/32'], true],
    ['::1', ['127.0.0.0/8'], false],
  ])('%s in %j: %s', (address, allowed, reachable) => expect(isReachable(address, allowed)).toBe(reachable));
});
