import { expect, test } from 'vitest';
import { forFigures, isWrong, type Tried } from './entry.ts';
import { lineOf, makeReport, upperBound } from './report.ts';
import { reportPage } from './report-page.ts';
import { reportTable } from './report-table.ts';
import { CONTRARY, tried, UNLIKE } from './testing/tried.ts';

const HEAD = {
  inbox: 'support',
  from: 0,
  until: 90 * 24 * 3_600_000,
  model: 'builtin',
  sample: false,
  complete: true,
  prices: null,
  mailbox: { mails: 40, unreadable: 0, answered: 12, unanswered: 3, byFirstline: 0 },
};

test.each<[string, Partial<Tried>, boolean, boolean]>([
  ['sent, and a person agreed', {}, false, false],
  ['sent, and contradicts the person', { agreement: CONTRARY }, true, true],
  ['sent, and says something else: told apart, not called wrong', { agreement: UNLIKE }, false, false],
  ['sent, and the person passed it on', { person: 'passed on', theirs: '', agreement: UNLIKE }, true, true],
  ['sent, and the person refused', { person: 'refused', agreement: UNLIKE }, true, true],
  ['sent, and both refused', { person: 'refused' }, false, false],
  ['a draft that contradicts', { outcome: 'draft', agreement: CONTRARY }, false, true],
  ['handed to a person', { outcome: 'escalated', ours: null, agreement: null, person: 'passed on' }, false, false],
])('%s', (_what, fields, wrong, wrongIfSent) => {
  expect(isWrong(tried(fields))).toBe(wrong);
  expect(isWrong(tried(fields), true)).toBe(wrongIfSent);
});

test('a line counts mails, rates, agreement, wrong answers and tokens', () => {
  const line = lineOf(
    [
      tried(),
      tried({ agreement: CONTRARY }),
      tried({ outcome: 'draft', agreement: CONTRARY }),
      tried({ outcome: 'draft', agreement: { verdict: 'partly', score: 0.3, shared: [], contradictions: [] } }),
      tried({ outcome: 'escalated', ours: null, agreement: null }),
      tried({ outcome: 'noted', ours: null, agreement: null }),
      tried({ outcome: 'shadow' }),
      // Nothing to compare with.
      tried({ person: 'passed on', theirs: '', agreement: UNLIKE }),
    ],
    null,
  );
  expect(line).toMatchObject({ mails: 8, auto: 3, draft: 2, shadow: 1, escalated: 1, noted: 1, automation: 3 / 8 });
  expect(line).toMatchObject({
    agrees: 2,
    partly: 1,
    differs: 2,
    wrong: 2,
    wrongDrafts: 1,
    inputTokens: 800,
    outputTokens: 80,
    cost: null,
  });
  expect(lineOf([], null)).toMatchObject({ mails: 0, automation: null, wrongAtMost: null });
});

test('with prices the cost is counted and shown', () => {
  const prices = { input: 0.25, output: 2, currency: 'EUR' };
  const report = makeReport({ ...HEAD, prices }, [tried({ usage: { inputTokens: 2_000_000, outputTokens: 10_000 } })]);
  expect(report.total.cost).toBe(0.52);
  expect(reportTable(report)).toMatch(/^all .* 2\.0M +10\.0k +0\.5200 EUR$/m);
  expect(reportPage([report], 0)).toContain('0.5200 EUR');
  expect(reportTable(makeReport(HEAD, [tried()]))).not.toMatch(/cost|EUR/);
});

test('what a small sample leaves open is said', () => {
  expect(upperBound(0, 10)).toBeCloseTo(0.278, 3);
  expect(upperBound(0, 1_000)).toBeLessThan(0.004);
  expect(upperBound(3, 3)).toBe(1);
});

test('categories stand by their mails; machines are counted by their rule', () => {
  const report = makeReport(HEAD, [
    tried({ category: null }),
    tried({ category: 'billing' }),
    tried({ category: 'billing' }),
    { kind: 'skipped', key: 'a', why: 'machine', detail: 'bounce' },
    { kind: 'skipped', key: 'b', why: 'machine', detail: 'mailing-list' },
    { kind: 'skipped', key: 'c', why: 'machine', detail: 'mailing-list' },
  ]);
  expect(report.categories.map((c) => [c.category, c.mails])).toEqual([
    ['billing', 2],
    [null, 1],
  ]);
  expect(report.skipped).toEqual([
    { why: 'machine', detail: 'mailing-list', mails: 2 },
    { why: 'machine', detail: 'bounce', mails: 1 },
  ]);
  expect(report.total.mails).toBe(3);
});

