import type { Run } from '../ledger/database.ts';
import { addThreadRefs, messageById } from '../ledger/messages.ts';
import { ticketOf } from '../ledger/tickets.ts';
import type { Answer } from './draft-answers.ts';
import type { FiledDraft } from './draft-copy.ts';
import type { InboxParts } from './parts.ts';

/** A sent copy whose client has left the ids out becomes part of the conversation it belongs to, so that the customer's answer to it does, too. */
export async function adoptAnswer(trx: Run, { inbox }: InboxParts, { row }: FiledDraft, { id, threadId }: Answer): Promise<void> {
  if (threadId === row.thread_id || (await ticketOf(trx, inbox, threadId)) !== null) return;
  const message = await messageById(trx, inbox, id);
  await trx.updateTable('messages').set({ thread_id: row.thread_id }).where('inbox', '=', inbox).where('id', '=', id).execute();
  if (message === null || message.message_id === null) return;
  await trx.deleteFrom('thread_refs').where('inbox', '=', inbox).where('ref', '=', message.message_id).execute();
  await addThreadRefs(trx, inbox, row.thread_id, [message.message_id]);
}
