import { baseSubject } from '../mail/thread.ts';

/** A draft of ours, as far as it can be known again. */
export interface KnownDraft {
  /** As it was filed; null where it had none. */
  readonly messageId: string | null;
  /** The mail that it answers. */
  readonly parent: string | null;
  /** Addresses, lower case. */
  readonly to: readonly string[];
  readonly subject: string;
}

/** A mail that may be that draft, or what became of it. */
export interface Candidate {
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly to: readonly string[];
  readonly subject: string;
}

/**
 * How a mail is known to be a draft of ours, best first: by its id, which a moved copy keeps; as an answer to the same mail to the same person, which is what a client
 * files that saves a draft anew or sends it, under an id of its own; and where it left the ids out, as mail to the same person under the same subject. Null: it is
 * another mail. Pure.
 */
export function matchDraft(draft: KnownDraft, mail: Candidate): 'id' | 'answer' | 'subject' | null {
  if (draft.messageId !== null && mail.messageId === draft.messageId) return 'id';
  if (!draft.to.some((address) => mail.to.includes(address))) return null;
  const named = [...mail.inReplyTo, ...mail.references];
  if (draft.parent !== null && (mail.inReplyTo.includes(draft.parent) || mail.references.at(-1) === draft.parent)) return 'answer';
  const sameSubject = baseSubject(mail.subject).toLowerCase() === baseSubject(draft.subject).toLowerCase();
  // Whoever answers another mail names that one.
  return sameSubject && (named.length === 0 || draft.parent === null) ? 'subject' : null;
}

/** Of several, the one that is known best, and of these the newest: the last in order. */
export function bestMatch<T extends Candidate>(draft: KnownDraft, mails: readonly T[]): T | null {
  for (const wanted of ['id', 'answer', 'subject'] as const) {
    const found = mails.findLast((mail) => matchDraft(draft, mail) === wanted);
    if (found !== undefined) return found;
  }
  return null;
}
