import type { Run } from '../ledger/database.ts';
import { effectByKey } from '../ledger/effects.ts';
import { effectKey } from '../ledger/inboxes.ts';
import { messagesOfThread } from '../ledger/messages.ts';
import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { isBlocked, readsNoAnswers } from '../mail/screen-sender.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import type { WorkFacts } from '../tickets/next-work.ts';
import { answerAddress } from '../tickets/participants.ts';
import type { InboxParts } from './parts.ts';
import { newestOfCustomer } from './relay.ts';

/** A customer who owes the next word, and what they were told last. */
export interface Silence {
  /** What names it: the last word that was said to the customer. */
  readonly turn: string;
  /** Key of its check-in, the same whoever asks: a silence has one. */
  readonly effect: string;
  /** What was said last; null where that is not in the ledger. */
  readonly last: MessageRow | null;
  /** The customer's newest mail. */
  readonly newest: MessageRow | null;
  readonly thread: readonly MessageRow[];
}

export async function silenceOf(run: Run, parts: InboxParts, ticket: TicketRow): Promise<Silence> {
  const { inbox, row } = parts;
  const thread = await messagesOfThread(run, inbox, ticket.thread_id);
  const said = thread.filter((m) => m.direction === 'out' || (m.disposition === 'noted' && m.disposition_detail === 'staff'));
  const last = said.toSorted((a, b) => a.recorded_at - b.recorded_at).at(-1) ?? null;
  const turn = `${ticket.thread_id}:silence:${last?.id ?? ticket.owed_since}`;
  return { turn, effect: effectKey(row.secret, turn, 'follow-up', 'customer'), last, newest: newestOfCustomer(parts, thread), thread };
}

export async function askedIn(run: Run, { inbox }: InboxParts, silence: Silence): Promise<WorkFacts['asked']> {
  const effect = await effectByKey(run, inbox, silence.effect);
  if (effect === null) return 'no';
  return OPEN.has(effect.state) ? 'on its way' : 'yes';
}

const OPEN: ReadonlySet<string> = new Set(['pending', 'claimed', 'data']);

/**
 * Whether a check-in would be read by a person whom we may write to: not one of ours, not an address that nobody reads or that is blocked, not somebody who failed
 * verification, and not where a machine has answered in their place: it would only answer again.
 */
export function isWritable({ ours, config, policy }: InboxParts, { newest, last, thread }: Silence): boolean {
  const { repliesPerTicket, repliesPerThreadPerDay, repliesPerSenderPerDay } = policy.caps;
  if (newest === null || [repliesPerTicket, repliesPerThreadPerDay, repliesPerSenderPerDay].includes(0)) return false;
  const address = answerAddress(newest, thread);
  const { verdict } = JSON.parse(newest.verdict_json) as SenderVerdict;
  if (verdict === 'failed' || ours.has(address) || readsNoAnswers(address) || isBlocked(address, config.intake.blocked)) return false;
  const since = last?.recorded_at ?? newest.recorded_at;
  return !thread.some((m) => m.direction === 'in' && m.disposition === 'suppressed' && m.recorded_at >= since);
}
