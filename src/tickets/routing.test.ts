import { describe, expect, test } from 'vitest';
import { TriageConfig } from '../config/triage-schema.ts';
import { type RouteFacts, readingLanguage, route } from './routing.ts';

const OFFICE = { zone: 'Europe/Berlin', week: { 'mon-fri': ['09:00-17:00'] }, holidays: ['public'] };
const address = (id: string) => ({ name: id.toUpperCase(), email: `${id}@shop.example` });

function config(teams: object = {}): TriageConfig {
  return TriageConfig.parse({
    fallbackTeam: 'support',
    teams: {
      support: address('support'),
      billing: address('billing'),
      compliance: address('compliance'),
      dach: { ...address('dach'), locales: ['de'] },
      iberia: { ...address('iberia'), locales: ['es', 'pt'] },
      lisbon: { ...address('lisbon'), locales: ['pt'] },
      ...teams,
    },
    categories: {
      billing: { description: 'Invoices', team: 'billing' },
      travel: { description: 'Travel', team: 'lisbon' },
      other: { description: 'Anything' },
    },
    holidays: { public: ['12-25'] },
  });
}

/** A Monday morning in Berlin; the night before; Christmas, a Friday. */
const WORK = Date.UTC(2026, 10, 23, 9);
const NIGHT = Date.UTC(2026, 10, 22, 22);
const CHRISTMAS = Date.UTC(2026, 11, 25, 9);

const facts = (more: Partial<RouteFacts> = {}): RouteFacts => ({
  rule: null,
  language: 'en',
  locale: 'en',
  category: null,
  priority: 'normal',
  at: WORK,
  ...more,
});
const rule = { team: 'compliance', rules: ['Deletion'] };

describe('who takes an escalation', () => {
  test.each<[string, Partial<RouteFacts>, string, string]>([
    ['a rule before everything', { rule, language: 'es', category: 'billing' }, 'rule:compliance', 'The rule "Deletion" names COMPLIANCE.'],
    [
      'who owns the language before the category',
      { language: 'de', category: 'billing' },
      'locale:dach',
      'DACH takes over mail in German.',
    ],
    ['the first of two that own it', { language: 'pt' }, 'locale:iberia', 'IBERIA takes over mail in Portuguese.'],
    [
      "the category's team, where it owns the language, too",
      { language: 'pt', category: 'travel' },
      'locale:lisbon',
      'LISBON takes over mail in Portuguese.',
    ],
    [
      'the fallback, where nobody owns the language',
      { language: 'fr', category: 'billing' },
      'fallback:support',
      "No team takes over mail in French: it is SUPPORT's.",
    ],
    ["the category's team in the inbox's own language", { category: 'billing' }, 'category:billing', 'BILLING has the category billing.'],
    [
      "the category's team, where the language cannot be told",
      { language: null, category: 'billing' },
      'category:billing',
      'BILLING has the category billing.',
    ],
    [
      'the fallback, where the category names nobody',
      { category: 'other' },
      'fallback:support',
      "Nothing names a team for the category other: it is SUPPORT's.",
    ],
    ['the fallback at last', {}, 'fallback:support', "No rule, language or category names a team: it is SUPPORT's."],
  ])('%s', (_, more, step, why) => {
    expect(route(facts(more), config())).toEqual({ team: step.slice(step.indexOf(':') + 1), steps: [step], why });
  });

  test('a team that reads a language without owning it keeps its category', () => {
    const teams = { billing: { ...address('billing'), language: 'fr' } };
    expect(route(facts({ language: 'fr', category: 'billing' }), config(teams)).team).toBe('billing');
  });

  test('where no team owns any language, the category decides', () => {
    const teams = { dach: address('dach'), iberia: address('iberia'), lisbon: address('lisbon') };
    expect(route(facts({ language: 'fr', category: 'billing' }), config(teams)).team).toBe('billing');
  });
});

