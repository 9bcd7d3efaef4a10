import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { type AuditRow, auditIn, fateOf, look, mailsIn, type SeenMail, settled } from './desk-view.ts';
import { DELETION, freshCustomer, type Letter, post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

/** A second session on the account, as a person's mail client is. */
async function byHand(desk: Desk, mail: Letter, change: { add?: string[]; remove?: string[] }, mailbox = 'INBOX'): Promise<void> {
  const seen = (await look(office, desk.address, mailbox)).find((m) => m.message.messageId === mail.messageId);
  const client = office.world.connect(desk.address);
  const uid = seen?.uid ?? 0;
  expect(await client.mailbox.storeFlags(mailbox, [uid], { add: change.add ?? [], remove: change.remove ?? [] })).toEqual([uid]);
  await client.close();
}

const hands = (desk: Desk): AuditRow[] => auditIn(desk).filter((row) => row.actor === 'hand');

function labelled(desk: Desk): Promise<SeenMail[]> {
  return look(office, desk.address);
}

/** What the customer and we wrote to each other, as the support account shows it. */
async function conversation(desk: Desk, customer: string): Promise<SeenMail[]> {
  const sent = (await look(office, desk.address, 'Sent')).filter((m) => m.message.to.some((to) => to.address === customer));
  expect(sent.length).toBeGreaterThan(0);
  return [...(await labelled(desk)).filter((m) => m.message.from?.address === customer), ...sent];
}

test('a label set or removed by hand belongs to the ticket, is audited and shows on the whole thread', async () => {
  const desk = await office.openDesk();
  desk.start();
  const from = freshCustomer();
  const first = await post(office, desk, { from });
  await settled(desk, 1);
  const second = await post(office, desk, { from, thread: [first.messageId], text: 'And how do I export my notes as a ZIP?' });
  await settled(desk, 2);
  expect(hands(desk)).toEqual([]);

  await byHand(desk, first, { add: ['vip', '$Forwarded', 'NonJunk'], remove: ['password-reset'] });
  await expect.poll(() => hands(desk).length).toBe(1);
  await settled(desk, 2);
  expect(hands(desk)[0]).toMatchObject({ kind: 'labels.changed', refs: { add: ['vip'], remove: ['password-reset'] } });
  const everywhere = await conversation(desk, from);
  for (const mail of everywhere) {
    expect(mail.labels, mail.message.subject).toContain('vip');
    expect(mail.labels, mail.message.subject).not.toContain('password-reset');
  }
  const forwarded = everywhere.filter((m) => m.flags.includes('$Forwarded'));
  expect(forwarded.map((m) => m.message.messageId)).toEqual([first.messageId]);

  await byHand(desk, second, { remove: ['vip'] });
  await expect.poll(() => hands(desk).length).toBe(2);
  await settled(desk, 2);
  for (const mail of await conversation(desk, from)) expect(mail.labels).not.toContain('vip');
  // What we showed ourselves in consequence is nobody's hand.
  const later = await post(office, desk);
  await settled(desk, 3);
  expect(fateOf(desk, later).disposition).toBe('answered');
  expect(hands(desk)).toHaveLength(2);
});

test('urgent is flagged and copied to its mailbox once, escalated mail stays unread, answered mail does not', async () => {
  const desk = await office.openDesk();
  desk.start();
  const urgent = await post(office, desk, { subject: 'My data', text: DELETION });
  const answered = await post(office, desk);
  await settled(desk, 2);
  const inbox = await labelled(desk);
  const of = (mail: Letter) => inbox.find((m) => m.message.messageId === mail.messageId);
  expect(of(urgent)).toMatchObject({ labels: expect.arrayContaining(['urgent', 'needs-human', 'data-deletion', 'team/compliance']) });
  expect(of(urgent)?.flags).toContain('\\Flagged');
  expect(of(urgent)?.flags).not.toContain('\\Seen');
  expect(of(answered)?.flags).toEqual(expect.arrayContaining(['\\Seen', '\\Answered']));
  expect(of(answered)?.flags).not.toContain('\\Flagged');

  // A second mail of the ticket is copied as well; the first one not again.
  const more = await post(office, desk, { from: urgent.from, subject: 'Re: My data', thread: [urgent.messageId], text: DELETION });
  await settled(desk, 3);
  for (const folder of ['Firstline/Urgent', 'Firstline/Needs human']) {
    const copies = (await look(office, desk.address, folder)).map((m) => m.message.messageId);
    expect(copies.toSorted(), folder).toEqual([urgent.messageId, more.messageId].toSorted());
  }
  expect(mailsIn(desk)).toHaveLength(3);
});

test('labels of our own never come back as set by hand, however busy it is', async () => {
  const desk = await office.openDesk();
  desk.start();
  const threads: Letter[] = [];
  for (let i = 0; i < 16; i += 1) {
    const escalated = i % 2 === 1;
    threads.push(await post(office, desk, escalated ? { subject: `My data ${i}`, text: DELETION } : {}));
  }
  await settled(desk, 16);
  await Promise.all(
    threads
      .slice(0, 8)
      .map((mail) => post(office, desk, { from: mail.from, thread: [mail.messageId], text: 'And where is my last invoice?' })),
  );
  await settled(desk, 24);
  // The next look at all flags is over when a mail that came after it is settled.
  await post(office, desk);
  await settled(desk, 25);
  expect(hands(desk)).toEqual([]);
});
