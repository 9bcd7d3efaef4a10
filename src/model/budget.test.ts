import { describe, expect, test } from 'vitest';
import { BILLION, type Budget, type BudgetFacts, costOf, dayStart, decideBudget, type Spent } from './budget.ts';

const NOON = Date.UTC(2026, 0, 31, 12, 0);
const TWELVE_HOURS = 12 * 3_600_000;

function spent(tokens: number, reserved = 0): Spent {
  return { settled: { tokens, cost: tokens * 1_000_000 }, reserved: { tokens: reserved, cost: reserved * 1_000_000 } };
}

function decide(budget: Budget, facts: Partial<BudgetFacts> & { readonly needs?: BudgetFacts['needs'] } = {}) {
  const needs = { tokens: 1_000, cost: BILLION };
  return decideBudget({ budget, currency: 'EUR', day: spent(0), ticket: spent(0), needs, now: NOON, random: 0, ...facts });
}

describe('the budget of a day', () => {
  test.each<[string, number, Spent, object]>([
    ['without a cap', 0, spent(10_000_000), { kind: 'go' }],
    ['room for it', 10_000, spent(9_000), { kind: 'go' }],
    ['one token too few', 10_000, spent(9_001), { kind: 'over', scope: 'day', retryAfterMs: TWELVE_HOURS }],
    ['used up', 10_000, spent(10_000), { kind: 'over', retryAfterMs: TWELVE_HOURS }],
    ['no room while another call has reserved it', 10_000, spent(8_000, 1_500), { kind: 'over', retryAfterMs: 10_000 }],
    ['no room either way', 10_000, spent(9_500, 400), { kind: 'over', retryAfterMs: TWELVE_HOURS }],
    ['smaller than a call, nothing used', 100, spent(0), { kind: 'go' }],
    ['smaller than a call, some used', 100, spent(60), { kind: 'go' }],
    ['smaller than a call, reached', 100, spent(100), { kind: 'over', retryAfterMs: TWELVE_HOURS }],
    ['smaller than a call, one at work', 100, spent(0, 1_000), { kind: 'over', retryAfterMs: 10_000 }],
  ])('%s', (_, cap, day, expected) => {
    expect(decide(cap === 0 ? {} : { tokensPerDay: cap }, { day })).toMatchObject(expected);
    // The same in money, of which a token takes a thousandth.
    expect(decide(cap === 0 ? {} : { costPerDay: cap / 1_000 }, { day })).toMatchObject(expected);
  });

  test('says what is used, and of how much', () => {
    expect(decide({ tokensPerDay: 10_000 }, { day: spent(9_500) })).toHaveProperty(
      'message',
      'The model budget of the day (UTC) is used up: 9,500 tokens of 10,000 tokens.',
    );
    expect(decide({ costPerDay: 2 }, { day: spent(1_500) })).toHaveProperty('message', expect.stringContaining('1.5000 EUR of 2.0000 EUR'));
  });

  test('begins at midnight UTC, and not all who waited come at that moment', () => {
    expect(dayStart(NOON)).toBe(Date.UTC(2026, 0, 31));
    const late = decide({ tokensPerDay: 1_000 }, { day: spent(1_000), random: 0.5 });
    expect(late).toMatchObject({ retryAfterMs: TWELVE_HOURS + 30_000 });
  });
});

describe('the budget of a ticket', () => {
  test('stops it for good, before that of the day is looked at', () => {
    const budget = { tokensPerTicket: 5_000, tokensPerDay: 1 };
    expect(decide(budget, { ticket: spent(4_500), day: spent(4_500) })).toMatchObject({ kind: 'over', scope: 'ticket' });
    expect(decide({ tokensPerTicket: 5_000 }, { ticket: spent(4_000), day: spent(1_000_000) })).toEqual({ kind: 'go' });
    expect(decide({ costPerTicket: 5 }, { ticket: spent(4_500) })).toMatchObject({ kind: 'over', scope: 'ticket' });
  });
});

test('costs are exact to a billionth', () => {
  const prices = { input: 0.25, output: 2, currency: 'USD' };
  expect(costOf({ inputTokens: 1, outputTokens: 0 }, prices)).toBe(250);
  expect(costOf({ inputTokens: 1_000_000, outputTokens: 500_000 }, prices)).toBe(1.25 * BILLION);
  expect(costOf({ inputTokens: 1_000, outputTokens: 1_000 }, null)).toBe(0);
});
