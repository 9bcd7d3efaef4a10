import { hash } from 'node:crypto';
import type { Retrieve } from '../knowledge/meaning.ts';
import { estimatePrompt } from '../model/estimate.ts';
import type { Complete, Completion, Model, ModelRequest, Usage } from '../model/model.ts';
import { embeddingToll } from './embedding-toll.ts';
import { openPaidCall, type PayingParts } from './paid-call.ts';
import type { InboxParts } from './parts.ts';

/** The model of an inbox, and its search, as one ticket may use them. */
export interface MeteredModel {
  readonly complete: Complete;
  readonly retrieve: Retrieve;
  /** What its calls have cost since it was made, in billionths of the currency; null where no prices are known. */
  readonly cost: () => { readonly amount: number; readonly currency: string } | null;
}

type MeterParts = PayingParts & Pick<InboxParts, 'model' | 'retrieve'>;

/** Every call counts in the budgets. Where there is no room nobody is asked. */
export function meterModel(parts: MeterParts, threadId: string): MeteredModel {
  const { model } = parts;
  const { metered } = model;
  const currency = metered?.prices?.currency ?? null;
  let cost: ReturnType<MeteredModel['cost']> = currency === null ? null : { amount: 0, currency };
  const paid = (amount: number, inCurrency: string | null) => {
    if (inCurrency !== null) cost = { amount: (cost?.amount ?? 0) + amount, currency: inCurrency };
  };
  const toll = embeddingToll(parts, { threadId, currency, paid });
  const retrieve: Retrieve = (knowledge, queries, options, signal) => parts.retrieve(knowledge, queries, options, signal, toll);
  if (metered === undefined) return { complete: model.complete, retrieve, cost: () => cost };
  const { prices } = metered;
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
    const call = await openPaidCall(parts, { threadId, currency, task: request.task, model: model.name, prices, most });
    if (call.kind === 'over') return { ...call, status: 'over_budget' };
    const settle = async (status: string, usage: Usage) => paid(await call.settle(status, usage), currency);
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
  return { complete, retrieve, cost: () => cost };
}

const NOTHING: Usage = { inputTokens: 0, outputTokens: 0 };

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
