import { appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { messagesOfThread } from '../ledger/messages.ts';
import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { LOOK } from '../ledger/ticket-clocks.ts';
import { updateTicket } from '../ledger/tickets.ts';
import { reminderText } from '../staff/notice-text.ts';
import { handoffSubject } from '../tickets/handoff.ts';
import { leadOf } from '../tickets/lead.ts';
import type { Priority } from '../triage/outcome.ts';
import { putNotice } from './notice.ts';
import { ownMessageId, secondId } from './own-ids.ts';
import type { InboxParts } from './parts.ts';
import { teamOf } from './plan-work.ts';
import { newestOfCustomer } from './relay.ts';
import { wordsFor } from './staff-notices.ts';

/** Tells the team, or the lead, in the caller's transaction, that a customer still waits for staff. The same wait is told once to each. */
export async function remind(trx: Run, parts: InboxParts, ticket: TicketRow, whom: 'team' | 'lead', at: number): Promise<void> {
  const { inbox, policy } = parts;
  const threadId = ticket.thread_id;
  const team = teamOf(parts, ticket);
  const named = policy.teams[team];
  const newest = newestOfCustomer(parts, await messagesOfThread(trx, inbox, threadId));
  const told = whom === 'lead' ? undefined : await lastHandoff(trx, inbox, threadId, team);
  const to = whom === 'lead' ? leadOf(policy) : { name: named?.name ?? '', address: named?.email ?? '' };
  const reads = wordsFor(parts, to.address);
  const since = new Date(ticket.owed_since ?? ticket.staff_since ?? at).toISOString().slice(0, 16).replace('T', ' ');
  const facts = { ticket: ticket.number, subject: ticket.subject, outcome: { priority: ticket.priority as Priority } };
  const notice = {
    ...{ threadId, cause: `remind-${whom}:${ticket.staff_since}`, answerable: true, to: [to] },
    subject: handoffSubject(facts, reads.language),
    markdown: reminderText(reads, {
      from: authorOf(ticket, newest),
      words: newest?.text ?? '',
      since: `${since} UTC`,
      isDraft: ticket.state === 'drafted',
      team: whom === 'lead' ? (named?.name ?? team) : null,
    }),
    ...(told === undefined ? {} : { inReplyTo: ownMessageId(parts, told.effect), references: [secondId(parts, told.effect)] }),
  };
  await putNotice(trx, parts, notice, at);
  await updateTicket(trx, inbox, threadId, { ...(whom === 'team' ? { team_reminded_at: at } : { lead_reminded_at: at }), ...LOOK });
  const refs = { thread: threadId, ticket: ticket.number, team, whom, since: ticket.staff_since };
  await appendAudit(trx, inbox, at, [{ actor: 'daemon', kind: 'ticket.reminded', refs }]);
}

function authorOf({ requester }: TicketRow, newest: MessageRow | null): string {
  if (newest === null) return requester;
  return newest.from_name === '' ? newest.from_address : `${newest.from_name} (${newest.from_address})`;
}

/** The mail that it stands below in people's mail clients. */
function lastHandoff(trx: Run, inbox: string, threadId: string, team: string) {
  return trx
    .selectFrom('handoffs')
    .select('effect')
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .where('team', '=', team)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
}
