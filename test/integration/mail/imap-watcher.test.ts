import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { TransientError } from '../../../src/errors.ts';
import { type Watcher, type WatchParts, watchMailbox } from '../../../src/mail/imap-watcher.ts';
import { arrive, freshUser, log, makeJournal, otherClient } from './fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

type Entry = 'change' | 'proof' | Error;

function watch(user: string, options: Partial<WatchParts> = {}): { watcher: Watcher; journal: ReturnType<typeof makeJournal<Entry>> } {
  const journal = makeJournal<Entry>();
  const on = { change: () => journal.add('change'), proof: () => journal.add('proof'), down: (error: Error) => journal.add(error) };
  const parts = { log, now: Date.now, random: () => 0, signal: new AbortController().signal, ...options };
  return { watcher: watchMailbox(world.imap(user), 'INBOX', on, parts), journal };
}

const changes = (seen: readonly Entry[]) => seen.filter((entry) => entry === 'change').length;
const proofs = (seen: readonly Entry[]) => seen.filter((entry) => entry === 'proof').length;

test('tells once after connecting, then of new mail, changed flags and removed mail', async () => {
  const user = freshUser('idle');
  const { watcher, journal } = watch(user);
  await journal.until((seen) => changes(seen) === 1);
  await arrive(world, user);
  await journal.until((seen) => changes(seen) === 2);

  const person = await otherClient(world, user);
  await person.mailboxOpen('INBOX');
  await person.messageFlagsAdd('1', ['\\Flagged'], { uid: true });
  await journal.until((seen) => changes(seen) === 3);
  await person.messageDelete('1', { uid: true });
  await journal.until((seen) => changes(seen) >= 4);
  person.close();
  await watcher.close();
  expect(proofs(journal.seen)).toBeGreaterThanOrEqual(4);
});

test('proves life although nothing happens, and still hears of mail afterwards', async () => {
  const user = freshUser('quiet');
  const { watcher, journal } = watch(user, { breakEveryMs: 20 });
  await journal.until((seen) => proofs(seen) >= 4);
  expect(changes(journal.seen)).toBe(1);
  await arrive(world, user);
  await journal.until((seen) => changes(seen) === 2);
  await watcher.close();
});

test('a restart of the server is told and survived: it connects again and tells of a change', async () => {
  const user = freshUser('restart');
  const { watcher, journal } = watch(user);
  await journal.until((seen) => changes(seen) === 1);
  await world.dovecot.restart();
  await journal.until((seen) => changes(seen) === 2);
  const down = journal.seen.find((entry) => entry instanceof Error);
  expect(down).toBeInstanceOf(TransientError);
  expect(down).toMatchObject({ message: expect.stringContaining('watch the mailbox INBOX') });
  await arrive(world, user);
  await journal.until((seen) => changes(seen) === 3);
  await watcher.close();
});

test('a kick makes a new connection at once, without calling it a failure', async () => {
  const { watcher, journal } = watch(freshUser('kick'), { random: () => 0.99 });
  await journal.until((seen) => changes(seen) === 1);
  watcher.kick();
  await journal.until((seen) => changes(seen) === 2);
  expect(journal.seen.filter((entry) => entry instanceof Error)).toEqual([]);
  await watcher.close();
});

// By the clock: on a busy machine it has three tries.
test('a kick also ends the wait after a failure', { retry: 2 }, async () => {
  const user = freshUser('kick-down');
  const journal = makeJournal<Entry>();
  const on = { change: () => journal.add('change'), proof: () => journal.add('proof'), down: (error: Error) => journal.add(error) };
  const config = { ...world.imap(user), password: 'wrong' };
  const watcher = watchMailbox(config, 'INBOX', on, { log, now: Date.now, random: () => 0.99, signal: new AbortController().signal });
  await journal.until((seen) => seen.length === 1);
  const before = performance.now();
  watcher.kick();
  await journal.until((seen) => seen.length === 2);
  expect(performance.now() - before).toBeLessThan(900);
  await watcher.close();
});

test('close and abort end it in every state, and nothing is told afterwards', async () => {
  const stop = new AbortController();
  const idle = watch(freshUser('close'), { signal: stop.signal });
  await idle.journal.until((seen) => changes(seen) === 1);
  stop.abort(new Error('stopping'));
  await idle.watcher.close();

  const connecting = watch(freshUser('close-early'));
  await connecting.watcher.close();
  expect(connecting.journal.seen).toEqual([]);
  const told = idle.journal.seen.length;
  await arrive(world, freshUser('late'));
  expect(idle.journal.seen).toHaveLength(told);
});
