import { describe, expect, test } from 'vitest';
import { nextStanding, type TicketEvent, type TicketState } from '../tickets/state.ts';
import { type ClockedTicket, clocksAfter, LOOK, NO_CLOCKS } from './ticket-clocks.ts';

const BASE: ClockedTicket = { ...NO_CLOCKS, owes: 'us', team: null };
const AT = 1_000;

/** The ticket after an event at `AT`. */
function moved(state: TicketState, event: TicketEvent, before: Partial<ClockedTicket>, team: string | null = null) {
  const ticket = { ...BASE, ...before };
  return { ...ticket, ...clocksAfter(ticket, event, nextStanding(state, event), { at: AT, team }) };
}

describe('since when the next word is owed', () => {
  test.each<[string, TicketState, TicketEvent, Partial<ClockedTicket>, number | null]>([
    ['an answer begins a silence', 'triaging', 'reply_accepted', { owed_since: 5 }, AT],
    ['so does a person’s, also after another', 'with_staff', 'staff_wrote', { owes: 'customer', owed_since: 5 }, AT],
    ['a check-in begins none', 'answered', 'followed_up', { owes: 'customer', owed_since: 5 }, 5],
    ['a customer who writes ends it', 'answered', 'customer_wrote', { owes: 'customer', owed_since: 5 }, AT],
    ['one who writes again has been waiting since the first mail', 'triaging', 'customer_wrote', { owed_since: 5 }, 5],
    ['also while a team has it', 'escalated', 'customer_wrote', { owed_since: 5 }, 5],
    ['a hand-off does not begin it anew', 'triaging', 'escalated', { owed_since: 5 }, 5],
    ['nobody owes anything once it is closed', 'followed_up', 'went_stale', { owes: 'customer', owed_since: 5 }, null],
    ['a silence from before there were clocks is not counted', 'answered', 'followed_up', { owes: 'customer' }, null],
  ])('%s', (_, state, event, before, since) => expect(moved(state, event, before).owed_since).toBe(since));
});

describe('since when staff owe it', () => {
  test.each<[string, TicketState, TicketEvent, Partial<ClockedTicket>, string | null, number | null]>([
    ['from the hand-off', 'triaging', 'escalated', {}, 'billing', AT],
    ['from the draft', 'triaging', 'draft_filed', {}, null, AT],
    ['not anew when the customer asks again', 'escalated', 'customer_wrote', { staff_since: 5, team: 'billing' }, 'billing', 5],
    ['nor when that is handed to the same team', 'triaging', 'escalated', { staff_since: 5, team: 'billing' }, 'billing', 5],
    ['anew for another team', 'escalated', 'escalated', { staff_since: 5, team: 'billing' }, 'support', AT],
    ['not once it is answered', 'escalated', 'staff_wrote', { staff_since: 5 }, null, null],
    ['nor once it is the agent’s again', 'escalated', 'handed_back', { staff_since: 5 }, null, null],
    ['anew where the customer had owed the word', 'answered', 'escalated', { owes: 'customer', team: 'billing' }, 'billing', AT],
  ])('%s', (_, state, event, before, team, since) => expect(moved(state, event, before, team).staff_since).toBe(since));

  test('another team is reminded again, the same is not', () => {
    const reminded = { staff_since: 5, team: 'billing', team_reminded_at: 6, lead_reminded_at: 7 };
    expect(moved('escalated', 'escalated', reminded, 'billing')).toMatchObject({ team_reminded_at: 6, lead_reminded_at: 7 });
    expect(moved('escalated', 'escalated', reminded, 'support')).toMatchObject({ team_reminded_at: null, lead_reminded_at: null });
  });
});

test('a check-in is counted, and remembered until somebody writes', () => {
  const asked = moved('answered', 'followed_up', { owes: 'customer', follow_ups: 2 });
  expect(asked).toMatchObject({ asked_at: AT, follow_ups: 3 });
  expect(moved('followed_up', 'customer_wrote', asked)).toMatchObject({ asked_at: null, follow_ups: 3 });
});

test('what was due is no longer, and is looked for anew where something may be', () => {
  const due = { next_work: 'follow-up', next_at: 9 };
  expect(moved('answered', 'customer_wrote', { ...due, owes: 'customer' })).toMatchObject({ next_work: null, next_at: null });
  expect(moved('triaging', 'reply_accepted', due)).toMatchObject(LOOK);
  expect(moved('escalated', 'escalated', due)).toMatchObject(LOOK);
  expect(moved('followed_up', 'went_stale', due)).toMatchObject({ next_work: null, next_at: null });
});

test('a snooze ends when somebody writes or the ticket is closed, and then its label has to go', () => {
  const snoozed = { owes: 'customer', snoozed_until: 50 } as const;
  for (const event of ['customer_wrote', 'closed_by_hand', 'thread_removed'] as const)
    expect(moved('answered', event, snoozed)).toMatchObject({ snoozed_until: null, ...LOOK });
  expect(moved('answered', 'staff_wrote', snoozed)).toMatchObject({ snoozed_until: 50, ...LOOK });
});
