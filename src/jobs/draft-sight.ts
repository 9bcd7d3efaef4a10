import type { DraftPlace } from '../ledger/drafts.ts';
import { statusOf } from './draft-locate.ts';
import { asCopy, type Copy, isDeleted } from './draft-places.ts';
import type { InboxParts } from './parts.ts';

/** What the mailboxes for drafts looked like at the last look, so that one in which nothing has changed costs one STATUS. Kept by the caller. */
export interface DraftMemory {
  readonly shown: Map<string, Shown>;
  /** Headers by mailbox, UIDVALIDITY and uid: mails do not change. */
  readonly copies: Map<string, Copy | null>;
  /** Copies that were found to be another mail than a rejected draft, by that draft. */
  readonly compared: Set<string>;
}

export function makeDraftMemory(): DraftMemory {
  return { shown: new Map(), copies: new Map(), compared: new Set() };
}

/** One mailbox. */
export interface Shown {
  readonly mailbox: string;
  readonly look: string;
  readonly uidValidity: string;
  /** Ascending; what is marked for removal is not there. */
  readonly uids: readonly number[];
}

/** Mails of people that are looked through for a draft of ours; nobody keeps more that are newer. */
const NEWEST = 500;

/** Null where there is no such mailbox. */
export async function lookAt(parts: InboxParts, mailbox: string, memory: DraftMemory): Promise<Shown | null> {
  const status = await statusOf(parts, mailbox);
  if (status === null) return null;
  const { uidValidity, uidNext, messages, highestModseq } = status;
  // Without CONDSTORE (RFC 7162) nothing tells that a mail was marked for removal.
  const look = highestModseq === null ? '' : `${uidValidity} ${uidNext} ${messages} ${highestModseq}`;
  const before = memory.shown.get(mailbox);
  if (look !== '' && before?.look === look) return before;
  const flags = messages === 0 ? [] : await parts.mailbox.fetchFlags(mailbox, null);
  const uids = flags.filter((mail) => !isDeleted(mail.flags)).map((mail) => mail.uid);
  const shown = { mailbox, look, uidValidity, uids: uids.toSorted((a, b) => a - b) };
  memory.shown.set(mailbox, shown);
  return shown;
}

export function isShown(place: DraftPlace, shown: readonly Shown[]): boolean {
  return shown.some(
    ({ mailbox, uidValidity, uids }) => mailbox === place.mailbox && uidValidity === place.uidValidity && uids.includes(place.uid),
  );
}

/** The newest mails of a mailbox, oldest first. */
export async function copiesShown(parts: InboxParts, { mailbox, uidValidity, uids }: Shown, memory: DraftMemory): Promise<readonly Copy[]> {
  const newest = uids.slice(-NEWEST);
  const keyOf = (uid: number) => `${mailbox}\n${uidValidity}\n${uid}`;
  const unread = newest.filter((uid) => !memory.copies.has(keyOf(uid)));
  const [first, last] = [unread[0], unread.at(-1)];
  if (first !== undefined && last !== undefined)
    for (const mail of await parts.mailbox.fetchHeaders(mailbox, first, last, true))
      memory.copies.set(keyOf(mail.uid), await asCopy(mail, { mailbox, uidValidity }));
  return newest.flatMap((uid) => memory.copies.get(keyOf(uid)) ?? []);
}