test('disagreements: the surest and widest first, at most three about one passage before the rest, twenty in all', () => {
  const about = (id: string) => [{ id, title: id }];
  const many = Array.from({ length: 6 }, () => tried({ agreement: CONTRARY, confidence: 1, cited: about('refunds#1') }));
  const sure = tried({ agreement: UNLIKE, confidence: 0.9, cited: about('plans#1') });
  const unsure = tried({ agreement: CONTRARY, confidence: 0.5, cited: about('export#1') });
  const report = makeReport(HEAD, [tried(), unsure, ...many, sure]);
  expect(report.disagreements.map((d) => [d.cited[0]?.id, d.weight])).toEqual([
    ...Array.from({ length: 3 }, () => ['refunds#1', 1]),
    ['plans#1', 0.81],
    ['export#1', 0.5],
    ...Array.from({ length: 3 }, () => ['refunds#1', 1]),
  ]);
  expect(
    makeReport(
      HEAD,
      Array.from({ length: 50 }, () => tried({ agreement: CONTRARY })),
    ).disagreements,
  ).toHaveLength(20);
});

test('the table says what is in it, and what it does not know', () => {
  const table = reportTable(
    makeReport({ ...HEAD, sample: true, complete: false }, [tried(), tried({ agreement: CONTRARY, subject: 'Second' })]),
  );
  expect(table).toMatch(/^support: 2 questions that people answered or passed on, 1970-01-01 to 1970-04-01, tried with builtin$/m);
  expect(table).toMatch(/^account +2 +2 +100 % +0 +0 +1 +0 +1 +1 +200 +20$/m);
  expect(table).toContain(
    '1 of 2 answers that would have been sent are wrong beside what people did (50 %); as this is a sample, up to 91 % may be.',
  );
  expect(table).toContain('The run was ended before all was tried');
  expect(table).toContain('Articles of the sample company are in force');
  expect(table).toMatch(
    / 1\. WRONG, would have been sent: account, confidence 0\.90, 1970-01-01\n +because +figure: “60 minutes” against “24 hours”/,
  );
});

test('the page escapes all that people wrote, and fetches nothing', () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)> "quoted" \'too\' & \u202etxt.exe';
  const page = reportPage(
    [
      makeReport({ ...HEAD, inbox: evil, model: evil }, [
        tried({
          subject: evil,
          mail: evil,
          ours: `**${evil}**`,
          theirs: evil,
          category: evil,
          language: evil,
          agreement: CONTRARY,
          cited: [{ id: evil, title: evil }],
        }),
      ]),
    ],
    0,
  );
  expect(page).not.toMatch(/<script|<img|onerror=alert\(2\)>|\u202e/);
  expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
  expect(page).toContain("default-src 'none'");
  // No element or style that would load something.
  const tags = page.match(/<[a-z][^>]*>/gi) ?? [];
  expect(
    tags.filter((tag) => /^<(?:link|script|img|iframe|object|embed|base|form|svg|video|audio)\b|\s(?:src|href|on\w+|style)=/i.test(tag)),
  ).toEqual([]);
  expect(page).not.toMatch(/url\(|@import/i);
});

test('figures and disagreements are the same without the words that nobody is shown', () => {
  const entries = [
    tried(),
    tried({ agreement: CONTRARY }),
    tried({ outcome: 'escalated', ours: null, agreement: null }),
    tried({ person: 'passed on', theirs: '', agreement: UNLIKE }),
    tried({ outcome: 'escalated', ours: null, agreement: null, person: 'passed on', theirs: '' }),
  ];
  expect(makeReport(HEAD, entries.map(forFigures))).toEqual(makeReport(HEAD, entries));
  expect(JSON.stringify(entries.slice(0, 1).map(forFigures))).not.toContain('How do I reset it?');
});
