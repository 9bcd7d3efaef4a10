import { expect, test } from 'vitest';
import { type DraftFacts, draftFate } from './draft-fate.ts';

const GRACE = 60_000;
const SEEN: DraftFacts = { copy: 'waiting', missingFor: null, answer: null, closed: false, grace: GRACE };
const answer = (likeness: number, age = 0) => ({ likeness, age });

test.each<[string, Partial<DraftFacts>, ReturnType<typeof draftFate>]>([
  ['it lies where drafts wait', {}, 'wait'],
  ['a person has put it where it is sent', { copy: 'sending' }, 'approve'],
  ['put there after somebody answered: whoever sends it looks', { copy: 'sending', answer: answer(0, GRACE) }, 'approve'],
  ['gone this very moment', { copy: null, missingFor: 0 }, 'wait'],
  ['gone for less than a slow client takes to file', { copy: null, missingFor: GRACE - 1 }, 'wait'],
  ['gone, and nothing was sent', { copy: null, missingFor: GRACE }, 'rejected'],
  ['gone and sent as it was', { copy: null, missingFor: 0, answer: answer(1_000) }, 'sent'],
  ['gone and sent with changes', { copy: null, missingFor: 0, answer: answer(700) }, 'sent'],
  ['gone, and rewritten from the first word', { copy: null, missingFor: 0, answer: answer(100) }, 'sent'],
  ['sent, and not tidied up yet', { answer: answer(1_000) }, 'sent'],
  ['something else was sent a moment ago', { answer: answer(100) }, 'wait'],
  ['something else was sent, and the draft is left over', { answer: answer(100, GRACE) }, 'answered'],
  ['the ticket was closed', { closed: true }, 'withdraw'],
  ['closed, and gone', { closed: true, copy: null, missingFor: 0 }, 'withdraw'],
])('%s', (_name, facts, expected) => {
  expect(draftFate({ ...SEEN, ...facts })).toBe(expected);
});
