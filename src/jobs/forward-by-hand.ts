import type { Run } from '../ledger/database.ts';
import { putEffects } from '../ledger/effects.ts';
import { insertHandoffs } from '../ledger/handoffs.ts';
import { turnOf } from '../ledger/inboxes.ts';
import { labelsOf } from '../ledger/labels.ts';
import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { participantsOf } from '../tickets/participants.ts';
import { planOf } from '../tickets/plan.ts';
import type { EscalateOutcome, Outcome, Priority, TriageTrace } from '../triage/outcome.ts';
import type { Decision } from './decided.ts';
import { effectsOf, handoffsOf } from './decision.ts';
import { emptyTrace } from './forced.ts';
import { handoffContext } from './handoff-context.ts';
import type { InboxParts } from './parts.ts';

export interface ForwardByHand {
  readonly ticket: TicketRow;
  /** Oldest first. */
  readonly thread: readonly MessageRow[];
  readonly team: string;
  readonly why: string;
  readonly again?: boolean;
  readonly at: number;
}

/**
 * Puts the mail to a team into the outbox, as a decision of its own: a person's, about the customer's newest mail. A team that has been told of that mail is not told
 * again, unless there is something new about it. Returns whether a mail is to leave.
 */
export async function forwardByHand(
  trx: Run,
  parts: InboxParts,
  { ticket, thread, team, why, again, at }: ForwardByHand,
): Promise<boolean> {
  const { inbox, config, maxAutonomy } = parts;
  const newest = thread.filter((m) => m.direction === 'in' && m.disposition_detail !== 'staff').at(-1);
  // In shadow nothing leaves.
  if (newest === undefined || maxAutonomy === 'shadow' || !config.agent) return false;
  if (again !== true && (await hasBeenTold(trx, { inbox, threadId: ticket.thread_id, team, since: newest.recorded_at }))) return false;
  const before = await lastDecision(trx, inbox, ticket.thread_id);
  const decided = await trx
    .selectFrom('decisions')
    .select('turn')
    .where('inbox', '=', inbox)
    .where('thread_id', '=', ticket.thread_id)
    .execute();
  const turn = `${turnOf(ticket.thread_id, newest.id)}=${decided.length + 1}`;
  const outcome = escalation(ticket, team, why, before?.outcome ?? null);
  const trace = before?.trace ?? emptyTrace(parts);
  await trx
    .insertInto('decisions')
    .values({
      ...{ inbox, turn, thread_id: ticket.thread_id, message: newest.id, decided_at: at, fence: 0 },
      ...{ outcome_json: JSON.stringify(outcome), trace_json: JSON.stringify(trace) },
    })
    .execute();
  const decision: Decision = { ticket, turn, newest, older: [], thread, outcome, trace, quarantined: null };
  const plan = planOf(outcome, false);
  const facts = { inbox, labels: await labelsOf(trx, inbox, ticket.thread_id), participants: participantsOf(thread) };
  const context = await handoffContext(trx, parts, decision);
  const mails = { ...plan, effects: plan.effects.filter((effect) => effect.kind === 'forward') };
  const effects = effectsOf(parts, decision, mails, { at, labels: [], facts, context });
  await putEffects(trx, effects);
  await insertHandoffs(trx, handoffsOf(parts, context.letters, effects));
  return effects.length > 0;
}

interface Told {
  readonly inbox: string;
  readonly threadId: string;
  readonly team: string;
  readonly since: number;
}

async function hasBeenTold(trx: Run, { inbox, threadId, team, since }: Told): Promise<boolean> {
  const row = await trx
    .selectFrom('handoffs')
    .select('token')
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .where('team', '=', team)
    .where('created_at', '>=', since)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of what was decided last: what it is about, and what could be answered. */
async function lastDecision(trx: Run, inbox: string, threadId: string): Promise<{ outcome: Outcome; trace: TriageTrace } | null> {
  const row = await trx
    .selectFrom('decisions')
    .select(['outcome_json', 'trace_json'])
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { outcome: JSON.parse(row.outcome_json) as Outcome, trace: JSON.parse(row.trace_json) as TriageTrace };
}

function escalation(ticket: TicketRow, team: string, why: string, before: Outcome | null): EscalateOutcome {
  const known = before?.kind === 'escalate' ? before : null;
  const answer = before?.kind === 'reply' ? before : null;
  return {
    kind: 'escalate',
    category: ticket.category,
    priority: ticket.priority as Priority,
    language: ticket.language,
    labels: [],
    reason: why,
    team,
    rules: [],
    summary: known?.summary ?? (ticket.subject === '' ? 'A mail that needs a person' : ticket.subject),
    suggestedReply: known?.suggestedReply ?? answer?.text ?? null,
    considered: known?.considered ?? answer?.citations ?? [],
  };
}
