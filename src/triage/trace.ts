import type { Completion, Usage } from '../model/model.ts';
import type { Facts } from './gates.ts';
import type { GuardFinding, TriageTrace } from './outcome.ts';
import type { TriageParts } from './triage.ts';

export interface TraceMaker {
  (facts: Facts, more: { readonly guard?: readonly GuardFinding[] }): TriageTrace;
  readonly add: (completion: Completion<unknown>) => void;
}

/** Collects usage over the calls of one triage. */
export function makeTrace({ modelName, prompts, knowledge }: TriageParts): TraceMaker {
  let usage: Usage = { inputTokens: 0, outputTokens: 0 };
  const make = (facts: Facts, { guard = [] }: { readonly guard?: readonly GuardFinding[] }): TriageTrace => ({
    model: modelName,
    promptHash: prompts.hash,
    knowledgeVersion: knowledge.version,
    usage,
    rules: facts.rules.names,
    confidence: facts.classification?.confidence ?? null,
    heard: facts.heard,
    silentSince: facts.silentSince,
    guard,
    lookups: facts.lookedUp.records,
    passages: facts.found.map(({ passage, score }) => ({ id: passage.id, score: Math.round(score * 1_000) / 1_000 })),
  });
  const add = (completion: Completion<unknown>): void => {
    if (!('usage' in completion) || completion.usage === undefined) return;
    usage = {
      inputTokens: usage.inputTokens + completion.usage.inputTokens,
      outputTokens: usage.outputTokens + completion.usage.outputTokens,
    };
  };
  return Object.assign(make, { add });
}
