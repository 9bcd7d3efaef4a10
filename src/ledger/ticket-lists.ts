import { sql } from 'kysely';
import type { Owes } from '../tickets/state.ts';
import type { Run } from './database.ts';
import type { TicketRow } from './schema.ts';

/** Which tickets of an inbox; what is left out does not matter. */
export interface TicketFilter {
  readonly states?: readonly string[];
  /** Those that have ended, too; default: only where they are asked for by their state. */
  readonly ended?: boolean;
  readonly owes?: Owes;
  readonly category?: string;
  readonly language?: string;
  readonly team?: string;
  readonly priority?: string;
  /** All of these. */
  readonly labels?: readonly string[];
  /** Address of the requester, lower case. */
  readonly from?: string;
  readonly limit: number;
}

/** States in which a ticket has ended. */
const ENDED = ['closed', 'gone'];

/** Those to which nothing has happened for longest come first. Open ones are read from an index of their own, however many have ended. */
export async function listTickets(run: Run, inbox: string, filter: TicketFilter): Promise<TicketRow[]> {
  const { states, ended = false, labels = [], from, limit } = filter;
  let query = run.selectFrom('tickets').selectAll().where('inbox', '=', inbox);
  const onlyOpen = states === undefined ? !ended : !states.some((state) => ENDED.includes(state));
  if (onlyOpen) for (const state of ENDED) query = query.where('state', '<>', sql.lit(state));
  if (states !== undefined) query = query.where('state', 'in', [...states]);
  for (const column of ['owes', 'category', 'language', 'team', 'priority'] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) query = query.where(column, '=', wanted);
  }
  if (from !== undefined) query = query.where('requester', '=', from);
  for (const label of labels) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('thread_labels')
          .select('label')
          .whereRef('thread_labels.inbox', '=', 'tickets.inbox')
          .whereRef('thread_labels.thread_id', '=', 'tickets.thread_id')
          .where('thread_labels.label', '=', label),
      ),
    );
  }
  // The plus keeps SQLite from walking through all tickets for those of one requester.
  const order = from === undefined ? sql<number>`updated_at` : sql<number>`+updated_at`;
  return query.orderBy(order).orderBy('number').limit(limit).execute();
}

export async function ticketByNumber(run: Run, inbox: string, number: number): Promise<TicketRow | undefined> {
  return run.selectFrom('tickets').selectAll().where('inbox', '=', inbox).where('number', '=', number).executeTakeFirst();
}

/** 0: there is none. */
export async function newestTicket(run: Run, inbox: string): Promise<number> {
  const row = await run
    .selectFrom('tickets')
    .select(({ fn }) => fn.max('number').as('newest'))
    .where('inbox', '=', inbox)
    .executeTakeFirst();
  return Number(row?.newest ?? 0);
}

/** By thread, in alphabetical order. */
export async function labelsOfThreads(
  run: Run,
  inbox: string,
  threads: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (threads.length === 0) return new Map();
  const rows = await run
    .selectFrom('thread_labels')
    .select(['thread_id', 'label'])
    .where('inbox', '=', inbox)
    .where('thread_id', 'in', [...threads])
    .orderBy('label')
    .execute();
  const labels = new Map<string, string[]>();
  for (const { thread_id, label } of rows) labels.set(thread_id, [...(labels.get(thread_id) ?? []), label]);
  return labels;
}
