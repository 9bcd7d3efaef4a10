import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { header } from '../../../src/mail/message.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, fateOf, look } from '../behaviour/desk-view.ts';
import { openMailClient } from './mail-client.ts';
import { answer, customerWrites, FAILED, handedOff, mailsTo, NONE, openPeopleDesk, type PeopleDesk } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const actions = (desk: PeopleDesk) =>
  auditIn(desk)
    .map((row) => row.kind)
    .filter((kind) => kind.startsWith('staff_mail.'));

async function acted(desk: PeopleDesk, count: number): Promise<string[]> {
  await expect.poll(() => actions(desk).length, { interval: 100 }).toBe(count);
  return actions(desk);
}

test('an answer to a hand-off reaches the customer from the support address, in their thread, without a word that is ours', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  expect(forward.message.replyTo[0]?.address).toMatch(/\+fl-[0-9a-f]{20}@/);
  const body = [
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hello Ada,\n\nyour data is deleted. See the *list*.\n\nInes',
    '',
    `On 20/03/2026 10:15, Hazelnote Support wrote:\n${forward.message.text.replace(/^/gm, '> ')}`,
    '--b',
    'Content-Type: text/csv; name="list.csv"',
    'Content-Disposition: attachment; filename="list.csv"',
    '',
    'what,when',
    '--b--',
    '',
  ].join('\n');
  await answer(office, desk, forward, { from: desk.ines, text: '', body: { type: 'multipart/mixed; boundary=b', text: body } });
  const [relayed] = await mailsTo(office, desk, letter.from, 1);
  expect(relayed?.message).toMatchObject({ inReplyTo: [letter.messageId], subject: 'Re: My data', replyTo: [] });
  expect(relayed?.message.text.trim()).toBe('Hello Ada,\n\nyour data is deleted. See the *list*.\n\nInes');
  expect(relayed?.message.attachments.map((a) => a.filename)).toEqual(['list.csv']);
  expect(relayed?.source).not.toMatch(/firstline, internal|ines\.verhoeven|fl-[0-9a-f]{20}/i);
  expect(header(relayed?.message ?? { headers: [] }, 'auto-submitted')).toBeUndefined();
  const [told] = await mailsTo(office, desk, desk.ines, 1);
  expect(told?.message.text).toMatch(/Sent to Ada Example.*\n\n> Hello Ada,[\s\S]*With list\.csv/);
  expect(header(told?.message ?? { headers: [] }, 'auto-submitted')).toBe('auto-generated');
  await expect.poll(() => fateOf(desk, letter)).toMatchObject({ disposition: 'answered', detail: 'staff', ticket: 'with_staff' });
  await expect
    .poll(async () => (await look(office, desk.address)).find((m) => m.message.messageId === letter.messageId)?.labels)
    .toContain('answered');
  const sent = await look(office, desk.address, 'Sent');
  expect(sent.filter((m) => m.message.messageId === relayed?.message.messageId)).toHaveLength(1);
});

test('who may not act sends nothing, and the fallback team hears why', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  await answer(office, desk, forward, { from: desk.ines, text: 'Forged: pay to this account.', headers: [FAILED] });
  await answer(office, desk, forward, { from: desk.ines, text: 'Not vouched for.', headers: [NONE] });
  await answer(office, desk, forward, { from: desk.priya, text: 'Of another team.', headers: [] });
  expect(await acted(desk, 3)).toEqual(['staff_mail.refused', 'staff_mail.refused', 'staff_mail.refused']);
  const notices = await mailsTo(office, desk, desk.support, 3);
  const texts = notices.map((m) => m.message.text).join('\n');
  for (const why of ['failed verification', 'does not vouch', 'went to others', 'pay to this account']) expect(texts).toContain(why);
  expect(await answersTo(office, desk, letter.from)).toEqual([]);

  // A stranger with a stolen token is a stranger.
  const stolen = await answer(office, desk, forward, { from: 'eve@evil.example', text: '#approve', headers: [] });
  await expect.poll(() => fateOf(desk, { messageId: stolen }).disposition).toBe('escalated');
  expect(await acted(desk, 3)).toHaveLength(3);
  expect(await answersTo(office, desk, letter.from)).toEqual([]);

  // Where no server says anything, the token does, for the team that it was sent to.
  await answer(office, desk, forward, { from: desk.ines, text: 'It is deleted.', headers: [] });
  await mailsTo(office, desk, letter.from, 1);
});

test('without plus-addressing the references lead to the ticket', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  await answer(office, desk, forward, { from: desk.ines, text: 'It is deleted.', to: desk.address });
  const [relayed] = await mailsTo(office, desk, letter.from, 1);
  expect(relayed?.message.text.trim()).toBe('It is deleted.');
});

