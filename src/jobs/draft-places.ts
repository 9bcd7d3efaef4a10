import { PermanentError } from '../errors.ts';
import type { DraftPlace } from '../ledger/drafts.ts';
import { wasDelivered } from '../mail/delivered.ts';
import type { FetchedEnvelope } from '../mail/mailbox.ts';
import { parseHeaderBlock } from '../mail/parse.ts';
import type { Candidate } from '../tickets/draft-match.ts';
import type { InboxParts } from './parts.ts';

/** The mailboxes in which a draft may lie: where it waits, where people keep it, and the one that sends. */
export interface DraftPlaces {
  readonly drafts: string | null;
  readonly review: string;
  readonly send: string;
}

export async function draftPlaces({ mailbox, config }: InboxParts): Promise<DraftPlaces> {
  const { drafts } = await mailbox.special();
  return { drafts, review: config.drafts.review, send: config.drafts.send };
}

/** Where a reply is filed; the other two are made as well, for people to find. Throws `PermanentError` where there is no place for drafts. */
export async function placeForDraft(parts: InboxParts): Promise<string> {
  const { mailbox, config, log } = parts;
  const { drafts, review, send } = await draftPlaces(parts);
  for (const name of [review, send]) {
    try {
      await mailbox.create(name);
    } catch (error) {
      if (!(error instanceof PermanentError) || (name === review && config.drafts.fileIn === 'review')) throw error;
      log.warn({ mailbox: name, err: error.message }, 'a mailbox for drafts cannot be made: drafts can be sent from Drafts all the same');
    }
  }
  if (config.drafts.fileIn === 'review') return review;
  if (drafts === null) throw new PermanentError('the mailbox has no Drafts: create one, or give it the special use \\Drafts');
  return drafts;
}

/** A mail in one of these mailboxes, as far as it may be a draft of ours. */
export interface Copy extends Candidate, DraftPlace {
  readonly flags: readonly string[];
}

/** Null for what is no readable mail. What a server has delivered there resembles no draft: whoever knows a mail could else write what leaves in our name. */
export async function asCopy(mail: FetchedEnvelope, { mailbox, uidValidity }: Omit<DraftPlace, 'uid'>): Promise<Copy | null> {
  const header = await parseHeaderBlock(mail.headers).catch(() => null);
  if (header === null) return null;
  const { messageId, inReplyTo, references, to, cc, subject } = header;
  if (wasDelivered(header)) return { mailbox, uidValidity, uid: mail.uid, flags: mail.flags, ...UNLIKE };
  const people = [...to, ...cc].map((a) => a.address);
  return { mailbox, uidValidity, uid: mail.uid, flags: mail.flags, messageId, inReplyTo, references, to: people, subject };
}

const UNLIKE: Candidate = { messageId: null, inReplyTo: [], references: [], to: [], subject: '' };

/** Marked for removal: clients show it as gone, or as struck through (RFC 3501 §2.3.2). */
export function isDeleted(flags: readonly string[]): boolean {
  return flags.includes('\\Deleted');
}
