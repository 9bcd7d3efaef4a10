import { describe, expect, test } from 'vitest';
import { answeredBy, type Course, courseAfter, NO_COURSE } from './course.ts';
import { nextStanding, type TicketEvent, type TicketState } from './state.ts';

/** What a ticket that is opened at 0 has become; each event is one ms later. */
function courseOf(...events: readonly TicketEvent[]): Course {
  let state: TicketState = nextStanding('new', 'customer_wrote').state;
  let course = NO_COURSE;
  events.forEach((event, i) => {
    course = { ...course, ...courseAfter(course, state, event, i + 1) };
    state = nextStanding(state, event).state;
  });
  return course;
}

describe('a ticket keeps', () => {
  test.each<[what: string, events: readonly TicketEvent[], course: Partial<Course>]>([
    ['nothing while nothing has happened', [], {}],
    ['its first answer, and that nobody was needed', ['reply_accepted'], { first_answer_at: 1, answered_by: 'agent' }],
    ['its first answer, whoever gives the second', ['reply_accepted', 'staff_wrote'], { first_answer_at: 1, answered_by: 'staff' }],
    [
      'that a person answered, whatever comes later',
      ['staff_wrote', 'customer_wrote', 'reply_accepted'],
      { first_answer_at: 1, answered_by: 'staff' },
    ],
    ['when a person first had to take it', ['escalated', 'customer_wrote', 'escalated'], { escalated_at: 1 }],
    [
      'that the customer confirmed it',
      ['reply_accepted', 'customer_thanked'],
      { first_answer_at: 1, answered_by: 'agent', resolved_by: 'customer', resolved_at: 2 },
    ],
    ['that thanks alone wanted no answer', ['customer_thanked'], { resolved_by: 'rule', resolved_at: 1 }],
    [
      'that the end was assumed',
      ['reply_accepted', 'followed_up', 'went_stale'],
      { first_answer_at: 1, answered_by: 'agent', resolved_by: 'silence', resolved_at: 3 },
    ],
    ['that a person closed it', ['escalated', 'closed_by_hand'], { escalated_at: 1, resolved_by: 'staff', resolved_at: 2 }],
    ['that a person removed it', ['escalated', 'thread_removed'], { escalated_at: 1, resolved_by: 'staff', resolved_at: 2 }],
  ])('%s', (_, events, course) => {
    expect(courseOf(...events)).toEqual({ ...NO_COURSE, ...course });
  });

  const closed = ['reply_accepted', 'followed_up', 'went_stale'] as const;
  const assumed = { first_answer_at: 1, answered_by: 'agent', resolved_by: 'silence', resolved_at: 3 } as const;
  test.each<[what: string, events: readonly TicketEvent[], course: Partial<Course>]>([
    ['what the customer writes after the end, until it is decided about', ['customer_wrote'], assumed],
    [
      'thanks after the end: confirmed, and not opened again',
      ['customer_wrote', 'customer_thanked'],
      { ...assumed, resolved_by: 'customer' },
    ],
    [
      'more than thanks: opened again',
      ['customer_wrote', 'reply_accepted'],
      { ...assumed, resolved_by: null, resolved_at: null, reopened: 1 },
    ],
    [
      'a person who answers it',
      ['customer_wrote', 'staff_wrote'],
      { ...assumed, answered_by: 'staff', resolved_by: null, resolved_at: null, reopened: 1 },
    ],
    ['a person who only adds a word', ['staff_wrote'], { ...assumed, answered_by: 'staff' }],
    [
      'opened and ended twice',
      ['customer_wrote', 'escalated', 'closed_by_hand', 'customer_wrote', 'escalated'],
      { ...assumed, escalated_at: 5, resolved_by: null, resolved_at: null, reopened: 2 },
    ],
  ])('%s', (_, events, course) => {
    expect(courseOf(...closed, ...events)).toEqual({ ...NO_COURSE, ...course });
  });
});

test('an answer that is seen late counts from when it was sent', () => {
  const course = { ...NO_COURSE, ...answeredBy(NO_COURSE, 'approved', 20) };
  expect(answeredBy(course, 'agent', 10)).toEqual({ first_answer_at: 10, answered_by: 'approved' });
});
