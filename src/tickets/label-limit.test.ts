import { expect, test } from 'vitest';
import { TriageConfig } from '../config/triage-schema.ts';
import { hiddenLabels, shownLabels } from './label-limit.ts';

const policy = (keywords: number | undefined) =>
  TriageConfig.parse({
    categories: { billing: { description: 'Money', labels: ['money'] }, login: { description: 'Doors' } },
    teams: { support: { name: 'Support', email: 'team@shop.example' } },
    fallbackTeam: 'support',
    rules: [{ name: 'Law', when: { phrases: ['lawyer'] }, then: { labels: ['legal'] } }],
    labels: { folders: { 'needs-human': 'Firstline/Needs human' }, ...(keywords === undefined ? {} : { keywords }) },
  });

const ALL = new Set(['needs-human', 'urgent', 'billing', 'money', 'legal', 'team/support', 'lang/de', 'set-by-hand']);

test('without a limit all are shown', () => {
  expect(shownLabels(ALL, policy(undefined))).toEqual(ALL);
  expect(hiddenLabels(policy(undefined)).size).toBe(0);
});

test('where a mailbox keeps few keywords, what people act on wins, and what a person set stays', () => {
  expect([...shownLabels(ALL, policy(2))]).toEqual(['needs-human', 'urgent', 'set-by-hand']);
  expect([...shownLabels(ALL, policy(26))]).toEqual(['needs-human', 'urgent', 'billing', 'money', 'legal', 'team/support', 'set-by-hand']);
  expect([...hiddenLabels(policy(26))]).toEqual(['lang/*']);
});

test('with no room at all only what people set is left', () => {
  expect([...shownLabels(ALL, policy(0))]).toEqual(['set-by-hand']);
});
