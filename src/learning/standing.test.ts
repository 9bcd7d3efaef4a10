import { expect, test } from 'vitest';
import { TriageConfig } from '../config/triage-schema.ts';
import type { Level } from './evidence.ts';
import { demoted, policyInForce, standingLevel } from './standing.ts';

test.each<[Level, { level: Level; configured: Level } | null, Level]>([
  ['draft', null, 'draft'],
  ['draft', { level: 'auto', configured: 'draft' }, 'auto'],
  ['auto', { level: 'draft', configured: 'auto' }, 'draft'],
  // triage.yaml was edited since: its author has the last word.
  ['shadow', { level: 'auto', configured: 'draft' }, 'shadow'],
  ['auto', { level: 'draft', configured: 'draft' }, 'auto'],
])('triage.yaml says %s, and %j was earned: %s', (configured, earned, level) => {
  expect(standingLevel(configured, earned)).toBe(level);
});

test.each<[Level, Level, Level | null]>([
  ['auto', 'auto', 'draft'],
  ['auto', 'shadow', 'draft'],
  ['draft', 'shadow', 'shadow'],
  ['draft', 'draft', null],
  ['draft', 'auto', null],
  ['shadow', 'shadow', null],
])('from %s, where triage.yaml says %s, strikes lead to %s', (level, configured, to) => {
  expect(demoted(level, configured)).toBe(to);
});

test('a policy gets what its categories have earned, and nothing else', () => {
  const policy = TriageConfig.parse({
    ...{ fallbackTeam: 'all', teams: { all: { name: 'All', email: 'all@shop.example' } } },
    categories: { billing: { description: 'Money' }, refund: { description: 'Money back', autonomy: 'auto' } },
  });
  const earned = [
    { category: 'billing', level: 'auto', configured: 'draft' },
    { category: 'refund', level: 'draft', configured: 'auto' },
    { category: 'gone', level: 'auto', configured: 'draft' },
  ] as const;
  const inForce = policyInForce(policy, earned);
  expect(inForce.categories.billing?.autonomy).toBe('auto');
  expect(inForce.categories.refund?.autonomy).toBe('draft');
  expect(Object.keys(inForce.categories)).toEqual(['billing', 'refund']);
  expect(policyInForce(policy, [])).toBe(policy);
});
