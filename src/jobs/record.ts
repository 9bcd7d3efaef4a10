import { type AuditEntry, appendAudit } from '../ledger/audit.ts';
import { writeCursor } from '../ledger/cursors.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { labelsOf } from '../ledger/labels.ts';
import {
  addThreadRefs,
  insertMessage,
  insertPlacements,
  messageById,
  messagesOfThread,
  placementsOfMessage,
  threadsOfRefs,
} from '../ledger/messages.ts';
import type { CursorRow, MessageRow, PlacementRow } from '../ledger/schema.ts';
import { moveTicket, openTicket, ticketOf } from '../ledger/tickets.ts';
import { labelToKeyword } from '../mail/keyword.ts';
import { readsNoAnswers } from '../mail/screen-sender.ts';
import { debounceUntil } from '../tickets/admit.ts';
import { OPEN_WAITS } from '../tickets/disposition.ts';
import { isParticipant } from '../tickets/participants.ts';
import type { InboxParts } from './parts.ts';
import { writtenByPerson } from './person-answered.ts';
import type { Read } from './read.ts';
import { relabel } from './relabel.ts';

/** A ticket to look at, and when. */
export interface Ring {
  readonly threadId: string;
  readonly at: number;
}

/**
 * Records mails and moves the cursor in one transaction: either both happened or neither. A mail that is known by its
 * identity only gets another placement. Returns the tickets to ring for, after the commit.
 */
export async function recordMails(parts: InboxParts, reads: readonly Read[], cursor: CursorRow | null): Promise<readonly Ring[]> {
  const { db, inbox, now, fault } = parts;
  fault('intake.before-commit');
  const rings = await transactInbox(db, inbox, async (trx) => {
    const at = now();
    const known = await knownMessages(trx, inbox, reads);
    const audit: AuditEntry[] = [];
    const placements: PlacementRow[] = [];
    const due = new Map<string, number>();
    for (const found of reads) {
      const read = await oursBounced(trx, parts, found);
      const existing = known.get(read.row.identity) ?? known.get(`header:${read.row.header_digest}`);
      const id = existing ?? read.row.id;
      if (existing === undefined) {
        const ring = await recordNew(trx, parts, read, at, audit);
        if (ring !== null) due.set(ring.threadId, ring.at);
        known.set(read.row.identity, id);
      } else if (read.admission.kind === 'work' && read.placement.mailbox.toUpperCase() === 'INBOX') {
        const ring = await promote(trx, parts, read, existing, at);
        if (ring !== null) due.set(ring.threadId, ring.at);
      }
      const projected = existing === undefined ? [] : await carriedAlong(trx, inbox, existing, read.placement.flags_json);
      placements.push({ ...read.placement, projected_json: JSON.stringify(projected), message: id });
    }
    await insertPlacements(trx, placements);
    if (cursor !== null) await writeCursor(trx, cursor);
    await appendAudit(trx, inbox, at, audit);
    return [...due].map(([threadId, dueAt]) => ({ threadId, at: dueAt }));
  });
  fault('intake.after-commit');
  return rings;
}

/** A mail of ours that did not arrive is a person's business; that of a report about a report is not, or the two would go on for ever. */
async function oursBounced(trx: Run, parts: InboxParts, read: Read): Promise<Read> {
  const { inbox, log } = parts;
  if (read.admission.kind !== 'suppressed' || read.bounced == null) return read;
  const ours = await trx
    .selectFrom('effects')
    .innerJoin('decisions', (join) => join.onRef('decisions.inbox', '=', 'effects.inbox').onRef('decisions.turn', '=', 'effects.turn'))
    .innerJoin('messages', (join) => join.onRef('messages.inbox', '=', 'decisions.inbox').onRef('messages.id', '=', 'decisions.message'))
    .select(['effects.key', 'messages.from_address'])
    .where('effects.inbox', '=', inbox)
    .where('effects.message_id', '=', read.bounced)
    .where('effects.kind', 'in', ['reply', 'forward'])
    .executeTakeFirst();
  if (ours === undefined) return read;
  log.error({ effect: ours.key }, 'a mail of ours came back as undeliverable');
  if (readsNoAnswers(ours.from_address) || ours.from_address === read.row.from_address) return read;
  return { ...read, admission: { kind: 'work', escalate: 'says that a mail of ours did not arrive' } };
}

