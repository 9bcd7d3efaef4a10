import { sql } from 'kysely';
import { type AuditEntry, appendAudit } from '../ledger/audit.ts';
import { writeCursor } from '../ledger/cursors.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { addThreadRefs, insertMessage, insertPlacements, messageById } from '../ledger/messages.ts';
import type { CursorRow, MessageRow, PlacementRow } from '../ledger/schema.ts';
import { insertStaffMail } from '../ledger/staff-mails.ts';
import { moveTicket, openTicket, ticketOf, updateTicket } from '../ledger/tickets.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { debounceUntil } from '../tickets/admit.ts';
import { answeredBy } from '../tickets/course.ts';
import { OPEN_WAITS } from '../tickets/disposition.ts';
import { type AboutTicket, aboutTicket } from './about-ticket.ts';
import { noteBystander, noteEarlierBystander } from './bystander-wrote.ts';
import { carriedAlong, knownMessages, oursBounced } from './known-mail.ts';
import { tellNoTicket } from './no-ticket.ts';
import { isElsewhere } from './other-inbox.ts';
import type { InboxParts } from './parts.ts';
import { writtenByPerson } from './person-answered.ts';
import type { Read } from './read.ts';
import { recordPatiently } from './record-patiently.ts';
import { markOpen, relabel } from './relabel.ts';
import { copiedThread } from './same-again.ts';
import { noteShadowAnswer } from './shadow-answer.ts';
import { staysClosed } from './thanks.ts';
import { freshThread, threadFor } from './thread-for.ts';

/** A ticket to look at, and when. */
export interface Ring {
  readonly threadId: string;
  readonly at: number;
  /** There is something to show at once, too. */
  readonly shows?: boolean;
}

/**
 * Records mails and moves the cursor in one transaction: either both happened or neither. A mail that is known by its
 * identity only gets another placement. Returns the tickets to ring for, after the commit.
 */
export function recordMails(parts: InboxParts, reads: readonly Read[], cursor: CursorRow | null): Promise<readonly Ring[]> {
  return recordPatiently(parts, reads, cursor, recordTogether);
}

async function recordTogether(parts: InboxParts, reads: readonly Read[], cursor: CursorRow | null): Promise<readonly Ring[]> {
  const { db, inbox, now, fault } = parts;
  fault('intake.before-commit');
  const rings = await transactInbox(db, inbox, async (trx) => {
    const at = now();
    const known = await knownMessages(trx, inbox, reads);
    const audit: AuditEntry[] = [];
    const placements: PlacementRow[] = [];
    const due = new Map<string, Ring>();
    for (const found of reads) {
      const existing = known.get(found.row.identity);
      const about = existing === undefined ? await aboutTicket(trx, parts, found) : null;
      const read = about?.read ?? (await leftToFirst(trx, parts, await oursBounced(trx, parts, found)));
      const id = existing ?? read.row.id;
      if (existing === undefined) {
        const answered = await recordNew(trx, parts, read, at, audit);
        const ring = about === null ? answered : await awaitsAct(trx, parts, about, at);
        if (ring !== null) due.set(ring.threadId, ring);
        const told = about === null ? await tellNoTicket(trx, parts, read, at) : null;
        if (told !== null) due.set(told, { threadId: told, at });
        known.set(read.row.identity, id);
      } else if (read.admission.kind === 'work' && read.placement.mailbox.toUpperCase() === 'INBOX') {
        const ring = await promote(trx, parts, read, existing, at);
        if (ring !== null) due.set(ring.threadId, ring);
      }
      const projected = existing === undefined ? [] : await carriedAlong(trx, inbox, existing, read.placement.flags_json);
      placements.push({ ...read.placement, projected_json: JSON.stringify(projected), message: id });
    }
    await insertPlacements(trx, placements);
    if (cursor !== null) await writeCursor(trx, cursor);
    await appendAudit(trx, inbox, at, audit);
    return [...due.values()].flatMap((ring) => (ring.shows === true ? [{ threadId: ring.threadId, at }, ring] : [ring]));
  });
  fault('intake.after-commit');
  return rings;
}

/**
 * Gmail shows new mail in All Mail as well, sometimes a moment before INBOX: seen there first, nobody has put it there by hand. And
 * mail that was gone and is in INBOX again (taken out of Junk or Trash by a person) waits for an answer again.
 */
