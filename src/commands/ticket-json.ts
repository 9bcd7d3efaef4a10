import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { nextStep, owedSince } from '../tickets/next-step.ts';

/** What `firstline tickets --json` prints of a ticket; times are ISO 8601. */
export function ticketForPrograms(ticket: TicketRow, labels: readonly string[]) {
  const { kind, at } = nextStep(ticket);
  return {
    inbox: ticket.inbox,
    ticket: ticket.number,
    thread: ticket.thread_id,
    subject: ticket.subject,
    requester: ticket.requester,
    state: ticket.state,
    owes: ticket.owes,
    /** Since when whoever owes the next word owes it; null where nobody does. */
    since: ticket.owes === 'nobody' ? null : iso(owedSince(ticket)),
    next: { what: kind, at: at === null ? null : iso(at) },
    personSince: isoOrNull(ticket.person_since),
    category: ticket.category,
    priority: ticket.priority,
    language: ticket.language,
    team: ticket.team,
    labels,
    receivedAt: iso(ticket.received_at),
    updatedAt: iso(ticket.updated_at),
    firstAnswerAt: isoOrNull(ticket.first_answer_at),
    answeredBy: ticket.answered_by,
    escalatedAt: isoOrNull(ticket.escalated_at),
    resolvedAt: isoOrNull(ticket.resolved_at),
    resolvedBy: ticket.resolved_by,
    reopened: ticket.reopened,
  };
}

/** @param withText null where the words are not asked for, or have been erased */
export function mailForPrograms(mail: MessageRow, withText: boolean) {
  return {
    message: mail.id,
    messageId: mail.message_id,
    direction: mail.direction,
    author: mail.author,
    from: mail.from_address,
    at: iso(mail.arrived_at),
    disposition: mail.disposition,
    detail: mail.disposition_detail,
    wait: mail.wait,
    text: withText ? mail.text : null,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
