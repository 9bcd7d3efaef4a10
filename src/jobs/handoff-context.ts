import type { Run } from '../ledger/database.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import type { RecentTicket } from '../tickets/handoff.ts';
import { type Letter, lettersFor, type SentToTeam } from '../tickets/handoff-letters.ts';
import type { Outcome } from '../triage/outcome.ts';
import type { Decision } from './decided.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload } from './payload.ts';

/** What the ledger knows and a mail to a team shall tell, besides the decision. */
export interface HandoffContext {
  readonly letters: readonly Letter[];
  readonly recent: readonly RecentTicket[];
}

/** Tickets shown of one address. */
const RECENT = 5;
/** Of those looked at: the sender of some may not be certain. */
const LOOKED_AT = 20;
/** Mails that did not reach their team, or may not have: they began no conversation. */
const NOT_THERE = ['failed', 'cancelled', 'uncertain'] as const;

/** Which mails an escalation asks for; none for any other outcome. Part of the transaction that writes the decision. */
export async function handoffContext(
  trx: Run,
  { inbox, policy }: Pick<InboxParts, 'inbox' | 'policy'>,
  decision: Decision,
): Promise<HandoffContext> {
  const { outcome, ticket, newest, closes } = decision;
  if (outcome.kind !== 'escalate') return { letters: [], recent: [] };
  // What this follows from is about to be closed: it began no conversation either.
  const sent = (await sentToTeams(trx, inbox, ticket.thread_id)).filter(({ effect }) => effect !== closes?.effect.key);
  const letters = lettersFor(
    { outcome, message: newest.id, before: closes === undefined ? ticket.team : null, sent },
    (team) => policy.teams[team]?.name ?? team,
  );
  const verified = isVerified(newest.verdict_json);
  // A team may have been taken out of the configuration since it had the ticket.
  const known = letters.filter(({ team }) => policy.teams[team] !== undefined);
  return { letters: known, recent: verified ? await recentTickets(trx, inbox, newest.from_address, ticket.thread_id) : [] };
}

async function sentToTeams(trx: Run, inbox: string, threadId: string): Promise<SentToTeam[]> {
  const rows = await trx
    .selectFrom('handoffs as h')
    .innerJoin('effects as e', (join) => join.onRef('e.inbox', '=', 'h.inbox').onRef('e.key', '=', 'h.effect'))
    .innerJoin('decisions as d', (join) => join.onRef('d.inbox', '=', 'e.inbox').onRef('d.turn', '=', 'e.turn'))
    .select(['h.team', 'e.key', 'e.message_id', 'e.payload_json', 'd.message', 'd.outcome_json'])
    .where('h.inbox', '=', inbox)
    .where('h.thread_id', '=', threadId)
    .where('e.state', 'not in', NOT_THERE)
    .orderBy('h.created_at')
    .execute();
  return rows.map(({ team, key, message_id: messageId, payload_json: payload, message, outcome_json: decided }) => {
    const outcome = JSON.parse(decided) as Outcome;
    return { team, effect: key, messageId, subject: MailPayload.parse(JSON.parse(payload)).subject, message, reason: outcome.reason };
  });
}

/** What the same person asked before. An address is a person only where something vouches for it: then and now. */
async function recentTickets(trx: Run, inbox: string, address: string, threadId: string): Promise<RecentTicket[]> {
  const tickets = await trx
    .selectFrom('tickets')
    .select(['thread_id', 'number', 'subject', 'state', 'updated_at as at'])
    .where('inbox', '=', inbox)
    .where('requester', '=', address)
    .where('thread_id', '<>', threadId)
    .orderBy('updated_at', 'desc')
    .limit(LOOKED_AT)
    .execute();
  if (tickets.length === 0) return [];
  const mails = await trx
    .selectFrom('messages')
    .select(['thread_id', 'verdict_json'])
    .where('inbox', '=', inbox)
    .where(
      'thread_id',
      'in',
      tickets.map((ticket) => ticket.thread_id),
    )
    .where('direction', '=', 'in')
    .where('from_address', '=', address)
    .execute();
  const vouched = new Set(mails.filter((mail) => isVerified(mail.verdict_json)).map((mail) => mail.thread_id));
  return tickets
    .filter((ticket) => vouched.has(ticket.thread_id))
    .slice(0, RECENT)
    .map(({ number, subject, state, at }) => ({ number, subject, state, at }));
}

function isVerified(verdict: string): boolean {
  return (JSON.parse(verdict) as SenderVerdict).verdict === 'verified';
}
