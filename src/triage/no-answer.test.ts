import { expect, test } from 'vitest';
import type { Completion } from '../model/model.ts';
import { NOTHING_LOOKED_UP } from './look-ups.ts';
import { withoutAnswer } from './no-answer.ts';
import { applyRules } from './rules.ts';
import { CONFIG, classification, input } from './testing/facts.ts';

const FACTS = {
  ...{ input: input(), config: CONFIG, language: 'en', suspicious: false, found: [], asked: [], classification: classification() },
  heard: { by: 'words', code: 'en' } as const,
  lookedUp: NOTHING_LOOKED_UP,
  signals: { angry: false, wantsPerson: false, urgent: false },
  feedback: null,
  silentSince: null,
  rules: applyRules(CONFIG.rules, { subject: '', rawText: '', from: '', language: null, category: null }),
};
const PAID = { usage: { inputTokens: 1, outputTokens: 1 }, model: 'm' };

test.each<[Exclude<Completion<never>, { status: 'ok' }>, object]>([
  [
    { status: 'rate_limited', retryAfterMs: 7_000 },
    { kind: 'wait', why: 'rate', retryAfterMs: 7_000 },
  ],
  [
    { status: 'rate_limited', retryAfterMs: null },
    { kind: 'wait', why: 'rate', retryAfterMs: 60_000 },
  ],
  [
    { status: 'error', message: 'gone', retryable: true, code: 'ECONNRESET', retryAfterMs: 5 },
    { kind: 'wait', why: 'model', retryAfterMs: 5, code: 'ECONNRESET' },
  ],
  [
    { status: 'error', message: 'gone', retryable: true },
    { kind: 'wait', why: 'model', retryAfterMs: 60_000 },
  ],
  [
    { status: 'error', message: '401', retryable: false },
    { kind: 'escalate', reason: 'The model failed while drafting: 401' },
  ],
  [
    { status: 'over_budget', scope: 'day', message: 'enough', retryAfterMs: 9 },
    { kind: 'wait', why: 'budget', retryAfterMs: 9 },
  ],
  [
    { status: 'over_budget', scope: 'ticket', message: 'enough', retryAfterMs: 9 },
    { kind: 'escalate', reason: 'enough' },
  ],
  [
    { status: 'refusal', message: 'no', ...PAID },
    { kind: 'escalate', reason: 'The model refused while drafting: no' },
  ],
  [
    { status: 'invalid', message: 'not JSON', ...PAID },
    { kind: 'escalate', reason: expect.stringContaining('no usable answer') },
  ],
  [
    { status: 'truncated', ...PAID },
    { kind: 'escalate', reason: expect.stringContaining('cut off') },
  ],
  [{ status: 'aborted' }, { kind: 'wait', why: 'model', retryAfterMs: 60_000 }],
])('%j', (completion, expected) =>
  expect(withoutAnswer(FACTS, completion, 'drafting', new AbortController().signal)).toMatchObject(expected),
);

test('what a server repeats of a mail is cut', () => {
  const outcome = withoutAnswer(FACTS, { status: 'refusal', message: 'x'.repeat(9_000), ...PAID }, 'sorting', new AbortController().signal);
  expect(outcome.reason.length).toBeLessThan(350);
});

test('an aborted run throws the reason of the signal', () => {
  const reason = new Error('shutting down');
  expect(() => withoutAnswer(FACTS, { status: 'aborted' }, 'sorting', AbortSignal.abort(reason))).toThrow(reason);
});
