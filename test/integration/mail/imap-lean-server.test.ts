import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { watchMailbox } from '../../../src/mail/imap-watcher.ts';
import { arrive, freshUser, log, mail, makeJournal } from './fixtures.ts';

/** The oldest kind of server there is: IMAP4rev1 and nothing else. */
let world: World;
beforeAll(async () => {
  world = await startWorld({ imapCapability: 'IMAP4rev1' });
});
afterAll(() => world.stop());

test('works without UIDPLUS, CONDSTORE, SPECIAL-USE and IDLE', async () => {
  const user = freshUser('lean');
  const mailbox = makeImapMailbox(world.imap(user), { log });
  await arrive(world, user);
  expect(await mailbox.status('INBOX')).toMatchObject({ messages: 1, uidNext: 2 });
  expect(await mailbox.fetchAfter('INBOX', 0, 10, 10_000)).toHaveLength(1);
  expect(await mailbox.storeFlags('INBOX', [1], { add: ['new'], remove: [] })).toEqual([1]);
  expect(await mailbox.fetchFlags('INBOX', '1')).toMatchObject([{ uid: 1 }]);
  expect(await mailbox.special()).toMatchObject({ sent: 'Sent', drafts: 'Drafts', trash: 'Trash' });
  await mailbox.append('Sent', mail({ to: user, messageId: '<x@y>' }), ['\\Seen'], Date.now());
  expect(await mailbox.searchHeader('Sent', 'Message-ID', '<x@y>')).toEqual([1]);
  await mailbox.close();
});

test('a watch on a server without IDLE still connects and tells once', async () => {
  const journal = makeJournal<string>();
  const on = { change: () => journal.add('change'), proof: () => {}, down: (error: Error) => journal.add(error.message) };
  const watcher = watchMailbox(world.imap(freshUser('lean-watch')), 'INBOX', on, {
    log,
    now: Date.now,
    random: Math.random,
    signal: new AbortController().signal,
  });
  await journal.until((seen) => seen.length > 0);
  expect(journal.seen).toEqual(['change']);
  await watcher.close();
});
