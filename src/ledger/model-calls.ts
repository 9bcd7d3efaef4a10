import { sql } from 'kysely';
import type { Run } from './database.ts';
import type { ModelCallRow } from './schema.ts';

/** Every call of a model that costs something: reserved before it leaves, settled when it has ended. */

export interface CallTotals {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Billionths of the currency asked for. */
  readonly cost: number;
  /** The part of tokens and cost that calls at work have only reserved. */
  readonly reservedTokens: number;
  readonly reservedCost: number;
}

export type NewCall = Omit<ModelCallRow, 'ended_at' | 'status'>;

/** Writes a call down as about to be made, with the tokens that it may take at most. */
export async function openCall(run: Run, call: NewCall): Promise<void> {
  await run
    .insertInto('model_calls')
    .values({ ...call, ended_at: null, status: 'open' })
    .execute();
}

/** A call that is not made after all. */
export async function dropCall(run: Run, { inbox, id }: Pick<ModelCallRow, 'inbox' | 'id'>): Promise<void> {
  await run.deleteFrom('model_calls').where('inbox', '=', inbox).where('id', '=', id).execute();
}

export async function closeCall(
  run: Run,
  { inbox, id }: Pick<ModelCallRow, 'inbox' | 'id'>,
  ended: Pick<ModelCallRow, 'ended_at' | 'status' | 'input_tokens' | 'output_tokens' | 'cost'>,
): Promise<void> {
  await run.updateTable('model_calls').set(ended).where('inbox', '=', inbox).where('id', '=', id).execute();
}

/** Calls that a process left behind when it died: nobody knows what they took, so what they reserved counts. Only while no other process works on the ledger. */
export async function closeInterrupted(run: Run, inbox: string, at: number): Promise<void> {
  await run
    .updateTable('model_calls')
    .set({ status: 'interrupted', ended_at: at })
    .where('inbox', '=', inbox)
    .where('status', '=', 'open')
    .execute();
}

export function callsSince(run: Run, inbox: string, since: number, currency: string | null): Promise<CallTotals> {
  return totals(run, inbox, currency, { since });
}

export function callsOfThread(run: Run, inbox: string, threadId: string, currency: string | null): Promise<CallTotals> {
  return totals(run, inbox, currency, { threadId });
}

/** What a ticket's calls took, one entry a currency; null where no prices were known. */
export async function costsOfThread(
  run: Run,
  inbox: string,
  threadId: string,
): Promise<readonly (Pick<CallTotals, 'calls' | 'inputTokens' | 'outputTokens' | 'cost'> & { readonly currency: string | null })[]> {
  const rows = await run
    .selectFrom('model_calls')
    .select(({ fn }) => [
      'currency',
      fn.countAll<number>().as('calls'),
      fn.sum<number>('input_tokens').as('input'),
      fn.sum<number>('output_tokens').as('output'),
      fn.sum<number>('cost').as('cost'),
    ])
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .groupBy('currency')
    .orderBy('currency')
    .execute();
  return rows.map((r) => ({
    currency: r.currency,
    calls: Number(r.calls),
    inputTokens: Number(r.input),
    outputTokens: Number(r.output),
    cost: Number(r.cost),
  }));
}

async function totals(
  run: Run,
  inbox: string,
  currency: string | null,
  of: { readonly since: number } | { readonly threadId: string },
): Promise<CallTotals> {
  const cost = sql<number>`CASE WHEN currency = ${currency ?? ''} THEN cost ELSE 0 END`;
  const query = run
    .selectFrom('model_calls')
    .select(({ fn }) => [
      fn.countAll<number>().as('calls'),
      sql<number | null>`SUM(input_tokens)`.as('input'),
      sql<number | null>`SUM(output_tokens)`.as('output'),
      sql<number | null>`SUM(${cost})`.as('cost'),
      sql<number | null>`SUM(CASE WHEN status = 'open' THEN input_tokens + output_tokens ELSE 0 END)`.as('reserved_tokens'),
      sql<number | null>`SUM(CASE WHEN status = 'open' THEN ${cost} ELSE 0 END)`.as('reserved_cost'),
    ])
    .where('inbox', '=', inbox);
  const row = await ('since' in of
    ? query.where('started_at', '>=', of.since)
    : query.where('thread_id', '=', of.threadId)
  ).executeTakeFirstOrThrow();
  // Postgres gives sums as text; sums of nothing are null.
  return {
    calls: Number(row.calls),
    inputTokens: Number(row.input ?? 0),
    outputTokens: Number(row.output ?? 0),
    cost: Number(row.cost ?? 0),
    reservedTokens: Number(row.reserved_tokens ?? 0),
    reservedCost: Number(row.reserved_cost ?? 0),
  };
}
