import { describe, expect, test } from 'vitest';
import type { Rule } from '../config/triage-schema.ts';
import { computingTime } from '../testing/computing-time.ts';
import { applyRules, explainRules, highest, lowest, type RuleFacts } from './rules.ts';
import { CONFIG } from './testing/facts.ts';

const NOTHING: RuleFacts = { subject: '', rawText: '', from: 'ann@customer.example', language: 'en', category: null };
const names = (facts: Partial<RuleFacts>) => applyRules(CONFIG.rules, { ...NOTHING, ...facts }).names;

describe('a rule with category and phrases', () => {
  test.each([
    ['the category alone', { category: 'data-deletion' }],
    ['a phrase in the text', { rawText: 'Please delete my data.' }],
    ['a phrase in the subject', { subject: 'DELETE MY DATA' }],
    ['a phrase over a line break', { rawText: 'Please delete\r\n  my data now' }],
    ['a phrase in a quotation', { rawText: 'Thanks\n> please delete\n> my data' }],
    ['a phrase without its accents', { rawText: 'Bitte alle Daten loschen', language: 'de' }],
    ['a phrase with invisible characters', { rawText: 'del\u200Bete my da\u00ADta' }],
    ['a phrase in wide letters', { rawText: 'ｄｅｌｅｔｅ my data' }],
  ])('matches on %s', (_, facts) => expect(names(facts)).toEqual(['Deletion']));

  test.each([
    ['another category', { category: 'billing' }],
    ['the words apart', { rawText: 'my data and how to delete notes' }],
  ])('does not match on %s', (_, facts) => expect(names(facts)).toEqual([]));
});

describe('* in a phrase', () => {
  const found = (phrase: string, rawText: string) => {
    const rule = { name: 'r', when: { phrases: [phrase] }, then: { labels: [] } };
    return (
      explainRules([rule], { ...NOTHING, rawText }).flatMap(({ by }) => by).length +
      applyRules([rule], { ...NOTHING, rawText }).names.length
    );
  };
  test.each<[string, string, boolean]>([
    ['delete my * account', 'Please delete my account.', true],
    ['delete my * account', 'delete my old\n> Hazelnote user account', true],
    ['delete my * account', 'delete my notes, tags, files and account', true],
    ['delete my * account', 'delete my notes and tags and files and account', false],
    ['delete my * account', 'Delete my note. My account works.', false],
    ['delete my * account', 'my account and how to delete', false],
    ['delete * my * data', 'DELETE all of my personal data', true],
    ['löschen Sie * Daten', 'Loschen Sie bitte alle meine personenbezogenen Daten', true],
    ['データ*削除', 'データをすべて削除してください', true],
    ['データ*削除', 'データは大丈夫です。削除しないで', false],
    ['50% (off) * now?', 'is it 50% (off) right now? yes', true],
  ])('%s: %s', (phrase, text, matches) => expect(found(phrase, text)).toBe(matches ? 2 : 0));

  test('takes no long time on a mail that is made for it', () => {
    const mail = 'delete my '.repeat(3_000) + 'x'.repeat(30_000);
    const spent = computingTime();
    found('delete my * personal * account', mail);
    expect(spent()).toBeLessThan(1_000);
  });
});

test.each([
  ['hospital.example', 'boss@hospital.example', ['Key accounts']],
  ['a sub-domain', 'boss@it.hospital.example', []],
  ['a look-alike', 'boss@nothospital.example', []],
])('a sender pattern *@hospital.example and %s', (_, from, expected) => expect(names({ from })).toEqual(expected));

test.each([
  ['both hold', { category: 'billing', language: 'es' }, ['Spanish invoices']],
  ['the language is another', { category: 'billing', language: 'en' }, []],
  ['the language is unknown', { category: 'billing', language: null }, []],
])('all conditions of a rule must hold: %s', (_, facts, expected) => expect(names(facts)).toEqual(expected));

test('effects of several rules add up: labels together, highest priority, lowest autonomy, first team', () => {
  const effect = applyRules(CONFIG.rules, { ...NOTHING, rawText: 'delete my data', from: 'boss@hospital.example' });
  expect(effect).toEqual({
    names: ['Deletion', 'Key accounts'],
    labels: ['urgent', 'gdpr', 'key'],
    priority: 'urgent',
    escalate: { team: 'compliance', rules: ['Deletion'], also: [] },
    autonomy: 'draft',
  });
});

test('the teams of further rules are named once each, by the first rule that does', () => {
  const rule = (name: string, escalate: string): Rule => ({ name, when: {}, then: { labels: [], escalate } });
  const rules = [rule('A', 'billing'), rule('B', 'legal'), rule('C', 'billing'), rule('D', 'legal')];
  expect(applyRules(rules, NOTHING).escalate).toEqual({
    team: 'billing',
    rules: ['A', 'B', 'C', 'D'],
    also: [{ team: 'legal', rule: 'B' }],
  });
});

test('the most urgent priority and the most careful autonomy win', () => {
  expect(highest(['low', undefined, 'high', null, 'normal'])).toBe('high');
  expect(lowest(['auto', 'draft', undefined])).toBe('draft');
  expect([highest([]), lowest([null])]).toEqual([null, null]);
});

test('a rule tells by what it matches: words as the configuration has them, category, sender', () => {
  const facts = { ...NOTHING, rawText: 'DELETE  my data', from: 'boss@hospital.example', category: 'data-deletion' };
  expect(explainRules(CONFIG.rules, facts).map(({ name, by }) => [name, by])).toEqual([
    ['Deletion', ['"delete my data"', 'category data-deletion']],
    ['Key accounts', ['sender boss@hospital.example']],
  ]);
  expect(explainRules(CONFIG.rules, NOTHING)).toEqual([]);
});
