import { sql } from 'kysely';
import type { Run } from '../ledger/database.ts';
import { messagesOfThread, threadsOfRefs } from '../ledger/messages.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { isParticipant } from '../tickets/participants.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';
import { unnamedThread } from './unnamed-thread.ts';

export interface ThreadFound {
  readonly threadId: string;
  /** The conversation that it refers to without being part of it. */
  readonly beside: string | null;
  /** Conversations in which this very mail is known or referred to. */
  readonly naming: readonly string[];
}

/**
 * The thread a mail belongs to. Who refers to a conversation without being part of it starts one of their own beside
 * it: a Message-ID is no key to what others wrote. Forms and scripts reuse a Message-ID for anybody, so one may lead to
 * several conversations: the one whose people the mail is from, or to, is meant. A form's own mail belongs to none.
 */
export async function threadFor(trx: Run, parts: InboxParts, read: Read): Promise<ThreadFound> {
  const { inbox } = parts;
  if (read.conversation !== undefined) return { threadId: read.conversation, beside: null, naming: [] };
  const fresh = freshThread(read);
  if (read.alone) return { threadId: fresh, beside: null, naming: [] };
  const named = await threadsNamed(trx, inbox, [...read.references].reverse());
  const own = read.row.message_id === null ? [] : await threadsNamed(trx, inbox, [read.row.message_id]);
  const isContext = read.admission.kind === 'historic' && read.row.arrived_at < parts.row.go_live;
  const [first] = [...named, ...own];
  if (first === undefined) return { threadId: (await unnamedThread(trx, parts, read)) ?? fresh, beside: null, naming: [] };
  for (const threadId of new Set([...named, ...own])) {
    if (belongs(parts, read, await messagesOfThread(trx, inbox, threadId))) return { threadId, beside: null, naming: own };
  }
  if (read.row.direction === 'out' || isContext || isStaff(parts, read)) return { threadId: first, beside: null, naming: [] };
  // The own Message-ID alone refers to nothing.
  return { threadId: fresh, beside: named[0] ?? null, naming: own };
}

/** Name of the conversation that a mail begins. */
export function freshThread({ row }: Read): string {
  return `thd_${row.identity.replace('header:', '').slice(0, 24)}`;
}

/** A team member's mail, in Sent or with us in copy, belongs to the conversation it is addressed to. */
function belongs(parts: InboxParts, read: Read, thread: readonly MessageRow[]): boolean {
  const { row } = read;
  if (thread.length === 0) return true;
  if (row.direction === 'in' && !isStaff(parts, read)) return isParticipant(row.from_address, thread);
  const people = new Set(thread.filter((m) => m.direction === 'in').flatMap((m) => [m.from_address, m.reply_address]));
  const recipients = [row.to_json, row.cc_json].flatMap((json) => JSON.parse(json) as { address: string }[]);
  return recipients.some((a) => people.has(a.address));
}

function isStaff({ ours, own }: InboxParts, { row }: Read): boolean {
  return ours.has(row.from_address) && !own.has(row.from_address);
}

/** Threads that these ids lead to, in the order of the ids: by what refers to them, and by the mails that bear them. */
async function threadsNamed(trx: Run, inbox: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const byRef = await threadsOfRefs(trx, inbox, ids);
  const bearers = await trx
    .selectFrom('messages')
    .select(['message_id', 'thread_id'])
    .where('inbox', '=', inbox)
    .where('message_id', 'in', [...ids])
    // Computed, so that SQLite looks the ids up and sorts those few, instead of reading all mail in this order.
    .orderBy(sql`arrived_at + 0`, 'desc')
    .limit(MANY)
    .execute();
  return ids.flatMap((id) => [byRef.get(id) ?? [], ...bearers.filter((m) => m.message_id === id).map((m) => m.thread_id)].flat());
}

/** Of the mails that share a Message-ID only the newest are looked at: a form may have sent thousands. */
const MANY = 20;
