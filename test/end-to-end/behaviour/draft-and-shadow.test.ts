import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { header } from '../../../src/mail/message.ts';
import { runProgram } from '../../helpers/daemon-process.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { look, settled } from './desk-view.ts';
import { DELETION, post, REFUND } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

test('a category on draft: the reply waits complete in Drafts, nothing is sent, the mail stays unread', async () => {
  const desk = await office.openDesk();
  desk.start();
  const mail = await post(office, desk, { subject: 'Refund for the yearly plan', text: REFUND, thread: ['<root@customer.example>'] });
  expect(await settled(desk, 1)).toMatchObject([{ disposition: 'drafted', ticket: 'drafted' }]);

  const [draft, ...more] = await look(office, desk.address, 'Drafts');
  expect(more).toEqual([]);
  expect(draft?.flags).toContain('\\Draft');
  expect(draft?.message).toMatchObject({
    from: { address: desk.address },
    to: [{ address: mail.from }],
    cc: [],
    subject: 'Re: Refund for the yearly plan',
    inReplyTo: [mail.messageId],
    references: ['<root@customer.example>', mail.messageId],
  });
  expect(draft?.message.text).toMatch(/refund/i);
  for (const name of ['auto-submitted', 'x-auto-response-suppress', 'x-firstline-effect']) {
    expect(draft?.message && header(draft.message, name), name).toBeUndefined();
  }
  const [seen] = await look(office, desk.address);
  expect(seen?.flags).not.toContain('\\Seen');
  expect(seen?.labels).toEqual(expect.arrayContaining(['drafted', 'refund']));
  expect(await look(office, mail.from)).toEqual([]);
  expect(await look(office, desk.address, 'Sent')).toEqual([]);
  expect(office.world.submission.accepted.filter((m) => m.from === desk.address)).toEqual([]);
});

test('the sample company without --sample is shadow: decided and explained, nothing sent, labelled or drafted', async () => {
  const desk = await office.openDesk();
  const daemon = desk.start({}, ['run']);
  await daemon.says(/shadow: the knowledge base is the sample company/);
  const question = await post(office, desk);
  const deletion = await post(office, desk, { subject: 'My data', text: DELETION });
  const rows = await settled(desk, 2);
  expect(rows.map((r) => [r.from, r.disposition, r.detail])).toEqual(
    expect.arrayContaining([
      [question.from, 'shadowed', 'would answer'],
      [deletion.from, 'shadowed', 'would escalate to compliance'],
    ]),
  );
  await daemon.says(/"shadow":true/);

  for (const mailbox of ['Drafts', 'Sent']) expect(await look(office, desk.address, mailbox), mailbox).toEqual([]);
  expect((await look(office, desk.address)).map((m) => m.flags.filter((f) => f !== '\\Recent'))).toEqual([[], []]);
  expect(office.world.submission.accepted.filter((m) => m.from === desk.address)).toEqual([]);

  const why = await runProgram(desk.env, ['why', question.from]);
  expect(why).toMatchObject({ code: 0 });
  expect(why.output).toMatch(/would answer/i);
});
