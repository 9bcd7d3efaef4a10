/** The shapes of mail inside Firstline. Pure data: no client, no parser. */

export interface Address {
  /** Display name as sent, decoded; empty when absent. */
  readonly name: string;
  /** Lower-cased `local@domain` (RFC 5321 leaves case of the local part to the host; no provider uses it). */
  readonly address: string;
}

export interface Header {
  /** Lower-cased field name. */
  readonly name: string;
  /** Unfolded, decoded value. */
  readonly value: string;
}

export interface Attachment {
  /** Stable within the message: `att_<n>`, n from 1 in MIME order. */
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  /** Bytes after transfer decoding. */
  readonly size: number;
  readonly inline: boolean;
}

/** One RFC 5322 message, read. */
export interface Message {
  /** With angle brackets; null when the mail has none or an unusable one. */
  readonly messageId: string | null;
  /** With angle brackets, in header order. */
  readonly inReplyTo: readonly string[];
  /** With angle brackets, oldest first. */
  readonly references: readonly string[];
  readonly from: Address | null;
  /** Everybody that all From fields name; more than one is a reason for doubt. */
  readonly authors: readonly Address[];
  readonly sender: Address | null;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  /** Decoded, one line; empty when absent. */
  readonly subject: string;
  /** The Date header in ms since the epoch; null when absent or invalid. */
  readonly date: number | null;
  /** All header fields of the top level, first line first. */
  readonly headers: readonly Header[];
  /** Media type of the top level, lower-cased, without parameters. */
  readonly contentType: string;
  /** Media types of all parts in MIME order, lower-cased; the top level first. */
  readonly partTypes: readonly string[];
  /** METHOD of a calendar part that is the mail itself (RFC 6047 §2.4), lower case: an invitation or the answer to one. */
  readonly calendarMethod: string | null;
  /** How its content is kept from everybody without a key; null when it can be read. */
  readonly encryption: 'PGP/MIME' | 'inline PGP' | 'S/MIME' | null;
  /** False when only the header block was read: then `text`, `html`, `attachments` and `report` say nothing. */
  readonly bodyRead: boolean;
  /** Readable plain text: the text part, or the HTML part converted. */
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly Attachment[];
  /** Text of `message/delivery-status` and `text/rfc822-headers` or returned-message parts, for bounces. */
  readonly report: { readonly deliveryStatus: string; readonly returnedHeaders: string } | null;
}

/** First value of a header field, or undefined. `name` is lower case. */
export function header(message: Pick<Message, 'headers'>, name: string): string | undefined {
  return message.headers.find((h) => h.name === name)?.value;
}

/** All values of a header field, topmost first. */
export function headerAll(message: Pick<Message, 'headers'>, name: string): readonly string[] {
  return message.headers.filter((h) => h.name === name).map((h) => h.value);
}
