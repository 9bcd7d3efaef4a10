import type { Run } from '../ledger/database.ts';
import { setWait } from '../ledger/messages.ts';
import { updateTicket } from '../ledger/tickets.ts';
import { isCopy, isVouchedFor } from '../tickets/copies.ts';
import { OPEN_WAITS } from '../tickets/disposition.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';

/** Open mails of one sender that are compared: a person sends few, a machine gone wild is nobody's copies. */
const MANY = 20;

/** The conversation of an open mail that this one is a second copy of: the two are one turn, and answered once. */
export async function copiedThread(trx: Run, { inbox, config }: InboxParts, { row, admission }: Read): Promise<string | null> {
  if (admission.kind !== 'work' || admission.escalate !== null || !isVouchedFor(row)) return null;
  const open = await trx
    .selectFrom('messages')
    .select(['thread_id', 'from_address', 'reply_address', 'subject', 'text', 'attachments_json', 'verdict_json'])
    .where('inbox', '=', inbox)
    .where('from_address', '=', row.from_address)
    // Nothing waits for longer.
    .where('arrived_at', '>', row.arrived_at - config.intake.waitDeadline)
    .where('wait', 'in', [...OPEN_WAITS])
    .where('disposition_detail', 'is', null)
    .orderBy('arrived_at', 'desc')
    .limit(MANY)
    .execute();
  return open.find((other) => isCopy(other, row))?.thread_id ?? null;
}

/**
 * Mails that were to be dealt with together with these, which are gone before anything was decided about them, wait for an answer of
 * their own again: nothing else would give them one.
 */
export async function reopenCovered(trx: Run, parts: InboxParts, gone: readonly string[], at: number): Promise<void> {
  const { inbox, config } = parts;
  for (let ids = [...gone]; ids.length > 0; ) {
    const threads = trx.selectFrom('messages').select('thread_id').where('inbox', '=', inbox).where('id', 'in', ids);
    const covered = await trx
      .selectFrom('messages')
      .select(['id', 'thread_id'])
      .where('inbox', '=', inbox)
      .where('thread_id', 'in', threads)
      .where('disposition', 'in', ['superseded', 'duplicate'])
      .where('disposition_detail', 'in', ids)
      .execute();
    ids = covered.map((m) => m.id);
    await setWait(trx, inbox, ids, 'debouncing', at + config.intake.waitDeadline);
    for (const threadId of new Set(covered.map((m) => m.thread_id))) await updateTicket(trx, inbox, threadId, { triage_at: at });
  }
}
