import { expect, test } from 'vitest';
import { BudgetConfig } from '../../src/config/schema.ts';
import { embeddingToll } from '../../src/jobs/embedding-toll.ts';
import { meterModel } from '../../src/jobs/metered-model.ts';
import type { EmbedCall, Embedded } from '../../src/knowledge/embed.ts';
import { callsOfThread, callsSince, closeInterrupted, costsOfThread, openCall } from '../../src/ledger/model-calls.ts';
import { ticketOf, updateTicket, wakeForBudget } from '../../src/ledger/tickets.ts';
import { BILLION, dayStart } from '../../src/model/budget.ts';
import type { Completion, ModelRequest } from '../../src/model/model.ts';
import { deskParts, ESCALATE, INBOX, NOW, openCase } from './facts.ts';
import type { Bench } from './ledger.ts';

const PRICES = { input: 1, output: 10, currency: 'EUR' };
/** 300 bytes are estimated as 100 tokens; with an answer of 900 at most, a call needs 1,000. */
const REQUEST = {
  task: 'draft',
  messages: [{ role: 'user', content: 'x'.repeat(300) }],
  maxOutputTokens: 900,
} as unknown as ModelRequest<unknown>;
const OK: Completion<unknown> = { status: 'ok', value: 1, usage: { inputTokens: 80, outputTokens: 20 }, model: 'm' };
const never = new AbortController().signal;

