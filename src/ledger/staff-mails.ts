import { sql } from 'kysely';
import type { Run } from './database.ts';
import { insertion } from './insertion.ts';
import { prepared } from './prepared.ts';
import type { HandoffRow, StaffMailRow } from './schema.ts';

/** Mails of team members about tickets, and which mail of ours an answer is to. */

const insertRows = insertion('staff_mails', 'keep');

/** Writes down that a mail waits to be acted upon; one that is there already stays as it is. */
export function insertStaffMail(run: Run, row: StaffMailRow): Promise<void> {
  return insertRows(run, [row]);
}

/** Those of a ticket that wait, oldest first. */
export function pendingStaffMails(run: Run, inbox: string, threadId: string): Promise<StaffMailRow[]> {
  return pendingOfThread(run, { inbox, threadId });
}

const pendingOfThread = prepared((run, p: { inbox: string; threadId: string }) =>
  run
    .selectFrom('staff_mails')
    .selectAll()
    .where('inbox', '=', p.inbox)
    .where('thread_id', '=', p.threadId)
    .where('state', '=', sql.lit('pending'))
    .orderBy('recorded_at'),
);

/** Tickets with one that waits since before then. */
export async function threadsWithStaffMails(run: Run, inbox: string, before: number, limit: number): Promise<string[]> {
  const rows = await run
    .selectFrom('staff_mails')
    .select('thread_id')
    .distinct()
    .where('inbox', '=', inbox)
    // A literal, so that SQLite recognises the condition of its partial index.
    .where('state', '=', sql.lit('pending'))
    .where('recorded_at', '<=', before)
    .limit(limit)
    .execute();
  return rows.map((row) => row.thread_id);
}

/** It has been acted upon. Returns whether it was still waiting: of two runs the second must do nothing. */
export async function finishStaffMail(
  run: Run,
  { inbox, message }: Pick<StaffMailRow, 'inbox' | 'message'>,
  { action, detail, at }: { readonly action: string; readonly detail: string | null; readonly at: number },
): Promise<boolean> {
  const done = await run
    .updateTable('staff_mails')
    .set({ state: 'done', action, detail, done_at: at })
    .where('inbox', '=', inbox)
    .where('message', '=', message)
    .where('state', '=', 'pending')
    .returning('message')
    .execute();
  return done.length > 0;
}

/** The hand-offs that these tokens stand for, newest first; none for tokens that nobody made. */
export async function handoffsOfTokens(run: Run, inbox: string, tokens: readonly string[]): Promise<HandoffRow[]> {
  if (tokens.length === 0) return [];
  return run
    .selectFrom('handoffs')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('token', 'in', [...tokens])
    .orderBy('created_at', 'desc')
    .execute();
}

/** The hand-off that an outbox row of this ticket sent. */
export async function handoffOfEffect(run: Run, inbox: string, threadId: string, effect: string): Promise<HandoffRow | null> {
  const row = await run
    .selectFrom('handoffs')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .where('effect', '=', effect)
    .executeTakeFirst();
  return row ?? null;
}

/** Lower case: whose machines have said that they are away, where that changed nothing because others of their team have the mail. */
export async function absentFrom(run: Run, inbox: string, threadId: string): Promise<ReadonlySet<string>> {
  const rows = await run
    .selectFrom('staff_mails as s')
    .innerJoin('messages as m', (join) => join.onRef('m.inbox', '=', 's.inbox').onRef('m.id', '=', 's.message'))
    .select('m.from_address')
    .where('s.inbox', '=', inbox)
    .where('s.thread_id', '=', threadId)
    .where('s.action', '=', 'machine')
    .where('s.detail', '=', 'away')
    .execute();
  return new Set(rows.map((row) => row.from_address));
}

/** Tickets whose hand-off a machine answered: nobody has it, or it did not arrive. */
export async function undelivered(run: Run, inbox: string, since: number): Promise<number> {
  const row = await run
    .selectFrom('staff_mails')
    .select((eb) => eb.fn.count<number>('thread_id').distinct().as('n'))
    .where('inbox', '=', inbox)
    .where('recorded_at', '>=', since)
    .where('action', 'in', ['away', 'undeliverable'])
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
