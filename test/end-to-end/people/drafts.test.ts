import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FAULT_POINTS } from '../../../src/faults.ts';
import { header } from '../../../src/mail/message.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { auditIn, fateOf, look, settled } from '../behaviour/desk-view.ts';
import { type Letter, post, REFUND } from '../behaviour/letters.ts';
import { anew, type MailClient, openMailClient } from './mail-client.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

/** A desk whose mails wait as drafts, and a person at its mailbox. */
async function drafted(count: number): Promise<{ desk: Desk; person: MailClient; mails: Letter[] }> {
  const desk = await office.openDesk();
  await desk.edit('firstline.yaml', (text) => text.replace(/^( +)intake:/m, '$1drafts:\n$1  grace: 2s\n$1intake:'));
  desk.start();
  const mails: Letter[] = [];
  for (let i = 0; i < count; i += 1) mails.push(await post(office, desk, { subject: `Refund ${i}`, text: REFUND }));
  for (const row of await settled(desk, count)) expect(row.disposition).toBe('drafted');
  return { desk, person: await openMailClient(office, desk), mails };
}

/** In the text and in the HTML part, whatever they are encoded in. */
const edit = (source: string) => source.replace(/refund/gi, 'repayment');

const became = (desk: Desk, kind: string) => auditIn(desk).filter((row) => row.kind === kind).length;

test('a draft is sent, edited, deleted or released as mail clients do it, and all is noticed', async () => {
  const { desk, person, mails } = await drafted(6);
  const [thunderbird, outlook, apple, gmail, deleted, released] = mails as [Letter, Letter, Letter, Letter, Letter, Letter];

  // Submits, files in Sent, then expunges the draft.
  const first = await person.draftFor(thunderbird);
  await person.submit(thunderbird, anew(first.source));
  await person.file('Sent', anew(first.source), ['\\Seen']);
  await person.remove('Drafts', first.uid);

  // Takes the draft away first; Sent is filled later.
  const second = await person.draftFor(outlook);
  await person.remove('Drafts', second.uid);
  await person.submit(outlook, anew(second.source));

  // Saves what is being written as a new draft, and throws the old one into the bin; then sends.
  const third = await person.draftFor(apple);
  await person.file('Drafts', anew(third.source, edit), ['\\Draft', '\\Seen']);
  await person.move('Drafts', third.uid, 'Trash');
  const saved = await person.draftFor(apple);
  await person.submit(apple, anew(saved.source));
  await person.file('Sent', anew(saved.source), ['\\Seen']);
  await person.remove('Drafts', saved.uid);

  // The server does both in one step.
  const fourth = await person.draftFor(gmail);
  const sent = anew(fourth.source);
  await person.submit(gmail, sent);
  await person.remove('Drafts', fourth.uid);
  await person.file('Sent', sent, ['\\Seen']);

  await person.move('Drafts', (await person.draftFor(deleted)).uid, 'Trash');
  await person.move('Drafts', (await person.draftFor(released)).uid, 'Firstline/Send');
  await person.file('Sent', anew(second.source), ['\\Seen']);

  const poll = { interval: 500 };
  await expect
    .poll(() => ['sent', 'edited', 'rejected', 'approved'].map((kind) => became(desk, `draft.${kind}`)), poll)
    .toEqual([3, 1, 1, 1]);
  await expect.poll(() => look(office, desk.address, 'Firstline/Send'), poll).toEqual([]);
  await settled(desk, 6);
  for (const mail of [thunderbird, outlook, apple, gmail, released]) {
    expect(fateOf(desk, mail), mail.from).toMatchObject({ disposition: 'answered', detail: 'staff' });
    expect(await look(office, mail.from), mail.from).toHaveLength(1);
  }
  expect(fateOf(desk, deleted)).toMatchObject({ disposition: 'escalated', detail: 'draft rejected', ticket: 'escalated' });
  expect(await look(office, deleted.from)).toEqual([]);
  expect(await look(office, desk.address, 'Drafts')).toEqual([]);

  const [answer] = await look(office, released.from);
  expect(answer?.message).toMatchObject({ inReplyTo: [released.messageId], from: { address: desk.address } });
  for (const name of ['auto-submitted', 'x-auto-response-suppress', 'user-agent'])
    expect(answer?.message && header(answer.message, name), name).toBeUndefined();
  const copies = (await look(office, desk.address, 'Sent')).filter((m) => m.message.messageId === answer?.message.messageId);
  expect(copies).toHaveLength(1);
  const inbox = await look(office, desk.address);
  const labels = (mail: Letter) => inbox.find((m) => m.message.messageId === mail.messageId)?.labels ?? [];
  expect(labels(deleted)).toContain('needs-human');
  expect(labels(released)).toContain('answered');
  for (const mail of mails) expect(labels(mail), mail.from).not.toContain('drafted');
  // Nobody was told by mail of what they did themselves.
  expect(office.world.submission.accepted.filter((m) => m.from === desk.address).map((m) => m.to)).toEqual([[released.from]]);
  await person.close();
});

