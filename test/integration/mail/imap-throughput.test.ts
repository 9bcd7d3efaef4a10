import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import type { Mailbox } from '../../../src/mail/mailbox.ts';
import { freshUser, log, mail } from './fixtures.ts';

/**
 * The floors under which something is done mail by mail that must be done at once. They are several times below what two shared
 * cores reach, so that only such a change can break them, and each has three tries on a busy machine; the figures themselves are printed.
 */
const MAILS = 2_000;

let world: World;
let mailbox: Mailbox;
const uids = Array.from({ length: MAILS }, (_, i) => i + 1);

beforeAll(async () => {
  world = await startWorld();
  const user = freshUser('load');
  mailbox = makeImapMailbox(world.imap(user), { log });
  const source = mail({ to: user, body: `${'x'.repeat(70)}\r\n`.repeat(30) });
  for (let i = 0; i < MAILS; i += 1) await mailbox.append('INBOX', source, [], Date.now());
});
afterAll(async () => {
  await mailbox.close();
  await world.stop();
});

async function perSecond(what: string, amount: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const rate = Math.round(amount / (ms / 1_000));
  console.log(`${what}: ${Math.round(ms)} ms, ${rate} a second`);
  return rate;
}

test('whole mails are fetched at once', { retry: 2 }, async () => {
  const fetch = async () => expect(await mailbox.fetchAfter('INBOX', 0, MAILS, 1_000_000)).toHaveLength(MAILS);
  expect(await perSecond(`fetch ${MAILS} mails with source`, MAILS, fetch)).toBeGreaterThan(1_000);
});

test('keywords of many mails are stored at once', { retry: 2 }, async () => {
  const store = async () => expect(await mailbox.storeFlags('INBOX', uids, { add: ['normal'], remove: ['new'] })).toHaveLength(MAILS);
  expect(await perSecond(`add one keyword and remove another on ${MAILS} mails`, MAILS, store)).toBeGreaterThan(3_000);
});

test('keywords of single mails, one call each', { retry: 2 }, async () => {
  const store = async () => {
    for (const uid of uids) await mailbox.storeFlags('INBOX', [uid], { add: ['answered'], remove: [] });
  };
  expect(await perSecond(`${MAILS} single keyword stores`, MAILS, store)).toBeGreaterThan(200);
});

test('the status of the selected mailbox is cheap', { retry: 2 }, async () => {
  const ask = async () => {
    for (let i = 0; i < 200; i += 1) await mailbox.status('INBOX');
  };
  expect(await perSecond('200 looks at the selected mailbox', 200, ask)).toBeGreaterThan(100);
});
