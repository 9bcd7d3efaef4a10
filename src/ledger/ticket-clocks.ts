import type { Owes, TicketEvent, TicketStanding } from '../tickets/state.ts';

/** What runs for a ticket as time passes, as its row has it. Times are ms since the epoch. */
export interface Clocks {
  readonly owed_since: number | null;
  readonly staff_since: number | null;
  readonly team_reminded_at: number | null;
  readonly lead_reminded_at: number | null;
  readonly asked_at: number | null;
  readonly follow_ups: number;
  readonly snoozed_until: number | null;
  readonly next_work: string | null;
  readonly next_at: number | null;
}

/** Of a ticket that has just been opened. */
export const NO_CLOCKS: Clocks = {
  owed_since: null,
  staff_since: null,
  team_reminded_at: null,
  lead_reminded_at: null,
  asked_at: null,
  follow_ups: 0,
  snoozed_until: null,
  next_work: null,
  next_at: null,
};

/** Something has changed: what comes next is worked out anew, at once. Written with the change, so that nothing that was due before it still happens. */
export const LOOK = { next_work: 'look', next_at: 0 } as const;

const NOTHING = { next_work: null, next_at: null } as const;
const NO_STAFF = { staff_since: null, team_reminded_at: null, lead_reminded_at: null } as const;

/** States in which something happens by itself. */
const WAITING: ReadonlySet<string> = new Set(['answered', 'with_staff', 'followed_up', 'escalated', 'drafted']);

/** Before the event. */
export interface ClockedTicket extends Clocks {
  readonly owes: Owes;
  readonly team: string | null;
}

/** How an event moves the clocks. Pure. @param team who has the ticket afterwards */
export function clocksAfter(
  ticket: ClockedTicket,
  event: TicketEvent,
  { state, owes }: TicketStanding,
  { at, team }: { readonly at: number; readonly team: string | null },
): Partial<Clocks> {
  const woken = ENDS_SNOOZE.has(event) ? { snoozed_until: null } : {};
  return {
    owed_since: owedSince(ticket, event, owes, at),
    ...staffClock(ticket, event, { at, team }),
    asked_at: event === 'followed_up' ? at : null,
    ...(event === 'followed_up' ? { follow_ups: ticket.follow_ups + 1 } : {}),
    ...woken,
    // A snooze that ends has a label to lose.
    ...(WAITING.has(state) || ticket.snoozed_until !== null ? LOOK : NOTHING),
  };
}

/** Whoever is spoken to or has ended it does not want to be reminded of it later. */
const ENDS_SNOOZE: ReadonlySet<TicketEvent> = new Set([
  'customer_wrote',
  'customer_thanked',
  'closed_by_hand',
  'went_stale',
  'thread_removed',
]);

/** A word of ours begins a new silence; a customer who asks again has been waiting since they first did. */
function owedSince(ticket: ClockedTicket, event: TicketEvent, owes: Owes, at: number): number | null {
  if (owes === 'nobody') return null;
  if (event === 'reply_accepted' || event === 'staff_wrote' || owes !== ticket.owes) return at;
  // From before there were clocks: a silence that began then is not counted.
  return event === 'followed_up' ? ticket.owed_since : (ticket.owed_since ?? at);
}

/** It runs from when a team got the ticket until somebody answers. Another team has its own time; a customer who asks again gives nobody more of it. */
function staffClock(
  ticket: ClockedTicket,
  event: TicketEvent,
  { at, team }: { readonly at: number; readonly team: string | null },
): Partial<Clocks> {
  if (event === 'customer_wrote') return ticket.owes === 'us' ? {} : NO_STAFF;
  if (event !== 'escalated' && event !== 'draft_filed') return NO_STAFF;
  const goesOn = ticket.owes === 'us' && ticket.staff_since !== null && ticket.team === team;
  return goesOn ? {} : { ...NO_STAFF, staff_since: at };
}
