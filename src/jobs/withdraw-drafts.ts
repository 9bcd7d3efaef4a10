import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import { asPlace, type DraftPlace, type DraftRow, updateDraft, waitingDraftsOf } from '../ledger/drafts.ts';
import { messageById, messagesOfThread, setWait } from '../ledger/messages.ts';
import { ticketOf, updateTicket } from '../ledger/tickets.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import { type FiledDraft, filedDraft, isAsFiled, readCopy } from './draft-copy.ts';
import { copiesOf, locateDraft } from './draft-locate.ts';
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
  const { db, inbox, mailbox, config, now, log, fault } = parts;
  const draft = await filedDraft(parts, row);
  const place = await locateDraft(parts, draft);
  if (place === null) return;
  const copy = await readCopy(parts, place);
  if (copy === null) return;
  if (!(await isAsFiled(parts, draft, copy)) || (await isWorkedOn(parts, draft, place))) {
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
  fault('drafts.before-withdraw');
  // Settled before it is taken away: whoever finds it gone and knows nothing of it would call it rejected.
  await transactInbox(db, inbox, async (trx) => {
    await settleWithdrawn(trx, parts, draft, { why: 'the customer wrote again', leftover: place });
    const answered: string[] = [];
    for (const id of draft.payload.after?.messages ?? [])
      if ((await messageById(trx, inbox, id))?.disposition === 'drafted') answered.push(id);
    await setWait(trx, inbox, answered, 'debouncing', now() + config.intake.waitDeadline);
  });
  fault('drafts.after-withdraw');
  await mailbox.remove(place.mailbox, [place.uid], place.uidValidity);
  await updateDraft(db, row, asPlace(null));
}

/** A client may leave ours where it lies while somebody writes in a copy of it, or beside it. */
async function isWorkedOn(parts: InboxParts, draft: FiledDraft, place: DraftPlace): Promise<boolean> {
  for (const copy of await copiesOf(parts, draft)) {
    if (copy.mailbox === place.mailbox && copy.uid === place.uid) continue;
    const read = await readCopy(parts, copy);
    if (read !== null && !(await isAsFiled(parts, draft, read))) return true;
  }
  return false;
}