test('what happened while the daemon was down is seen when it is back; the customer who wrote again is answered anew', async () => {
  const { desk, person, mails } = await drafted(3);
  await office.endDaemons();
  const [edited, overtaken, gone] = mails as [Letter, Letter, Letter];
  const first = await person.draftFor(edited);
  await person.file('Firstline/Send', anew(first.source, edit), ['\\Draft']);
  await person.remove('Drafts', first.uid);
  await person.remove('Drafts', (await person.draftFor(gone)).uid);
  const old = (await person.draftFor(overtaken)).message.messageId;
  await post(office, desk, { from: overtaken.from, subject: 'Re: Refund', thread: [overtaken.messageId], text: REFUND });
  desk.start();

  const poll = { interval: 500 };
  await expect.poll(() => ['approved', 'rejected', 'withdrawn'].map((kind) => became(desk, `draft.${kind}`)), poll).toEqual([1, 1, 1]);
  await settled(desk, 4);
  const [answer, ...more] = await look(office, edited.from);
  expect(more).toEqual([]);
  expect(answer?.message.text).toMatch(/repayment/);
  const drafts = await look(office, desk.address, 'Drafts');
  expect(drafts.map((m) => m.message.to[0]?.address)).toEqual([overtaken.from]);
  expect(drafts[0]?.message.messageId).not.toBe(old);
  await person.close();
});

/** Every step of what follows from a person's hand on a draft, or from the customer's next mail. */
const OF_DRAFTS = FAULT_POINTS.filter((point) => point.startsWith('drafts.'));

test('killed at every step of taking a draft back: one new draft covers both mails, and nothing is called rejected', {
  timeout: 400_000,
}, async () => {
  const points = OF_DRAFTS.filter((point) => point.endsWith('withdraw'));
  expect(points).toHaveLength(2);
  const { desk, person, mails } = await drafted(points.length);
  for (const [i, point] of points.entries()) {
    const mail = mails[i] as Letter;
    const old = (await person.draftFor(mail)).message.messageId;
    await office.endDaemons();
    await post(office, desk, { from: mail.from, subject: 'Re: Refund', thread: [mail.messageId], text: REFUND });
    expect((await desk.start({ FIRSTLINE_FAULT: point }).ended).signal, point).toBe('SIGKILL');
    desk.start();
    const mine = async () => (await look(office, desk.address, 'Drafts')).filter((m) => m.message.to[0]?.address === mail.from);
    await expect.poll(async () => (await mine()).map((m) => m.message.messageId === old), { interval: 500 }).toEqual([false]);
    await expect.poll(() => became(desk, 'draft.withdrawn')).toBe(i + 1);
  }
  // Longer than the grace, with a look in between.
  await settled(desk, 2 * points.length);
  await expect.poll(async () => (await look(office, desk.address, 'Drafts')).length).toBe(points.length);
  expect(became(desk, 'draft.rejected')).toBe(0);
  for (const mail of mails) expect(fateOf(desk, mail), mail.from).toMatchObject({ disposition: 'superseded', ticket: 'drafted' });
  await person.close();
});

test('killed at every step of a release: the customer has one answer, Sent one copy, and the draft is gone', async () => {
  const points = [...OF_DRAFTS.filter((point) => !point.endsWith('withdraw')), 'act.before-data', 'act.after-accept', 'act.before-file'];
  const { desk, person, mails } = await drafted(points.length);
  await office.endDaemons();
  for (const [i, point] of points.entries()) {
    const mail = mails[i] as Letter;
    await person.move('Drafts', (await person.draftFor(mail)).uid, 'Firstline/Send');
    const dying = desk.start({ FIRSTLINE_FAULT: point });
    expect((await dying.ended).signal, point).toBe('SIGKILL');
    desk.start();
    await expect.poll(() => look(office, desk.address, 'Firstline/Send'), { interval: 500 }).toEqual([]);
    await office.endDaemons();
    expect(await look(office, mail.from), point).toHaveLength(1);
  }
  expect((await look(office, desk.address, 'Sent')).map((m) => m.message.to[0]?.address).toSorted()).toEqual(
    mails.map((m) => m.from).toSorted(),
  );
  expect(await look(office, desk.address, 'Drafts')).toEqual([]);
  await person.close();
});
