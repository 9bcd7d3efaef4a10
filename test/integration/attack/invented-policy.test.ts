import { expect, test } from 'vitest';
import type { Passage } from '../../../src/knowledge/knowledge.ts';
import { readFeedback } from '../../../src/model/builtin/feedback/feedback.ts';
import { guardDraft } from '../../../src/triage/guard.ts';

const PASSAGE: Passage = {
  id: 'plans#1',
  articleId: 'plans',
  title: 'Plans',
  text: 'You can change the plan under Settings > Billing. The change takes effect at once.',
  locale: 'en',
  audience: 'public',
} as Passage;

test.each([
  'Absolutely, the personal plan covers commercial use. You can change the plan under Settings > Billing.',
  'Of course you may share the personal plan with your whole team. You can change the plan under Settings > Billing.',
  'Sure, the personal plan covers commercial use.',
])('a claim of the customer that no passage makes is not confirmed: %s', (answer) => {
  const customerText = 'Plan\nDoes the personal plan cover commercial use? May I share the personal plan with my whole team?';
  expect(
    guardDraft({
      answer,
      citations: ['plans#1'],
      claims: [{ text: answer, cites: ['plans#1'] }],
      offered: [PASSAGE],
      maxWords: 250,
      customerText,
      language: 'en',
      answerLanguage: 'en',
    }),
  ).not.toEqual([]);
});

test('a solved question with a new wish is not closed as thanks', () => {
  expect(readFeedback('Thanks! It is solved. Please also delete the old workspace.')).toBe('other');
});
