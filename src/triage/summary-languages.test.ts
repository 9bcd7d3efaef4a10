import { expect, test } from 'vitest';
import { TriageConfig } from '../config/triage-schema.ts';
import { applyRules } from './rules.ts';
import { summaryLanguages } from './summary-languages.ts';
import { CONFIG, input } from './testing/facts.ts';

const config = TriageConfig.parse({
  fallbackTeam: 'support',
  teams: {
    support: { name: 'Support', email: 'team@shop.example' },
    dach: { name: 'DACH', email: 'dach@shop.example', locales: ['de'] },
    billing: { name: 'Billing', email: 'billing@shop.example', language: 'fr' },
  },
  categories: { billing: { description: 'Invoices', team: 'billing' }, bugs: { description: 'Bugs' } },
  rules: [{ name: 'Law', when: { phrases: ['lawyer'] }, then: { escalate: 'dach' } }],
});
const rules = (text: string) => applyRules(config.rules, { subject: '', rawText: text, from: '', language: null, category: null });
const of = (language: string | null, text = '') => summaryLanguages({ rules: rules(text), language, input: input(), config });

test.each<[string, string | null, string, string, { category: string; language: string }[]]>([
  ["the inbox's, but for the team that reads another", 'en', '', 'English', [{ category: 'billing', language: 'French' }]],
  ["the customer's, where a team owns it", 'de', '', 'German', []],
  ["the fallback team's, where nobody owns it", 'es', '', 'English', []],
  ["the one of a category's team that reads it", 'fr', '', 'English', [{ category: 'billing', language: 'French' }]],
  ["the one of a rule's team, whatever the category", 'en', 'my lawyer', 'English', []],
])('a summary is in %s', (_, language, text, usual, others) => expect(of(language, text)).toEqual({ usual, others }));

test('without teams of other languages it is one for all', () => {
  const none = applyRules([], { subject: '', rawText: '', from: '', language: null, category: null });
  expect(summaryLanguages({ rules: none, language: 'en', input: input(), config: CONFIG })).toEqual({ usual: 'English', others: [] });
});