async function promote(trx: Run, parts: InboxParts, read: Read, id: string, at: number): Promise<Ring | null> {
  const row = await messageById(trx, parts.inbox, id);
  if (row === null || row.direction !== 'in') return null;
  const early = row.disposition === 'noted' && row.disposition_detail === 'by hand' && at - row.recorded_at <= JUST_NOW;
  if (!early && row.disposition !== 'gone') return null;
  if (row.disposition === 'gone') parts.log.info({ message: id }, 'mail that was gone is in INBOX again');
  const { beside } = await threadFor(trx, parts, read);
  const open = standing(parts, read, at);
  await trx.updateTable('messages').set(open).where('inbox', '=', parts.inbox).where('id', '=', id).execute();
  return customerWrote(trx, parts, read, { threadId: row.thread_id, beside, row: { ...row, ...open }, at });
}

const JUST_NOW = 10 * 60_000;

/** What another inbox has already needs no ticket here. */
async function leftToFirst(trx: Run, parts: InboxParts, read: Read): Promise<Read> {
  const isTheirs = read.admission.kind === 'work' && (await isElsewhere(trx, parts, read.row));
  return isTheirs ? { ...read, admission: { kind: 'noted', why: 'other inbox' } } : read;
}

async function recordNew(trx: Run, parts: InboxParts, taken: Read, at: number, audit: AuditEntry[]): Promise<Ring | null> {
  const { inbox } = parts;
  const found = await threadFor(trx, parts, taken);
  const read = found.beside === null ? taken : await noteBystander(trx, parts, taken, found.beside);
  const copied = found.threadId === freshThread(read) ? await copiedThread(trx, parts, read) : null;
  const { threadId, beside, naming } = copied === null ? found : { threadId: copied, beside: null, naming: [] };
  const row: MessageRow = { ...read.row, thread_id: threadId, ...standing(parts, read, at) };
  await insertMessage(trx, row);
  const refs = [...read.references, row.message_id, read.serverThread].filter((id) => id !== null);
  await addThreadRefs(trx, inbox, threadId, refs);
  if (read.admission.kind === 'historic') return null;
  const sender = JSON.parse(row.verdict_json) as SenderVerdict;
  audit.push({
    actor: 'daemon',
    kind: row.direction === 'in' ? 'message.received' : 'message.sent_by_hand',
    refs: {
      message: row.id,
      thread: threadId,
      size: row.size,
      mailbox: read.placement.mailbox,
      uid: read.placement.uid,
      disposition: row.disposition,
      detail: row.disposition_detail,
      ...(row.direction === 'in'
        ? { sender: sender.verdict, aligned: sender.aligned.map((a) => a.replace(/=.*/, '')), via: sender.via ?? null }
        : {}),
    },
    personal: {
      from: row.from_address,
      subject: row.subject,
      ...(sender.aligned.length === 0 ? {} : { aligned: sender.aligned.join(' ') }),
    },
  });
  if (row.direction === 'out' || row.disposition_detail === 'staff') return staffWrote(trx, parts, row, at);
  if (read.admission.kind === 'suppressed') return suppressed(trx, parts, threadId, row.id, at);
  if (read.admission.kind !== 'work' && read.admission.kind !== 'quarantined') return null;
  const ring = await customerWrote(trx, parts, read, { threadId, beside, row, at });
  await noteEarlierBystander(trx, parts, row, naming);
  return ring;
}

function standing(
  parts: InboxParts,
  read: Read,
  at: number,
): Pick<MessageRow, 'disposition' | 'disposition_detail' | 'wait' | 'wait_deadline'> {
  const settled = (disposition: string, detail: string | null) => ({
    disposition,
    disposition_detail: detail,
    wait: null,
    wait_deadline: null,
  });
  const { admission } = read;
  switch (admission.kind) {
    case 'historic':
      return settled('historic', null);
    case 'suppressed':
      return settled('suppressed', admission.rule);
    case 'noted':
      return settled('noted', admission.why);
    case 'by hand':
      return settled('noted', 'by hand');
    case 'quarantined':
    case 'work':
      if (!parts.config.agent) return settled('noted', 'no agent');
      return {
        disposition: null,
        disposition_detail: personsOnly(admission),
        wait: 'debouncing',
        wait_deadline: at + parts.config.intake.waitDeadline,
      };
    default:
      return admission satisfies never;
  }
}

/** Why only a person may deal with it, kept with the waiting message; null when triage decides. */
export function personsOnly(admission: Extract<Read['admission'], { kind: 'work' | 'quarantined' }>): string | null {
  return admission.kind === 'quarantined' ? `${UNREADABLE}: ${admission.why}` : admission.escalate;
}

