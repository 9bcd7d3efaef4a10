import type { AuditEntry } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import { settle } from '../ledger/messages.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { moveTicket, ticketOf, updateTicket } from '../ledger/tickets.ts';
import { type Answerer, answeredBy } from '../tickets/course.ts';
import { labelChange } from '../tickets/labels.ts';
import { type TicketState, TRANSITIONS } from '../tickets/state.ts';
import { noteSent } from './case-of-category.ts';
import type { InboxParts } from './parts.ts';
import type { AfterEffect } from './payload.ts';

/**
 * What a decision promised becomes true once its first effect is through, in that effect's transaction. Returns what the
 * caller has to write into the audit with it.
 */
export async function carryOut(
  trx: Run,
  parts: InboxParts,
  effect: EffectRow,
  after: AfterEffect,
  at: number,
): Promise<readonly AuditEntry[]> {
  const { inbox, grant } = parts;
  const { thread_id: threadId } = effect;
  const ticket = await ticketOf(trx, inbox, threadId);
  const settled = await settle(trx, inbox, after.messages, { disposition: after.disposition, detail: after.detail }, grant.actor);
  const change = labelChange(await labelsOf(trx, inbox, threadId), after.labels);
  await changeLabels(trx, inbox, threadId, change, grant.actor, at);
  // Mail that came meanwhile keeps the ticket in triage: we owe that answer. And what has left has left: where the ticket has
  // moved on, to a person or by another answer, that must not keep it from being recorded.
  const legal = ticket !== null && TRANSITIONS[ticket.state as TicketState][after.event] !== undefined;
  const answerer = after.event === 'draft_filed' ? undefined : ANSWERER[effect.kind];
  const course = ticket === null || answerer === undefined ? {} : answeredBy(ticket, answerer, at);
  if (legal && ticket.triage_at === null) await moveTicket(trx, ticket, after.event, at, course);
  else if (ticket !== null && answerer !== undefined) await updateTicket(trx, inbox, threadId, course);
  if (effect.kind === 'reply') await noteSent(trx, effect, at);
  return settled;
}

/** Whose answer it is that has left. */
const ANSWERER: Readonly<Partial<Record<string, Answerer>>> = { reply: 'agent', approved: 'approved', relay: 'staff' };
