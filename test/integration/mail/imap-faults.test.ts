import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { TransientError } from '../../../src/errors.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { watchMailbox } from '../../../src/mail/imap-watcher.ts';
import type { Mailbox } from '../../../src/mail/mailbox.ts';
import { makeUndo } from '../../../src/undo.ts';
import { FAULT_KINDS, type FaultKind, type LineProxy, startLineProxy } from '../../helpers/line-proxy.ts';
import { arrive, freshUser, log, mail, makeJournal } from './fixtures.ts';

const undo = makeUndo();
let world: World;
let proxy: LineProxy;
beforeAll(async () => {
  world = await startWorld();
  undo.push(world.stop);
  proxy = await startLineProxy(world.dovecot.imapPort, { rewrite: unasked });
  undo.push(proxy.close);
});
afterEach(() => proxy.misbehave(null));
afterAll(() => undo.run());

/** The verb of a command, behind its tag. */
const verb = (name: string): RegExp => new RegExp(`^\\S+ ${name}\\b`, 'i');

/** Not told of in passing, capabilities are asked for. */
const unasked = (line: string): string => line.replace(/\[CAPABILITY [^\]]*\] /, '');

/** A server that says nothing for this long is given up, ms: soon where silence is the fault, late where it would only be a busy machine. */
const silenceAt = (how: FaultKind): number => (how === 'stall' ? 1_000 : 20_000);

const OPERATIONS: readonly [string, (mailbox: Mailbox, user: string) => Promise<unknown>][] = [
  ['AUTHENTICATE', (mailbox) => mailbox.status('INBOX')],
  ['CAPABILITY', (mailbox) => mailbox.status('INBOX')],
  ['NAMESPACE', (mailbox) => mailbox.status('INBOX')],
  ['LIST', (mailbox) => mailbox.special()],
  ['STATUS', (mailbox) => mailbox.status('INBOX')],
  ['SELECT', (mailbox) => mailbox.fetchUids('INBOX', [1], 100)],
  ['UID FETCH', (mailbox) => mailbox.fetchUids('INBOX', [1], 100)],
  ['UID STORE', (mailbox) => mailbox.storeFlags('INBOX', [1], { add: ['seen-by-us'], remove: [] })],
  ['UID SEARCH', (mailbox) => mailbox.searchHeader('INBOX', 'Subject', 'Hello')],
  ['UID COPY', (mailbox) => mailbox.copy('INBOX', [1], 'Archive')],
  ['CREATE', (mailbox) => mailbox.create(`Made ${crypto.randomUUID()}`)],
  ['APPEND', (mailbox, user) => mailbox.append('Sent', mail({ to: user }), ['\\Seen'], Date.now())],
];

const CASES = OPERATIONS.flatMap(([name, operate]) => FAULT_KINDS.map((how) => ({ name, how, operate })));

test.each(CASES)('$how at $name is a transient error, and the same call works on the next connection', async ({ name, how, operate }) => {
  const user = freshUser('fault');
  await arrive(world, user);
  let time = 1_000_000;
  const mailbox = makeImapMailbox(
    { ...world.imap(user), port: proxy.port, timeout: silenceAt(how) },
    { log, now: () => time, random: () => 0 },
  );
  proxy.misbehave({ at: verb(name), how });
  await expect(operate(mailbox, user)).rejects.toBeInstanceOf(TransientError);
  expect(proxy.struck()).toBe(1);
  // The back-off of a failed connect.
  time += 60_000;
  await operate(mailbox, user);
  await mailbox.close();
});

test.each(['NOOP', 'IDLE', 'EXAMINE|SELECT'].flatMap((name) => FAULT_KINDS.map((how): [FaultKind, string] => [how, name])))(
  '%s at %s of the watching connection: it connects again and hears of new mail',
  async (how, name) => {
    const user = freshUser('watched');
    const journal = makeJournal<'change' | 'down'>();
    const on = { change: () => journal.add('change'), proof: () => {}, down: () => journal.add('down') };
    proxy.misbehave({ at: verb(`(${name})`), how });
    const watcher = watchMailbox({ ...world.imap(user), port: proxy.port }, 'INBOX', on, {
      log,
      now: Date.now,
      random: () => 0,
      signal: new AbortController().signal,
      breakEveryMs: 100,
      answerMs: silenceAt(how),
    });
    await journal.until((seen) => seen.includes('down'));
    expect(proxy.struck()).toBe(1);
    const back = (seen: readonly string[]) => seen.lastIndexOf('change') > seen.lastIndexOf('down');
    await journal.until(back);
    const before = journal.seen.length;
    await arrive(world, user);
    await journal.until((seen) => seen.slice(before).includes('change'));
    await watcher.close();
  },
);

// By the clock: on a busy machine it has three tries.
test.each(FAULT_KINDS)('%s at LOGOUT keeps nobody: closing takes about a second', { retry: 2 }, async (how) => {
  const mailbox = makeImapMailbox({ ...world.imap(freshUser('bye')), port: proxy.port }, { log });
  await mailbox.status('INBOX');
  proxy.misbehave({ at: verb('LOGOUT'), how });
  const before = performance.now();
  await mailbox.close();
  expect(performance.now() - before).toBeLessThan(2_000);
});
