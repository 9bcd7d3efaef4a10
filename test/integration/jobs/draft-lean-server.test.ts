import { expect, test } from 'vitest';
import { anew, edit, GRACE, SEND, useDraftDesk } from './draft-desk.ts';

/** Drafts on the oldest kind of server: no MOVE, UIDPLUS, CONDSTORE, SPECIAL-USE. A move is COPY, STORE and EXPUNGE, and nobody tells a uid or a change. */
const on = useDraftDesk({ imapCapability: 'IMAP4rev1' });
const { draft, file, labels, look, lyingIn, move, only, receivedBy, remove, reviews, sentTo, states } = on;

test('saved anew twice, moved to where it is sent: it leaves once, as it stands, and nothing is left of it', async () => {
  const mail = await draft();
  for (const change of [edit, (text: string) => text]) {
    const { uid, source } = await only();
    await file('Drafts', anew(source, change), ['\\Draft', '\\Seen']);
    await look();
    await remove(uid);
    await look();
    expect(await states()).toEqual(['waiting']);
  }
  await move((await only()).uid, SEND);
  for (let i = 0; i < 3; i += 1) await look();
  expect((await receivedBy(mail.from)).map((bytes) => bytes.includes('two days'))).toEqual([true]);
  expect([await lyingIn(SEND), await lyingIn('Drafts')]).toEqual([[], []]);
  expect((await only('Sent')).message.to.map((a) => a.address)).toEqual([mail.from]);
  expect(await states()).toEqual(['approved']);
});

test.each([
  ['filed in Sent first', ['sent', 'deleted']],
  ['taken out of Drafts first', ['deleted', 'sent']],
] as const)('sent by a person, %s', async (_name, steps) => {
  const mail = await draft();
  const { uid, source } = await only();
  for (const step of steps) {
    if (step === 'sent') await file('Sent', anew(source), ['\\Seen']);
    else await remove(uid);
    await look();
  }
  expect(await states()).toEqual(['sent']);
  expect(await reviews()).toMatchObject([{ kind: 'sent' }]);
  expect(sentTo(mail.from)).toEqual([]);
});

test('only marked as deleted, which is all that some clients do: rejected after the grace, and back when the mark goes', async () => {
  await draft();
  const { uid } = await only();
  await on.person.mailboxOpen('Drafts');
  await on.person.messageFlagsAdd(`${uid}`, ['\\Deleted'], { uid: true });
  await look();
  on.wait(GRACE);
  await look();
  expect(await states()).toEqual(['rejected']);
  expect(await labels()).toContain('needs-human');
  await on.person.messageFlagsRemove(`${uid}`, ['\\Deleted'], { uid: true });
  await look();
  expect(await states()).toEqual(['waiting']);
});

test('the customer writes again: ours is marked as deleted, and one new draft covers both', async () => {
  const mail = await draft();
  await on.desk.receive({ from: mail.from, thread: [mail.messageId], text: 'And how do I export my notes?' });
  await on.desk.work(on.parts());
  await look();
  await only();
  expect(await states()).toEqual(['withdrawn', 'waiting']);
  on.wait(GRACE);
  await look();
  expect(await states()).toEqual(['withdrawn', 'waiting']);
});

test('what is no draft of ours goes back, and is not put back again and again', async () => {
  await draft();
  const own = `From: ${on.desk.parts.config.address}\r\nTo: a@else.example\r\nSubject: Mine\r\nMessage-ID: <own@laptop>\r\n\r\nHi\r\n`;
  await file(SEND, Buffer.from(own), ['\\Draft']);
  for (let i = 0; i < 3; i += 1) await look();
  expect(await lyingIn(SEND)).toEqual([]);
  expect((await lyingIn('Drafts')).filter((m) => m.message.messageId === '<own@laptop>')).toHaveLength(1);
});
