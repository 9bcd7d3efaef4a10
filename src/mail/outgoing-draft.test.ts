import { expect, test } from 'vitest';
import { header } from './message.ts';
import { draftToSend } from './outgoing-draft.ts';
import { parseMessage } from './parse.ts';

const OURS = {
  from: { name: 'Hazelnote Süpport 🌰', address: 'support@hazelnote.example' },
  messageId: '<fl.key@hazelnote.example>',
  date: Date.UTC(2026, 0, 31, 8, 0, 0),
  inReplyTo: '<question@customer.example>',
  references: ['<root@customer.example>', '<question@customer.example>'],
  headers: [{ name: 'X-Firstline-Effect', value: 'key' }],
};

const DRAFT = [
  'X-Mozilla-Draft-Info: internal/draft; vcard=0; receipt=0',
  'X-Identity-Key: id1',
  'Bcc: boss@hazelnote.example',
  'Message-ID: <client@laptop>',
  'Date: Thu, 1 Jan 1970 00:00:00 +0000',
  'Auto-Submitted: auto-replied',
  'From: Somebody <somebody@laptop.example>',
  'To: Ada <ada@customer.example>,',
  '\tBob <bob@customer.example>',
  'Subject: =?UTF-8?Q?Re:_Erstattung_f=C3=BCr_M=C3=A4rz?=',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8;',
  ' format=flowed',
  'Content-Transfer-Encoding: 8bit',
].join('\n');

test('the body and the person’s own fields stay, sender, ids and date are ours, a client’s marks go', async () => {
  const body = 'Grüße aus Köln\n\n-- \nAnna\n';
  const sent = draftToSend(Buffer.from(`${DRAFT}\n\n${body}`), OURS);
  expect(sent.toString('utf8').endsWith(body.replaceAll('\n', '\r\n'))).toBe(true);
  expect(sent.toString('latin1')).not.toMatch(/[^\r]\n|boss@|X-Mozilla|X-Identity|laptop/);
  const message = await parseMessage(sent);
  expect(message).toMatchObject({
    from: OURS.from,
    to: [{ address: 'ada@customer.example' }, { address: 'bob@customer.example' }],
    bcc: [],
    subject: 'Re: Erstattung für März',
    messageId: OURS.messageId,
    date: OURS.date,
    inReplyTo: [OURS.inReplyTo],
    references: OURS.references,
  });
  expect(message.text).toContain('Grüße aus Köln');
  expect(header(message, 'auto-submitted')).toBeUndefined();
  expect(header(message, 'x-firstline-effect')).toBe('key');
});

test.each([
  ['a draft without a body', 'To: ada@customer.example\r\nSubject: x', ''],
  ['a draft with nothing but an empty line', 'To: ada@customer.example\r\nSubject: x\r\n\r\n', ''],
  ['a header-like line in the body', 'To: ada@customer.example\r\nSubject: x\r\n\r\nBcc: all\r\n', 'Bcc: all\r\n'],
])('%s', async (_name, source, body) => {
  const sent = draftToSend(Buffer.from(source), { ...OURS, from: { name: 'A, "B"', address: 'a@b.example' } }).toString();
  expect(sent.slice(sent.indexOf('\r\n\r\n') + 4)).toBe(body);
  expect(await parseMessage(Buffer.from(sent))).toMatchObject({ from: { name: 'A, "B"', address: 'a@b.example' }, subject: 'x' });
});
