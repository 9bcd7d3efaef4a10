import type { TicketRow } from '../ledger/schema.ts';
import type { TriageInput } from '../triage/triage.ts';
import type { InboxParts } from './parts.ts';

const DAY = 24 * 3_600_000;

/** How many automatic answers were already given: the caps are the last backstop against a loop that nothing else saw. */
export async function countAnswers(parts: InboxParts, ticket: TicketRow, sender: string): Promise<TriageInput['counts']> {
  const { db, inbox, now } = parts;
  const ours = db
    .selectFrom('messages')
    .where('messages.inbox', '=', inbox)
    .where('messages.direction', '=', 'out')
    .where('messages.author', '=', 'agent');
  const inThread = ours.where('messages.thread_id', '=', ticket.thread_id);
  const [all, today, toSender] = await Promise.all([
    inThread.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
    inThread
      .where('messages.sent_at', '>', now() - DAY)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
    // SQLite takes the tables of a cross join in this order: the tickets of one sender are few, the messages of a day are not.
    db
      .selectFrom('tickets')
      .crossJoin('messages')
      .whereRef('messages.inbox', '=', 'tickets.inbox')
      .whereRef('messages.thread_id', '=', 'tickets.thread_id')
      .where('tickets.inbox', '=', inbox)
      .where('tickets.requester', '=', sender)
      .where('messages.direction', '=', 'out')
      .where('messages.author', '=', 'agent')
      .where('messages.sent_at', '>', now() - DAY)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  ]);
  return { ticket: Number(all.n), threadToday: Number(today.n), senderToday: Number(toSender.n) };
}
