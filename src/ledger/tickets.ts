import { InvariantError } from '../errors.ts';
import { courseAfter, NO_COURSE } from '../tickets/course.ts';
import { nextStanding, type TicketEvent, type TicketState } from '../tickets/state.ts';
import type { Run } from './database.ts';
import { insertion } from './insertion.ts';
import { prepared, preparedShapes, slotsOf } from './prepared.ts';
import type { TicketRow } from './schema.ts';
import { clocksAfter, LOOK, NO_CLOCKS } from './ticket-clocks.ts';

export async function ticketOf(run: Run, inbox: string, threadId: string): Promise<TicketRow | null> {
  const [row] = await byThread(run, { inbox, threadId });
  return row ?? null;
}

const byThread = prepared((run, p: { inbox: string; threadId: string }) =>
  run.selectFrom('tickets').selectAll().where('inbox', '=', p.inbox).where('thread_id', '=', p.threadId),
);

export interface NewTicket {
  readonly inbox: string;
  readonly threadId: string;
  readonly subject: string;
  readonly requester: string;
  readonly requesterName: string;
  readonly beside: string | null;
  readonly now: number;
  readonly triageAt: number;
  /** When the mail that opens it came, ms; default: now. */
  readonly receivedAt?: number;
  /** Minutes, by the customer's mail; default: unknown. */
  readonly utcOffset?: number | null;
}

/** A customer's mail makes a thread work. Numbers are counted per inbox from 1. */
export async function openTicket(run: Run, ticket: NewTicket): Promise<TicketRow> {
  const [counter] = await countTicket(run, { inbox: ticket.inbox });
  if (counter === undefined) throw new InvariantError(`the ledger has no inbox ${ticket.inbox}`);
  const row: TicketRow = {
    inbox: ticket.inbox,
    thread_id: ticket.threadId,
    number: counter.next_ticket - 1,
    subject: ticket.subject,
    requester: ticket.requester,
    requester_name: ticket.requesterName,
    ...nextStanding('new', 'customer_wrote'),
    category: null,
    priority: 'normal',
    language: null,
    team: null,
    beside: ticket.beside,
    created_at: ticket.now,
    updated_at: ticket.now,
    triage_at: ticket.triageAt,
    attempts: 0,
    last_error: null,
    waits_for: null,
    person_since: null,
    received_at: ticket.receivedAt ?? ticket.now,
    ...NO_COURSE,
    ...NO_CLOCKS,
    owed_since: ticket.now,
    utc_offset: ticket.utcOffset ?? null,
  };
  await insertTickets(run, [row]);
  return row;
}

const countTicket = prepared((run, p: { inbox: string }) =>
  run
    .updateTable('inboxes')
    .set((eb) => ({ next_ticket: eb('next_ticket', '+', 1) }))
    .where('inbox', '=', p.inbox)
    .returning('next_ticket'),
);

const insertTickets = insertion('tickets', 'fail');

/** Moves a ticket, and its clocks, along the transition table, in the caller's transaction. Returns the new state. */
export async function moveTicket(
  run: Run,
  ticket: TicketRow,
  event: TicketEvent,
  now: number,
  facts: Partial<TicketRow> = {},
): Promise<TicketState> {
  const state = ticket.state as TicketState;
  const next = nextStanding(state, event);
  const course = courseAfter(ticket, state, event, now);
  const team = facts.team === undefined ? ticket.team : facts.team;
  const clocks = clocksAfter(ticket, event, next, { at: now, team });
  const standing = { state: next.state, owes: next.owes, updated_at: now };
  await updateTicket(run, ticket.inbox, ticket.thread_id, { ...course, ...clocks, ...facts, ...standing });
  return next.state;
}

export async function updateTicket(run: Run, inbox: string, threadId: string, facts: Partial<TicketRow>): Promise<void> {
  const columns = Object.keys(facts);
  await setFacts(run, { ...facts, ofInbox: inbox, ofThread: threadId }, columns.join(), columns);
}

const setFacts = preparedShapes((run, p: { ofInbox: string; ofThread: string }, columns: readonly string[]) =>
  run
    .updateTable('tickets')
    .set(slotsOf<Partial<TicketRow>>(columns, p))
    .where('inbox', '=', p.ofInbox)
    .where('thread_id', '=', p.ofThread),
);

/** Tickets that wait for the day's budget are looked at again now: the budget may be another one, and a look costs nothing. */
export async function wakeForBudget(run: Run, inbox: string, now: number): Promise<void> {
  await run
    .updateTable('tickets')
    .set({ triage_at: now })
    .where('inbox', '=', inbox)
    .where('triage_at', '>', now)
    .where('waits_for', '=', 'budget')
    .execute();
}

/** Threads whose triage is due, oldest first. */
export async function dueTickets(run: Run, inbox: string, before: number, limit: number): Promise<string[]> {
  const rows = await run
    .selectFrom('tickets')
    .select('thread_id')
    .where('inbox', '=', inbox)
    .where('triage_at', '<=', before)
    .orderBy('triage_at')
    .limit(limit)
    .execute();
  return rows.map((r) => r.thread_id);
}

/** Tickets for which something is to be done by itself, the longest due first. */
export async function ticketsWithDueWork(run: Run, inbox: string, now: number, limit: number): Promise<string[]> {
  return (await withDueWork(run, { inbox, now, limit })).map((r) => r.thread_id);
}

const withDueWork = prepared((run, p: { inbox: string; now: number; limit: number }) =>
  run
    .selectFrom('tickets')
    .select('thread_id')
    .where('inbox', '=', p.inbox)
    .where('next_at', '<=', p.now)
    .orderBy('next_at')
    .limit(p.limit),
);

/** What comes next is worked out anew wherever something does: the settings by which it was worked out are others. Nothing begins by this. */
export async function lookAtAll(run: Run, inbox: string): Promise<void> {
  await run.updateTable('tickets').set(LOOK).where('inbox', '=', inbox).where('next_at', '>', 0).execute();
}
