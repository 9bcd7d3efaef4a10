import { expect, test } from 'vitest';
import { ConfigError, InvariantError } from '../../src/errors.ts';
import { expireAllLeases, leaseIsCurrent, releaseLease, takeLease } from '../../src/ledger/leases.ts';
import { DAEMON_LEASE_MS, leaseLedger } from '../../src/ledger/lock.ts';
import { INBOX, NOW } from './facts.ts';
import type { Bench } from './ledger.ts';

const TTL = 1_000;

export function leaseCases({ db, again }: Bench): void {
  const take = (holder: string, now = NOW) => takeLease(db(), INBOX, 'ticket:1', holder, now, TTL);

  test('one holder at a time, until the lease runs out', async () => {
    expect(await take('a')).toEqual({ name: 'ticket:1', fence: 1 });
    expect(await take('b')).toBeNull();
    expect(await take('a')).toBeNull();
    expect(await take('b', NOW + TTL - 1)).toBeNull();
    expect(await take('b', NOW + TTL)).toEqual({ name: 'ticket:1', fence: 2 });
  });

  test('of many who ask at once one gets it', async () => {
    const second = await again();
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, i) => takeLease(i % 2 === 0 ? db() : second, INBOX, 'ticket:1', `h${i}`, NOW, TTL)),
    );
    expect(asked.filter((lease) => lease !== null)).toHaveLength(1);
  });

  test('the fencing number rises with every taking, and only the newest is current', async () => {
    const leases = [];
    for (let i = 0; i < 4; i += 1) leases.push(await take('a', NOW + i * TTL));
    expect(leases.map((l) => l?.fence)).toEqual([1, 2, 3, 4]);
    const current = await Promise.all(leases.map((l) => (l === null ? null : leaseIsCurrent(db(), INBOX, l))));
    expect(current).toEqual([false, false, false, true]);
  });

  test('a lease that was given back is free at once; the number goes on', async () => {
    const first = await take('a');
    if (first !== null) await releaseLease(db(), INBOX, first);
    expect(await take('b')).toMatchObject({ fence: 2 });
  });

  test('who lost a lease cannot give it back for the next holder', async () => {
    const old = await take('a');
    await take('b', NOW + TTL);
    if (old !== null) await releaseLease(db(), INBOX, old);
    expect(await take('c', NOW + TTL)).toBeNull();
  });

  test('names and inboxes do not touch each other', async () => {
    await take('a');
    expect(await takeLease(db(), INBOX, 'ticket:2', 'b', NOW, TTL)).toMatchObject({ fence: 1 });
    expect(await takeLease(db(), 'sales', 'ticket:1', 'b', NOW, TTL)).toMatchObject({ fence: 1 });
  });

  test('expireAllLeases frees what the dead held, and nothing of its own', async () => {
    await take('dead');
    await takeLease(db(), INBOX, 'mine', 'me', NOW, TTL);
    await expireAllLeases(db(), 'me');
    expect(await take('me')).toMatchObject({ fence: 2 });
    expect(await takeLease(db(), INBOX, 'mine', 'other', NOW, TTL)).toBeNull();
  });

  test('a ledger has one daemon: a second one is refused, until the first stops, or is dead for a while', async () => {
    const clock = { now: NOW };
    const lease = (holder: string) => leaseLedger(db(), holder, () => clock.now);
    const first = await lease('a');
    await expect(lease('b')).rejects.toBeInstanceOf(ConfigError);
    await expect(lease('b')).rejects.toThrow(/another Firstline is running on this ledger.*stop it first/);

    clock.now += DAEMON_LEASE_MS - 1;
    await first.renew();
    clock.now += DAEMON_LEASE_MS - 1;
    await expect(lease('b')).rejects.toThrow();
    clock.now += 1;
    const second = await lease('b');

    // What woke up from a long sleep must not take it back, and learns that it has to stop.
    await expect(first.renew()).rejects.toBeInstanceOf(InvariantError);
    await first.release();
    await expect(lease('c')).rejects.toThrow();
    await second.release();
    await lease('c');
  });
}