/** Begins the detail of a message that could not be read. */
export const UNREADABLE = 'cannot be read';

interface Inbound {
  readonly threadId: string;
  readonly beside: string | null;
  readonly row: MessageRow;
  readonly at: number;
}

async function customerWrote(trx: Run, parts: InboxParts, read: Read, { threadId, beside, row, at }: Inbound): Promise<Ring | null> {
  const { inbox, config } = parts;
  if (!config.agent) return null;
  const { debounce, debounceMax } = config.intake;
  const dueSince = (oldest: number) =>
    read.admission.kind === 'quarantined' ? at : debounceUntil(oldest, row.arrived_at, debounce, debounceMax, at);
  const ticket = await ticketOf(trx, inbox, threadId);
  if (ticket === null) {
    const dueAt = dueSince(row.arrived_at);
    const requester = { requester: row.from_address, requesterName: row.from_name };
    await openTicket(trx, {
      inbox,
      threadId,
      subject: row.subject,
      ...requester,
      beside,
      now: at,
      triageAt: dueAt,
      receivedAt: receivedAt(parts, row, at),
      utcOffset: read.utcOffset ?? null,
    });
    return { threadId, at: dueAt, shows: await markOpen(trx, parts, threadId, { isNew: true, cause: row.id, at, dueAt }) };
  }
  const waiting = await trx
    .selectFrom('messages')
    // Computed, so that SQLite reads the thread, and not all mail in this order until one fits.
    .select(sql<number>`min(arrived_at + 0)`.as('oldest'))
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .where('wait', 'in', [...OPEN_WAITS])
    .executeTakeFirst();
  const dueAt = dueSince(Number(waiting?.oldest ?? row.arrived_at));
  const due = { triage_at: dueAt, attempts: 0, last_error: null, utc_offset: read.utcOffset ?? null };
  if (staysClosed(ticket, row)) {
    await updateTicket(trx, inbox, threadId, due);
    return { threadId, at: dueAt };
  }
  await moveTicket(trx, ticket, 'customer_wrote', at, due);
  return { threadId, at: dueAt, shows: await markOpen(trx, parts, threadId, { isNew: false, cause: row.id, at, dueAt }) };
}

/** When the server says that it came: what somebody has moved here from elsewhere, or a clock that is wrong, says nothing of how long a customer waits. */
function receivedAt({ config }: InboxParts, { arrived_at }: MessageRow, at: number): number {
  return arrived_at <= at && at - arrived_at <= config.intake.maxAge ? arrived_at : at;
}

/** What our own people write about a ticket is acted upon under the ticket's lease. */
async function awaitsAct(trx: Run, { inbox }: InboxParts, { read, threadId, handoff, byToken }: AboutTicket, at: number): Promise<Ring> {
  await insertStaffMail(trx, {
    ...{ inbox, message: read.row.id, thread_id: threadId, token: byToken ? (handoff?.token ?? null) : null },
    ...{ state: 'pending', action: null, detail: read.answers?.machine ?? null, recorded_at: at, done_at: null },
  });
  return { threadId, at };
}

/** A person answered in the thread: what we were about to say is not said; the ticket is theirs. */
async function staffWrote(trx: Run, parts: InboxParts, row: MessageRow, at: number): Promise<Ring | null> {
  const { thread_id: threadId } = row;
  const ticket = await ticketOf(trx, parts.inbox, threadId);
  if (ticket === null || !writtenByPerson(row, ticket.requester, parts.ours)) return null;
  await noteShadowAnswer(trx, parts.inbox, ticket, row, at);
  await moveTicket(trx, ticket, 'staff_wrote', at, {
    person_since: ticket.person_since ?? at,
    ...answeredBy(ticket, 'staff', sentAt(row, at)),
  });
  await relabel(trx, parts, threadId, ['answered'], row.id, at);
  return { threadId, at };
}

/** By the clock of the server, which may have had it for a while. */
function sentAt({ arrived_at }: MessageRow, at: number): number {
  return Math.min(arrived_at, at);
}

/** Machine mail is labelled, so that people see at a glance why nothing was answered. */
async function suppressed(trx: Run, parts: InboxParts, threadId: string, messageId: string, at: number): Promise<Ring | null> {
  if ((await ticketOf(trx, parts.inbox, threadId)) !== null) return null;
  await relabel(trx, parts, threadId, ['suppressed'], messageId, at);
  return { threadId, at };
}
