import type { Course } from '../tickets/course.ts';

/** What a ticket counts as. The words are those of docs/statistics.md. Pure. */

/**
 * How much people had to do with it:
 * - `nobody`: answered by the agent, and never a person's
 * - `approved`: a person released what the agent had written, and wrote nothing of their own
 * - `person`: a person answered, or was given it after an answer of the agent
 * - `unanswered`: ended without an answer, because there was nothing to answer or a person said so
 * - `waiting`: has neither an answer nor an end yet
 */
export const INVOLVEMENTS = ['nobody', 'approved', 'person', 'unanswered', 'waiting'] as const;
export type Involvement = (typeof INVOLVEMENTS)[number];

/**
 * How it stands:
 * - `confirmed`: the customer said that it is resolved
 * - `assumed`: closed because the customer said nothing more
 * - `closed`: a person closed it, or nothing was to be done
 * - `reopened`: had ended, and is open again
 * - `open`: has never ended
 */
export const RESOLUTIONS = ['confirmed', 'assumed', 'closed', 'reopened', 'open'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export function involvementOf({ answered_by, escalated_at, resolved_by }: Course): Involvement {
  if (answered_by === null) return resolved_by === null ? 'waiting' : 'unanswered';
  if (answered_by === 'agent') return escalated_at === null ? 'nobody' : 'person';
  return answered_by === 'approved' ? 'approved' : 'person';
}

export function resolutionOf({ resolved_by, reopened }: Course): Resolution {
  switch (resolved_by) {
    case 'customer':
      return 'confirmed';
    case 'silence':
      return 'assumed';
    case 'staff':
    case 'rule':
      return 'closed';
    case null:
      return reopened > 0 ? 'reopened' : 'open';
    default:
      return resolved_by satisfies never;
  }
}
