import { appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { messagesOfThread } from '../ledger/messages.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { ticketOf, updateTicket } from '../ledger/tickets.ts';
import { answersCustomer } from '../tickets/bystander.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';

/** What a helpdesk writes into answers that its people wrote: no machine's word, unless it says that it is a reply by itself. */
const OF_HELPDESKS: readonly string[] = ['auto-submitted', 'precedence', 'mailing-list', 'no-reply-sender'];

/** Why only a person may deal with such a mail itself. */
const ANSWERS_OURS = 'answers somebody who wrote to us as well';

/**
 * Somebody outside has answered the customer in this conversation, with us among the recipients: whatever the agent was about to say waits for a person, and so does the
 * customer's next mail. Nothing is settled: anybody whom the customer has given the mail can do this, and must not be able to silence a ticket. Returns the mail, which is
 * answered by nobody but a person.
 */
export async function noteBystander(trx: Run, parts: InboxParts, read: Read, threadId: string): Promise<Read> {
  const { admission, row } = read;
  const isWritten =
    admission.kind === 'work' ||
    (admission.kind === 'suppressed' && OF_HELPDESKS.includes(admission.rule) && !/auto-replied/i.test(admission.detail));
  if (!isWritten || !answersCustomer(row, await messagesOfThread(trx, parts.inbox, threadId), parts.ours)) return read;
  await takeForPerson(trx, parts, threadId, row);
  return admission.kind === 'work' ? { ...read, admission: { kind: 'work', escalate: admission.escalate ?? ANSWERS_OURS } } : read;
}

/** The same where that answer came before the mail that it answers. @param elsewhere conversations that name this mail */
export async function noteEarlierBystander(trx: Run, parts: InboxParts, row: MessageRow, elsewhere: readonly string[]): Promise<void> {
  const thread = await messagesOfThread(trx, parts.inbox, row.thread_id);
  for (const other of new Set(elsewhere.filter((id) => id !== row.thread_id))) {
    const found = (await messagesOfThread(trx, parts.inbox, other)).find((m) => names(m, [row]) && answersCustomer(m, thread, parts.ours));
    if (found !== undefined) return takeForPerson(trx, parts, row.thread_id, found);
  }
}

async function takeForPerson(
  trx: Run,
  { inbox, now }: InboxParts,
  threadId: string,
  by: Pick<MessageRow, 'id' | 'from_address' | 'subject'>,
): Promise<void> {
  const at = now();
  const ticket = await ticketOf(trx, inbox, threadId);
  if (ticket === null || ticket.person_since !== null) return;
  // What is in the outbox was put there before: it is looked at once more before it leaves.
  await updateTicket(trx, inbox, threadId, { person_since: at });
  const refs = { thread: threadId, ticket: ticket.number, message: by.id };
  await appendAudit(trx, inbox, at, [
    { actor: 'daemon', kind: 'ticket.answered_elsewhere', refs, personal: { from: by.from_address, subject: by.subject } },
  ]);
}

/** Mails after the conversation began that are looked through; nobody keeps more of them open. */
const MANY = 200;

/** Who has answered the customer from beside a conversation, as the audit has it; null: nobody. */
export async function bystanderOf({ db, inbox, ours }: InboxParts, thread: readonly MessageRow[]): Promise<string | null> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('arrived_at', '>=', Math.min(...thread.map((m) => m.arrived_at)) - CLOCKS)
    .where('direction', '=', 'in')
    .orderBy('arrived_at', 'desc')
    .limit(MANY)
    .execute();
  const own = new Set(thread.map((m) => m.thread_id));
  const found = rows.find((m) => !own.has(m.thread_id) && names(m, thread) && answersCustomer(m, thread, ours));
  return found?.from_address ?? null;
}

/** Two mails of one moment take different ways, ms. */
const CLOCKS = 10 * 60_000;

function names({ refs_json }: MessageRow, thread: readonly MessageRow[]): boolean {
  const refs = JSON.parse(refs_json) as string[];
  return thread.some(({ message_id: id }) => id !== null && refs.includes(id));
}