export function modelCallCases({ db }: Bench): void {
  /** A model that ends its calls only when told to, so that several are at work. */
  const prepare = async (budget: object, { now = NOW, answer = OK as Completion<unknown> } = {}) => {
    const desk = await deskParts(db());
    const gate = Promise.withResolvers<void>();
    let asked = 0;
    const complete = async () => {
      asked += 1;
      await gate.promise;
      return answer;
    };
    const config = { ...desk.config, budget: BudgetConfig.parse(budget) };
    const model = { name: 'test', complete: complete as never, metered: { prices: PRICES, maxOutputTokens: 2_000 } };
    const parts = { ...desk, config, model, now: () => now };
    return { open: gate.resolve, asked: () => asked, on: (thread: string) => meterModel(parts, thread) };
  };

  test('a call is written down with what it took and what that cost', async () => {
    const { open, on } = await prepare({});
    open();
    const meter = on('thd_1');
    expect(await meter.complete(REQUEST, never)).toEqual(OK);
    expect(await db().selectFrom('model_calls').selectAll().execute()).toMatchObject([
      {
        ...{ thread_id: 'thd_1', task: 'draft', model: 'test', started_at: NOW, ended_at: NOW, status: 'ok' },
        ...{ input_tokens: 80, output_tokens: 20, cost: 280_000, currency: 'EUR' },
      },
    ]);
    expect(meter.cost()).toEqual({ amount: 280_000, currency: 'EUR' });
    expect(await costsOfThread(db(), INBOX, 'thd_1')).toEqual([
      { currency: 'EUR', calls: 1, inputTokens: 80, outputTokens: 20, cost: 280_000 },
    ]);
  });

  test.each<[string, Completion<unknown>, number]>([
    ['cut off', { status: 'truncated', usage: { inputTokens: 70, outputTokens: 30 }, model: 'm' }, 100],
    ['unusable', { status: 'invalid', message: '', usage: { inputTokens: 70, outputTokens: 30 }, model: 'm' }, 100],
    ['without an answer', { status: 'error', message: '', retryable: true, usage: { inputTokens: 70, outputTokens: 0 } }, 70],
    ['never sent', { status: 'error', message: '', retryable: true }, 0],
    ['refused', { status: 'rate_limited', retryAfterMs: 1 }, 0],
  ])('one that was %s counts as far as it took anything', async (_, answer, tokens) => {
    const { open, on } = await prepare({}, { answer });
    open();
    await on('thd_1').complete(REQUEST, never);
    const totals = await callsSince(db(), INBOX, dayStart(NOW), 'EUR');
    expect([totals.inputTokens + totals.outputTokens, totals.reservedTokens]).toEqual([tokens, 0]);
  });

  test('of two that start at the same moment only one has the last of the budget', async () => {
    const first = await prepare({ tokensPerDay: 1_500 });
    const second = await prepare({ tokensPerDay: 1_500 });
    const calls = [first.on('thd_1').complete(REQUEST, never), second.on('thd_2').complete(REQUEST, never)];
    const over = await Promise.race(calls);
    expect(over).toMatchObject({ status: 'over_budget', scope: 'day', retryAfterMs: 10_000 });
    expect(first.asked() + second.asked()).toBe(1);
    first.open();
    second.open();
    expect((await Promise.all(calls)).map((c) => c.status).toSorted()).toEqual(['ok', 'over_budget']);
    // The other has taken little of what it reserved.
    expect(await second.on('thd_2').complete(REQUEST, never)).toMatchObject({ status: 'ok' });
  });

  test('tomorrow is another day, and another cap another budget', async () => {
    const today = await prepare({ tokensPerDay: 1_050 });
    today.open();
    expect(await today.on('thd_1').complete(REQUEST, never)).toMatchObject({ status: 'ok' });
    expect(await today.on('thd_2').complete(REQUEST, never)).toMatchObject({
      status: 'over_budget',
      message: 'The model budget of the day (UTC) is used up: 100 tokens of 1,050 tokens.',
    });
    const tomorrow = await prepare({ tokensPerDay: 1_050 }, { now: dayStart(NOW) + 86_400_000 });
    tomorrow.open();
    expect(await tomorrow.on('thd_2').complete(REQUEST, never)).toMatchObject({ status: 'ok' });
    const raised = await prepare({ tokensPerDay: 2_000 });
    raised.open();
    expect(await raised.on('thd_2').complete(REQUEST, never)).toMatchObject({ status: 'ok' });
  });

  test('a ticket has a budget of its own, in money as well', async () => {
    const { open, on } = await prepare({ costPerTicket: 0.0092 });
    open();
    expect(await on('thd_1').complete(REQUEST, never)).toMatchObject({ status: 'ok' });
    expect(await on('thd_1').complete(REQUEST, never)).toMatchObject({ status: 'over_budget', scope: 'ticket' });
    expect(await on('thd_2').complete(REQUEST, never)).toMatchObject({ status: 'ok' });
  });

  test('a call that a crash interrupted counts with all that it had reserved', async () => {
    const call = { inbox: INBOX, id: 'a', thread_id: 'thd_1', task: 'draft', model: 'm', started_at: NOW };
    await openCall(db(), { ...call, input_tokens: 100, output_tokens: 900, cost: BILLION, currency: 'EUR' });
    expect(await callsOfThread(db(), INBOX, 'thd_1', 'EUR')).toMatchObject({ reservedTokens: 1_000, reservedCost: BILLION });
    await closeInterrupted(db(), INBOX, NOW + 1);
    expect(await callsOfThread(db(), INBOX, 'thd_1', 'EUR')).toEqual({
      ...{ calls: 1, inputTokens: 100, outputTokens: 900, cost: BILLION },
      ...{ reservedTokens: 0, reservedCost: 0 },
    });
  });

  test('a call that throws counts so, too, and the error goes on', async () => {
    const desk = await deskParts(db());
    const complete = () => Promise.reject(new Error('a bug'));
    const model = { name: 'test', complete, metered: { prices: null, maxOutputTokens: 2_000 } };
    await expect(meterModel({ ...desk, model }, 'thd_1').complete(REQUEST, never)).rejects.toThrow('a bug');
    expect(await db().selectFrom('model_calls').select(['status', 'input_tokens', 'output_tokens']).execute()).toEqual([
      { status: 'interrupted', input_tokens: 100, output_tokens: 900 },
    ]);
  });

  test('a mail that had to wait for its draft is not sorted again, unless something in it or in the prompt has changed', async () => {
    const { open, on, asked } = await prepare({ tokensPerTicket: 1_050 });
    open();
    const sort = { ...REQUEST, task: 'classify' } as ModelRequest<unknown>;
    expect(await on('thd_1').complete(sort, never)).toEqual(OK);
    expect(await on('thd_1').complete(REQUEST, never)).toMatchObject({ status: 'over_budget' });
    expect(await on('thd_1').complete(sort, never)).toEqual({ ...OK, usage: { inputTokens: 0, outputTokens: 0 } });
    expect(asked()).toBe(1);
    await on('thd_2').complete(sort, never);
    expect(asked()).toBe(2);
    expect(await on('thd_1').complete({ ...sort, messages: [{ role: 'user', content: 'y' }] }, never)).toEqual(OK);
    expect(asked()).toBe(3);
  });

  const EMBEDDED: Embedded = { ok: true, vectors: [], tokens: 40 };
  const EMBED: EmbedCall = { model: 'e', prices: { input: 2, output: 0, currency: 'EUR' }, tokens: 50 };

  test('a search by meaning counts for its ticket and in the budget of the day, with what it took', async () => {
    const desk = await deskParts(db());
    const retrieve = async (...[, , , , toll]: Parameters<typeof desk.retrieve>) => {
      await toll?.(EMBED, async () => EMBEDDED);
      return [];
    };
    const meter = meterModel({ ...desk, retrieve }, 'thd_1');
    await meter.retrieve(desk.knowledge, ['x'], { locale: 'en', audience: 'public', limit: 1 }, never);
    expect(await db().selectFrom('model_calls').selectAll().execute()).toMatchObject([
      { thread_id: 'thd_1', task: 'embed', model: 'embeddings:e', status: 'ok', input_tokens: 40, cost: 80_000, currency: 'EUR' },
    ]);
    expect(meter.cost()).toEqual({ amount: 80_000, currency: 'EUR' });
  });

  test.each<[string, object, string | null, boolean]>([
    ['of the day', { tokensPerDay: 49 }, null, true],
    ['of the day that has no room', { tokensPerDay: 90 }, null, false],
    ['of the day, in money', { costPerDay: 0.000_15 }, 'thd_1', false],
    ['of a ticket', { tokensPerTicket: 90 }, 'thd_1', false],
    ['of a ticket, which passages are not', { tokensPerTicket: 90 }, null, true],
  ])('embeddings and the budget %s', async (_, budget, threadId, hasRoom) => {
    const desk = await deskParts(db());
    const toll = embeddingToll({ ...desk, config: { ...desk.config, budget: BudgetConfig.parse(budget) } }, { threadId, currency: null });
    if (!('tokensPerDay' in budget) || budget.tokensPerDay !== 49) await toll(EMBED, async () => ({ ...EMBEDDED, tokens: 50 }));
    let asked = false;
    const answer = await toll(EMBED, async () => {
      asked = true;
      return EMBEDDED;
    });
    expect([asked, answer.ok]).toEqual([hasRoom, hasRoom]);
    if (!answer.ok) expect(answer).toMatchObject({ why: 'budget', tokens: 0 });
    expect(await db().selectFrom('model_calls').selectAll().where('status', '=', 'open').execute()).toEqual([]);
  });

  test('embeddings without a price count in the currency of the model’s: their tokens and no cost', async () => {
    const desk = await deskParts(db());
    const toll = embeddingToll(desk, { threadId: null, currency: 'EUR' });
    await toll({ ...EMBED, prices: null }, async () => ({
      ...EMBEDDED,
      ok: false,
      why: 'server',
      reason: '500',
      said: '',
      retryAfterMs: null,
    }));
    expect(await callsSince(db(), INBOX, dayStart(NOW), 'EUR')).toMatchObject({ calls: 1, inputTokens: 40, cost: 0 });
    await expect(toll(EMBED, () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    expect(await db().selectFrom('model_calls').select('status').orderBy('cost').execute()).toEqual([
      { status: 'error' },
      { status: 'interrupted' },
    ]);
  });

  test('costs in another currency than the prices are not added up', async () => {
    const call = { inbox: INBOX, thread_id: 'thd_1', task: 'draft', model: 'm', started_at: NOW, input_tokens: 1, output_tokens: 1 };
    await openCall(db(), { ...call, id: 'a', cost: 5, currency: 'EUR' });
    await openCall(db(), { ...call, id: 'b', cost: 7, currency: 'USD' });
    expect(await callsSince(db(), INBOX, NOW, 'EUR')).toMatchObject({ cost: 5, inputTokens: 2 });
  });

  test('a start looks again at what waits for the budget, and at nothing else', async () => {
    const desk = await deskParts(db());
    const { ticket } = await openCase(desk, ESCALATE);
    const later = NOW + 3_600_000;
    await updateTicket(db(), INBOX, ticket.thread_id, { triage_at: later, waits_for: 'rate' });
    await wakeForBudget(db(), INBOX, NOW);
    expect(await ticketOf(db(), INBOX, ticket.thread_id)).toMatchObject({ triage_at: later });
    await updateTicket(db(), INBOX, ticket.thread_id, { waits_for: 'budget' });
    await wakeForBudget(db(), INBOX, NOW);
    expect(await ticketOf(db(), INBOX, ticket.thread_id)).toMatchObject({ triage_at: NOW });
  });
}
