import { createHash } from 'node:crypto';
import type { FetchedEnvelope } from '../mail/mailbox.ts';
import { header, type Message } from '../mail/message.ts';
import { threadReferences } from '../mail/thread.ts';
import { answerableSince } from '../tickets/admit.ts';

/** A mail of the past as its header shows it: enough to find out who answered whom. */
export interface IndexedMail {
  /** The same for every copy of the mail, wherever it lies. */
  readonly key: string;
  readonly mailbox: string;
  readonly role: 'inbox' | 'sent' | 'other';
  readonly uid: number;
  /** Bytes. */
  readonly size: number;
  /** When it was written, as far as dates can be trusted; ms. */
  readonly at: number;
  readonly messageId: string | null;
  /** Ids it follows, oldest first. */
  readonly references: readonly string[];
  /** Lower case; empty when there is none. */
  readonly from: string;
  readonly replyTo: readonly string[];
  /** To and Cc. */
  readonly to: readonly string[];
  readonly subject: string;
  /** The server's own conversation; null where it has none. */
  readonly serverThread: string | null;
  /** Firstline sent it, not a person. */
  readonly ours: boolean;
}

/** @param message its header block */
export function indexMail(
  message: Message,
  { uid, size, internalDate, serverThread }: Omit<FetchedEnvelope, 'headers'>,
  place: { readonly mailbox: string; readonly role: IndexedMail['role']; readonly effectHeader: string },
): IndexedMail {
  return {
    key: digest(message, { internalDate, size }),
    mailbox: place.mailbox,
    role: place.role,
    uid,
    size,
    at: answerableSince({ internalDate, date: message.date, received: null }, Infinity),
    messageId: message.messageId,
    references: threadReferences(message),
    from: message.from?.address ?? '',
    replyTo: message.replyTo.map((a) => a.address),
    to: [...message.to, ...message.cc].map((a) => a.address),
    subject: message.subject,
    serverThread,
    ours: header(message, place.effectHeader) !== undefined,
  };
}

/** Without Message-ID and Date all mail of a form has one header: then it has to be the same moment and size, too. */
function digest({ messageId, from, date, subject }: Message, placed: { readonly internalDate: number; readonly size: number }): string {
  const facts = [messageId ?? '', from?.address ?? '', String(date ?? ''), subject];
  const more = messageId === null && date === null ? [placed.internalDate, placed.size] : [];
  return createHash('sha256')
    .update(JSON.stringify([...facts, ...more]))
    .digest('hex')
    .slice(0, 32);
}
