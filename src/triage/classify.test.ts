import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ScriptedModel } from '../model/scripted.ts';
import { classificationSchema } from './classify.ts';
import { loadPrompts } from './prompts.ts';
import { CONFIG, classification, input, KNOWLEDGE } from './testing/facts.ts';
import { triage } from './triage.ts';

const prompts = await loadPrompts(fileURLToPath(new URL('../../prompts', import.meta.url)));
const INVENTED: readonly [string, unknown][] = [
  ['one that config does not have', 'vip'],
  ['the same in capitals', 'Billing'],
  ['the same all in capitals', 'BILLING'],
  ['with a space around it', ' billing'],
  ['empty', ''],
  ['the word null', 'null'],
  ['its description instead of its id', 'Invoices'],
  ['id and description', 'billing: Invoices'],
  ['two at once', ['billing', 'refund']],
  ['an object', { id: 'billing' }],
  ['its number', 1],
  ['true', true],
  ['a name that every object has', 'constructor'],
  ['another such name', '__proto__'],
  ['missing', undefined],
];

describe('a category that config does not have is none', () => {
  test.each(INVENTED)('%s', async (_, category) => {
    const answer = { ...classification(), category };
    expect(classificationSchema(Object.keys(CONFIG.categories)).safeParse(answer).success).toBe(false);

    const model = new ScriptedModel([{ task: 'classify', value: answer }]);
    const parts = { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, prompts, config: CONFIG };
    const { outcome } = await triage(input(), parts, new AbortController().signal);
    expect(outcome).toMatchObject({ kind: 'escalate', category: null, team: CONFIG.fallbackTeam });
    model.assertDone();
  });
});

test('null is an answer: nothing fits, and a person gets it', async () => {
  const model = new ScriptedModel([{ task: 'classify', value: classification({ category: null }) }]);
  const parts = { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, prompts, config: CONFIG };
  const { outcome } = await triage(input(), parts, new AbortController().signal);
  expect(outcome).toMatchObject({ kind: 'escalate', category: null, reason: 'It fits no category.', gap: 'no-category' });
});

test.each([-0.1, 1.1, Number.NaN, '0.9', null])('a confidence of %j is no confidence', (confidence) => {
  expect(classificationSchema(['billing']).safeParse({ ...classification({ category: 'billing' }), confidence }).success).toBe(false);
});
