import { threadsWithDueEffects } from '../ledger/effects.ts';
import { threadsWithStaffMails } from '../ledger/staff-mails.ts';
import { dueTickets, ticketsWithDueWork, updateTicket } from '../ledger/tickets.ts';
import { OPEN_WAITS } from '../tickets/disposition.ts';
import { tendAutonomy } from './autonomy.ts';
import { tendSurges } from './broadcast.ts';
import { tendDigest } from './digest.ts';
import type { InboxParts } from './parts.ts';
import { noticeSettings } from './work-settings.ts';
import { writeStubs } from './write-stubs.ts';

export const SWEEP_EVERY_MS = 5_000;
/** A ring that was just sent is given this long before the sweep rings again, ms. */
const GRACE = 3_000;
/** Rings at once: more would only sit in the queue. */
const LIMIT = 500;

/**
 * Rings again for everything that is due: whatever Redis, a crash or a lost connection made the bell forget.
 * @param grace 0 at the start, when nobody can have rung a moment ago
 */
export async function sweep(parts: InboxParts, grace = GRACE): Promise<void> {
  const { db, inbox, now, ring, fault } = parts;
  fault('sweep.start');
  await wakeOverdue(parts);
  await tendAutonomy(parts);
  await tendSurges(parts);
  await writeStubs(parts);
  await tendDigest(parts);
  await noticeSettings(parts);
  const before = now() - grace;
  const threads = new Set([
    ...(await threadsWithDueEffects(db, inbox, before, LIMIT)),
    ...(await dueTickets(db, inbox, before, LIMIT)),
    ...(await threadsWithStaffMails(db, inbox, before, LIMIT)),
    // Nobody else rings for what time makes due.
    ...(await ticketsWithDueWork(db, inbox, now(), LIMIT)),
  ]);
  for (const thread of threads) ring(thread, 0);
  if (threads.size > 0) parts.log.debug({ threads: threads.size }, 'swept');
  fault('sweep.after-ring');
}

/** A wait past its deadline is triaged at once, where it becomes an escalation; so does one whose ticket nobody would look at. */
async function wakeOverdue(parts: InboxParts): Promise<void> {
  const { db, inbox, now } = parts;
  const overdue = await db
    .selectFrom('messages')
    .innerJoin('tickets', (join) =>
      join.onRef('tickets.inbox', '=', 'messages.inbox').onRef('tickets.thread_id', '=', 'messages.thread_id'),
    )
    .select(['messages.thread_id'])
    .distinct()
    .where('messages.inbox', '=', inbox)
    .where('messages.wait', 'in', [...OPEN_WAITS])
    // Every wait has a deadline; with these two SQLite reads the waiting mails instead of all.
    .where('messages.wait', 'is not', null)
    .where('messages.wait_deadline', '>', 0)
    .where((eb) =>
      eb.or([eb('tickets.triage_at', 'is', null), eb.and([eb('messages.wait_deadline', '<', now()), eb('tickets.triage_at', '>', now())])]),
    )
    .limit(LIMIT)
    .execute();
  for (const { thread_id } of overdue) await updateTicket(db, inbox, thread_id, { triage_at: now() - GRACE });
}
