import type { Run } from './database.ts';
import { prepared } from './prepared.ts';

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
  const [row] = await take(run, { inbox, name, holder, now, until: now + ttlMs });
  return row === undefined ? null : { name, fence: row.fence };
}

interface Taking {
  readonly inbox: string;
  readonly name: string;
  readonly holder: string;
  readonly now: number;
  readonly until: number;
}

const take = prepared((run, p: Taking) =>
  run
    .insertInto('leases')
    .values({ inbox: p.inbox, name: p.name, holder: p.holder, fence: 1, expires_at: p.until })
    .onConflict((c) =>
      c
        .columns(['inbox', 'name'])
        .doUpdateSet((eb) => ({ holder: p.holder, fence: eb('leases.fence', '+', 1), expires_at: p.until }))
        .where('leases.expires_at', '<=', p.now),
    )
    .returning('fence'),
);

export async function releaseLease(run: Run, inbox: string, lease: Lease): Promise<void> {
  await release(run, { inbox, ...lease });
}

interface Held extends Lease {
  readonly inbox: string;
}

const release = prepared((run, p: Held) =>
  run.updateTable('leases').set({ expires_at: 0 }).where('inbox', '=', p.inbox).where('name', '=', p.name).where('fence', '=', p.fence),
);

/** Inside a transaction: is this number still the current one, and will it be when the transaction commits? Takes the row's lock. */
export async function leaseIsCurrent(run: Run, inbox: string, lease: Lease): Promise<boolean> {
  return (await lock(run, { inbox, ...lease })).length > 0;
}

const lock = prepared((run, p: Held) =>
  run
    .updateTable('leases')
    .set((eb) => ({ fence: eb.ref('fence') }))
    .where('inbox', '=', p.inbox)
    .where('name', '=', p.name)
    .where('fence', '=', p.fence)
    .returning('fence'),
);

/** At the start of the only daemon of a ledger: nobody else can be alive, so what a dead one held is free at once. */
export async function expireAllLeases(run: Run, holder: string): Promise<void> {
  await run.updateTable('leases').set({ expires_at: 0 }).where('expires_at', '>', 0).where('holder', '!=', holder).execute();
}
