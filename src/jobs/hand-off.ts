import { InvariantError } from '../errors.ts';
import { transactInbox } from '../ledger/database.ts';
import type { Lease } from '../ledger/leases.ts';
import { messageById, messagesOfThread } from '../ledger/messages.ts';
import { handoffOfEffect } from '../ledger/staff-mails.ts';
import { ticketOf } from '../ledger/tickets.ts';
import type { EscalateOutcome, Outcome, TriageTrace } from '../triage/outcome.ts';
import { closeEffect } from './close-effect.ts';
import type { ClosedEffect } from './decided.ts';
import { commitDecision } from './decision.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload } from './payload.ts';

/** A hand-off of a hand-off of a hand-off is not going to arrive either. */
const LIMIT = 3;

/**
 * A mail that was refused for good or may have been sent is never repeated on a guess: the effect is closed, and in the
 * same transaction the ticket goes to staff with what we wanted to say. A refused escalation goes to the fallback team.
 */
export async function handOff(parts: InboxParts, closes: ClosedEffect, lease: Lease): Promise<void> {
  const { db, inbox, policy, log, now } = parts;
  const { effect } = closes;
  const decision = await db
    .selectFrom('decisions')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('turn', '=', effect.turn)
    .executeTakeFirst();
  const ticket = await ticketOf(db, inbox, effect.thread_id);
  if (decision === undefined || ticket === null) throw new InvariantError(`effect ${effect.key} belongs to no decision`);
  const newest = await messageById(db, inbox, decision.message);
  if (newest === null) throw new InvariantError(`decision ${effect.turn} answers no message`);
  const before = JSON.parse(decision.outcome_json) as Outcome;
  const addressee = await teamOf(parts, effect);
  const beside = before.kind === 'escalate' && addressee !== null && addressee !== before.team ? addressee : null;
  const outcome = nextOutcome(before, beside, closes, policy);
  // A reply may be released more than once, and a decision may write to several teams.
  const which = effect.kind === 'approved' ? `:${effect.key.slice(0, 8)}` : beside === null ? '' : `:${beside}`;
  const turn = `${effect.turn}+${closes.state}${which}`;
  // Without the originals it is another mail: it may be let through where the large one was not.
  const bare = effect.kind === 'forward' && MailPayload.parse(JSON.parse(effect.payload_json)).originals.length === 0;
  const refusedByAll =
    closes.state === 'failed' && bare && beside === null && before.kind === 'escalate' && before.team === policy.fallbackTeam;
  if (turn.split('+').length > LIMIT || refusedByAll) {
    await transactInbox(db, inbox, (trx) => closeEffect(trx, inbox, closes, now()));
    log.error(
      { thread: effect.thread_id, ticket: ticket.number, why: closes.why },
      'an escalation does not reach the team; look at the mailbox: the mail is labelled needs-human',
    );
    return;
  }
  const trace = JSON.parse(decision.trace_json) as TriageTrace;
  await commitDecision(
    parts,
    {
      ticket,
      turn,
      newest,
      older: [],
      thread: await messagesOfThread(db, inbox, effect.thread_id),
      outcome,
      trace,
      quarantined: null,
      closes,
    },
    lease,
  );
}

function nextOutcome(before: Outcome, beside: string | null, closes: ClosedEffect, policy: InboxParts['policy']): EscalateOutcome {
  if (closes.effect.kind === 'approved') return released(before, closes, policy);
  if (before.kind === 'escalate' && beside !== null) return notTold(before, beside, closes, policy);
  return escalation(before, closes, policy);
}

/** What a person has released is theirs again, with the words as they were to leave. */
function released(before: Outcome, closes: ClosedEffect, policy: InboxParts['policy']): EscalateOutcome {
  if (before.kind !== 'reply' && before.kind !== 'escalate') throw new InvariantError(`a ${before.kind} outcome has no mail`);
  const { words, markdown } = MailPayload.parse(JSON.parse(closes.effect.payload_json));
  const citations = before.kind === 'reply' ? before.citations : before.considered;
  return escalation({ ...before, kind: 'reply', mode: 'draft', text: words ?? markdown, citations, heldBack: [] }, closes, policy);
}

/** The team that a mail of ours is for; null for any other mail. */
async function teamOf({ db, inbox }: InboxParts, { kind, key, thread_id: thread }: ClosedEffect['effect']): Promise<string | null> {
  if (kind !== 'forward') return null;
  const row = await handoffOfEffect(db, inbox, thread, key);
  return row?.team ?? null;
}

/** Another team was to hear of it as well: whoever has the ticket learns that it did not, and goes on having it. */
function notTold(
  before: EscalateOutcome,
  beside: string,
  { state, why }: ClosedEffect,
  { teams, fallbackTeam }: InboxParts['policy'],
): EscalateOutcome {
  const words = state === 'uncertain' ? 'may not have arrived' : 'could not be delivered';
  const team = teams[before.team] === undefined ? fallbackTeam : before.team;
  return { ...before, team, also: [], reason: `The mail about this to the team ${teams[beside]?.name ?? beside} ${words}: ${why}` };
}

function escalation(before: Outcome, { state, why }: ClosedEffect, { teams, fallbackTeam }: InboxParts['policy']): EscalateOutcome {
  if (before.kind !== 'reply' && before.kind !== 'escalate') throw new InvariantError(`a ${before.kind} outcome has no mail`);
  const base = { category: before.category, priority: before.priority, language: before.language, labels: before.labels };
  if (before.kind === 'escalate') {
    // The team may have been taken out of the configuration since.
    const team = state === 'uncertain' && teams[before.team] !== undefined ? before.team : fallbackTeam;
    const reason =
      state === 'uncertain'
        ? `You may have had this before: an earlier copy may have been sent, ${why}. It was first escalated because: ${before.reason}`
        : `It could not be delivered to the team ${before.team}: ${why}. It was first escalated because: ${before.reason}`;
    const steps = [...(before.route?.steps ?? []), `undelivered:${before.team}`, `fallback:${team}`];
    const route = team === before.team ? before.route : { steps, why: 'No mail reaches the team that it was for.' };
    return { ...before, ...base, team, ...(route === undefined ? {} : { route }), also: [], reason };
  }
  const reason =
    state === 'uncertain'
      ? `Our answer may have been sent: ${why}. Ask the customer, or look in your provider's log, before answering again`
      : `Our answer could not be delivered: ${why}`;
  return {
    ...base,
    kind: 'escalate',
    reason,
    team: fallbackTeam,
    rules: [],
    summary: 'An answer of Firstline did not certainly arrive',
    suggestedReply: before.text,
    ...(before.claims === undefined ? {} : { suggestedClaims: before.claims }),
    considered: before.citations,
  };
}