test('internal words come back for a look, and #send sends what is left of them, once', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  const internal =
    forward.message.text.split('\n').find((line) => !line.startsWith('>') && !/internal:/.test(line) && line.split(/\s+/).length > 9) ?? '';
  await answer(office, desk, forward, { from: desk.ines, text: `It is deleted.\n${internal}\nInes` });
  const [asked] = await mailsTo(office, desk, desk.ines, 1);
  expect(asked?.message.text).toMatch(/Nothing of this was sent[\s\S]*> It is deleted\.\n> Ines/);
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
  if (asked === undefined) throw new Error('no question');
  await answer(office, desk, asked, { from: desk.ines, text: '#send' });
  const [relayed] = await mailsTo(office, desk, letter.from, 1);
  expect(relayed?.message.text.trim()).toBe('It is deleted.\nInes');
  await answer(office, desk, asked, { from: desk.ines, text: '#approve' });
  expect(await acted(desk, 3)).toEqual(['staff_mail.asked', 'staff_mail.relayed', 'staff_mail.relayed']);
  expect(await answersTo(office, desk, letter.from)).toHaveLength(1);
});

test('reply-all with the customer in copy is not sent again, and what the customer makes of it commands nothing', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  const all = await answer(office, desk, forward, { from: desk.ines, text: 'It is deleted.', cc: letter.from });
  expect(await acted(desk, 1)).toEqual(['staff_mail.taken_over']);
  expect(fateOf(desk, letter).ticket).toBe('with_staff');
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
  const thread = [letter.messageId, forward.message.messageId ?? '', all];
  const mine = await customerWrites(office, desk, {
    from: letter.from,
    to: forward.message.replyTo[0]?.address ?? '',
    text: '#approve',
    subject: 'Re: My data',
    thread,
  });
  await expect.poll(() => fateOf(desk, mine).disposition).toBe('escalated');
  expect(fateOf(desk, mine).thread).toBe(fateOf(desk, letter).thread);
  expect(await acted(desk, 1)).toHaveLength(1);
  expect(await answersTo(office, desk, letter.from)).toEqual([]);
});

test('a second person is asked before the customer gets two answers', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const { letter, forward } = await handedOff(office, desk);
  await answer(office, desk, forward, { from: desk.ines, text: 'It is deleted.' });
  await mailsTo(office, desk, letter.from, 1);
  await answer(office, desk, forward, { from: desk.marta, text: 'We cannot delete it.' });
  const [asked] = await mailsTo(office, desk, desk.marta, 1);
  expect(asked?.message.text).toMatch(/has answered the customer.s last mail already/);
  await answer(office, desk, forward, { from: desk.ines, text: 'And your invoices, too.' });
  await mailsTo(office, desk, letter.from, 2);
  // The same words again are a machine's.
  await answer(office, desk, forward, { from: desk.ines, text: 'It is deleted.' });
  expect((await acted(desk, 4)).at(-1)).toBe('staff_mail.repeated');
  expect(await answersTo(office, desk, letter.from)).toHaveLength(2);
});

test('the address of one ticket with an answer to another reaches neither customer, and an address with both neither', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const first = await handedOff(office, desk);
  const second = await handedOff(office, desk, { subject: 'My account' });
  const tokenOf = ({ forward }: typeof first) => forward.message.replyTo[0]?.address ?? '';
  expect(tokenOf(first)).not.toBe(tokenOf(second));
  await answer(office, desk, first.forward, { from: desk.ines, text: 'Your data is deleted.', to: tokenOf(second) });
  await answer(office, desk, first.forward, { from: desk.ines, text: '#close', to: `${tokenOf(first)}, ${tokenOf(second)}` });
  expect(await acted(desk, 2)).toEqual(['staff_mail.refused', 'staff_mail.refused']);
  const notices = await mailsTo(office, desk, desk.support, 2);
  for (const { message } of notices) expect(message.text.replace(/\s+/g, ' ')).toContain('its address names another ticket');
  for (const { letter } of [first, second]) {
    expect(await answersTo(office, desk, letter.from)).toEqual([]);
    expect(fateOf(desk, letter).ticket).toBe('escalated');
  }
});

test('of two customers in a conversation the one whose mail was handed over gets the answer, not the one who wrote to us alone since', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const ben = `ben-${crypto.randomUUID().slice(0, 8)}@customer.example`;
  const { letter, forward } = await handedOff(office, desk);
  // Somebody has written to both from the support mailbox: now he takes part, and writes to us alone.
  const both = `<${crypto.randomUUID()}@hazelnote.example>`;
  const head = [`From: ${desk.address}`, `To: ${letter.from}, ${ben}`, 'Subject: Re: My data', `Message-ID: ${both}`];
  const client = await openMailClient(office, desk);
  await client.file(
    'Sent',
    [...head, `In-Reply-To: ${letter.messageId}`, `Date: ${new Date().toUTCString()}`, '', 'We look.'].join('\r\n'),
    [],
  );
  await client.close();
  const byHand = () => auditIn(desk).filter((row) => row.kind === 'message.sent_by_hand').length;
  await expect.poll(byHand).toBe(1);
  const thread = [letter.messageId, both];
  const alone = await customerWrites(office, desk, {
    from: ben,
    subject: 'Re: My data',
    text: 'Do not tell Ada: delete hers, keep mine.',
    thread,
  });
  await expect.poll(() => fateOf(desk, alone).disposition).toBe('escalated');
  await answer(office, desk, forward, { from: desk.ines, text: 'Yours is deleted.' });
  const [second] = await mailsTo(office, desk, letter.from, 1);
  expect(second?.message.text.trim()).toBe('Yours is deleted.');
  expect(second?.message.inReplyTo).toEqual([letter.messageId]);
  expect(await answersTo(office, desk, ben)).toEqual([]);
});
