import { expect, test } from 'vitest';
import { makeGroupSync } from './group-sync.ts';

/** A disk whose syncs end when the test says so. */
function makeDisk() {
  const syncs: PromiseWithResolvers<void>[] = [];
  const sync = () => {
    const next = Promise.withResolvers<void>();
    syncs.push(next);
    return next.promise;
  };
  return { syncs, sync };
}

/** Whether a promise has ended, after everything that was waiting has run. */
async function ended(promise: Promise<void>): Promise<boolean> {
  let done = false;
  promise.then(
    () => {
      done = true;
    },
    () => {
      done = true;
    },
  );
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  return done;
}

test('a caller waits for a sync that began after its call, not for one that was running', async () => {
  const { syncs, sync } = makeDisk();
  const synced = makeGroupSync(sync);
  const first = synced();
  const second = synced();
  expect(syncs).toHaveLength(1);

  syncs[0]?.resolve();
  expect(await ended(first)).toBe(true);
  expect(await ended(second)).toBe(false);
  expect(syncs).toHaveLength(2);

  syncs[1]?.resolve();
  expect(await ended(second)).toBe(true);
});

test('all who call during a sync share the next one', async () => {
  const { syncs, sync } = makeDisk();
  const synced = makeGroupSync(sync);
  const first = synced();
  const others = [synced(), synced(), synced()];
  syncs[0]?.resolve();
  await first;
  expect(syncs).toHaveLength(2);
  syncs[1]?.resolve();
  await Promise.all(others);
  const later = synced();
  expect(syncs).toHaveLength(3);
  syncs[2]?.resolve();
  await later;
});

test('after a sync that failed nothing is confirmed any more', async () => {
  const { syncs, sync } = makeDisk();
  const synced = makeGroupSync(sync);
  const first = synced();
  const second = synced();
  syncs[0]?.reject(new Error('EIO'));
  await expect(first).rejects.toThrow('the disk did not confirm what the ledger wrote');
  await expect(second).rejects.toThrow('the disk did not confirm what the ledger wrote');
  await expect(synced()).rejects.toMatchObject({ cause: expect.objectContaining({ message: 'EIO' }) });
  expect(syncs).toHaveLength(1);
});
