import { expect, test } from 'vitest';
import { NOTHING_LOOKED_UP } from './look-ups.ts';
import { applyRules } from './rules.ts';
import { CONFIG, classification, input, KNOWLEDGE } from './testing/facts.ts';
import { makeTrace } from './trace.ts';

const PARTS = {
  modelName: 'm',
  prompts: { hash: 'p', languages: [], render: () => [], frame: () => ({ greeting: '', signOff: '' }), reopened: () => '' },
};
const FACTS = {
  ...{ input: input(), config: CONFIG, language: 'en', suspicious: false, asked: [], classification: classification({ confidence: 0.7 }) },
  heard: { by: 'thread', code: 'en' } as const,
  lookedUp: NOTHING_LOOKED_UP,
  found: KNOWLEDGE.search(['reset a forgotten password'], { locale: 'en', audience: 'public', limit: 1 }),
  signals: { angry: false, wantsPerson: false, urgent: false },
  feedback: null,
  silentSince: null,
  rules: applyRules(CONFIG.rules, { subject: '', rawText: '', from: 'a@hospital.example', language: null, category: null }),
};

test('a trace has the tokens of all calls, also of those that failed, and what was found', () => {
  const trace = makeTrace({ ...PARTS, knowledge: KNOWLEDGE, config: CONFIG, complete: () => Promise.reject(new Error('not asked')) });
  trace.add({ status: 'ok', value: {}, usage: { inputTokens: 10, outputTokens: 5 }, model: 'm' });
  trace.add({ status: 'error', message: '', retryable: true });
  trace.add({ status: 'truncated', usage: { inputTokens: 1, outputTokens: 2 }, model: 'm' });
  expect(trace(FACTS, {})).toMatchObject({
    ...{ model: 'm', promptHash: 'p', knowledgeVersion: KNOWLEDGE.version, rules: ['Key accounts'], confidence: 0.7, guard: [] },
    ...{ usage: { inputTokens: 11, outputTokens: 7 }, passages: [{ id: 'password-reset#1' }], heard: { by: 'thread', code: 'en' } },
  });
});
