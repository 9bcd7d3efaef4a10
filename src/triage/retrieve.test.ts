import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Retrieve } from '../knowledge/meaning.ts';
import { ScriptedModel } from '../model/scripted.ts';
import { loadPrompts } from './prompts.ts';
import { CONFIG, classification, input, KNOWLEDGE } from './testing/facts.ts';
import { triage } from './triage.ts';

const prompts = await loadPrompts(fileURLToPath(new URL('../../prompts', import.meta.url)));
const TEXT = 'My card 4111 1111 1111 1111 was reimbursed where?';

async function run(retrieve: Retrieve) {
  const model = new ScriptedModel([{ task: 'classify', value: classification({ category: 'billing', queries: [] }) }]);
  const parts = { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, retrieve, prompts, config: CONFIG };
  return triage(input({ text: TEXT }), parts, new AbortController().signal);
}

test('a passage that was found by meaning alone is no ground, and staff see that it was considered', async () => {
  const refunds = KNOWLEDGE.passages.find((p) => p.articleId === 'refunds');
  if (refunds === undefined) throw new Error('there is no article on refunds');
  const { outcome } = await run(async () => [{ passage: refunds, score: 0, lead: 0 }]);
  expect(outcome).toMatchObject({ kind: 'escalate', reason: 'No article covers this.', considered: [refunds.id] });
});

test('what is searched for is public, and holds nothing that a model may not see', async () => {
  const asked: Parameters<Retrieve>[] = [];
  await run(async (...args) => {
    asked.push(args);
    return [];
  });
  expect(asked).toHaveLength(1);
  const [, queries, options] = asked[0] ?? [];
  expect(options).toMatchObject({ audience: 'public', locale: 'en' });
  expect(queries?.join('\n')).toContain('reimbursed where?');
  expect(queries?.join('\n')).not.toContain('4111');
});

test('each of several questions is searched for like the mail as a whole: by meaning where that is configured', async () => {
  const asked: (readonly string[])[] = [];
  const model = new ScriptedModel([{ task: 'classify', value: classification({ queries: [], questions: 2 }) }]);
  const retrieve: Retrieve = async (knowledge, queries, options) => {
    asked.push(queries);
    return knowledge.search(queries, options);
  };
  const parts = { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, retrieve, prompts, config: CONFIG };
  const text = 'Where was my card 4111 1111 1111 1111 reimbursed? And do you sell gift cards?';
  await triage(input({ text }), parts, new AbortController().signal);
  expect(asked).toHaveLength(3);
  expect(asked[1]).toEqual(['And do you sell gift cards?', 'And do you sell gift cards?']);
  expect(asked.flat().join('\n')).not.toContain('4111');
});