describe('outside its hours', () => {
  const closed = { ...address('billing'), hours: OFFICE };
  const invoice = { category: 'billing' };
  test.each<[string, object, Partial<RouteFacts>, string, readonly string[]]>([
    ['it is still open', { billing: closed }, invoice, 'billing', ['category:billing']],
    [
      'the fallback takes it',
      { billing: closed },
      { ...invoice, at: NIGHT },
      'support',
      ['category:billing', 'closed:billing', 'fallback:support'],
    ],
    [
      'also on a holiday of its calendar',
      { billing: closed },
      { ...invoice, at: CHRISTMAS },
      'support',
      ['category:billing', 'closed:billing', 'fallback:support'],
    ],
    [
      'the next team takes it',
      { billing: { ...closed, outsideHours: 'dach' } },
      { ...invoice, at: NIGHT },
      'dach',
      ['category:billing', 'closed:billing', 'next:dach'],
    ],
    [
      'it waits for the team',
      { billing: { ...closed, outsideHours: 'same' } },
      { ...invoice, at: NIGHT },
      'billing',
      ['category:billing', 'closed:billing'],
    ],
    [
      'a rule does not know hours either',
      { compliance: { ...address('compliance'), hours: OFFICE } },
      { rule, at: NIGHT },
      'support',
      ['rule:compliance', 'closed:compliance', 'fallback:support'],
    ],
    [
      'a language neither',
      { dach: { ...address('dach'), locales: ['de'], hours: OFFICE } },
      { language: 'de', at: NIGHT },
      'support',
      ['locale:dach', 'closed:dach', 'fallback:support'],
    ],
    [
      'the next but one, when the next is closed as well',
      { billing: { ...closed, outsideHours: 'dach' }, dach: { ...address('dach'), hours: OFFICE, outsideHours: 'iberia' } },
      { ...invoice, at: NIGHT },
      'iberia',
      ['category:billing', 'closed:billing', 'closed:dach', 'next:iberia'],
    ],
    [
      'the first, when all are closed',
      { billing: closed, support: { ...address('support'), hours: OFFICE } },
      { ...invoice, at: NIGHT },
      'billing',
      ['category:billing', 'closed:billing', 'closed:support'],
    ],
    [
      'the first, when they name each other',
      { billing: { ...closed, outsideHours: 'dach' }, dach: { ...address('dach'), hours: OFFICE, outsideHours: 'billing' } },
      { ...invoice, at: NIGHT },
      'billing',
      ['category:billing', 'closed:billing', 'closed:dach'],
    ],
    [
      'the one on the way that wants its mail to wait',
      { billing: { ...closed, outsideHours: 'dach' }, dach: { ...address('dach'), hours: OFFICE, outsideHours: 'same' } },
      { ...invoice, at: NIGHT },
      'dach',
      ['category:billing', 'closed:billing', 'closed:dach'],
    ],
    [
      'what is urgent goes on, too',
      { billing: closed },
      { ...invoice, at: NIGHT, priority: 'urgent' },
      'support',
      ['category:billing', 'closed:billing', 'fallback:support'],
    ],
    [
      'what is urgent stays, where the team says so',
      { billing: { ...closed, hours: { ...OFFICE, urgentAnyTime: true } } },
      { ...invoice, at: NIGHT, priority: 'urgent' },
      'billing',
      ['category:billing'],
    ],
  ])('%s', (_, teams, more, team, steps) => expect(route(facts(more), config(teams))).toMatchObject({ team, steps }));

  test('people read who is closed, and until when by their clock', () => {
    expect(route(facts({ ...invoice, at: NIGHT }), config({ billing: closed })).why).toBe(
      'BILLING has the category billing. BILLING is closed until Mon 2026-11-23 09:00 (Europe/Berlin).',
    );
  });
});

test.each<[string, object | undefined, string | null, string]>([
  ["the inbox's language", address('support'), 'es', 'en'],
  ["the customer's, where it owns that", { ...address('iberia'), locales: ['es'] }, 'es', 'es'],
  ["the inbox's for others' languages", { ...address('iberia'), locales: ['es'] }, 'fr', 'en'],
  ['its own, where it says so', { ...address('iberia'), locales: ['es'], language: 'pt' }, 'es', 'pt'],
  ["the inbox's, where there is no such team", undefined, 'es', 'en'],
])('a team reads %s', (_, team, customer, language) => {
  const parsed = team === undefined ? undefined : config({ one: team }).teams.one;
  expect(readingLanguage(parsed, customer, 'en')).toBe(language);
});
