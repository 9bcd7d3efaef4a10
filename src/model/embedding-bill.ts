import type { Toll } from '../knowledge/embed.ts';
import { BILLION, costOf } from './budget.ts';
import type { Prices, Usage } from './model.ts';

/** What requests for embeddings took. */
export interface EmbeddingBill {
  readonly calls: number;
  readonly tokens: number;
  /** Billionths of the currency. */
  readonly cost: number;
  /** null where no prices are known. */
  readonly currency: string | null;
}

export const NO_EMBEDDINGS: EmbeddingBill = { calls: 0, tokens: 0, cost: 0, currency: null };

/** Lets every request leave, and counts: for whoever has no ledger. */
export function makeBill(): { readonly toll: Toll; readonly bill: () => EmbeddingBill } {
  let bill = NO_EMBEDDINGS;
  return {
    bill: () => bill,
    toll: async ({ prices }, ask) => {
      const answer = await ask();
      const cost = costOf({ inputTokens: answer.tokens, outputTokens: 0 }, prices);
      bill = sumBills([bill, { calls: 1, tokens: answer.tokens, cost, currency: prices?.currency ?? null }]);
      return answer;
    },
  };
}

export function sumBills(bills: readonly EmbeddingBill[]): EmbeddingBill {
  return bills.reduce(
    (sum, { calls, tokens, cost, currency }) => ({
      calls: sum.calls + calls,
      tokens: sum.tokens + tokens,
      cost: sum.cost + cost,
      currency: sum.currency ?? currency,
    }),
    NO_EMBEDDINGS,
  );
}

/** Of the model and the embeddings together, in units of the currency; null where no prices are known. The configuration sees to it that there is one currency. */
export function wholeCost(
  usage: Usage,
  prices: Prices | null,
  { cost, currency: other }: EmbeddingBill,
): { readonly amount: number; readonly currency: string } | null {
  const currency = prices?.currency ?? other;
  return currency === null ? null : { amount: (costOf(usage, prices) + cost) / BILLION, currency };
}
