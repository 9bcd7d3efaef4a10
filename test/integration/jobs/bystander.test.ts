import { afterEach, beforeEach, expect, test } from 'vitest';
import { TransientError } from '../../../src/errors.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import type { Letter, LetterFields } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk } from './job-desk.ts';

/** Somebody else answers our customer, with us in copy: another helpdesk, a partner, a colleague whom nobody has configured. */

const SUPPORT = 'support@hazelnote.example';
const OTHER = 'help@other-desk.example';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

const elsewhere = (mail: Letter, fields: LetterFields = {}) =>
  desk.receive({
    ...{ from: OTHER, to: mail.from, cc: SUPPORT, thread: [mail.messageId] },
    ...{ subject: 'Re: Forgot my password', text: 'Hello,\n\nwe have reset it for you.' },
    ...fields,
  });
const answersTo = (mail: Letter) => desk.world.submission.accepted.filter((m) => m.to.includes(mail.from));
const fateOf = async (mail: Letter) => (await desk.mails()).find((m) => m.from === mail.from);
const toStaff = async () => {
  const rows = await desk.parts.db.selectFrom('effects').select('payload_json').where('kind', '=', 'forward').execute();
  return rows.map((row) => row.payload_json).join('\n');
};

test.each([
  ['as a person’s mail', {}],
  ['as helpdesks mark what their people write', { headers: [['Auto-Submitted', 'auto-generated']] }],
  [
    'from our own domain, verified',
    {
      from: 'ceo@hazelnote.example',
      headers: [['Authentication-Results', 'mx.hazelnote.example; dmarc=pass header.from=hazelnote.example']],
    },
  ],
] as const)('before anything was decided, %s: a person looks, nobody is answered', async (_name, fields) => {
  const mail = await desk.receive();
  const other = await elsewhere(mail, fields as LetterFields);
  await desk.work();
  expect(answersTo(mail)).toEqual([]);
  expect(await fateOf(mail)).toMatchObject({ disposition: 'escalated', ticket: 'escalated' });
  expect(await toStaff()).toContain(`${other.from} has written to the customer`);
  expect(answersTo(other)).toEqual([]);
});

test('while our answer waits to leave: it does not', async () => {
  const mail = await desk.receive();
  const { submission } = desk.parts;
  const away = desk.withParts({ submission: { ...submission, deliver: () => Promise.reject(new TransientError('451 later')) } });
  await desk.work(away);
  await elsewhere(mail);
  await desk.work();
  expect(answersTo(mail)).toEqual([]);
  expect(await fateOf(mail)).toMatchObject({ disposition: 'escalated' });
});

test('after our answer: what the customer writes next is a person’s', async () => {
  const mail = await desk.receive();
  await desk.work();
  expect(answersTo(mail)).toHaveLength(1);
  await elsewhere(mail);
  const next = await desk.receive({ from: mail.from, thread: [mail.messageId] });
  await desk.work();
  expect(answersTo(next)).toHaveLength(1);
  expect((await desk.mails()).filter((m) => m.from === mail.from).map((m) => m.disposition)).toEqual(['answered', 'escalated']);
});

test('before the mail that it answers has come', async () => {
  const messageId = `<${crypto.randomUUID()}@customer.example>`;
  await desk.receive({ from: OTHER, to: 'ada@customer.example', cc: SUPPORT, thread: [messageId], subject: 'Re: Forgot my password' });
  const mail = await desk.receive({ from: 'ada@customer.example', messageId });
  await desk.work();
  expect(answersTo(mail)).toEqual([]);
  expect(await fateOf(mail)).toMatchObject({ disposition: 'escalated' });
});

test.each([
  ['who names no mail of the conversation', { thread: ['<guess@customer.example>'] }],
  ['who writes to us alone', { to: SUPPORT, cc: undefined }],
  [
    'whose sender failed verification',
    { headers: [['Authentication-Results', 'mx.hazelnote.example; dmarc=fail header.from=other-desk.example']] },
  ],
  ['a machine that replies by itself', { headers: [['Auto-Submitted', 'auto-replied']] }],
  ['the customer’s own colleague', { from: 'bob@customer.example' }],
] as const)('nothing changes by somebody %s', async (_name, fields) => {
  const mail = await desk.receive();
  await elsewhere(mail, fields as LetterFields);
  await desk.work();
  expect(answersTo(mail)).toHaveLength(1);
  expect(await fateOf(mail)).toMatchObject({ disposition: 'answered', detail: 'agent' });
});
