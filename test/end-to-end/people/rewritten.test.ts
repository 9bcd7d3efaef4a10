import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, fateOf, mailsIn, type SeenMail } from '../behaviour/desk-view.ts';
import { openMailClient } from './mail-client.ts';
import { answer, customerWrites, handedOff, mailsTo, openPeopleDesk } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

/** As a server that gives mail an id and a date of its own (Exchange, Amazon SES) files it. */
function rewritten({ source }: SeenMail): { id: string; source: string } {
  const id = `<${crypto.randomUUID()}@provider.example>`;
  const date = new Date(Date.now() + 90_000).toUTCString();
  return { id, source: source.replace(/^Message-ID: .*$/im, `Message-ID: ${id}`).replace(/^Date: .*$/im, `Date: ${date}`) };
}

test('hand-offs, notices and answers of staff stay ours where the server gives them an id and a date of its own, and answers to those ids find the ticket', async () => {
  const desk = await openPeopleDesk(office);
  desk.start();
  const client = await openMailClient(office, desk);
  const { letter, forward } = await handedOff(office, desk);
  const handoff = rewritten(forward);
  await client.file('Sent', handoff.source, ['\\Seen']);
  // The list of the team has the support mailbox on it.
  await office.world.deliver(Buffer.from(forward.source, 'latin1'), { from: desk.address, to: [desk.address] });

  // Clients answer to the id that they see; the second one of ours, in References, nobody rewrites.
  const message = { ...forward.message, messageId: handoff.id, replyTo: [] };
  await expect.poll(() => auditIn(desk).filter((row) => row.kind === 'forward.accepted').length).toBeGreaterThan(0);
  await answer(office, desk, { ...forward, message }, { from: desk.ines, text: 'It is deleted.', to: desk.address });
  const [relayed] = await mailsTo(office, desk, letter.from, 1);
  const [notice] = await mailsTo(office, desk, desk.ines, 1);
  if (relayed === undefined || notice === undefined) throw new Error('nothing was sent');
  expect(relayed.message.inReplyTo).toEqual([letter.messageId]);
  const answered = rewritten(relayed);
  await client.file('Sent', answered.source, ['\\Seen']);
  await client.file('Sent', rewritten(notice).source, ['\\Seen']);

  // Handed back, it is the agent's: no copy of ours counts as a person's word.
  await answer(office, desk, forward, { from: desk.ines, text: '#auto' });
  await mailsTo(office, desk, desk.ines, 2);
  const more = await customerWrites(office, desk, {
    ...{ from: letter.from, subject: 'Re: My data', thread: [answered.id] },
    text: 'Thank you. How can I reset the password of my other Hazelnote account?',
  });
  await expect.poll(() => fateOf(desk, more).disposition).not.toBeNull();
  expect(fateOf(desk, more).thread).toBe(fateOf(desk, letter).thread);
  expect(auditIn(desk).filter((row) => row.kind === 'message.sent_by_hand')).toEqual([]);
  expect(
    mailsIn(desk)
      .map((m) => m.from)
      .toSorted(),
  ).toEqual([desk.ines, desk.ines, letter.from, letter.from].toSorted());
  expect(auditIn(desk).filter((row) => row.kind === 'ticket.handed_back')).toHaveLength(1);
  expect((await answersTo(office, desk, letter.from)).length).toBeLessThanOrEqual(2);
  await client.close();
});
