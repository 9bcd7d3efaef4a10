import { sql } from 'kysely';
import type { Course } from '../tickets/course.ts';
import type { Run } from './database.ts';
import { prepared } from './prepared.ts';

export type CourseRow = Course & {
  readonly received_at: number;
  readonly category: string | null;
  readonly language: string | null;
  readonly team: string | null;
};

/** What has become of the tickets whose first mail came between two moments, by an index that holds the period together. */
export const coursesBetween: (run: Run, period: { inbox: string; from: number; to: number }) => Promise<CourseRow[]> = prepared(
  (run, p: { inbox: string; from: number; to: number }) =>
    run
      .selectFrom('tickets')
      .select([
        ...(['received_at', 'first_answer_at', 'answered_by', 'escalated_at', 'resolved_by', 'resolved_at', 'reopened'] as const),
        ...(['category', 'language', 'team'] as const),
      ])
      .where('inbox', '=', p.inbox)
      .where('received_at', '>=', p.from)
      .where('received_at', '<', p.to),
);

/** Mails of a period that rules kept from being answered. */
export async function suppressedBetween(run: Run, inbox: string, from: number, to: number): Promise<number> {
  const row = await run
    .selectFrom('messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('inbox', '=', inbox)
    .where('arrived_at', '>=', from)
    .where('arrived_at', '<', to)
    // Written out, so that the index of such mails alone serves.
    .where('disposition', '=', sql.lit('suppressed'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
