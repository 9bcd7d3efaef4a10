import { expect, test } from 'vitest';
import { type EmbeddingBill, makeBill, NO_EMBEDDINGS, sumBills, wholeCost } from './embedding-bill.ts';

const PRICES = { input: 2, output: 8, currency: 'EUR' };
const USAGE = { inputTokens: 1_000, outputTokens: 500 };
const BILL: EmbeddingBill = { calls: 2, tokens: 5_000, cost: 100_000, currency: 'EUR' };

test.each([
  ['of the model alone', PRICES, NO_EMBEDDINGS, { amount: 0.006, currency: 'EUR' }],
  ['of both', PRICES, BILL, { amount: 0.0061, currency: 'EUR' }],
  ['of the embeddings alone', null, BILL, { amount: 0.0001, currency: 'EUR' }],
  ['where nothing has a price', null, { ...BILL, cost: 0, currency: null }, null],
])('cost %s', (_, prices, bill, cost) => expect(wholeCost(USAGE, prices, bill)).toEqual(cost));

test('a bill counts what came and what failed', async () => {
  const { toll, bill } = makeBill();
  const call = { model: 'm', prices: { ...PRICES, output: 0 }, tokens: 9 };
  await toll(call, async () => ({ ok: true, vectors: [], tokens: 10 }));
  await toll(call, async () => ({ ok: false, why: 'server', reason: '500', said: '', retryAfterMs: null, tokens: 5 }));
  expect(bill()).toEqual({ calls: 2, tokens: 15, cost: 30_000, currency: 'EUR' });
  expect(sumBills([bill(), NO_EMBEDDINGS, BILL])).toEqual({ calls: 4, tokens: 5_015, cost: 130_000, currency: 'EUR' });
});
