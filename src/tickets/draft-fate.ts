/** What is seen of a draft that waits for a person, at one look. */
export interface DraftFacts {
  /** Where a copy of it lies: where drafts wait, in the mailbox that sends, or nowhere that is looked at. */
  readonly copy: 'waiting' | 'sending' | null;
  /** ms since it was last seen; null while it is seen. */
  readonly missingFor: number | null;
  /** What a person has sent to the same customer since, of which this may be the draft; null: nothing. */
  readonly answer: { readonly likeness: number; readonly age: number } | null;
  /** The ticket is closed. */
  readonly closed: boolean;
  /** ms after which what is nowhere to be seen was deleted, and not sent by a client that files slowly. */
  readonly grace: number;
}

/** `answered`: a person wrote an answer of their own beside it; `withdraw`: nobody needs it any more. */
export type DraftFate = 'wait' | 'approve' | 'sent' | 'answered' | 'rejected' | 'withdraw';

/** From here on what a person has sent is the draft, edited or not; below it, it is an answer of their own. In thousandths. */
export const SAME_DRAFT = 500;

/**
 * What has become of a draft. Clients send first and file and tidy up afterwards, in any order: a draft that is still there beside its sent copy has been sent where they
 * are alike, and is given the same grace otherwise, as the copy may be of a mail that only forwards it. Pure.
 */
export function draftFate({ copy, missingFor, answer, closed, grace }: DraftFacts): DraftFate {
  if (copy === 'sending') return 'approve';
  if (answer !== null) {
    if (copy === null || answer.likeness >= SAME_DRAFT) return 'sent';
    if (answer.age >= grace) return 'answered';
  }
  if (closed) return 'withdraw';
  if (copy !== null || missingFor === null || missingFor < grace) return 'wait';
  return 'rejected';
}
