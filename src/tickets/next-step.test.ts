import { expect, test } from 'vitest';
import { type NextFacts, nextStep, owedSince } from './next-step.ts';
import { TICKET_STATES } from './state.ts';

const IDLE = { state: 'answered', team: null, triage_at: null, waits_for: null, next_work: null, next_at: null };

test.each<[string, Partial<NextFacts>, string, string, number | null]>([
  ['a mail that nothing has been decided about', { state: 'triaging', triage_at: 9 }, 'decide', 'decide about it', 9],
  ['a person who has some time left', { state: 'with_staff', triage_at: 9, waits_for: 'person' }, 'decide', 'a person may answer', 9],
  ['a mail that comes before what is due later', { triage_at: 9, next_work: 'follow-up', next_at: 99 }, 'decide', 'decide about it', 9],
  ['a silence', { next_work: 'follow-up', next_at: 7 }, 'follow-up', 'ask the customer', 7],
  ['a longer silence', { state: 'followed_up', next_work: 'close', next_at: 7 }, 'close', 'close as stale', 7],
  ['what a team owes', { state: 'escalated', next_work: 'remind-team', next_at: 7 }, 'remind-team', 'remind the team', 7],
  ['what is being worked out', { next_work: 'look', next_at: 0 }, 'look', 'work out what is next', null],
  ['a team that nobody reminds', { state: 'escalated', team: 'billing' }, 'team', 'billing answers', null],
  ['a draft', { state: 'drafted' }, 'draft', 'a person sends it', null],
  ['a customer whom nobody asks', {}, 'customer', 'the customer writes', null],
  ['an answer on its way', { state: 'triaging' }, 'sending', 'its mail leaves', null],
  ['an end', { state: 'closed' }, 'nothing', 'nothing', null],
])('%s', (_, facts, kind, words, at) => {
  expect(nextStep({ ...IDLE, ...facts })).toEqual({ kind, words, at });
});

test('every state has a next step, with words that fit a column', () => {
  for (const state of TICKET_STATES) expect(nextStep({ ...IDLE, state }).words.length).toBeLessThan(24);
});

test('from before it was kept, a debt is as old as the last thing that happened', () => {
  expect([
    owedSince({ owed_since: 5, updated_at: 9 }),
    owedSince({ owed_since: null, updated_at: 9 }),
    owedSince({ updated_at: 9 }),
  ]).toEqual([5, 9, 9]);
});
