import { describe, expect, test } from 'vitest';
import { type Compared, compare } from './agreement.ts';
import { ANSWERS } from './testing/answers.ts';

const compared = (fields: Partial<Compared>) =>
  compare({ question: '', ours: '', theirs: '', language: 'en', theirLanguage: 'en', ...fields });

describe.each(ANSWERS)('$question', ({ question, ours, same, contrary, language }) => {
  const of = (theirs: string) => compare({ question, ours, theirs, language, theirLanguage: language });

  test('a person who says the same in other words agrees', () => {
    expect(of(same)).toMatchObject({ verdict: 'agrees', contradictions: [] });
  });

  test.each(contrary)('what cannot be true beside it differs: %s', (theirs) => {
    expect(of(theirs).verdict).toBe('differs');
    expect(of(theirs).contradictions).not.toEqual([]);
  });
});

test('answers to other questions never agree', () => {
  const pairs = ANSWERS.flatMap((a) => ANSWERS.filter((b) => a !== b && a.language === b.language).map((b) => [a, b] as const));
  const agreeing = pairs.filter(
    ([a, b]) => compare({ ...a, ours: b.ours, theirs: a.same, theirLanguage: a.language }).verdict === 'agrees',
  );
  expect(pairs.length).toBeGreaterThan(40);
  expect(agreeing).toEqual([]);
});

describe('figures', () => {
  test.each([
    ['The link is valid for 48 hours.', 'The link works for two days.', []],
    ['It costs 1.000,50 €.', 'It costs 1,000.50 euros.', []],
    ['It costs 9 € a month.', 'It is 12 € a month.', ['figure']],
    ['It is 5 per cent.', 'It is 6 per cent.', ['figure']],
    ['It costs €3 a month.', 'It costs 3 euros per month, for a year.', []],
    ['A single file may have up to 100 MB.', 'A single file may have up to 50 MB.', ['figure']],
    ['The refund takes 14 days.', 'The refund is on its way, see order 4711-2231.', []],
    // Two figures of one kind, one shared: nothing is contradicted.
    ['Valid for 7 days. It takes 30 minutes.', 'It takes 30 minutes.', []],
    ['About half an hour.', 'About 30 minutes.', []],
  ])('%s / %s', (ours, theirs, kinds) => {
    expect(compared({ ours, theirs }).contradictions.map((c) => c.kind)).toEqual(kinds);
  });
});

describe('links', () => {
  test.each([
    ['See https://app.example.com/reset.', 'See http://www.app.example.com/reset/ please', []],
    ['See https://app.example.com/reset.', 'See https://app.example.com/reset?utm_source=mail', []],
    ['See https://app.example.com/reset.', 'See https://app.example.com/login.', ['link']],
    // A host alone stands in signatures.
    ['See https://app.example.com/reset.', 'Done.\nTom, www.example.com', []],
  ])('%s / %s', (ours, theirs, kinds) => {
    expect(compared({ ours, theirs }).contradictions.map((c) => c.kind)).toEqual(kinds);
  });
});

describe('yes and no', () => {
  test.each([
    ['You can change the billing address at any time.', 'You cannot change the billing address at any time.', true],
    ['You cannot change the amount of an invoice.', 'We cannot change the amount of an invoice, sorry.', false],
    ['Open the settings and choose your plan.', 'Open the settings. If you cannot find the plan there, tell me.', false],
    ['Con Team no hay límite de invitados.', 'Con Team no hay límite de invitados.', false],
  ])('%s / %s', (ours, theirs, contrary) => {
    expect(compared({ ours, theirs }).contradictions.some((c) => c.kind === 'yes or no')).toBe(contrary);
  });
});

test('the words that both take from the question say nothing of the answer', () => {
  const question = 'How do I change the billing address of my Hazelnote workspace?';
  const ours = 'To change the billing address of your Hazelnote workspace, open the settings, choose Billing and then Details.';
  const theirs = 'Your Hazelnote workspace has a new billing address now; Paula from accounting did that by telephone this morning.';
  expect(compared({ question, ours, theirs }).verdict).toBe('differs');
  expect(compared({ ours, theirs }).verdict).not.toBe('differs');
});

test('answers in two languages are compared by figures and links alone', () => {
  const ours = 'Öffnen Sie https://app.example.com/reset, der Link gilt 60 Minuten.';
  const theirs = 'Open https://app.example.com/reset, the link works for an hour.';
  expect(compared({ ours, theirs, language: 'de', theirLanguage: 'en' })).toMatchObject({
    verdict: 'partly',
    score: 0.4,
    contradictions: [],
  });
  const contrary = compared({ ours, theirs: 'Open https://app.example.com/other.', language: 'de', theirLanguage: 'en' });
  expect(contrary).toMatchObject({ verdict: 'differs', contradictions: [{ kind: 'link' }] });
});

test('nothing agrees with nothing', () => {
  expect(compared({ ours: 'Open the settings.', theirs: '' })).toEqual({ verdict: 'differs', score: 0, shared: [], contradictions: [] });
});
