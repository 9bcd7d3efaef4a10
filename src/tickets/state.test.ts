import { describe, expect, test } from 'vitest';
import { InvariantError } from '../errors.ts';
import { nextStanding, TICKET_STATES, type TicketEvent, TRANSITIONS } from './state.ts';

const EVENTS: readonly TicketEvent[] = [
  'customer_wrote',
  'reply_accepted',
  'draft_filed',
  'shadowed',
  'escalated',
  'staff_wrote',
  'customer_thanked',
  'followed_up',
  'went_stale',
  'handed_back',
  'closed_by_hand',
  'thread_removed',
];

/** Rows: the state before. Columns: the event, in the order above. `state/owes`, or `-` where it is a bug. */
const TABLE = `
new          triaging/us  answered/customer  drafted/us  shadowed/us  escalated/us  with_staff/customer  closed/nobody  -                     -              triaging/us  closed/nobody  gone/nobody
triaging     triaging/us  answered/customer  drafted/us  shadowed/us  escalated/us  with_staff/customer  closed/nobody  -                     -              triaging/us  closed/nobody  gone/nobody
answered     triaging/us  -                  -           -            escalated/us  with_staff/customer  closed/nobody  followed_up/customer  closed/nobody  triaging/us  closed/nobody  gone/nobody
drafted      triaging/us  answered/customer  -           -            escalated/us  with_staff/customer  closed/nobody  -                     -              triaging/us  closed/nobody  gone/nobody
shadowed     triaging/us  -                  -           -            escalated/us  with_staff/customer  closed/nobody  -                     -              triaging/us  closed/nobody  gone/nobody
escalated    triaging/us  answered/customer  -           -            escalated/us  with_staff/customer  closed/nobody  -                     -              triaging/us  closed/nobody  gone/nobody
with_staff   triaging/us  -                  -           -            escalated/us  with_staff/customer  closed/nobody  followed_up/customer  closed/nobody  triaging/us  closed/nobody  gone/nobody
followed_up  triaging/us  -                  -           -            escalated/us  with_staff/customer  closed/nobody  -                     closed/nobody  triaging/us  closed/nobody  gone/nobody
closed       triaging/us  -                  -           -            escalated/us  with_staff/customer  closed/nobody  -                     -              triaging/us  closed/nobody  gone/nobody
gone         triaging/us  -                  -           -            escalated/us  with_staff/customer  closed/nobody  -                     -              triaging/us  closed/nobody  gone/nobody
`;

const rows = TABLE.trim()
  .split('\n')
  .map((line) => line.split(/\s+/));

test('the table is complete: every state, every event', () => {
  expect(rows.map((r) => r[0])).toEqual([...TICKET_STATES]);
  for (const row of rows) expect(row).toHaveLength(EVENTS.length + 1);
  const known = new Set<string>(EVENTS);
  for (const events of Object.values(TRANSITIONS)) expect(Object.keys(events).filter((e) => !known.has(e))).toEqual([]);
});

describe.each(TICKET_STATES)('a ticket that is %s', (state) => {
  const row = rows.find((r) => r[0] === state) ?? [];
  test.each(EVENTS.map((event, i) => [event, row[i + 1] ?? ''] as const))('takes %s: %s', (event, expected) => {
    if (expected === '-') {
      expect(() => nextStanding(state, event)).toThrow(InvariantError);
      expect(() => nextStanding(state, event)).toThrow(`a ticket in state ${state} cannot take the event ${event}`);
      return;
    }
    const { state: next, owes } = nextStanding(state, event);
    expect(`${next}/${owes}`).toBe(expected);
  });
});

test('a customer, staff and a handoff are heard in every state', () => {
  for (const state of TICKET_STATES)
    for (const event of ['customer_wrote', 'staff_wrote', 'escalated'] as const) expect(TRANSITIONS[state][event]).toBeDefined();
});

test('only a ticket whose customer owes the next word is followed up or goes stale', () => {
  for (const state of TICKET_STATES) {
    const { followed_up, went_stale } = TRANSITIONS[state];
    if (followed_up === undefined && went_stale === undefined) continue;
    const leadsHere = Object.values(TRANSITIONS)
      .flatMap((events) => Object.values(events))
      .filter((standing) => standing.state === state);
    expect(leadsHere.map((s) => s.owes)).toEqual(leadsHere.map(() => 'customer'));
  }
});
