import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeUndo } from '../../../src/undo.ts';
import { startLineProxy } from '../../helpers/line-proxy.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { auditIn, look, mailsIn, settled } from './desk-view.ts';
import { DELETION, freshCustomer, post } from './letters.ts';

/** The oldest kind of server there is: no CONDSTORE, IDLE, UIDPLUS, MOVE, NAMESPACE, SPECIAL-USE. */
const undo = makeUndo();
let office: Office;
beforeAll(async () => {
  office = await openOffice({ imapCapability: 'IMAP4rev1' });
  undo.push(office.close);
});
afterAll(() => undo.run());
afterEach(() => office.endDaemons());

async function labelByHand(desk: Desk, change: { add: string[]; remove: string[] }): Promise<void> {
  const [seen] = await look(office, desk.address);
  const client = office.world.connect(desk.address);
  await client.mailbox.storeFlags('INBOX', [seen?.uid ?? 0], change);
  await client.close();
}

test('a mail is answered, and a label set or removed by hand counts within a minute', async () => {
  const desk = await office.openDesk();
  desk.start();
  const from = freshCustomer();
  await post(office, desk, { from });
  await settled(desk, 1);
  expect(mailsIn(desk)).toMatchObject([{ disposition: 'answered' }]);
  const hands = () => auditIn(desk).filter((row) => row.actor === 'hand');
  expect(hands()).toEqual([]);

  await labelByHand(desk, { add: ['vip'], remove: ['password-reset'] });
  await expect.poll(() => hands().length, { timeout: 50_000 }).toBe(1);
  expect(hands()[0]).toMatchObject({ refs: { add: ['vip'], remove: ['password-reset'] } });
  await settled(desk, 1);
  const sent = (await look(office, desk.address, 'Sent')).find((m) => m.message.to.some((to) => to.address === from));
  expect(sent?.labels).toContain('vip');
});

test('without keywords either, labels stay in the ledger and show as flags and folders, and the log says so once a mailbox', async () => {
  const proxy = await startLineProxy(office.world.dovecot.imapPort, {
    rewrite: (line) => line.replace(/\[PERMANENTFLAGS \((.*) \\\*\)\]/, '[PERMANENTFLAGS ($1)]'),
  });
  undo.push(proxy.close);
  const desk = await office.openDesk({ SUPPORT_IMAP_PORT: String(proxy.port) });
  const daemon = desk.start();
  await post(office, desk, { subject: 'My data', text: DELETION });
  await post(office, desk);
  await settled(desk, 2);
  const inbox = await look(office, desk.address);
  expect(inbox.flatMap((m) => m.labels)).toEqual([]);
  expect(inbox.map((m) => m.flags.filter((f) => f !== '\\Recent').toSorted())).toEqual([['\\Flagged'], ['\\Answered', '\\Seen']]);
  for (const folder of ['Firstline/Urgent', 'Firstline/Needs human']) expect(await look(office, desk.address, folder)).toHaveLength(1);
  await daemon.says(/"mailbox":"INBOX","msg":"this mailbox takes no further keywords/);
  expect(daemon.output().match(/"mailbox":"INBOX","msg":"this mailbox takes no further keywords/g)).toHaveLength(1);
  expect(auditIn(desk).filter((row) => row.actor === 'hand')).toEqual([]);
  expect(proxy.peak()).toBeLessThanOrEqual(3);
});
