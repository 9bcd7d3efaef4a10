import { createHash } from 'node:crypto';
import { InvariantError } from '../errors.ts';
import { header, type Message } from './message.ts';

export interface MessageIdentity {
  /** SHA-256 in hex over inbox, Message-ID and digest: the same mail in INBOX and Archive has one identity. */
  readonly identity: string;
  /** SHA-256 in hex over From, Date, Subject and text, white space normalised. */
  readonly digest: string;
}

/**
 * Who a mail is, independent of UID and mailbox. Senders reuse Message-IDs and leave them out, so the content counts as well: the same
 * Message-ID with other content is another mail. Wants a wholly parsed mail: a header block has no text, and its identity would differ from
 * that of the same mail read in full. Such a message throws `InvariantError`.
 */
export function messageIdentity(inbox: string, message: Message): MessageIdentity {
  if (!message.bodyRead)
    throw new InvariantError('The identity of a mail needs its whole source; this one was parsed from its headers only.');
  const from = message.from?.address ?? header(message, 'from') ?? '';
  // Servers rewrite white space and the zone of Date on the way to another mailbox; the moment stays.
  const date = message.date === null ? (header(message, 'date') ?? '') : String(message.date);
  const digest = sha256([from, date, message.subject, message.text].map(normalise));
  return { identity: sha256([inbox, message.messageId ?? '', digest]), digest };
}

function normalise(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Fields are length-prefixed, so that no two lists of fields are written alike. */
function sha256(fields: readonly string[]): string {
  const hash = createHash('sha256');
  for (const field of fields) hash.update(`${Buffer.byteLength(field)}:`).update(field);
  return hash.digest('hex');
}
