import { InvariantError } from '../errors.ts';

/** The states of a ticket: a thread seen as work. */
export const TICKET_STATES = [
  'new',
  'triaging',
  'answered',
  'drafted',
  'shadowed',
  'escalated',
  'with_staff',
  'followed_up',
  'closed',
  'gone',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What happens to a ticket. */
export type TicketEvent =
  | 'customer_wrote'
  | 'reply_accepted'
  | 'draft_filed'
  | 'shadowed'
  | 'escalated'
  | 'staff_wrote'
  | 'customer_thanked'
  | 'followed_up'
  | 'went_stale'
  | 'handed_back'
  | 'closed_by_hand'
  | 'thread_removed';

export type Owes = 'customer' | 'us' | 'nobody';

export interface TicketStanding {
  readonly state: TicketState;
  /** Who owes the next word: follow-up and stale closing look only where the customer does. */
  readonly owes: Owes;
}

/** One table of all legal transitions: from → event → standing. What is not here is a bug. */
export const TRANSITIONS: Readonly<Record<TicketState, Partial<Readonly<Record<TicketEvent, TicketStanding>>>>> = (() => {
  const customerWrote = { state: 'triaging', owes: 'us' } as const;
  const staffWrote = { state: 'with_staff', owes: 'customer' } as const;
  const escalated = { state: 'escalated', owes: 'us' } as const;
  const thanked = { state: 'closed', owes: 'nobody' } as const;
  // A person may give any ticket back to the agent that owes an answer, close any, and delete any.
  const byHand = { handed_back: customerWrote, closed_by_hand: thanked, thread_removed: { state: 'gone', owes: 'nobody' } } as const;
  // A silent customer is asked once, or not at all where nobody would read it.
  const silent = { followed_up: { state: 'followed_up', owes: 'customer' }, went_stale: thanked } as const;
  const decided = {
    ...byHand,
    customer_wrote: customerWrote,
    staff_wrote: staffWrote,
    reply_accepted: { state: 'answered', owes: 'customer' },
    draft_filed: { state: 'drafted', owes: 'us' },
    shadowed: { state: 'shadowed', owes: 'us' },
    escalated,
    customer_thanked: thanked,
  } as const;
  // A handed-off ticket can be handed off again: what was to be sent may turn out undeliverable or in doubt.
  const waitingForCustomer = {
    ...byHand,
    customer_wrote: customerWrote,
    staff_wrote: staffWrote,
    escalated,
    customer_thanked: thanked,
  } as const;
  return {
    new: decided,
    triaging: decided,
    answered: { ...waitingForCustomer, ...silent },
    drafted: { ...waitingForCustomer, reply_accepted: decided.reply_accepted },
    shadowed: waitingForCustomer,
    escalated: { ...waitingForCustomer, reply_accepted: decided.reply_accepted },
    with_staff: { ...waitingForCustomer, ...silent },
    followed_up: { ...waitingForCustomer, went_stale: thanked },
    closed: waitingForCustomer,
    gone: waitingForCustomer,
  };
})();

/** The standing after an event. Throws `InvariantError` where the table has no such transition. */
export function nextStanding(state: TicketState, event: TicketEvent): TicketStanding {
  const next = TRANSITIONS[state][event];
  if (next === undefined) throw new InvariantError(`a ticket in state ${state} cannot take the event ${event}`);
  return next;
}
