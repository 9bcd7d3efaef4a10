import type { Run } from '../ledger/database.ts';
import { messagesOfThread, threadsOfRefs } from '../ledger/messages.ts';
import { isParticipant } from '../tickets/participants.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';

/**
 * The thread a mail belongs to. Who refers to a conversation without being part of it starts one of their own beside
 * it: a Message-ID is no key to what others wrote.
 */
export async function threadFor(trx: Run, parts: InboxParts, read: Read): Promise<{ threadId: string; beside: string | null }> {
  const { inbox } = parts;
  if (read.conversation !== undefined) return { threadId: read.conversation, beside: null };
  const fresh = freshThread(read);
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

/** Name of the conversation that a mail begins. */
export function freshThread({ row }: Read): string {
  return `thd_${row.identity.replace('header:', '').slice(0, 24)}`;
}
