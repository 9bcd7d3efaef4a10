import { describe, expect, test } from 'vitest';
import type { EscalateOutcome, NoteOutcome, ReplyOutcome } from '../triage/outcome.ts';
import { type Decided, type Plan, planOf } from './plan.ts';
import { nextStanding } from './state.ts';

const FACTS = { category: 'billing', priority: 'high', language: 'es', labels: ['vip'], reason: '' } as const;
const LABELS = ['high', 'billing', 'lang/es', 'vip'];
const reply = (mode: ReplyOutcome['mode']): ReplyOutcome => ({ ...FACTS, kind: 'reply', mode, text: 'Hola', citations: [], heldBack: [] });
const ESCALATE: EscalateOutcome = {
  ...FACTS,
  kind: 'escalate',
  team: 'iberia',
  rules: [],
  summary: '',
  suggestedReply: null,
  considered: [],
};
const NOTE: NoteOutcome = { ...FACTS, kind: 'note', why: 'thanks' };
const OUTCOMES: readonly Decided[] = [reply('auto'), reply('draft'), reply('shadow'), ESCALATE, NOTE];

describe('what a decision means', () => {
  test.each<[string, Decided, Plan]>([
    [
      'an answer: nothing is said to be answered before it has left',
      reply('auto'),
      {
        settle: { disposition: 'answered', detail: 'agent', event: 'reply_accepted', labels: ['answered', ...LABELS] },
        afterEffect: true,
        effects: [
          { kind: 'reply', recipientClass: 'customer' },
          { kind: 'labels', recipientClass: '' },
        ],
      },
    ],
    [
      'a draft',
      reply('draft'),
      {
        settle: { disposition: 'drafted', detail: null, event: 'draft_filed', labels: ['drafted', ...LABELS] },
        afterEffect: true,
        effects: [
          { kind: 'draft', recipientClass: 'customer' },
          { kind: 'labels', recipientClass: '' },
        ],
      },
    ],
    [
      'a category in shadow',
      reply('shadow'),
      { settle: { disposition: 'shadowed', detail: 'would draft', event: 'shadowed', labels: null }, afterEffect: false, effects: [] },
    ],
    [
      'an escalation: it is a person’s at once, whatever becomes of the mail',
      ESCALATE,
      {
        settle: {
          disposition: 'escalated',
          detail: 'iberia',
          event: 'escalated',
          labels: ['needs-human', 'high', 'billing', 'lang/es', 'team/iberia', 'vip'],
        },
        afterEffect: false,
        effects: [
          { kind: 'forward', recipientClass: 'iberia' },
          { kind: 'labels', recipientClass: '' },
        ],
      },
    ],
    [
      'thanks',
      NOTE,
      {
        settle: { disposition: 'noted', detail: 'thanks', event: 'customer_thanked', labels: ['resolved', ...LABELS] },
        afterEffect: false,
        effects: [{ kind: 'labels', recipientClass: '' }],
      },
    ],
  ])('%s', (_name, outcome, plan) => {
    expect(planOf(outcome, false)).toEqual(plan);
  });
});

describe('in shadow nothing leaves and nothing is touched', () => {
  test.each<[string, Decided]>([
    ['would answer', reply('auto')],
    ['would draft', reply('draft')],
    ['would draft', reply('shadow')],
    ['would escalate to iberia', ESCALATE],
    ['would note thanks', NOTE],
  ])('%s', (detail, outcome) => {
    expect(planOf(outcome, true)).toEqual({
      settle: { disposition: 'shadowed', detail, event: 'shadowed', labels: null },
      afterEffect: false,
      effects: [],
    });
  });
});

test('whatever is planned can happen to a ticket in triage', () => {
  for (const outcome of OUTCOMES)
    for (const shadow of [true, false]) expect(() => nextStanding('triaging', planOf(outcome, shadow).settle.event)).not.toThrow();
});

test('the same outcome plans the same, so that a second run finds the keys of the first', () => {
  for (const outcome of OUTCOMES) expect(planOf(structuredClone(outcome), false)).toEqual(planOf(outcome, false));
});
