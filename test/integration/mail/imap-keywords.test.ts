import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { makeLog } from '../../../src/log.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { makeUndo } from '../../../src/undo.ts';
import { startLineProxy } from '../../helpers/line-proxy.ts';
import { arrive, freshUser, otherClient } from './fixtures.ts';

const undo = makeUndo();
let world: World;
beforeAll(async () => {
  world = await startWorld();
  undo.push(world.stop);
});
afterAll(() => undo.run());

async function openMailbox(rewrite: (line: string) => string) {
  const proxy = await startLineProxy(world.dovecot.imapPort, { rewrite });
  undo.push(proxy.close);
  const user = freshUser('keywords');
  await arrive(world, user);
  const logged: string[] = [];
  const log = makeLog({ level: 'warn', pretty: false, write: (line) => logged.push(line) });
  const mailbox = makeImapMailbox({ ...world.imap(user), port: proxy.port }, { log });
  undo.push(mailbox.close);
  return { mailbox, user, logged };
}

test('a mailbox without room for new keywords keeps flags and those it has, and says so once', async () => {
  const { mailbox, user, logged } = await openMailbox((line) => line.replace(/\[PERMANENTFLAGS \((.*) \\\*\)\]/, '[PERMANENTFLAGS ($1)]'));
  const person = await otherClient(world, user);
  await person.mailboxOpen('INBOX');
  await person.messageFlagsAdd('1', ['known'], { uid: true });
  await person.logout();

  const wanted = ['\\Flagged', 'Known', 'urgent'];
  expect(await mailbox.storable('INBOX', wanted)).toEqual(['\\Flagged', 'Known']);
  expect(await mailbox.storable('INBOX', wanted)).toEqual(['\\Flagged', 'Known']);
  expect(logged.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    expect.stringMatching(/^this mailbox takes no further keywords/),
  ]);
  expect(await mailbox.storeFlags('INBOX', [1], { add: ['\\Flagged', 'Known'], remove: [] })).toEqual([1]);
  await expect(mailbox.storeFlags('INBOX', [1], { add: ['urgent'], remove: [] })).rejects.toMatchObject({ name: 'TransientError' });
});

test.each([
  ['says LIMIT', 'NO [LIMIT] Too many keywords'],
  ['says so in words', 'NO Maximum number of keywords reached'],
])('a mailbox that promises any keyword and then %s is asked for fewer the next time', async (_, refusal) => {
  let stores = 0;
  const { mailbox, logged } = await openMailbox((line) => {
    if (!/^\S+ OK Store completed/i.test(line)) return line;
    stores += 1;
    return stores === 1 ? line.replace(/OK .*/, refusal) : line;
  });
  const wanted = ['\\Flagged', 'one-too-many'];
  expect(await mailbox.storable('INBOX', wanted)).toEqual(wanted);
  await expect(mailbox.storeFlags('INBOX', [1], { add: wanted, remove: [] })).rejects.toMatchObject({
    name: 'TransientError',
    retryAfterMs: 1_000,
  });
  const kept = await mailbox.storable('INBOX', wanted);
  expect(kept).toEqual(['\\Flagged']);
  expect(await mailbox.storeFlags('INBOX', [1], { add: kept, remove: [] })).toEqual([1]);
  expect(logged).toHaveLength(1);
});

test('a server that says OK and keeps no new keyword is noticed, and the mail is not taken for gone', async () => {
  const { mailbox } = await openMailbox((line) => line.replaceAll(/(FLAGS \([^)]*?) ?\bdropped\b/g, '$1'));
  await expect(mailbox.storeFlags('INBOX', [1], { add: ['dropped'], remove: [] })).rejects.toMatchObject({ name: 'TransientError' });
  expect(await mailbox.storable('INBOX', ['\\Seen', 'dropped'])).toEqual(['\\Seen']);
});