/** Gmail shows new mail in All Mail as well, sometimes a moment before INBOX: seen there first, nobody has put it there by hand. */
async function promote(trx: Run, parts: InboxParts, read: Read, id: string, at: number): Promise<Ring | null> {
  const row = await messageById(trx, parts.inbox, id);
  if (row === null || row.disposition !== 'noted' || row.disposition_detail !== 'by hand' || row.direction !== 'in') return null;
  if (at - row.recorded_at > JUST_NOW) return null;
  const { beside } = await threadFor(trx, parts, read);
  const open = standing(parts, read, at);
  await trx.updateTable('messages').set(open).where('inbox', '=', parts.inbox).where('id', '=', id).execute();
  return customerWrote(trx, parts, read, { threadId: row.thread_id, beside, row: { ...row, ...open }, at });
}

const JUST_NOW = 10 * 60_000;

/** A mail that somebody moved takes our labels along: they are ours there too. */
async function carriedAlong(trx: Run, inbox: string, message: string, flagsJson: string): Promise<readonly string[]> {
  const row = await messageById(trx, inbox, message);
  const ours = new Set(row === null ? [] : [...(await labelsOf(trx, inbox, row.thread_id))].map((label) => labelToKeyword(label)));
  for (const place of await placementsOfMessage(trx, inbox, message))
    for (const flag of JSON.parse(place.projected_json) as string[]) ours.add(flag.toLowerCase());
  return (JSON.parse(flagsJson) as string[]).filter((flag) => ours.has(flag.toLowerCase()));
}

async function recordNew(trx: Run, parts: InboxParts, read: Read, at: number, audit: AuditEntry[]): Promise<Ring | null> {
  const { inbox } = parts;
  const { threadId, beside } = await threadFor(trx, parts, read);
  const row: MessageRow = { ...read.row, thread_id: threadId, ...standing(parts, read, at) };
  await insertMessage(trx, row);
  const refs = [...read.references, ...(row.message_id === null ? [] : [row.message_id])];
  await addThreadRefs(trx, inbox, threadId, refs);
  if (read.admission.kind === 'historic') return null;
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
    },
    personal: { from: row.from_address, subject: row.subject },
  });
  if (row.direction === 'out' || row.disposition_detail === 'staff') return staffWrote(trx, parts, row, at);
  if (read.admission.kind === 'suppressed') return suppressed(trx, parts, threadId, row.id, at);
  if (read.admission.kind !== 'work' && read.admission.kind !== 'quarantined') return null;
  return customerWrote(trx, parts, read, { threadId, beside, row, at });
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
function personsOnly(admission: Extract<Read['admission'], { kind: 'work' | 'quarantined' }>): string | null {
  return admission.kind === 'quarantined' ? `${UNREADABLE}: ${admission.why}` : admission.escalate;
}

/** Begins the detail of a message that could not be read. */
export const UNREADABLE = 'cannot be read';

/**
 * The thread a mail belongs to. Who refers to a conversation without being part of it starts one of their own beside
 * it: a Message-ID is no key to what others wrote.
 */
async function threadFor(trx: Run, parts: InboxParts, read: Read): Promise<{ threadId: string; beside: string | null }> {
  const { inbox } = parts;
  const fresh = `thd_${read.row.identity.slice(0, 24)}`;
  const byRef = await threadsOfRefs(trx, inbox, [...read.references, ...(read.row.message_id === null ? [] : [read.row.message_id])]);
  const named = [...read.references]
    .reverse()
    .map((ref) => byRef.get(ref))
    .find((id) => id !== undefined);
  const found = named ?? (read.row.message_id === null ? undefined : byRef.get(read.row.message_id));
  if (found === undefined) return { threadId: fresh, beside: null };
  if (read.row.direction === 'out' || (read.admission.kind === 'historic' && read.row.arrived_at < parts.row.go_live))
    return { threadId: found, beside: null };
  const thread = await messagesOfThread(trx, inbox, found);
  if (
    thread.length === 0 ||
    (parts.ours.has(read.row.from_address) && !parts.own.has(read.row.from_address)) ||
    isParticipant(read.row.from_address, thread)
  )
    return { threadId: found, beside: null };
  // Forms and scripts reuse a Message-ID for anybody: that alone refers to nothing.
  return { threadId: fresh, beside: named ?? null };
}

