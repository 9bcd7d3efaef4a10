import type { Embedded, Toll } from '../knowledge/embed.ts';
import { openPaidCall, type PayingParts } from './paid-call.ts';

export interface TollPayer {
  /** null: the inbox itself, for its passages. */
  readonly threadId: string | null;
  /** Of the model's prices. */
  readonly currency: string | null;
  /** Told what each request cost, in billionths. */
  readonly paid?: (cost: number, currency: string | null) => void;
}

/** Requests for embeddings count in the budgets as calls of the model do. Where there is no room nobody is asked, and the search goes by words. */
export function embeddingToll(parts: PayingParts, { threadId, currency, paid }: TollPayer): Toll {
  return async ({ model, prices, tokens }, ask): Promise<Embedded> => {
    const most = { inputTokens: tokens, outputTokens: 0 };
    const call = await openPaidCall(parts, { threadId, currency, task: 'embed', model: `embeddings:${model}`, prices, most });
    if (call.kind === 'over')
      return { ok: false, why: 'budget', reason: call.message, said: call.message, retryAfterMs: call.retryAfterMs, tokens: 0 };
    try {
      const answer = await ask();
      const cost = await call.settle(answer.ok ? 'ok' : answer.why === 'texts' ? 'refusal' : 'error', {
        ...most,
        inputTokens: answer.tokens,
      });
      paid?.(cost, prices?.currency ?? null);
      return answer;
    } catch (error) {
      await call.settle('interrupted', most);
      throw error;
    }
  };
}
