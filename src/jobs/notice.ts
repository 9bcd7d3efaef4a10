import { InvariantError } from '../errors.ts';
import type { Run } from '../ledger/database.ts';
import { putEffects } from '../ledger/effects.ts';
import { insertHandoffs } from '../ledger/handoffs.ts';
import { effectKey } from '../ledger/inboxes.ts';
import type { Address } from '../mail/message.ts';
import { replyToken, tokenAddress } from '../tickets/reply-token.ts';
import { ownMessageId, secondId } from './own-ids.ts';
import type { InboxParts } from './parts.ts';
import type { MailPayload } from './payload.ts';

/** A mail that tells staff something. It is no customer's business and waits for nothing. */
export interface Notice {
  /** The ticket's own conversation; for what is about no ticket, any name of that matter. */
  readonly threadId: string;
  /** What it follows from: the same cause is told once. */
  readonly cause: string;
  readonly to: readonly Address[];
  readonly subject: string;
  readonly markdown: string;
  /** What it answers, so that it stands in that conversation in people's mail clients; with angle brackets, oldest first. */
  readonly inReplyTo?: string | null;
  readonly references?: readonly string[];
  /** Whether an answer to it is about the ticket, as one to a hand-off is. */
  readonly answerable?: boolean;
  readonly proposal?: NonNullable<MailPayload['proposal']>;
}

/** Writes a notice into the outbox, in the caller's transaction. It goes to our own people only: anything else is a bug. */
export async function putNotice(
  trx: Run,
  parts: Pick<InboxParts, 'inbox' | 'config' | 'row' | 'ours'>,
  notice: Notice,
  at: number,
): Promise<void> {
  const { inbox, config, row, ours } = parts;
  const stranger = notice.to.find(({ address }) => !ours.has(address));
  if (stranger !== undefined) throw new InvariantError('a notice may go to the people of this installation only');
  const turn = noticeTurn(notice);
  const key = noticeKey(parts, notice);
  const token = replyToken(row.secret, key);
  const payload: MailPayload = {
    to: [...notice.to],
    cc: [],
    ...(notice.answerable === true && config.reply.plusAddressing
      ? { replyTo: { name: config.name, address: tokenAddress(config.address, token) } }
      : {}),
    subject: notice.subject,
    markdown: notice.markdown,
    inReplyTo: notice.inReplyTo ?? null,
    // The second id keeps the conversation recognisable where a provider rewrites Message-ID.
    references: [...(notice.references ?? []), secondId(parts, key)],
    date: at,
    originals: [],
    after: null,
    ...(notice.proposal === undefined ? {} : { proposal: notice.proposal }),
  };
  const messageId = ownMessageId(parts, key);
  await putEffects(trx, [{ inbox, key, turn, threadId: notice.threadId, seq: 0, kind: 'notice', payload, messageId, now: at }]);
  if (notice.answerable !== true) return;
  const recipient = notice.to.map((a) => a.address).join(' ');
  // It gives the ticket to no team.
  await insertHandoffs(trx, [{ inbox, token, thread_id: notice.threadId, team: '', recipient, effect: key, created_at: at }]);
}

/** The key of a notice's outbox row: who knows what it follows from can see whether it was written. */
export function noticeKey({ row }: Pick<InboxParts, 'row'>, notice: Pick<Notice, 'threadId' | 'cause'>): string {
  return effectKey(row.secret, noticeTurn(notice), 'notice', 'staff');
}

/** Names what a notice follows from. */
export function noticeTurn({ threadId, cause }: Pick<Notice, 'threadId' | 'cause'>): string {
  return `${threadId}:notice:${cause}`;
}
