import { fileURLToPath } from 'node:url';
import { TriageConfig } from '../../src/config/triage-schema.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { DraftInput } from '../../src/model/model.ts';
import type { Outcome } from '../../src/triage/outcome.ts';
import { loadPrompts } from '../../src/triage/prompts.ts';
import { input } from '../../src/triage/testing/facts.ts';
import { triage } from '../../src/triage/triage.ts';
import { sureOf } from './sure-model.ts';

const CONFIG = {
  categories: { question: { description: 'Questions', autonomy: 'auto' } },
  teams: { support: { name: 'Support', email: 'team@shop.example' } },
  fallbackTeam: 'support',
};

/** What became of a question, and what the model was given to draft from: null when triage ended before. */
export interface Asked {
  readonly outcome: Outcome;
  readonly draft: DraftInput | null;
}

/** Asks the knowledge base by mail, through triage with the built-in model and everything as shipped but for the threshold of a passage, if given. */
export async function makeAsk(passage?: number): Promise<(question: string, knowledge: Knowledge) => Promise<Asked>> {
  const prompts = await loadPrompts(fileURLToPath(new URL('../../prompts', import.meta.url)));
  const config = TriageConfig.parse({ ...CONFIG, confidence: passage === undefined ? {} : { passage } });
  return async (question, knowledge) => {
    const drafts: DraftInput[] = [];
    const { complete, name: modelName } = sureOf('question', drafts);
    const parts = { complete, modelName, knowledge, prompts, config };
    const { outcome } = await triage(input({ subject: 'Question', text: question }), parts, new AbortController().signal);
    return { outcome, draft: drafts[0] ?? null };
  };
}

/** The articles that an answer quotes which leaves without a person; empty when none does. */
export function answeredFrom({ outcome }: Asked): readonly string[] {
  if (outcome.kind !== 'reply' || outcome.mode !== 'auto') return [];
  return [...new Set(outcome.citations.map((id) => id.slice(0, id.lastIndexOf('#'))))];
}
