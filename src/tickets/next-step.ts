import type { TicketState } from './state.ts';

/** What happens next to a ticket, and when. Pure. */

export interface NextFacts {
  readonly state: string;
  readonly team: string | null;
  /** When triage is due, ms; null: it is not. */
  readonly triage_at: number | null;
  readonly waits_for: string | null;
  /** What happens by itself as time passes, and when; absent or null: nothing. */
  readonly next_work?: string | null;
  readonly next_at?: number | null;
}

export interface NextStep {
  /** `decide`, the work that is due, or whose move it is: `team`, `draft`, `customer`; `nothing` where it has ended. */
  readonly kind: string;
  /** In a few words. */
  readonly words: string;
  /** ms; null: nobody knows when. */
  readonly at: number | null;
}

export function nextStep({ state, team, triage_at, waits_for, next_work, next_at }: NextFacts): NextStep {
  if (triage_at !== null)
    return { kind: 'decide', words: waits_for === 'person' ? 'a person may answer' : 'decide about it', at: triage_at };
  // Worked out anew within seconds.
  if (next_work === 'look') return { kind: 'look', words: 'work out what is next', at: null };
  if (next_work != null) return { kind: next_work, words: WORK[next_work] ?? next_work, at: next_at ?? null };
  return ofState(state as TicketState, team);
}

const WORK: Readonly<Record<string, string>> = {
  'follow-up': 'ask the customer',
  close: 'close as stale',
  'remind-team': 'remind the team',
  'remind-lead': 'remind the lead',
  unsnooze: 'end the snooze',
};

/** Nothing is due by itself: somebody has to do something. */
function ofState(state: TicketState, team: string | null): NextStep {
  switch (state) {
    case 'escalated':
      return { kind: 'team', words: `${team ?? 'a person'} answers`, at: null };
    case 'drafted':
      return { kind: 'draft', words: 'a person sends it', at: null };
    case 'shadowed':
      return { kind: 'team', words: 'a person answers', at: null };
    case 'answered':
    case 'with_staff':
    case 'followed_up':
      return { kind: 'customer', words: 'the customer writes', at: null };
    case 'new':
    case 'triaging':
      return { kind: 'sending', words: 'its mail leaves', at: null };
    case 'closed':
    case 'gone':
      return { kind: 'nothing', words: 'nothing', at: null };
    default:
      return state satisfies never;
  }
}

/** When whoever owes the next word began to owe it; for tickets from before this was kept, since nothing has happened to them. */
export function owedSince({ owed_since, updated_at }: { readonly owed_since?: number | null; readonly updated_at: number }): number {
  return owed_since ?? updated_at;
}
