import type { Attachment, Message } from './message.ts';

/** What the reading thread is asked to do, and what it answers: plain data that crosses threads. */

/** A mail as the jobs need it. */
export interface ReadMail {
  readonly message: Message;
  /** The sender's own words: `newestText` of the message. */
  readonly newest: string;
}

/** What could be read of an attachment; `note` says in a few words why that is not all, or nothing. */
export interface AttachmentText {
  readonly text: string;
  readonly note: string | null;
}

/** An attachment, decoded. */
export interface FoundAttachment {
  readonly attachment: Attachment;
  readonly content: Uint8Array;
}

/** What the search for the sender's own words looks at. */
export type NewestOf = Pick<Message, 'text' | 'html' | 'subject'>;

export type ReadTask =
  | { readonly kind: 'mail'; readonly source: Uint8Array }
  | { readonly kind: 'newest'; readonly message: NewestOf }
  /** @param id as in `Message.attachments` */
  | { readonly kind: 'attachment' | 'attachment text'; readonly source: Uint8Array; readonly id: string };

export type ReadAnswer =
  | { readonly kind: 'newest'; readonly newest: string }
  | { readonly kind: 'mail'; readonly mail: ReadMail }
  | { readonly kind: 'attachment'; readonly found: FoundAttachment | null }
  | { readonly kind: 'attachment text'; readonly found: AttachmentText | null }
  /** The task was understood and cannot be done; the thread is sound. */
  | { readonly kind: 'refused'; readonly why: string };
