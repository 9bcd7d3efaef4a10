import { describe, expect, test } from 'vitest';
import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { NO_COURSE } from '../tickets/course.ts';
import { COLUMNS, makeInk, width } from './paper.ts';
import { elapsed, ticketList, ticketPage } from './ticket-page.ts';
import { ticketNumber } from './tickets.ts';

const PLAIN = makeInk(false);
const NOW = Date.UTC(2026, 10, 22, 22);
const HOUR = 3_600_000;

const TICKET = {
  ...{
    inbox: 'support',
    thread_id: 'thd_1',
    number: 12,
    subject: 'Where is my invoice?',
    requester: 'ada@customer.example',
    requester_name: 'Ada',
  },
  ...{
    state: 'escalated',
    owes: 'us',
    category: 'billing',
    priority: 'urgent',
    language: 'en',
    team: 'billing',
    beside: null,
    attempts: 0,
  },
  ...{ created_at: NOW - 5 * HOUR, updated_at: NOW - 3 * HOUR, triage_at: null, last_error: null, waits_for: null, person_since: null },
  ...{ received_at: NOW - 5 * HOUR, ...NO_COURSE, escalated_at: NOW - 3 * HOUR },
} as TicketRow;

const MAIL = {
  ...{
    id: 'm1',
    direction: 'in',
    author: null,
    from_address: 'ada@customer.example',
    arrived_at: NOW - 5 * HOUR,
    disposition: 'escalated',
  },
  ...{ disposition_detail: 'billing', wait: null, text: 'Where is it?\u001b[2J\nThanks' },
} as MessageRow;

describe('a list', () => {
  test('says who owes the next word, for how long, and what happens next', () => {
    const page = ticketList(
      { inbox: 'support', rows: [TICKET, { ...TICKET, number: 13, state: 'triaging', triage_at: NOW + 20_000 }], more: true },
      NOW,
      PLAIN,
    );
    expect(page.split('\n')).toEqual([
      'support: the first 2 tickets',
      '    #  state        owes      for     next                  subject',
      '   12  escalated    us        3 h     billing answers       Where is my invoice?',
      '   13  triaging     us        3 h     decide about it 20 s  Where is my invoice?',
      '--limit shows more of them',
    ]);
  });

  test('keeps to the width, whatever the subject, and no control sequence of it reaches the terminal', () => {
    const rows = [{ ...TICKET, number: 1_234_567, subject: `請求書${'x'.repeat(200)}\u001b[2J\r\n`, team: 'a-team-with-a-very-long-name' }];
    const page = ticketList({ inbox: 'support', rows, more: false }, NOW, PLAIN);
    expect(page.split('\n').filter((line) => width(line) > COLUMNS)).toEqual([]);
    expect(page).not.toContain('\u001b');
  });

  test('of an ended ticket says who owes nothing', () => {
    const page = ticketList({ inbox: 'support', rows: [{ ...TICKET, state: 'closed', owes: 'nobody' }], more: false }, NOW, PLAIN);
    expect(page).toMatch(/^ {3}12 {2}closed {25}nothing +Where/m);
  });

  test('that is empty says so', () => {
    expect(ticketList({ inbox: 'support', rows: [], more: false }, NOW, PLAIN)).toMatch(/^support: no ticket is like that/);
  });
});

describe('a ticket', () => {
  const facts = { ticket: TICKET, labels: ['billing', 'urgent'], mails: [MAIL], outbox: [], withText: false };

  test('has its state, debt, next step, course and mails, without their words', () => {
    const page = ticketPage(facts, NOW, PLAIN);
    for (const said of [
      '#12  Where is my invoice?',
      'Ada <ada@customer.example>',
      'ours, since 2026-11-22 19:00 UTC (3 h)',
      'billing answers',
      'first given to a person 2026-11-22 19:00 UTC',
      'billing, urgent',
      '2026-11-22 17:00 UTC  → ada@customer.example            escalated: billing',
    ])
      expect(page).toContain(said);
    expect(page).not.toContain('Where is it?');
    expect(page.split('\n').filter((line) => width(line) > COLUMNS)).toEqual([]);
  });

  test('shows the words where they are asked for, fit for a terminal', () => {
    const page = ticketPage({ ...facts, withText: true }, NOW, PLAIN);
    expect(page).toContain('    | Where is it?');
    expect(page).not.toContain('\u001b');
  });

  test('tells its end and what it was', () => {
    const ended = {
      ...TICKET,
      state: 'closed',
      owes: 'nobody',
      first_answer_at: NOW - 4 * HOUR,
      answered_by: 'approved',
      reopened: 1,
    } as const;
    const page = ticketPage({ ...facts, ticket: { ...ended, resolved_by: 'silence', resolved_at: NOW } }, NOW, PLAIN);
    for (const said of [
      'nobody owes one',
      'first answer 2026-11-22 18:00 UTC, after 60 min',
      'a person approved what Firstline wrote',
      'opened again once',
      'ended 2026-11-22 22:00 UTC: assumed from the customer’s silence',
    ])
      expect(page).toContain(said);
  });
});

test.each([
  ['12', 12],
  ['#12', 12],
  [' #12 ', 12],
  ['[#12 urgent] Where is my invoice?', 12],
  ['Re: [#12] Where is my invoice?', 12],
  ['twelve', null],
  ['', null],
  ['#', null],
  ['-1', null],
  ['12x', null],
])('%o is the number %o', (asked, number) => {
  expect(ticketNumber(asked)).toBe(number);
});

test.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [119 * 60_000, '119 min'],
  [47 * HOUR, '47 h'],
  [49 * HOUR, '2 d'],
])('%o ms are %s', (ms, said) => {
  expect(elapsed(ms)).toBe(said);
});
