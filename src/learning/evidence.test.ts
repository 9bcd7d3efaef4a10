import { describe, expect, test } from 'vitest';
import { evidenceFor, type Level, type Review, strikesAgainst } from './evidence.ts';

const DAY = 86_400_000;

/** So many cases of a kind over so many days. */
function cases(n: number, kind: Review['kind'], more: Partial<Review> & { days?: number; from?: number } = {}): Review[] {
  const { days = 20, from = 0, ...rest } = more;
  return Array.from({ length: n }, (_, i) => ({
    ...{ id: `${kind}-${from + i}`, thread_id: `thread-${from + i}`, turn: `turn-${from + i}`, autonomy: 'draft', kind, likeness: null },
    ...{ at: Math.round((i * days * DAY) / Math.max(1, n - 1)), ...rest },
  }));
}

describe('what a promotion takes', () => {
  const enough: readonly string[] = [];
  test.each<[string, Review[], Level, readonly string[]]>([
    ['forty sent as written, over three weeks', cases(40, 'sent'), 'draft', enough],
    ['approved counts as sent', cases(40, 'approved'), 'draft', enough],
    ['approved as it was written', cases(40, 'approved', { likeness: 1_000 }), 'draft', enough],
    ['edited before it was approved', cases(40, 'approved', { likeness: 999 }), 'draft', ['at least 0.0 % unchanged, needs 90.0 %']],
    ['thirty-nine', cases(39, 'sent'), 'draft', ['39 of 40 cases']],
    ['forty in a week', cases(40, 'sent', { days: 7 }), 'draft', ['7 of 14 days']],
    ['exactly two weeks', cases(40, 'sent', { days: 14 }), 'draft', enough],
    [
      'one of forty edited',
      [...cases(39, 'sent'), ...cases(1, 'edited', { from: 39, likeness: 900 })],
      'draft',
      ['at least 87.1 % unchanged, needs 90.0 %'],
    ],
    ['one of sixty edited', [...cases(59, 'sent'), ...cases(1, 'edited', { from: 59, likeness: 900 })], 'draft', enough],
    ['one of sixty rejected', [...cases(59, 'sent'), ...cases(1, 'rejected', { from: 59 })], 'draft', enough],
    [
      'sent, and called wrong afterwards',
      [...cases(40, 'sent'), ...cases(2, 'wrong')],
      'draft',
      ['at least 83.5 % unchanged, needs 90.0 %'],
    ],
    ['a person wrote something else', cases(40, 'answered'), 'draft', ['at least 0.0 % unchanged, needs 90.0 %']],
    [
      'what was sent by itself tells nothing of drafts',
      cases(60, 'sent', { autonomy: 'auto' }),
      'draft',
      ['0 of 40 cases', '0 of 14 days', 'at least 0.0 % unchanged, needs 90.0 %'],
    ],
    ['in shadow people answered the same', cases(40, 'answered', { autonomy: 'shadow', likeness: 400 }), 'shadow', enough],
    [
      'in shadow people answered something else',
      cases(40, 'answered', { autonomy: 'shadow', likeness: 200 }),
      'shadow',
      ['at least 0.0 % unchanged, needs 90.0 %'],
    ],
    [
      'in shadow, answers that cannot be compared',
      cases(40, 'answered', { autonomy: 'shadow' }),
      'shadow',
      ['0 of 40 cases', '0 of 14 days', 'at least 0.0 % unchanged, needs 90.0 %'],
    ],
  ])('%s', (_title, reviews, level, missing) => {
    expect(evidenceFor(reviews, level).missing).toEqual(missing);
  });

  test('a turn is one case, whatever is said of it', () => {
    expect(evidenceFor([...cases(3, 'sent'), ...cases(3, 'reopened')], 'draft')).toMatchObject({ cases: 3, unchanged: 0 });
  });
});

describe('what takes autonomy away', () => {
  const good = (from: number, n: number) => cases(n, 'sent', { from, autonomy: 'auto' }).map((r) => ({ ...r, at: (from + 1) * DAY }));
  test.each<[string, Review[], readonly string[] | null]>([
    ['nothing', good(0, 30), null],
    ['one correction', [...good(0, 19), ...cases(1, 'wrong', { from: 40, at: 50 * DAY })], null],
    ['two corrections', cases(2, 'wrong'), ['wrong', 'wrong']],
    ['two corrections of one answer', [...cases(1, 'wrong'), ...cases(1, 'reopened')], null],
    ['a correction and a re-open', [...cases(1, 'wrong'), ...cases(1, 'reopened', { from: 1, at: 5 })], ['reopened', 'wrong']],
    ['two re-opens of one conversation', cases(2, 'reopened', { thread_id: 'thread-0' }), null],
    ['two re-opens of two conversations', cases(2, 'reopened'), ['reopened', 'reopened']],
    ['two heavy edits', cases(2, 'edited', { likeness: 499 }), ['heavily edited', 'heavily edited']],
    ['two released after heavy edits', cases(2, 'approved', { likeness: 499 }), ['heavily edited', 'heavily edited']],
    ['two light edits', cases(2, 'edited', { likeness: 500 }), null],
    ['rejected drafts, which nobody was sent', cases(5, 'rejected'), null],
    [
      'two, with twenty good ones since the first',
      [...cases(1, 'wrong', { at: 0 }), ...good(1, 19), ...cases(1, 'wrong', { from: 60, at: 99 * DAY }), ...good(99, 1)],
      null,
    ],
    [
      'two, the first just within twenty',
      [...cases(1, 'wrong', { at: 0 }), ...good(1, 18), ...cases(1, 'wrong', { from: 60, at: 99 * DAY })],
      ['wrong', 'wrong'],
    ],
  ])('%s', (_title, reviews, strikes) => {
    expect(strikesAgainst(reviews)).toEqual(strikes);
  });
});