interface Inbound {
  readonly threadId: string;
  readonly beside: string | null;
  readonly row: MessageRow;
  readonly at: number;
}

async function customerWrote(trx: Run, parts: InboxParts, read: Read, { threadId, beside, row, at }: Inbound): Promise<Ring | null> {
  const { inbox, config } = parts;
  if (!config.agent) return null;
  const ticket =
    (await ticketOf(trx, inbox, threadId)) ??
    (await openTicket(trx, {
      inbox,
      threadId,
      subject: row.subject,
      requester: row.from_address,
      requesterName: row.from_name,
      beside,
      now: at,
    }));
  const oldest = await trx
    .selectFrom('messages')
    .select((eb) => eb.fn.min('arrived_at').as('oldest'))
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .where('wait', 'in', [...OPEN_WAITS])
    .executeTakeFirst();
  const { debounce, debounceMax } = config.intake;
  const dueAt =
    read.admission.kind === 'quarantined'
      ? at
      : debounceUntil(Number(oldest?.oldest ?? row.arrived_at), row.arrived_at, debounce, debounceMax, at);
  await moveTicket(trx, ticket, 'customer_wrote', at, { triage_at: dueAt, attempts: 0, last_error: null });
  return { threadId, at: dueAt };
}

/** A person answered in the thread: what we were about to say is not said; the ticket is theirs. */
async function staffWrote(trx: Run, parts: InboxParts, row: MessageRow, at: number): Promise<Ring | null> {
  const { thread_id: threadId } = row;
  const ticket = await ticketOf(trx, parts.inbox, threadId);
  if (ticket === null || !writtenByPerson(row, ticket.requester, parts.ours)) return null;
  await moveTicket(trx, ticket, 'staff_wrote', at);
  await relabel(trx, parts, threadId, ['answered'], row.id, at);
  return { threadId, at };
}

/** Machine mail is labelled, so that people see at a glance why nothing was answered. */
async function suppressed(trx: Run, parts: InboxParts, threadId: string, messageId: string, at: number): Promise<Ring | null> {
  if ((await ticketOf(trx, parts.inbox, threadId)) !== null) return null;
  await relabel(trx, parts, threadId, ['suppressed'], messageId, at);
  return { threadId, at };
}

/** Known identities, and header digests of mail that was only indexed by its header. */
async function knownMessages(trx: Run, inbox: string, reads: readonly Read[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  if (reads.length === 0) return known;
  // Two questions instead of an OR: each has its index, the OR has none and would read every message.
  const found = (column: 'identity' | 'header_digest') =>
    trx
      .selectFrom('messages')
      .select(['id', 'identity', 'header_digest'])
      .where('inbox', '=', inbox)
      .where(
        column,
        'in',
        reads.map((r) => r.row[column]),
      )
      .execute();
  const rows = [...(await found('identity')), ...(await found('header_digest'))];
  for (const row of rows) {
    known.set(row.identity, row.id);
    // Only a header was seen then, so the header has to do; two whole mails are told apart by their content.
    if (row.identity.startsWith('header:')) known.set(`header:${row.header_digest}`, row.id);
  }
  await knowOwn(trx, inbox, reads, known);
  return known;
}

/** A mail of ours that turns up outside Sent (archived with its conversation, or in Gmail's All Mail) is the one we sent. */
async function knowOwn(trx: Run, inbox: string, reads: readonly Read[], known: Map<string, string>): Promise<void> {
  const ids = reads.flatMap((r) => (r.row.direction === 'out' && r.row.message_id !== null ? [r.row.message_id] : []));
  if (ids.length === 0) return;
  const own = await trx
    .selectFrom('messages')
    .select(['id', 'message_id'])
    .where('inbox', '=', inbox)
    .where('author', '=', 'agent')
    .where('message_id', 'in', ids)
    .execute();
  const byMessageId = new Map(own.map((m) => [m.message_id, m.id]));
  for (const { row } of reads) {
    const id = row.direction === 'out' ? byMessageId.get(row.message_id) : undefined;
    if (id !== undefined) known.set(row.identity, id);
  }
}
