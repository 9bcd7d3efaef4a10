import type { TicketEvent, TicketState } from './state.ts';

/** What has become of a ticket so far, for figures: kept as it happens, because no later look could tell. Pure. */

/** Who answered the customer: the agent alone, a person by releasing what the agent wrote, or a person in their own words. */
export const ANSWERERS = ['agent', 'approved', 'staff'] as const;
export type Answerer = (typeof ANSWERERS)[number];

/**
 * - `customer`: said so, or thanked
 * - `silence`: said nothing more
 * - `staff`: a person closed it, or took it away
 * - `rule`: there was nothing to answer
 */
export type ResolvedBy = 'customer' | 'silence' | 'staff' | 'rule';

/** Columns of a ticket; ms. */
export interface Course {
  readonly first_answer_at: number | null;
  /** The most that a person had to do with any answer. */
  readonly answered_by: Answerer | null;
  /** When a person first had to take it. */
  readonly escalated_at: number | null;
  /** Of the end that holds; both null while there is none. */
  readonly resolved_by: ResolvedBy | null;
  readonly resolved_at: number | null;
  /** How often it had ended and there was something to do again. */
  readonly reopened: number;
}

/** Of a ticket that has just been opened. */
export const NO_COURSE: Course = {
  first_answer_at: null,
  answered_by: null,
  escalated_at: null,
  resolved_by: null,
  resolved_at: null,
  reopened: 0,
};

/**
 * How an event goes on. What the customer writes into an ended ticket opens it again only once it turns out to be more than thanks; a person who adds a word
 * to it does not.
 */
export function courseAfter(course: Course, state: TicketState, event: TicketEvent, at: number): Partial<Course> {
  switch (event) {
    case 'reply_accepted':
      return { ...again(course), ...answeredBy(course, 'agent', at) };
    case 'staff_wrote':
      return { ...(state === 'closed' ? {} : again(course)), ...answeredBy(course, 'staff', at) };
    case 'escalated':
      return { ...again(course), escalated_at: course.escalated_at ?? at };
    case 'draft_filed':
    case 'shadowed':
      return again(course);
    case 'customer_thanked':
      return ended(course, course.answered_by === null ? 'rule' : 'customer', at);
    case 'went_stale':
      return ended(course, course.resolved_by ?? 'silence', at);
    case 'closed_by_hand':
    case 'thread_removed':
      return ended(course, course.resolved_by ?? 'staff', at);
    case 'customer_wrote':
    case 'handed_back':
    case 'followed_up':
      return {};
    default:
      return event satisfies never;
  }
}

/** An answer has left, or was seen. */
export function answeredBy(course: Course, by: Answerer, at: number): Pick<Course, 'first_answer_at' | 'answered_by'> {
  const most = Math.max(ANSWERERS.indexOf(by), course.answered_by === null ? 0 : ANSWERERS.indexOf(course.answered_by));
  return { first_answer_at: Math.min(at, course.first_answer_at ?? at), answered_by: ANSWERERS[most] ?? by };
}

function again({ resolved_by, reopened }: Course): Partial<Course> {
  return resolved_by === null ? {} : { resolved_by: null, resolved_at: null, reopened: reopened + 1 };
}

/** Whatever ends it once more, it ended when it first did. */
function ended({ resolved_at }: Course, resolved_by: ResolvedBy, at: number): Partial<Course> {
  return { resolved_by, resolved_at: resolved_at ?? at };
}
