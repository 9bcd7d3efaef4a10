import { appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { settle } from '../ledger/messages.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { moveTicket, ticketOf, updateTicket } from '../ledger/tickets.ts';
import type { InboxParts } from './parts.ts';

/**
 * A mail to several of our inboxes is answered by the first that has it. To says where it was meant to go, not where it went: only a mail that the
 * ledger holds for another inbox is left to that one. Until then it waits, for `debounceMax` at most; then whoever has it answers, and an inbox that
 * comes by it later leaves it alone.
 */

/** While another inbox may still come by the mail, ms between looks. */
const STEP = 1_000;
const OTHER_INBOX = { disposition: 'noted', detail: 'other inbox' } as const;

type Addressed = Pick<MessageRow, 'to_json' | 'cc_json' | 'header_digest' | 'raw_text'>;

/** True when another of our inboxes has this mail: an earlier one at all, a later one with a decision about it. */
export async function isElsewhere(run: Run, parts: InboxParts, message: Addressed): Promise<boolean> {
  for (const { inbox, first } of addressed(parts, message)) {
    const rows = await run
      .selectFrom('messages')
      .select(['disposition', 'wait'])
      .where('inbox', '=', inbox)
      .where('header_digest', '=', message.header_digest)
      // Forms reuse ids, and send two customers' mail in one second.
      .where('raw_text', '=', message.raw_text)
      .where('direction', '=', 'in')
      .execute();
    const isHeld = rows.some((row) => row.disposition !== 'historic');
    const isDecided = rows.some((row) => row.wait === 'sending' || DECIDED.includes(row.disposition ?? ''));
    if (first ? isHeld : isDecided) return true;
  }
  return false;
}

const DECIDED = ['answered', 'drafted', 'shadowed', 'escalated', 'superseded', 'duplicate'];

/** Mails of a due ticket that others have are settled; true when nothing is left to be decided now. */
export async function leftToOthers(
  parts: InboxParts,
  threadId: string,
  unanswered: readonly MessageRow[],
  overdue: boolean,
): Promise<boolean> {
  const { db, inbox, now, config } = parts;
  if (!unanswered.some((m) => addressed(parts, m).length > 0)) return false;
  const theirs: MessageRow[] = [];
  for (const message of unanswered) if (await isElsewhere(db, parts, message)) theirs.push(message);
  const ours = unanswered.filter((m) => !theirs.includes(m));
  if (theirs.length > 0) {
    await transactInbox(db, inbox, async (trx) => {
      const ids = theirs.map((m) => m.id);
      await appendAudit(trx, inbox, now(), await settle(trx, inbox, ids, OTHER_INBOX, 'daemon'));
      const ticket = await ticketOf(trx, inbox, threadId);
      // As with thanks: nobody here owes anybody a word.
      if (ticket !== null && ours.length === 0)
        await moveTicket(trx, ticket, 'customer_thanked', now(), { triage_at: null, resolved_by: ticket.resolved_by ?? 'rule' });
    });
  }
  if (ours.length === 0) return true;
  const until = Math.max(...ours.map((m) => (addressed(parts, m).some((a) => a.first) ? m.recorded_at + config.intake.debounceMax : 0)));
  const isDue = overdue || now() >= until;
  if (isDue && theirs.length === 0) return false;
  const next = isDue ? now() : Math.min(until, now() + STEP);
  await updateTicket(db, inbox, threadId, { triage_at: next });
  parts.ring(threadId, next - now());
  return true;
}

function addressed({ otherInboxes }: InboxParts, { to_json, cc_json }: Addressed): readonly { inbox: string; first: boolean }[] {
  if (otherInboxes.size === 0) return [];
  const named = [to_json, cc_json].flatMap((json) => JSON.parse(json) as { address: string }[]);
  return [...new Set(named.flatMap((a) => otherInboxes.get(a.address) ?? []))];
}
