import { PermanentError } from '../errors.ts';
import { type DraftPlace, placeOf } from '../ledger/drafts.ts';
import type { MailboxStatus } from '../mail/mailbox.ts';
import { bestMatch, matchDraft } from '../tickets/draft-match.ts';
import type { FiledDraft } from './draft-copy.ts';
import { asCopy, type Copy, draftPlaces, isDeleted } from './draft-places.ts';
import type { InboxParts } from './parts.ts';

/** Where a draft lies at this moment; null: in none of the mailboxes for drafts. */
export async function locateDraft(parts: InboxParts, draft: FiledDraft): Promise<DraftPlace | null> {
  const known = placeOf(draft.row);
  if (known !== null && (await liesThere(parts, known))) return known;
  return bestMatch(draft.known, await copiesOf(parts, draft));
}

/** All that may be the draft, or what a client has saved of it, in the mailboxes for drafts. */
export async function copiesOf(parts: InboxParts, draft: FiledDraft): Promise<readonly Copy[]> {
  const { drafts, review, send } = await draftPlaces(parts);
  const copies: Copy[] = [];
  for (const mailbox of [drafts, review, send]) if (mailbox !== null) copies.push(...(await copiesIn(parts, mailbox, draft)));
  return copies.filter((copy) => matchDraft(draft.known, copy) !== null);
}

/** Null where the mailbox is not there: somebody has removed it. */
export async function statusOf({ mailbox }: InboxParts, name: string): Promise<MailboxStatus | null> {
  return mailbox.status(name).catch((error: unknown) => {
    if (error instanceof PermanentError) return null;
    throw error;
  });
}

async function liesThere(parts: InboxParts, { mailbox, uidValidity, uid }: DraftPlace): Promise<boolean> {
  if ((await statusOf(parts, mailbox))?.uidValidity !== uidValidity) return false;
  const [found] = await parts.mailbox.fetchFlagsOf(mailbox, [uid]);
  return found !== undefined && !isDeleted(found.flags);
}

async function copiesIn(parts: InboxParts, mailbox: string, { known }: FiledDraft): Promise<Copy[]> {
  const status = await statusOf(parts, mailbox);
  if (status === null || status.messages === 0) return [];
  const search = (name: string, value: string | null) => (value === null ? [] : parts.mailbox.searchHeader(mailbox, name, value));
  const uids = [...new Set([...(await search('Message-ID', known.messageId)), ...(await search('In-Reply-To', known.parent))])];
  const copies: Copy[] = [];
  for (const uid of uids.toSorted((a, b) => a - b)) {
    const [mail] = await parts.mailbox.fetchHeaders(mailbox, uid, uid, true);
    const copy = mail === undefined ? null : await asCopy(mail, { mailbox, uidValidity: status.uidValidity });
    if (copy !== null && !isDeleted(copy.flags)) copies.push(copy);
  }
  return copies;
}
