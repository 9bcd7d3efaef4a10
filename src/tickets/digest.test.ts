import { expect, test } from 'vitest';
import { renderMarkdown } from '../mail/markdown.ts';
import { bars, type DigestFigures, digestMarkdown, digestSubject } from './digest.ts';

const NOW = Date.UTC(2026, 2, 2, 8);
const FIGURES: DigestFigures = {
  ...{ inbox: 'support', from: NOW - 86_400_000, to: NOW, zone: 'Europe/Berlin' },
  mails: {
    answeredByUs: 40,
    answeredByStaff: 5,
    drafted: 2,
    escalated: 9,
    noted: 1,
    shadowed: 0,
    machines: 20,
    unreadable: 0,
    undecided: 1,
  },
  waiting: [
    { what: 'With a team', count: 4, since: NOW - 3 * 86_400_000 },
    { what: 'Drafts to read', count: 2, since: NOW - 5 * 3_600_000 },
    { what: 'Not decided yet', count: 0, since: null },
  ],
  wrong: [{ category: 'a-category-with-a-very-long-name', count: 2 }],
  gaps: [{ mails: 3, title: 'Do you have a *gift* card?' }],
  costs: [{ currency: 'EUR', amount: 0.424, calls: 61 }],
  autonomy: [{ category: 'refund', level: 'draft', reason: 'Of its newest answers 2 called wrong.' }],
  audit: { rows: 812, head: 'a'.repeat(64) },
};

test('bars are to scale, whatever there is any of has one, and all lines are as wide', () => {
  const lines = bars([
    ['Most', 1_000],
    ['Half', 500],
    ['One', 1],
    ['None', 0],
  ]);
  expect(lines).toEqual([
    'Most              ████████████████  1000',
    'Half              ████████           500',
    'One               ▏                    1',
    'None                                   0',
  ]);
});

test('the mail says what happened, what waits and for how long, in lines that a phone shows unbroken', () => {
  const { text, html } = renderMarkdown(digestMarkdown(FIGURES));
  expect(digestSubject(FIGURES, 'Hazelnote Support')).toBe('Hazelnote Support: 78 mails, 6 wait (Mon 2 Mar)');
  expect(text).toContain('78 mails from Sun 1 Mar 09:00 to Mon 2 Mar 09:00 (Europe/Berlin)');
  for (const said of [
    'With a team          4  for 3 d',
    'Drafts to read       2  for 5 h',
    'refund is at draft now',
    '3 × Do you have a *gift* card?',
    '61 calls, 0.42 EUR',
    'a-category-with-…',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('Shadow');
  const blocks = [...html.matchAll(/<pre[^>]*>([\s\S]*?)<\/pre>/g)].flatMap(([, block = '']) =>
    block
      .replace(/<[^>]+>/g, '')
      .trimEnd()
      .split('\n'),
  );
  expect(blocks.length).toBeGreaterThan(8);
  expect(Math.max(...blocks.map((line) => [...line].length))).toBeLessThanOrEqual(40);
});

test('a quiet day is told as one', () => {
  const nothing = Object.fromEntries(Object.keys(FIGURES.mails).map((name) => [name, 0])) as unknown as DigestFigures['mails'];
  const quiet = { ...FIGURES, mails: nothing, waiting: [], wrong: [], gaps: [], costs: [], autonomy: [] };
  expect(digestSubject(quiet, 'Shop')).toBe('Shop: 0 mails, 0 wait (Mon 2 Mar)');
  expect(digestMarkdown(quiet)).toContain('Nobody waits.');
});
