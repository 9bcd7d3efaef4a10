import { prepared } from '../ledger/prepared.ts';
import type { MessageRow } from '../ledger/schema.ts';
import type { TriageInput } from '../triage/triage.ts';
import type { InboxParts } from './parts.ts';

const DAY = 24 * 3_600_000;

/** How many automatic answers were already given: the caps are the last backstop against a loop that nothing else saw. */
export async function countAnswers(
  { db, inbox, now }: InboxParts,
  thread: readonly MessageRow[],
  sender: string,
): Promise<TriageInput['counts']> {
  const since = now() - DAY;
  const ours = thread.filter((m) => m.direction === 'out' && m.author === 'agent');
  const [toSender] = await answersTo(db, { inbox, sender, since });
  return { ticket: ours.length, threadToday: ours.filter((m) => m.sent_at > since).length, senderToday: Number(toSender?.n ?? 0) };
}

// SQLite takes the tables of a cross join in this order: the tickets of one sender are few, the messages of a day are not.
const answersTo = prepared((run, p: { inbox: string; sender: string; since: number }) =>
  run
    .selectFrom('tickets')
    .crossJoin('messages')
    .whereRef('messages.inbox', '=', 'tickets.inbox')
    .whereRef('messages.thread_id', '=', 'tickets.thread_id')
    .where('tickets.inbox', '=', p.inbox)
    .where('tickets.requester', '=', p.sender)
    .where('messages.direction', '=', 'out')
    .where('messages.author', '=', 'agent')
    .where('messages.sent_at', '>', p.since)
    .select((eb) => eb.fn.countAll<number>().as('n')),
);
