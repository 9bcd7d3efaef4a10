import { z } from 'zod';
import { type EmbeddingBill, sumBills, wholeCost } from '../model/embedding-bill.ts';
import type { Usage } from '../model/model.ts';
import type { TicketResult } from './judge.ts';
import type { RehearsalParts } from './rehearsal-parts.ts';

/** One run over the golden tickets, as `firstline eval --json` prints it and as it is kept for the next one. */
export interface Report {
  /** ISO 8601. */
  readonly at: string;
  readonly inbox: string;
  readonly model: string;
  readonly promptHash: string;
  readonly knowledgeVersion: string;
  readonly tickets: number;
  readonly asExpected: number;
  /** Mails that people wrote and that want something, by what became of them. */
  readonly people: number;
  readonly answered: number;
  readonly drafted: number;
  readonly escalated: number;
  /** Sent without a person where that was not expected, or saying what must not be said, or not what must be. */
  readonly wrongAnswers: number;
  /** Of all that was sent without a person; 0 where nothing was. */
  readonly wrongAnswerRate: number;
  /** Share of people's mails that was sent without a person. */
  readonly automationRate: number;
  /** Share of people's mails that the tickets want to be sent without a person, by a language model. */
  readonly automationWanted: number;
  readonly languageErrors: number;
  /** Expected category → the one that came (`none`: no category counts) → how many. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly usage: Usage;
  readonly embeddings: EmbeddingBill;
  /** Of the whole run, embeddings included, in units of the currency; null where no prices are configured. */
  readonly cost: { readonly amount: number; readonly currency: string } | null;
  readonly ms: number;
  readonly results: readonly TicketResult[];
}

/** Figures of a run. Pure. @param ms wall clock of the whole run */
export function reportOf(
  results: readonly TicketResult[],
  { inbox, model, prompts, knowledge, now }: Pick<RehearsalParts, 'inbox' | 'model' | 'prompts' | 'knowledge' | 'now'>,
  ms: number,
): Report {
  const came = (disposition: string) => results.filter((r) => r.got.disposition === disposition).length;
  const people = results.filter((r) => !['suppressed', 'noted'].includes(r.got.disposition));
  const answered = came('answered');
  const wrongAnswers = results.filter((r) => r.wrongAnswer).length;
  const usage = {
    inputTokens: sum(results.map((r) => r.usage.inputTokens)),
    outputTokens: sum(results.map((r) => r.usage.outputTokens)),
  };
  const embeddings = sumBills(results.map((r) => r.embeddings));
  return {
    at: new Date(now()).toISOString(),
    inbox,
    model: model.name,
    promptHash: prompts.hash,
    knowledgeVersion: knowledge.version,
    tickets: results.length,
    asExpected: results.filter((r) => r.problems.length === 0).length,
    people: people.length,
    answered,
    drafted: came('drafted'),
    escalated: came('escalated'),
    wrongAnswers,
    wrongAnswerRate: share(wrongAnswers, answered),
    automationRate: share(answered, people.length),
    automationWanted: share(people.filter((r) => r.wanted === 'answered').length, people.length),
    languageErrors: results.filter((r) => (r.language.got !== null && r.language.got !== r.language.expected) || hasProblem(r, 'language'))
      .length,
    confusion: confusion(results),
    usage,
    embeddings,
    cost: wholeCost(usage, model.metered?.prices ?? null, embeddings),
    ms: Math.round(ms),
    results,
  };
}

function hasProblem({ problems }: TicketResult, field: string): boolean {
  return problems.some((p) => p.field === field);
}

function confusion(results: readonly TicketResult[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { expected, got } of results) {
    if (expected.category === null) continue;
    const row = table[expected.category] ?? {};
    const came = got.category ?? 'none';
    table[expected.category] = { ...row, [came]: (row[came] ?? 0) + 1 };
  }
  return table;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** What of an earlier run the comparison looks at; any `--json` output will do. */
export const EarlierRun = z.object({
  at: z.string(),
  model: z.string(),
  knowledgeVersion: z.string(),
  wrongAnswerRate: z.number(),
  automationRate: z.number(),
  results: z.array(
    z.object({
      id: z.string(),
      problems: z.array(z.unknown()),
      got: z.object({ disposition: z.string(), category: z.string().nullable() }),
    }),
  ),
});
export type EarlierRun = z.infer<typeof EarlierRun>;

export interface Comparison {
  readonly with: Pick<EarlierRun, 'at' | 'model' | 'knowledgeVersion' | 'wrongAnswerRate' | 'automationRate'>;
  /** Tickets that came out as expected then, and do not now. */
  readonly regressions: readonly string[];
  readonly improvements: readonly string[];
  /** Same in that, but something else became of the mail. */
  readonly changed: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** By ticket. Pure. Tickets that this run left out are not missed. */
export function compareRuns(before: EarlierRun, results: readonly TicketResult[], whole: boolean): Comparison {
  const known = new Map(before.results.map((r) => [r.id, r]));
  const both = results.flatMap((now) => {
    const then = known.get(now.id);
    return then === undefined ? [] : [{ now, then, wasGood: then.problems.length === 0, isGood: now.problems.length === 0 }];
  });
  const ids = new Set(results.map((r) => r.id));
  const { at, model, knowledgeVersion, wrongAnswerRate, automationRate } = before;
  return {
    with: { at, model, knowledgeVersion, wrongAnswerRate, automationRate },
    regressions: both.filter((b) => b.wasGood && !b.isGood).map((b) => b.now.id),
    improvements: both.filter((b) => !b.wasGood && b.isGood).map((b) => b.now.id),
    changed: both
      .filter((b) => b.wasGood === b.isGood && outcomeOf(b.then) !== outcomeOf(b.now))
      .map((b) => ({ id: b.now.id, from: outcomeOf(b.then), to: outcomeOf(b.now) })),
    added: results.filter((r) => !known.has(r.id)).map((r) => r.id),
    removed: whole ? before.results.filter((r) => !ids.has(r.id)).map((r) => r.id) : [],
  };
}

function outcomeOf({ got }: Pick<EarlierRun['results'][number], 'got'>): string {
  return `${got.disposition}${got.category === null ? '' : ` ${got.category}`}`;
}
