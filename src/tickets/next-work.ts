import type { TriageConfig } from '../config/triage-schema.ts';
import type { Priority } from '../triage/outcome.ts';
import { customerHours } from './customer-hours.ts';
import { openingHours } from './routing.ts';
import type { Owes, TicketState } from './state.ts';
import { timeAfter, withinHours } from './work-time.ts';

/** What happens to a ticket by itself as time passes, and when. Pure: no clock, no ledger. */

/**
 * - `follow-up`: ask the customer whether it is resolved
 * - `close`: as stale
 * - `remind-team`, `remind-lead`: of what staff owe an answer to
 * - `unsnooze`: the ticket comes back
 */
export type WorkKind = 'follow-up' | 'close' | 'remind-team' | 'remind-lead' | 'unsnooze';

export interface NextWork {
  readonly kind: WorkKind;
  /** ms since the epoch. */
  readonly at: number;
}

export interface WorkFacts {
  readonly state: TicketState;
  readonly owes: Owes;
  readonly priority: Priority;
  /** Who has it, or would get it. */
  readonly team: string | null;
  /** Since when the customer owes the next word, ms; null: nobody counts. */
  readonly owedSince: number | null;
  /** Since when staff owe it. */
  readonly staffSince: number | null;
  readonly teamRemindedAt: number | null;
  readonly leadRemindedAt: number | null;
  readonly snoozedUntil: number | null;
  /** Since when a person has the conversation. */
  readonly personSince: number | null;
  /** Check-ins that the ticket has had. */
  readonly followUps: number;
  /** When the one of this silence left. */
  readonly askedAt: number | null;
  /** Whether this silence has had its check-in, whatever became of it, or it waits to be sent. */
  readonly asked: 'no' | 'on its way' | 'yes';
  /** Whether a check-in would be read by a person who may be written to. */
  readonly writable: boolean;
  /** Of the customer's newest mail, minutes; null: unknown. */
  readonly utcOffset: number | null;
}

export type WorkPolicy = Pick<TriageConfig, 'followUp' | 'sla' | 'hours' | 'teams' | 'fallbackTeam' | 'lead' | 'holidays'>;

/** Null: nothing, until somebody writes or does something. */
export function nextWork(facts: WorkFacts, policy: WorkPolicy): NextWork | null {
  if (facts.snoozedUntil !== null) return { kind: 'unsnooze', at: facts.snoozedUntil };
  switch (facts.state) {
    case 'answered':
    case 'with_staff':
    case 'followed_up':
      return ofSilence(facts, policy);
    case 'escalated':
    case 'drafted':
      return ofStaff(facts, policy);
    case 'new':
    case 'triaging':
    case 'shadowed':
    case 'closed':
    case 'gone':
      return null;
    default:
      return facts.state satisfies never;
  }
}

/** The customer owes the next word. */
function ofSilence(facts: WorkFacts, policy: WorkPolicy): NextWork | null {
  const { followUp } = policy;
  const { owedSince, asked, personSince } = facts;
  if (followUp === 'off' || facts.owes !== 'customer' || owedSince === null || asked === 'on its way') return null;
  // Taken over since the last word was said: they know what they are about.
  if (personSince !== null && personSince > Math.max(owedSince, facts.askedAt ?? 0)) return null;
  const support = supportHours(policy);
  const decent = (at: number) => (followUp.anyTime ? at : withinHours(at, customerHours(facts.utcOffset, support, at)));
  const asks =
    facts.state !== 'followed_up' &&
    asked === 'no' &&
    facts.writable &&
    facts.followUps < followUp.max &&
    (facts.state !== 'with_staff' || followUp.afterStaff);
  const due = timeAfter(owedSince, followUp.after, support);
  if (asks) return { kind: 'follow-up', at: decent(due) };
  const stale = timeAfter(facts.askedAt ?? due, followUp.closeAfter, support);
  return { kind: 'close', at: followUp.closingMail ? decent(stale) : stale };
}

/** Staff owe it: the team hears of it first, then the lead, each once. */
function ofStaff(facts: WorkFacts, policy: WorkPolicy): NextWork | null {
  const { sla } = policy;
  if (sla === 'off' || facts.owes !== 'us' || facts.staffSince === null || facts.leadRemindedAt !== null) return null;
  const team = teamHours(facts, policy);
  const { priority, teamRemindedAt } = facts;
  if (teamRemindedAt === null) {
    const due = timeAfter(facts.staffSince, sla.firstResponse[priority], team);
    return { kind: 'remind-team', at: atAnyTime(facts, policy) ? due : withinHours(due, team) };
  }
  const due = timeAfter(teamRemindedAt, sla.thenLead[priority], team);
  return { kind: 'remind-lead', at: withinHours(due, leadHours(policy)) };
}

/** Of the support as a whole; null: always. */
export function supportHours({ hours, teams, fallbackTeam, holidays }: WorkPolicy) {
  return openingHours(hours ?? teams[fallbackTeam]?.hours, holidays);
}

/** Another team's hours say nothing of this one. */
function teamHours({ team }: WorkFacts, { teams, fallbackTeam, hours, holidays }: WorkPolicy) {
  return openingHours(teams[team ?? fallbackTeam]?.hours ?? hours, holidays);
}

/** Where nobody is named, the fallback team is the lead. */
function leadHours({ lead, teams, fallbackTeam, hours, holidays }: WorkPolicy) {
  return openingHours((lead ?? teams[fallbackTeam])?.hours ?? hours, holidays);
}

function atAnyTime({ team, priority }: WorkFacts, { teams, fallbackTeam }: WorkPolicy): boolean {
  return priority === 'urgent' && teams[team ?? fallbackTeam]?.hours?.urgentAnyTime === true;
}
