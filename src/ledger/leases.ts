import type { Run } from './database.ts';

/**
 * A lease with a fencing number: taking it always raises the number, and whoever commits a decision checks in the same
 * transaction that its number is still the current one. A holder that slept through its lease can then do no harm.
 */
export interface Lease {
  readonly name: string;
  readonly fence: number;
}

/** Null when somebody else holds it and it has not expired. */
export async function takeLease(run: Run, inbox: string, name: string, holder: string, now: number, ttlMs: number): Promise<Lease | null> {
  const row = await run
    .insertInto('leases')
    .values({ inbox, name, holder, fence: 1, expires_at: now + ttlMs })
    .onConflict((c) =>
      c
        .columns(['inbox', 'name'])
        .doUpdateSet((eb) => ({ holder, fence: eb('leases.fence', '+', 1), expires_at: now + ttlMs }))
        .where('leases.expires_at', '<=', now),
    )
    .returning('fence')
    .executeTakeFirst();
  return row === undefined ? null : { name, fence: row.fence };
}

export async function releaseLease(run: Run, inbox: string, lease: Lease): Promise<void> {
  await run
    .updateTable('leases')
    .set({ expires_at: 0 })
    .where('inbox', '=', inbox)
    .where('name', '=', lease.name)
    .where('fence', '=', lease.fence)
    .execute();
}

/** Inside a transaction: is this number still the current one, and will it be when the transaction commits? Takes the row's lock. */
export async function leaseIsCurrent(run: Run, inbox: string, lease: Lease): Promise<boolean> {
  const held = await run
    .updateTable('leases')
    .set((eb) => ({ fence: eb.ref('fence') }))
    .where('inbox', '=', inbox)
    .where('name', '=', lease.name)
    .where('fence', '=', lease.fence)
    .returning('fence')
    .execute();
  return held.length > 0;
}

/** At the start of the only daemon of a ledger: nobody else can be alive, so what a dead one held is free at once. */
export async function expireAllLeases(run: Run, holder: string): Promise<void> {
  await run.updateTable('leases').set({ expires_at: 0 }).where('expires_at', '>', 0).where('holder', '!=', holder).execute();
}
