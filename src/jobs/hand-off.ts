import { InvariantError } from '../errors.ts';
import type { Lease } from '../ledger/leases.ts';
import { messageById, messagesOfThread } from '../ledger/messages.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { ticketOf } from '../ledger/tickets.ts';
import type { EscalateOutcome, Outcome, TriageTrace } from '../triage/outcome.ts';
import { commitDecision } from './decision.ts';
import type { InboxParts } from './parts.ts';

/** Why a mail of ours needs a person. */
export interface Trouble {
  readonly why: 'undeliverable' | 'in doubt';
  readonly detail: string;
}

/** A hand-off of a hand-off of a hand-off is not going to arrive either. */
const LIMIT = 3;

/**
 * A mail that was refused for good or may have been sent is never repeated on a guess: the ticket goes to staff, with
 * what we wanted to say. A refused escalation goes to the fallback team.
 */
export async function handOff(parts: InboxParts, effect: EffectRow, lease: Lease, trouble: Trouble): Promise<void> {
  const { db, inbox, policy, log } = parts;
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
  const outcome = escalation(before, trouble, policy.fallbackTeam);
  const turn = `${effect.turn}+${trouble.why.replace(' ', '-')}`;
  if (
    turn.split('+').length > LIMIT ||
    (trouble.why === 'undeliverable' && before.kind === 'escalate' && before.team === policy.fallbackTeam)
  ) {
    log.error(
      { thread: effect.thread_id, ticket: ticket.number, why: trouble.detail },
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
      handOff: true,
    },
    lease,
  );
}

function escalation(before: Outcome, trouble: Trouble, fallbackTeam: string): EscalateOutcome {
  if (before.kind !== 'reply' && before.kind !== 'escalate') throw new InvariantError(`a ${before.kind} outcome has no mail`);
  const base = { category: before.category, priority: before.priority, language: before.language, labels: before.labels };
  if (before.kind === 'escalate') {
    const team = trouble.why === 'in doubt' ? before.team : fallbackTeam;
    const reason =
      trouble.why === 'in doubt'
        ? `You may have had this before: an earlier copy may have been sent, ${trouble.detail}. It was first escalated because: ${before.reason}`
        : `It could not be delivered to the team ${before.team}: ${trouble.detail}. It was first escalated because: ${before.reason}`;
    return { ...before, ...base, team, reason };
  }
  const reason =
    trouble.why === 'in doubt'
      ? `Our answer may have been sent: ${trouble.detail}. Ask the customer, or look in your provider's log, before answering again`
      : `Our answer could not be delivered: ${trouble.detail}`;
  return {
    ...base,
    kind: 'escalate',
    reason,
    team: fallbackTeam,
    rules: [],
    summary: 'An answer of Firstline did not certainly arrive',
    suggestedReply: before.text,
    considered: before.citations,
  };
}
