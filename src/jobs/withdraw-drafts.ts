import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import { type DraftRow, waitingDraftsOf } from '../ledger/drafts.ts';
import { messageById, messagesOfThread, setWait } from '../ledger/messages.ts';
import { ticketOf, updateTicket } from '../ledger/tickets.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import { filedDraft, isAsFiled, readCopy } from './draft-copy.ts';
import { locateDraft } from './draft-locate.ts';
import type { InboxParts } from './parts.ts';
import { settleWithdrawn } from './settle-draft.ts';

/**
 * The customer has written again while a reply waits for a person. Nobody has touched it: it is taken away, and one answer covers all. Somebody has: it is theirs, it
 * stays where it is, and the conversation is that person's. One that is nowhere to be seen may be on its way: whoever watches drafts finds out.
 * Runs under the ticket's lease, before anything is decided.
 */
export async function withdrawDrafts(parts: InboxParts, threadId: string): Promise<void> {
  const { db, inbox } = parts;
  const waiting = await waitingDraftsOf(db, { inbox, threadId });
  if (waiting.length === 0 || !(await messagesOfThread(db, inbox, threadId)).some((m) => isOpenWait(m.wait))) return;
  for (const row of waiting) await withdraw(parts, row);
}

async function withdraw(parts: InboxParts, row: DraftRow): Promise<void> {
  const { db, inbox, mailbox, config, now, log } = parts;
  const draft = await filedDraft(parts, row);
  const place = await locateDraft(parts, draft);
  if (place === null) return;
  const copy = await readCopy(parts, place);
  if (copy === null) return;
  if (!(await isAsFiled(parts, draft, copy))) {
    log.info({ thread: row.thread_id }, 'the customer wrote again while a person works on a draft: the conversation is theirs');
    return transactInbox(db, inbox, async (trx) => {
      const ticket = await ticketOf(trx, inbox, row.thread_id);
      if (ticket === null || ticket.person_since !== null) return;
      await updateTicket(trx, inbox, row.thread_id, { person_since: now() });
      await appendAudit(trx, inbox, now(), [
        { actor: 'daemon', kind: 'draft.kept', refs: { effect: row.effect, thread: row.thread_id, why: 'edited by hand' } },
      ]);
    });
  }
  await mailbox.remove(place.mailbox, [place.uid], place.uidValidity);
  await transactInbox(db, inbox, async (trx) => {
    await settleWithdrawn(trx, parts, draft, { why: 'the customer wrote again', leftover: null });
    const answered: string[] = [];
    for (const id of draft.payload.after?.messages ?? [])
      if ((await messageById(trx, inbox, id))?.disposition === 'drafted') answered.push(id);
    await setWait(trx, inbox, answered, 'debouncing', now() + config.intake.waitDeadline);
  });
}
