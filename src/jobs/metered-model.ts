import { hash, randomUUID } from 'node:crypto';
import { transactInbox } from '../ledger/database.ts';
import { type CallTotals, callsOfThread, callsSince, closeCall, dropCall, openCall } from '../ledger/model-calls.ts';
import { type Amount, costOf, dayStart, decideBudget, type Spent } from '../model/budget.ts';
import { estimatePrompt } from '../model/estimate.ts';
import type { Complete, Completion, Model, ModelRequest, Usage } from '../model/model.ts';
import type { InboxParts } from './parts.ts';

/** The model of an inbox as one ticket may use it. */
export interface MeteredModel {
  readonly complete: Complete;
  /** What its calls have cost since it was made, in billionths of the currency; null where no prices are known. */
  readonly cost: () => { readonly amount: number; readonly currency: string } | null;
}

type MeterParts = Pick<InboxParts, 'db' | 'inbox' | 'model' | 'config' | 'now' | 'random'>;

/**
 * Every call is written down before it leaves, with all that it may take, and again with what it took: two that start at the same moment cannot both have the
 * last of the budget, and a call that a crash interrupts counts. Where there is no room nobody is asked.
 */
export function meterModel(parts: MeterParts, threadId: string): MeteredModel {
  const { model } = parts;
  const { metered } = model;
  if (metered === undefined) return { complete: model.complete, cost: () => null };
  const { prices } = metered;
  let cost = 0;
  const answers = answersOf(model);

  const complete: Complete = async <T>(asked: ModelRequest<T>, signal: AbortSignal): Promise<Completion<T>> => {
    if (signal.aborted) return { status: 'aborted' };
    // Rendered once: every look at the messages of a request renders them anew.
    const request = { ...asked, messages: asked.messages };
    const same = `${threadId} ${hash('sha256', JSON.stringify(request.messages))}`;
    const known = answers.get(same);
    if (request.task === 'classify' && known !== undefined)
      return { ...(known as Extract<Completion<T>, { status: 'ok' }>), usage: NOTHING };
    const most = {
      inputTokens: estimatePrompt(request.messages),
      outputTokens: Math.min(metered.maxOutputTokens, request.maxOutputTokens),
    };
    const reserved = await reserve(parts, { threadId, task: request.task, metered, most });
    if (typeof reserved !== 'string') return reserved;
    const settle = async (status: string, usage: Usage) => {
      const took = costOf(usage, prices);
      cost += took;
      const tokens = { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens };
      await closeCall(parts.db, { inbox: parts.inbox, id: reserved }, { ...tokens, cost: took, status, ended_at: parts.now() });
    };
    let completion: Completion<T>;
    try {
      completion = await model.complete(request, signal);
    } catch (error) {
      await settle('interrupted', most);
      throw error;
    }
    await settle(completion.status, ('usage' in completion ? completion.usage : undefined) ?? NOTHING);
    if (request.task === 'classify' && completion.status === 'ok') remember(answers, same, completion);
    return completion;
  };
  return { complete, cost: () => (prices === null ? null : { amount: cost, currency: prices.currency }) };
}

const NOTHING: Usage = { inputTokens: 0, outputTokens: 0 };
const NEVER: Spent = { settled: { tokens: 0, cost: 0 }, reserved: { tokens: 0, cost: 0 } };

/** How a mail was sorted, until it is answered: one that has to wait before its draft is not sorted, and paid for, again at every try. */
type Answers = Map<string, Extract<Completion<unknown>, { status: 'ok' }>>;

/** Tickets that may wait between the two. */
const REMEMBERED = 500;
const remembered = new WeakMap<Model, Answers>();

function answersOf(model: Model): Answers {
  const known = remembered.get(model) ?? new Map();
  remembered.set(model, known);
  return known;
}

function remember(answers: Answers, key: string, completion: Extract<Completion<unknown>, { status: 'ok' }>): void {
  answers.set(key, completion);
  const [oldest] = answers.keys();
  if (answers.size > REMEMBERED && oldest !== undefined) answers.delete(oldest);
}

interface Wanted {
  readonly threadId: string;
  readonly task: string;
  readonly metered: NonNullable<Model['metered']>;
  readonly most: Usage;
}

/** The id of the call that may be made, or why none may. */
async function reserve(
  parts: MeterParts,
  { threadId, task, metered, most }: Wanted,
): Promise<string | Extract<Completion<never>, { status: 'over_budget' }>> {
  const { db, inbox, model, config, now, random } = parts;
  const { prices } = metered;
  const currency = prices?.currency ?? null;
  const cost = costOf(most, prices);
  const { tokensPerDay, costPerDay, tokensPerTicket, costPerTicket } = config.budget;
  const needs = { tokens: most.inputTokens + most.outputTokens, cost };
  const id = randomUUID();
  return transactInbox(db, inbox, async (trx) => {
    const at = now();
    // Written first, so that SQLite gives this transaction the right to write before it has read anything: another process may write, too.
    const tokens = { input_tokens: most.inputTokens, output_tokens: most.outputTokens };
    await openCall(trx, { inbox, id, thread_id: threadId, task, model: model.name, started_at: at, ...tokens, cost, currency });
    const verdict = decideBudget({
      budget: config.budget,
      currency,
      // What nothing is capped by need not be added up.
      day:
        tokensPerDay === undefined && costPerDay === undefined ? NEVER : spent(await callsSince(trx, inbox, dayStart(at), currency), needs),
      ticket:
        tokensPerTicket === undefined && costPerTicket === undefined
          ? NEVER
          : spent(await callsOfThread(trx, inbox, threadId, currency), needs),
      needs,
      now: at,
      random: random(),
    });
    if (verdict.kind === 'go') return id;
    await dropCall(trx, { inbox, id });
    return { ...verdict, status: 'over_budget' };
  });
}

/** Without the call that is asked for: it has been written down already. */
function spent({ inputTokens, outputTokens, cost, reservedTokens, reservedCost }: CallTotals, own: Amount): Spent {
  return {
    settled: { tokens: inputTokens + outputTokens - reservedTokens, cost: cost - reservedCost },
    reserved: { tokens: reservedTokens - own.tokens, cost: reservedCost - own.cost },
  };
}
