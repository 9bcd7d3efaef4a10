import type { Prices, Usage } from './model.ts';

/** May a call be made within what the operator allows? Pure. Costs are billionths of the currency. */

export interface Amount {
  readonly tokens: number;
  readonly cost: number;
}

/** What calls have taken, and what those at work have reserved. */
export interface Spent {
  readonly settled: Amount;
  readonly reserved: Amount;
}

export interface Budget {
  readonly tokensPerDay?: number | undefined;
  /** In the currency of the prices. */
  readonly costPerDay?: number | undefined;
  readonly tokensPerTicket?: number | undefined;
  readonly costPerTicket?: number | undefined;
}

export interface BudgetFacts {
  readonly budget: Budget;
  readonly currency: string | null;
  /** Since the day began. */
  readonly day: Spent;
  readonly ticket: Spent;
  /** What the call may take at most. */
  readonly needs: Amount;
  readonly now: number;
  /** 0 to 1. */
  readonly random: number;
}

export type BudgetVerdict =
  | { readonly kind: 'go' }
  | { readonly kind: 'over'; readonly scope: 'day' | 'ticket'; readonly message: string; readonly retryAfterMs: number };

export const BILLION = 1_000_000_000;
const DAY_MS = 86_400_000;
/** Until calls at work have ended and given back what they did not need. */
const SOON_MS = 10_000;
/** After midnight not all at the same moment. */
const SPREAD_MS = 60_000;

/** Days are UTC's: the same everywhere, and none has 23 hours. */
export function dayStart(now: number): number {
  return now - (now % DAY_MS);
}

export function costOf({ inputTokens, outputTokens }: Usage, prices: Prices | null): number {
  return prices === null ? 0 : Math.round((inputTokens * prices.input + outputTokens * prices.output) * (BILLION / 1_000_000));
}

/** The ticket's own budget first: to wait would not help it. */
export function decideBudget(facts: BudgetFacts): BudgetVerdict {
  const { budget, currency, day, ticket, needs, now, random } = facts;
  const money = (cost: number) => `${(cost / BILLION).toFixed(4)} ${currency ?? ''}`.trim();
  const count = (tokens: number) => `${tokens.toLocaleString('en')} tokens`;
  const limits = [
    limit('ticket', budget.tokensPerTicket, ticket, needs, 'tokens', count),
    limit('ticket', scaled(budget.costPerTicket), ticket, needs, 'cost', money),
    limit('day', budget.tokensPerDay, day, needs, 'tokens', count),
    limit('day', scaled(budget.costPerDay), day, needs, 'cost', money),
  ];
  const over = limits.find((l) => l !== null);
  if (over == null) return { kind: 'go' };
  const { scope, used, cap, soon } = over;
  if (scope === 'ticket')
    return {
      kind: 'over',
      scope,
      retryAfterMs: 0,
      message: `The budget of this ticket has no room for another answer of the model: ${used} of ${cap} are used.`,
    };
  const retryAfterMs = soon ? SOON_MS : dayStart(now) + DAY_MS - now + Math.round(random * SPREAD_MS);
  return { kind: 'over', scope, retryAfterMs, message: `The model budget of the day (UTC) is used up: ${used} of ${cap}.` };
}

interface Over {
  readonly scope: 'day' | 'ticket';
  readonly used: string;
  readonly cap: string;
  /** It is only the reservations of others that leave no room. */
  readonly soon: boolean;
}

/**
 * No call starts that could end above the cap. A cap smaller than what a single call may take would let none start at all: below it, one call at a time goes
 * until the cap is reached.
 */
function limit(
  scope: Over['scope'],
  cap: number | undefined,
  { settled, reserved }: Spent,
  needs: Amount,
  unit: keyof Amount,
  show: (n: number) => string,
): Over | null {
  if (cap === undefined) return null;
  const fits = settled[unit] + reserved[unit] + needs[unit] <= cap;
  const alone = needs[unit] > cap && reserved[unit] === 0 && settled[unit] < cap;
  if (fits || alone) return null;
  const soon = reserved[unit] > 0 && (settled[unit] + needs[unit] <= cap || (needs[unit] > cap && settled[unit] < cap));
  return { scope, used: show(settled[unit] + reserved[unit]), cap: show(cap), soon };
}

function scaled(cost: number | undefined): number | undefined {
  return cost === undefined ? undefined : Math.round(cost * BILLION);
}
