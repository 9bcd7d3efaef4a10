import type { Run } from '../ledger/database.ts';
import { messagesOfThread } from '../ledger/messages.ts';
import type { TicketRow } from '../ledger/schema.ts';
import { updateTicket } from '../ledger/tickets.ts';
import { SAME_DRAFT } from '../tickets/draft-fate.ts';
import type { InboxParts } from './parts.ts';
import { writtenByPerson } from './person-answered.ts';

/**
 * A mail that a person sent by hand is theirs until it turns out to be a draft of ours. Where all that people have sent in a ticket were drafts, a person approved what the
 * agent wrote; in the transaction that settles the draft.
 */
export async function noteReleased(trx: Run, { inbox, ours }: Pick<InboxParts, 'inbox' | 'ours'>, ticket: TicketRow): Promise<void> {
  const { thread_id: threadId } = ticket;
  const written = (await messagesOfThread(trx, inbox, threadId)).filter((m) => writtenByPerson(m, ticket.requester, ours));
  const { released } = await trx
    .selectFrom('reviews')
    .select(({ fn }) => fn.countAll<number>().as('released'))
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .where('id', 'like', 'draft:%')
    .where('kind', 'in', ['sent', 'edited', 'approved'])
    .where('likeness', '>=', SAME_DRAFT)
    .executeTakeFirstOrThrow();
  if (written.length <= Number(released)) await updateTicket(trx, inbox, threadId, { answered_by: 'approved' });
}
