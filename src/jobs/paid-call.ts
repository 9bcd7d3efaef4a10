import { randomUUID } from 'node:crypto';
import { transactInbox } from '../ledger/database.ts';
import { type CallTotals, callsOfThread, callsSince, closeCall, dropCall, openCall } from '../ledger/model-calls.ts';
import { type Amount, type BudgetVerdict, costOf, dayStart, decideBudget, type Spent } from '../model/budget.ts';
import type { Prices, Usage } from '../model/model.ts';
import type { InboxParts } from './parts.ts';

export type PayingParts = Pick<InboxParts, 'db' | 'inbox' | 'config' | 'now' | 'random'>;

export interface WantedCall {
  /** Of the ticket that it is for; null: for the inbox, which only the budget of the day holds back. */
  readonly threadId: string | null;
  /** Of model.prices where there are none for this call: a budget is in one currency. */
  readonly currency: string | null;
  readonly task: string;
  readonly model: string;
  readonly prices: Prices | null;
  /** What it may take. */
  readonly most: Usage;
}

export type PaidCall =
  | {
      readonly kind: 'open';
      /** To be called once, with what it took; returns what that cost, in billionths. */
      readonly settle: (status: string, usage: Usage) => Promise<number>;
    }
  | Extract<BudgetVerdict, { kind: 'over' }>;

/** Stands for a ticket where a call is for the inbox: no ticket's id is like it. */
const OF_THE_INBOX = 'inbox';
const NEVER: Spent = { settled: { tokens: 0, cost: 0 }, reserved: { tokens: 0, cost: 0 } };

/**
 * Every call is written down before it leaves, with all that it may take, and again with what it took: two that start at the same moment cannot both have the
 * last of the budget, and a call that a crash interrupts counts.
 */
export async function openPaidCall(parts: PayingParts, wanted: WantedCall): Promise<PaidCall> {
  const { db, inbox, config, now, random } = parts;
  const { threadId, task, model, prices, most } = wanted;
  const currency = prices?.currency ?? wanted.currency;
  const cost = costOf(most, prices);
  const { tokensPerDay, costPerDay, ...ofTicket } = config.budget;
  const { tokensPerTicket, costPerTicket } = threadId === null ? {} : ofTicket;
  const needs = { tokens: most.inputTokens + most.outputTokens, cost };
  const id = randomUUID();
  const thread = threadId ?? OF_THE_INBOX;
  const verdict = await transactInbox(db, inbox, async (trx) => {
    const at = now();
    // Written first, so that SQLite gives this transaction the right to write before it has read anything: another process may write, too.
    const tokens = { input_tokens: most.inputTokens, output_tokens: most.outputTokens };
    await openCall(trx, { inbox, id, thread_id: thread, task, model, started_at: at, ...tokens, cost, currency });
    const decided = decideBudget({
      budget: { tokensPerDay, costPerDay, tokensPerTicket, costPerTicket },
      currency,
      // What nothing is capped by need not be added up.
      day:
        tokensPerDay === undefined && costPerDay === undefined ? NEVER : spent(await callsSince(trx, inbox, dayStart(at), currency), needs),
      ticket:
        tokensPerTicket === undefined && costPerTicket === undefined
          ? NEVER
          : spent(await callsOfThread(trx, inbox, thread, currency), needs),
      needs,
      now: at,
      random: random(),
    });
    if (decided.kind === 'over') await dropCall(trx, { inbox, id });
    return decided;
  });
  if (verdict.kind === 'over') return verdict;
  return {
    kind: 'open',
    settle: async (status, usage) => {
      const took = costOf(usage, prices);
      const tokens = { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens };
      await closeCall(db, { inbox, id }, { ...tokens, cost: took, status, ended_at: now() });
      return took;
    },
  };
}

/** Without the call that is asked for: it has been written down already. */
function spent({ inputTokens, outputTokens, cost, reservedTokens, reservedCost }: CallTotals, own: Amount): Spent {
  return {
    settled: { tokens: inputTokens + outputTokens - reservedTokens, cost: cost - reservedCost },
    reserved: { tokens: reservedTokens - own.tokens, cost: reservedCost - own.cost },
  };
}
