import { InvariantError } from '../errors.ts';
import { type AuditEntry, appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { putEffects } from '../ledger/effects.ts';
import { effectKey } from '../ledger/inboxes.ts';
import { messagesOfThread, setWait } from '../ledger/messages.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { type SurgeRow, surgeOfThread, surgesSince, threadsOfSurge, updateSurge } from '../ledger/surges.ts';
import { ticketOf, updateTicket } from '../ledger/tickets.ts';
import { plainMarkdown } from '../mail/plain-markdown.ts';
import { replySubject } from '../mail/thread.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import { RANK_OF_MANY } from '../tickets/effect-kind.ts';
import { answerAddress } from '../tickets/participants.ts';
import { ownMessageId } from './own-ids.ts';
import type { InboxParts } from './parts.ts';
import type { MailPayload } from './payload.ts';
import { answeredByPerson } from './person-answered.ts';
import { showLabels } from './relabel.ts';

export interface Broadcast {
  /** A person's words, as they wrote them. */
  readonly text: string;
  /** Id of the mail that asks for it: the same mail is obeyed once. */
  readonly cause: string;
}

/** What a broadcast came to. */
export interface Told {
  /** Conversations that get it. */
  readonly told: number;
  /** Those that have been told before, that a person has answered meanwhile, or that are closed. */
  readonly left: number;
}

/**
 * Answers everybody of the surge that a conversation belongs to, each in their own conversation, once; whoever writes later gets the same, until it is lifted. The mails leave
 * at the rate of the inbox. Null where the conversation belongs to no surge that goes on.
 */
export async function broadcastSurge(trx: Run, parts: InboxParts, threadId: string, { text, cause }: Broadcast): Promise<Told | null> {
  const { inbox } = parts;
  const surge = await surgeOfThread(trx, inbox, threadId);
  if (surge === null) return null;
  const at = parts.now();
  const told = { ...surge, state: 'told', text, actor: cause } as const;
  await updateSurge(trx, inbox, surge.id, { state: 'told', text, actor: cause });
  const threads = await threadsOfSurge(trx, inbox, surge.id);
  let count = 0;
  // Once: whoever was told stays told, although the answer may not have left yet.
  for (const { thread_id, state } of threads) if (state === 'held' && (await tellThread(trx, parts, told, thread_id, at))) count += 1;
  const refs = { surge: surge.id, message: cause, told: count, threads: threads.length };
  await appendAudit(trx, inbox, at, [{ actor: 'staff', kind: 'surge.told', refs, personal: { text } }]);
  return { told: count, left: threads.length - count };
}

/** Lets each be answered as usual. Null where the conversation belongs to no surge that goes on; else how many are. */
export async function liftSurge(trx: Run, parts: InboxParts, threadId: string, cause: string): Promise<number | null> {
  const surge = await surgeOfThread(trx, parts.inbox, threadId);
  return surge === null
    ? null
    : end(trx, parts, surge, { actor: 'staff', kind: 'surge.lifted', refs: { surge: surge.id, message: cause } });
}

async function end(trx: Run, parts: InboxParts, surge: SurgeRow, entry: AuditEntry): Promise<number> {
  const { inbox, ring } = parts;
  const at = parts.now();
  await updateSurge(trx, inbox, surge.id, { state: 'over', ended_at: at });
  let released = 0;
  for (const { thread_id, state } of await threadsOfSurge(trx, inbox, surge.id)) {
    if (state !== 'held' || (await held(trx, inbox, thread_id)).length === 0) continue;
    await updateTicket(trx, inbox, thread_id, { triage_at: at, waits_for: null, last_error: null });
    released += 1;
    ring(thread_id, AFTER_COMMIT);
  }
  await appendAudit(trx, inbox, at, [{ ...entry, refs: { ...entry.refs, released } }]);
  return released;
}

/** A ring that comes before the transaction has ended would find nothing, ms. */
const AFTER_COMMIT = 500;
/** How far back a surge may still go on, ms. */
const OLDEST = 14 * 86_400_000;

/** Surges that nobody writes to any more are over: one that has been answered, and one whose mails have all gone to people by their deadlines. */
export async function tendSurges(parts: InboxParts): Promise<void> {
  const { db, inbox, policy, now } = parts;
  const quiet = policy.surge === 'off' ? 0 : policy.surge.quiet;
  for (const surge of await surgesSince(db, inbox, now() - OLDEST)) {
    if (surge.state === 'over' || surge.last_at > now() - quiet) continue;
    await transactInbox(db, inbox, async (trx) => {
      const threads = await threadsOfSurge(trx, inbox, surge.id);
      const waiting = await Promise.all(threads.map((t) => held(trx, inbox, t.thread_id)));
      if (policy.surge !== 'off' && surge.state === 'held' && waiting.flat().length > 0) return;
      await end(trx, parts, surge, { actor: 'daemon', kind: 'surge.over', refs: { surge: surge.id } });
    });
  }
}

async function held(trx: Run, inbox: string, threadId: string): Promise<readonly MessageRow[]> {
  return (await messagesOfThread(trx, inbox, threadId)).filter((m) => m.direction === 'in' && m.wait === 'held');
}

/** Writes the answer to all into one conversation of it. Returns false where a person has answered there, and nothing of ours is wanted. */
export async function tellThread(trx: Run, parts: InboxParts, surge: SurgeRow, threadId: string, at: number): Promise<boolean> {
  const { inbox, row, ours, config, ring } = parts;
  if (surge.text === null) throw new InvariantError(`surge ${surge.id} has no answer yet`);
  const ticket = await ticketOf(trx, inbox, threadId);
  const thread = await messagesOfThread(trx, inbox, threadId);
  const newest = thread.findLast((m) => m.direction === 'in' && !NOT_ASKED.has(m.disposition ?? ''));
  const goOn = async (state: 'told' | 'left') => {
    await trx
      .updateTable('surge_threads')
      .set({ state })
      .where('inbox', '=', inbox)
      .where('surge', '=', surge.id)
      .where('thread_id', '=', threadId)
      .execute();
    return state === 'told';
  };
  if (ticket === null || newest === undefined || ticket.state === 'closed') return goOn('left');
  if (answeredByPerson(thread, newest, ours) !== undefined) return goOn('left');
  const turn = `${threadId}:surge:${surge.id}:${surge.actor}`;
  const key = effectKey(row.secret, turn, 'relay', 'customer');
  const asked = thread.filter((m) => m.direction === 'in' && (isOpenWait(m.wait) || m.disposition === 'escalated')).map((m) => m.id);
  const open = thread.filter((m) => asked.includes(m.id) && isOpenWait(m.wait)).map((m) => m.id);
  await setWait(trx, inbox, open, 'sending', at + config.intake.waitDeadline);
  await updateTicket(trx, inbox, threadId, { triage_at: null, waits_for: null, last_error: null });
  const payload: MailPayload = {
    to: [{ name: newest.from_name, address: answerAddress(newest, thread) }],
    cc: [],
    subject: replySubject(newest.subject),
    markdown: plainMarkdown(surge.text),
    words: surge.text,
    inReplyTo: newest.message_id,
    references: [...(JSON.parse(newest.refs_json) as string[]), ...(newest.message_id === null ? [] : [newest.message_id])],
    date: at,
    originals: [],
    after: {
      ...{ messages: asked, disposition: 'answered', detail: 'staff', event: 'staff_wrote' },
      labels: ['answered'],
    },
  };
  const effect = { inbox, key, turn, threadId, seq: 0, kind: 'relay', payload, messageId: ownMessageId(parts, key), now: at } as const;
  await putEffects(trx, [{ ...effect, rank: RANK_OF_MANY }]);
  await showLabels(trx, { inbox, secret: row.secret }, threadId, `surge:${surge.id}:${surge.actor}`, at + 1);
  ring(threadId, AFTER_COMMIT);
  return goOn('told');
}

/** Mail that asked nothing of us. */
const NOT_ASKED: ReadonlySet<string> = new Set(['suppressed', 'noted', 'historic', 'gone', 'duplicate']);
