import { describe, expect, test } from 'vitest';
import { type Course, NO_COURSE } from '../tickets/course.ts';
import { type Involvement, involvementOf, type Resolution, resolutionOf } from './standing.ts';
import { countedAs, makeTally, percentile } from './tally.ts';

const HOUR = 3_600_000;
const byClock = (from: number, to: number) => to - from;

describe('a ticket counts as', () => {
  test.each<[Partial<Course>, Involvement, Resolution]>([
    [{}, 'waiting', 'open'],
    [{ escalated_at: 1 }, 'waiting', 'open'],
    [{ answered_by: 'agent' }, 'nobody', 'open'],
    [{ answered_by: 'agent', resolved_by: 'customer' }, 'nobody', 'confirmed'],
    [{ answered_by: 'agent', resolved_by: 'silence' }, 'nobody', 'assumed'],
    [{ answered_by: 'agent', escalated_at: 1 }, 'person', 'open'],
    [{ answered_by: 'approved', escalated_at: 1 }, 'approved', 'open'],
    [{ answered_by: 'staff', resolved_by: 'staff' }, 'person', 'closed'],
    [{ answered_by: 'agent', reopened: 1 }, 'nobody', 'reopened'],
    [{ answered_by: 'agent', reopened: 1, resolved_by: 'customer' }, 'nobody', 'confirmed'],
    [{ resolved_by: 'rule' }, 'unanswered', 'closed'],
    [{ escalated_at: 1, resolved_by: 'staff' }, 'unanswered', 'closed'],
  ])('%o', (course, involvement, resolution) => {
    const ticket = { ...NO_COURSE, ...course };
    expect([involvementOf(ticket), resolutionOf(ticket)]).toEqual([involvement, resolution]);
  });
});

test('rates have what they are shares of, and every ticket is in one cell', () => {
  const tally = makeTally();
  for (const course of [
    { answered_by: 'agent', first_answer_at: HOUR },
    { answered_by: 'agent', first_answer_at: 2 * HOUR, resolved_by: 'customer' },
    { answered_by: 'staff', first_answer_at: 10 * HOUR, escalated_at: 1, reopened: 1 },
    { escalated_at: 1 },
  ] as const)
    tally.add(countedAs({ ...NO_COURSE, received_at: 0, ...course }, (from, to) => (to - from) / 2));
  const { matrix, firstAnswerBy, ...figures } = tally.figures();
  expect(figures).toEqual({
    ...{ tickets: 4, escalated: 2, ended: 2, reopened: 1 },
    firstAnswer: { answered: 3, p50: 2, p90: 10, workP50: 1, workP90: 5 },
  });
  expect(firstAnswerBy.nobody).toEqual({ answered: 2, p50: 1, p90: 2, workP50: 0.5, workP90: 1 });
  expect(firstAnswerBy.approved).toEqual({ answered: 0, p50: null, p90: null, workP50: null, workP90: null });
  expect(
    Object.values(matrix)
      .flatMap((row) => Object.values(row))
      .reduce((a, b) => a + b),
  ).toBe(4);
  expect([matrix.nobody, matrix.person.reopened, matrix.waiting.open]).toEqual([
    { confirmed: 1, assumed: 0, closed: 0, reopened: 0, open: 1 },
    1,
    1,
  ]);
});

test('an answer from before the mail was taken in was no wait', () => {
  const tally = makeTally();
  tally.add(countedAs({ ...NO_COURSE, received_at: HOUR, first_answer_at: 0, answered_by: 'staff' }, byClock));
  expect(tally.figures().firstAnswer).toMatchObject({ answered: 1, p50: 0, workP50: 0 });
});

test.each([
  [[], 50, null],
  [[7], 50, 7],
  [[7], 90, 7],
  [[1, 2, 3, 4], 50, 2],
  [[1, 2, 3, 4], 90, 4],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, 9],
])('of %o, %i %% do not exceed %o', (values, percent, expected) => {
  expect(percentile(values, percent)).toBe(expected);
});
