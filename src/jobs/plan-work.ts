import type { Run } from '../ledger/database.ts';
import type { TicketRow } from '../ledger/schema.ts';
import { type NextWork, nextWork, type WorkFacts } from '../tickets/next-work.ts';
import type { TicketState } from '../tickets/state.ts';
import type { Priority } from '../triage/outcome.ts';
import type { InboxParts } from './parts.ts';
import { askedIn, isWritable, type Silence, silenceOf } from './silence.ts';

export interface PlannedWork {
  readonly work: NextWork | null;
  /** Where the customer owes the next word. */
  readonly silence: Silence | null;
}

/** What happens to a ticket by itself, by all that the ledger knows of it. In shadow nothing leaves: only a snooze ends. */
export async function planWork(run: Run, parts: InboxParts, ticket: TicketRow): Promise<PlannedWork> {
  const silence = isSilent(ticket) ? await silenceOf(run, parts, ticket) : null;
  const asked = silence === null ? 'no' : await askedIn(run, parts, silence);
  const work = notBefore(nextWork({ ...factsOf(parts, ticket, silence), asked }, parts.policy), ticket);
  return { work: parts.maxAutonomy === 'shadow' && work?.kind !== 'unsnooze' ? null : work, silence };
}

/** The same for a check-in that is about to leave: as if the silence had none. */
export async function planAgain(run: Run, parts: InboxParts, ticket: TicketRow): Promise<PlannedWork> {
  const silence = isSilent(ticket) ? await silenceOf(run, parts, ticket) : null;
  const work = notBefore(nextWork({ ...factsOf(parts, ticket, silence), asked: 'no' }, parts.policy), ticket);
  return { work: parts.maxAutonomy === 'shadow' ? null : work, silence };
}

/** Mail that waits to be decided about comes first: what is next may be something else after that. */
function notBefore(work: NextWork | null, { triage_at }: TicketRow): NextWork | null {
  return work === null || triage_at === null ? work : { ...work, at: Math.max(work.at, triage_at + AFTER_TRIAGE) };
}

const AFTER_TRIAGE = 60_000;

/** Who has the ticket, or would get it. */
export function teamOf({ policy }: Pick<InboxParts, 'policy'>, { team, category }: Pick<TicketRow, 'team' | 'category'>): string {
  const wanted = team ?? (category === null ? null : policy.categories[category]?.team) ?? policy.fallbackTeam;
  return policy.teams[wanted] === undefined ? policy.fallbackTeam : wanted;
}

function isSilent({ state, owes }: TicketRow): boolean {
  return owes === 'customer' || state === 'closed';
}

function factsOf(parts: InboxParts, ticket: TicketRow, silence: Silence | null): Omit<WorkFacts, 'asked'> {
  return {
    state: ticket.state as TicketState,
    owes: ticket.owes,
    priority: ticket.priority as Priority,
    team: teamOf(parts, ticket),
    owedSince: ticket.owed_since,
    staffSince: ticket.staff_since,
    teamRemindedAt: ticket.team_reminded_at,
    leadRemindedAt: ticket.lead_reminded_at,
    snoozedUntil: ticket.snoozed_until,
    personSince: ticket.person_since,
    followUps: ticket.follow_ups,
    askedAt: ticket.asked_at,
    writable: silence !== null && isWritable(parts, silence),
    utcOffset: ticket.utc_offset,
  };
}
