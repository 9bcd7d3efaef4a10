import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import { asPlace, type DraftPlace, type DraftRow, placeOf, untidyDrafts, updateDraft } from '../ledger/drafts.ts';
import { type Copy, draftPlaces } from './draft-places.ts';
import { isShown, type Shown } from './draft-sight.ts';
import type { InboxParts } from './parts.ts';

/** Takes the copies away that nobody needs any more: of what we have sent, once it is in Sent, and of what was withdrawn. */
export async function tidyDrafts(parts: InboxParts, shown: readonly Shown[]): Promise<void> {
  const { db, inbox, mailbox } = parts;
  for (const row of await untidyDrafts(db, inbox)) {
    if (row.state === 'approved' && !(await isFiled(parts, row))) continue;
    const place = placeOf(row);
    if (place !== null && !shown.some(({ mailbox: name }) => name === place.mailbox)) continue;
    parts.fault('drafts.before-tidy');
    if (place !== null && isShown(place, shown)) await mailbox.remove(place.mailbox, [place.uid], place.uidValidity);
    parts.fault('drafts.after-tidy');
    await updateDraft(db, row, asPlace(null));
  }
}

/** The source of the copy in Sent is the draft itself. */
async function isFiled({ db, inbox, config }: InboxParts, { thread_id, effect }: DraftRow): Promise<boolean> {
  if (config.fileSent === 'never') return true;
  const rows = await db
    .selectFrom('effects')
    .select(['state', 'payload_json'])
    .where('inbox', '=', inbox)
    .where('thread_id', '=', thread_id)
    .where('kind', '=', 'approved')
    .where('state', '=', 'accepted')
    .execute();
  return !rows.some((row) => (JSON.parse(row.payload_json) as { draft?: { effect: string | null } }).draft?.effect === effect);
}

/** A released draft that was not sent goes back to where drafts wait, flagged, so that somebody sees it. */
export async function putBack(parts: InboxParts, row: DraftRow, { mailbox: from, uid, uidValidity }: DraftPlace): Promise<void> {
  const { db, mailbox, log } = parts;
  const { drafts, review } = await draftPlaces(parts);
  await mailbox.storeFlags(from, [uid], { add: ['\\Flagged'], remove: [] }, uidValidity);
  await mailbox.move(from, [uid], drafts ?? review, uidValidity);
  // Its new uid is found by its header.
  await updateDraft(db, row, asPlace(null));
  log.info({ thread: row.thread_id, to: drafts ?? review }, 'a draft that was not sent is put back');
}

/** What is no draft of ours is not sent, whoever has put it there: a draft goes back to Drafts, a mail to INBOX, where it is seen. */
export async function putStrayBack(parts: InboxParts, { mailbox: from, uid, uidValidity, flags }: Copy): Promise<void> {
  const { db, inbox, mailbox, now, log } = parts;
  const special = await mailbox.special();
  const to = flags.includes('\\Draft') ? (special.drafts ?? special.inbox) : special.inbox;
  await mailbox.move(from, [uid], to, uidValidity);
  await transactInbox(db, inbox, (trx) =>
    appendAudit(trx, inbox, now(), [{ actor: 'daemon', kind: 'draft.not_ours', refs: { mailbox: from, uid, to } }]),
  );
  log.warn({ mailbox: from, uid, to }, 'a mail in the mailbox that sends is no draft of ours: it is not sent, and put back');
}
