import type { Run } from '../ledger/database.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import { settle } from '../ledger/messages.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { moveTicket, ticketOf } from '../ledger/tickets.ts';
import { labelChange } from '../tickets/labels.ts';
import type { InboxParts } from './parts.ts';
import type { AfterEffect } from './payload.ts';

/** What a decision promised becomes true once its first effect is through, in that effect's transaction. */
export async function carryOut(trx: Run, parts: InboxParts, effect: EffectRow, after: AfterEffect, at: number): Promise<void> {
  const { inbox, grant } = parts;
  const { thread_id: threadId } = effect;
  const ticket = await ticketOf(trx, inbox, threadId);
  await settle(trx, inbox, after.messages, { disposition: after.disposition, detail: after.detail }, grant.actor, at);
  const change = labelChange(await labelsOf(trx, inbox, threadId), after.labels);
  await changeLabels(trx, inbox, threadId, change, grant.actor, at);
  // Mail that came meanwhile keeps the ticket in triage: we owe that answer. A person who wrote meanwhile keeps it.
  if (ticket !== null && ticket.triage_at === null && ticket.state !== 'with_staff') await moveTicket(trx, ticket, after.event, at);
}
