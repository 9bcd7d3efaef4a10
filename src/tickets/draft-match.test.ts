import { expect, test } from 'vitest';
import { bestMatch, type Candidate, matchDraft } from './draft-match.ts';

const DRAFT = { messageId: '<draft@ours>', parent: '<question@customer>', to: ['ada@customer.example'], subject: 'Re: Refund' };
const OTHER: Candidate = { messageId: '<new@client>', inReplyTo: [], references: [], to: ['ada@customer.example'], subject: 'Hello' };

test.each<[string, Partial<Candidate>, ReturnType<typeof matchDraft>]>([
  ['moved: the id stayed', { messageId: '<draft@ours>', to: [] }, 'id'],
  ['saved anew or sent: another id, the same parent', { inReplyTo: ['<question@customer>'], subject: 'Re: Refund, changed' }, 'answer'],
  ['a client that keeps References only', { references: ['<root@customer>', '<question@customer>'] }, 'answer'],
  [
    'the parent is an ancestor only: it answers another mail',
    { inReplyTo: ['<later@x>'], references: ['<question@customer>', '<later@x>'] },
    null,
  ],
  ['the same parent, somebody else (a forward to a colleague)', { inReplyTo: ['<question@customer>'], to: ['joe@ours.example'] }, null],
  ['no ids at all, same person and subject', { subject: 'RE: refund' }, 'subject'],
  ['no ids at all, another subject', {}, null],
  ['same subject, but it answers another mail', { subject: 'Re: Refund', inReplyTo: ['<other@x>'] }, null],
])('%s', (_name, mail, expected) => {
  expect(matchDraft(DRAFT, { ...OTHER, ...mail })).toBe(expected);
});

test('a draft whose customer wrote without a Message-ID is known by person and subject', () => {
  const draft = { ...DRAFT, messageId: null, parent: null };
  expect(matchDraft(draft, { ...OTHER, subject: 'Refund', references: ['<any@x>'] })).toBe('subject');
});

test('of several the best known, then the newest', () => {
  const byId = { ...OTHER, messageId: '<draft@ours>' };
  const first = { ...OTHER, messageId: '<1@x>', inReplyTo: ['<question@customer>'] };
  const second = { ...first, messageId: '<2@x>' };
  expect(bestMatch(DRAFT, [byId, first, second])).toBe(byId);
  expect(bestMatch(DRAFT, [first, second, OTHER])).toBe(second);
  expect(bestMatch(DRAFT, [OTHER])).toBeNull();
});
