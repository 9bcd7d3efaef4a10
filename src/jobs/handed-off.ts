import type { Run } from '../ledger/database.ts';
import { mailEffect } from '../ledger/effects.ts';
import { threadsOfRefs } from '../ledger/messages.ts';
import type { HandoffRow } from '../ledger/schema.ts';
import { handoffOfEffect, handoffsOfTokens } from '../ledger/staff-mails.ts';
import { INTERNAL_KINDS } from '../tickets/effect-kind.ts';
import { tokenIn } from '../tickets/reply-token.ts';
import type { InboxParts } from './parts.ts';

/** Which ticket an answer is about, and what of ours it answers. */
export interface HandedOff {
  /** The ticket's own conversation. */
  readonly threadId: string;
  /** The mail of ours that it answers, where only its receiver can know that; null: it leads to the ticket, and proves nothing. */
  readonly handoff: HandoffRow | null;
  /** True where the address named it. */
  readonly byToken: boolean;
  /** Its addresses name several tickets. */
  readonly isMixedUp?: boolean;
}

/** An id of ours has the key of its outbox row in it, which nobody can guess. */
const OWN_ID = /^<fl\.([0-9a-f]{40})(?:\.ref)?@/i;

/**
 * By the token in an address the mail was sent to, else by our own ids among those it refers to, the newest first; last by an id that our provider gave our mail
 * instead of ours. Never by a subject.
 */
export async function handedOff(
  run: Run,
  { inbox, own }: Pick<InboxParts, 'inbox' | 'own'>,
  { receivers, references }: { readonly receivers: readonly string[]; readonly references: readonly string[] },
): Promise<HandedOff | null> {
  const tokens = receivers.flatMap((receiver) => tokenIn(receiver, own) ?? []);
  const all = await handoffsOfTokens(run, inbox, tokens);
  const [named] = all;
  if (named !== undefined)
    return { threadId: named.thread_id, handoff: named, byToken: true, isMixedUp: all.some((row) => row.thread_id !== named.thread_id) };
  const newestFirst = [...references].reverse();
  for (const id of newestFirst) {
    const key = OWN_ID.exec(id)?.[1]?.toLowerCase();
    const found = key === undefined ? null : await ofEffect(run, inbox, key);
    if (found !== null) return found;
  }
  const threads = await threadsOfRefs(run, inbox, newestFirst);
  for (const id of newestFirst) {
    const thread = threads.get(id);
    const found = thread === undefined ? null : await ofThread(run, inbox, thread);
    if (found !== null) return found;
  }
  return null;
}

/** The same for a mail of ours that came back. */
export async function ofEffect(run: Run, inbox: string, key: string): Promise<HandedOff | null> {
  const effect = await mailEffect(run, inbox, { key, messageId: null });
  if (effect === undefined || !INTERNAL_KINDS.has(effect.kind)) return null;
  return { threadId: effect.thread_id, handoff: await handoffOfEffect(run, inbox, effect.thread_id, key), byToken: false };
}

/** A provider's id is not ours to call a secret. */
async function ofThread(run: Run, inbox: string, thread: string): Promise<HandedOff | null> {
  const [sent] = await run
    .selectFrom('messages')
    .select('identity')
    .where('inbox', '=', inbox)
    .where('thread_id', '=', thread)
    .where('direction', '=', 'out')
    .where('author', '=', 'agent')
    .orderBy('sent_at', 'desc')
    .limit(1)
    .execute();
  const key = /^effect:([0-9a-f]{40})$/.exec(sent?.identity ?? '')?.[1];
  const found = key === undefined ? null : await ofEffect(run, inbox, key);
  return found === null ? null : { ...found, handoff: null };
}
