import { z } from 'zod';
import { DISPOSITIONS } from '../tickets/disposition.ts';

/** What outbox rows carry. Everything that decides the bytes of a mail is here, so that composing again gives the same mail. */

/** Lower-cased name of the header that every mail of ours carries: the key of its outbox row. */
export const EFFECT_HEADER = 'x-firstline-effect';

/** Larger mail is quarantined rather than read into memory. */
export const MAX_MAIL_BYTES = 25_000_000;

/** Id of the message row of a mail of ours. */
export function ownMessageRow(key: string): string {
  return `msg_${key.slice(0, 24)}`;
}

const Address = z.object({ name: z.string(), address: z.string() });

/** A file of a message row, by its id in `Message.attachments`. */
const Attached = z.object({
  message: z.string(),
  id: z.string(),
  filename: z.string(),
  contentType: z.string(),
  size: z.number(),
  inline: z.boolean(),
});
export type Attached = z.infer<typeof Attached>;

/** What becomes true when an effect is through. */
export const AfterEffect = z.object({
  messages: z.array(z.string()),
  disposition: z.enum(DISPOSITIONS),
  detail: z.string().nullable(),
  event: z.enum(['reply_accepted', 'draft_filed', 'staff_wrote', 'followed_up']),
  labels: z.array(z.string()),
});
export type AfterEffect = z.infer<typeof AfterEffect>;

export const MailPayload = z.object({
  to: z.array(Address).min(1),
  cc: z.array(Address),
  /** Where answers go; absent: to the sender. */
  replyTo: Address.optional(),
  subject: z.string(),
  markdown: z.string(),
  /** Both parts of a mail to a team, which is no Markdown. */
  body: z.object({ text: z.string(), html: z.string() }).optional(),
  /** A person's own words, where `markdown` only spells them out. */
  words: z.string().optional(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  date: z.number(),
  /** What the customer wrote, to be shown below the answer. */
  original: z.object({ from: Address, at: z.number(), text: z.string() }).nullable().optional(),
  /** Message rows whose source is attached whole. */
  originals: z.array(z.string()),
  /** Files of mails in the mailbox that go along. */
  attached: z.array(Attached).optional(),
  /** Of a colleague's answer that we pass on: the row of their mail, who they are, and what they should know once it is sent. */
  relayed: z.object({ message: z.string(), author: Address, remarks: z.array(z.string()) }).optional(),
  /** Nobody else sees them. */
  bcc: z.array(Address).optional(),
  /** Of a reply that a person has released: where the draft lies, if there is one, and since when it has been what there was to say. */
  draft: z
    .object({
      effect: z.string().nullable(),
      place: z.object({ mailbox: z.string(), uidValidity: z.string(), uid: z.number() }).nullable(),
      since: z.number(),
      /** How much of what was written is left in what is sent, in thousandths. */
      likeness: z.number().optional(),
    })
    .optional(),
  /** Of a mail to staff: the answer to the customer that is sent once they say so. */
  proposal: z.object({ message: z.string(), words: z.string() }).optional(),
  after: AfterEffect.nullable(),
});
export type MailPayload = z.infer<typeof MailPayload>;

export const FilePayload = z.object({ of: z.string() });
export type FilePayload = z.infer<typeof FilePayload>;
