import { expect, test } from 'vitest';
import type { Statistics } from '../statistics/statistics.ts';
import { COLUMNS, groupRows } from '../statistics/table.ts';
import { type Counted, type Figures, makeTally } from '../statistics/tally.ts';
import { makeInk, COLUMNS as PAPER, width } from './paper.ts';
import { breakdown, elapsed, overview } from './stats-page.ts';

const PLAIN = makeInk(false);
const HOUR = 3_600_000;
const ONE: Counted = {
  ...{ involvement: 'nobody', resolution: 'confirmed', escalated: false, ended: true, reopened: false },
  ...{ clock: HOUR, working: HOUR / 2 },
};

function figures(n: number, more: Partial<Counted> = {}): Figures {
  const tally = makeTally();
  for (let i = 0; i < n; i += 1) tally.add({ ...ONE, ...more });
  return tally.figures();
}

function statistics(all: Figures, category: Statistics['groups']['category'] = []): Statistics {
  return {
    ...{ inbox: 'support', from: Date.UTC(2026, 7, 31), to: Date.UTC(2026, 10, 22, 22), zone: 'America/Argentina/ComodRivadavia' },
    ...{ all, suppressed: 3, groups: { category, language: [], team: [], week: [{ name: '2026-W47', partial: true, figures: all }] } },
  };
}

const MANY = statistics(figures(123_456), [
  { name: 'a-category-with-a-very-long-name', figures: figures(123_449) },
  { name: '請求書\u001b[2J', figures: figures(7, { escalated: true, reopened: true }) },
  { name: null, figures: figures(0) },
]);

test('no line is wider than a terminal, however large the numbers and long the names', () => {
  for (const page of [overview(MANY, 'Hazelnote Support', PLAIN), breakdown(MANY, 'category', 'Hazelnote Support', PLAIN)])
    expect(page.split('\n').filter((line) => width(line) > PAPER)).toEqual([]);
});

test('the overview has the table, the rates with what they are shares of, the times and the weeks', () => {
  const page = overview(MANY, 'Hazelnote Support', PLAIN);
  for (const line of [
    /^Nobody was needed +123,456 +· +· +· +· +123,456 +100 %$/m,
    /^Escalated {3}0 of 123,456 had to go to a person$/m,
    /^Machines {4}3 mails not answered, by rule/m,
    /^Nobody was needed +1\.0 h +1\.0 h +30 min +30 min +123,456$/m,
    /^2026-W47 \* .*█ +123,456$/m,
    /^\* not the whole week$/m,
  ])
    expect(page).toMatch(line);
});

test('the weeks begin with the first ticket, and an empty one between others stays', () => {
  const weeks = ['2026-W44', '2026-W45', '2026-W46', '2026-W47'].map((name, i) => ({
    name,
    figures: i % 2 === 0 ? figures(0) : figures(5),
  }));
  const page = overview({ ...MANY, groups: { ...MANY.groups, week: weeks } }, 'Shop', PLAIN);
  expect(page.match(/^2026-W\d+/gm)).toEqual(['2026-W45', '2026-W46', '2026-W47']);
});

test('of few cases counts are shown, and what was never counted is no share', () => {
  const page = breakdown(MANY, 'category', 'Hazelnote Support', PLAIN);
  expect(page).toMatch(/^請求書.* +7\/7 +7\/7 +7$/m);
  expect(page).toMatch(/^\(none\) +– +– +0$/m);
  expect(page).toContain('Of fewer than 20, counts instead of shares');
  expect(page).not.toContain('\u001b');
});

test('nothing at all is a sentence', () => {
  expect(overview(statistics(figures(0)), 'Shop', PLAIN)).toContain('No ticket was opened in this time.');
});

test.each([
  [null, '–'],
  [0, '0 s'],
  [59 / 3_600, '59 s'],
  [59.7 / 3_600, '1 min'],
  [0.5, '30 min'],
  [59.6 / 60, '1.0 h'],
  [47.9, '47.9 h'],
  [48, '2.0 d'],
])('%o hours are %s', (hours, said) => {
  expect(elapsed(hours, true)).toBe(said);
});

test('at work there are no days', () => {
  expect(elapsed(48, false)).toBe('48.0 h');
});

test('every row for spreadsheets has a cell for each column', () => {
  const rows = groupRows(MANY, 'category');
  expect(rows.map((row) => row.length)).toEqual(rows.map(() => COLUMNS.length));
  const [first] = rows;
  expect(COLUMNS.map((name, i) => [name, first?.[i]]).filter(([, value]) => value !== 0 && value !== '')).toEqual([
    ['inbox', 'support'],
    ['by', 'category'],
    ['name', 'a-category-with-a-very-long-name'],
    ['tickets', 123_449],
    ['nobody_confirmed', 123_449],
    ['ended', 123_449],
    ['answered', 123_449],
    ['first_answer_p50_hours', 1],
    ['first_answer_p90_hours', 1],
    ['first_answer_p50_work_hours', 0.5],
    ['first_answer_p90_work_hours', 0.5],
  ]);
});
