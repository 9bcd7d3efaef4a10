import { z } from 'zod';
import type { Gap } from '../triage/outcome.ts';
import type { Run } from './database.ts';

/** One mail that a person got because the knowledge base or the categories lack something. */
export interface Unanswered {
  readonly ticket: number;
  /** Id of the newest message of the turn. */
  readonly message: string;
  /** When it was decided; ms. */
  readonly at: number;
  readonly gap: Gap;
  /** As decided; null when too short to tell. */
  readonly language: string | null;
  readonly subject: string;
  /** Newest words; null once erased, or removed from the index. */
  readonly text: string | null;
}

const Outcome = z.object({
  gap: z.enum(['no-category', 'no-article', 'not-answered']),
  language: z.string().nullable(),
});

/** Decided since `since`, oldest first; the order is always the same. */
export async function unansweredSince(run: Run, inbox: string, since: number): Promise<readonly Unanswered[]> {
  const rows = await run
    .selectFrom('decisions')
    .innerJoin('tickets', (join) =>
      join.onRef('tickets.inbox', '=', 'decisions.inbox').onRef('tickets.thread_id', '=', 'decisions.thread_id'),
    )
    .leftJoin('messages', (join) => join.onRef('messages.inbox', '=', 'decisions.inbox').onRef('messages.id', '=', 'decisions.message'))
    .select([
      'tickets.number as ticket',
      'decisions.message as message',
      'decisions.decided_at as at',
      'decisions.outcome_json as outcome',
      'messages.subject as subject',
      'messages.text as text',
    ])
    .where('decisions.inbox', '=', inbox)
    .where('decisions.decided_at', '>=', since)
    .where('decisions.outcome_json', 'like', '%"gap":%')
    .orderBy('decisions.decided_at')
    .orderBy('decisions.turn')
    .execute();
  return rows.flatMap(({ outcome, subject, ...row }) => {
    const parsed = Outcome.safeParse(JSON.parse(outcome));
    return parsed.success ? [{ ...row, ...parsed.data, ticket: Number(row.ticket), at: Number(row.at), subject: subject ?? '' }] : [];
  });
}
