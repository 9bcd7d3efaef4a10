import { readCursor } from '../ledger/cursors.ts';
import { forget } from './forget.ts';
import { placesOf } from './mailbox-sync.ts';
import { mergeFlags } from './merge-flags.ts';
import type { InboxParts } from './parts.ts';
import { MAX_MAIL_BYTES } from './payload.ts';
import type { Place } from './place.ts';
import { readMail } from './read.ts';
import { type Ring, recordMails } from './record.ts';

export interface Reconciled {
  readonly rings: readonly Ring[];
  /** Mails on the server that had no row. */
  readonly found: number;
  /** Placements whose mail is no longer there. */
  readonly gone: number;
}

/** Uids compared in one step; new mail waits for no more than that. */
const STEP = 5_000;

/**
 * Compares the server with the ledger: a mail without a row is taken in, a row without a mail is marked, and what changed by hand is merged. Runs at the start and on a
 * schedule, so that no gap lasts. It goes in steps, because a mailbox may hold hundreds of thousands.
 * @param step runs one step while nothing else looks at the mailbox
 */
export async function reconcile(parts: InboxParts, step: <T>(work: () => Promise<T>) => Promise<T>): Promise<Reconciled> {
  const rings: Ring[] = [];
  let found = 0;
  let gone = 0;
  for (const { mailbox, role } of placesOf(await parts.mailbox.special())) {
    for (let first = 1; first > 0; ) {
      const done = await step(() => reconcileStep(parts, mailbox, role, first));
      rings.push(...done.rings);
      found += done.found;
      gone += done.gone;
      first = done.next;
    }
  }
  parts.log.info({ found, gone }, 'mailbox and ledger compared');
  return { rings, found, gone };
}

/** `next` is the uid to go on from; 0 at the end. Everything is read again in each step: a mailbox may have got new uids meanwhile. */
async function reconcileStep(
  parts: InboxParts,
  mailbox: string,
  role: Place['role'],
  first: number,
): Promise<Reconciled & { readonly next: number }> {
  const nothing = { rings: [], found: 0, gone: 0, next: 0 };
  const cursor = await readCursor(parts.db, parts.inbox, mailbox);
  // Not attached or not indexed yet: the backfill is what compares them.
  if (cursor === null || cursor.backfill_uid > 0 || first > cursor.last_uid) return nothing;
  const { uidValidity, highestModseq } = await parts.mailbox.status(mailbox);
  if (uidValidity !== cursor.uid_validity) return nothing;
  const place: Place = { mailbox, uidValidity, role };
  const last = Math.min(cursor.last_uid, first + STEP - 1);
  const fetchedAt = parts.now();
  // Where the server tells what has changed (RFC 7162), flags are no news here.
  const compared = highestModseq === null ? await parts.mailbox.fetchFlagsIn(mailbox, first, last) : null;
  const server = compared?.map((m) => m.uid) ?? (await parts.mailbox.uids(mailbox, first, last));
  const known = await placedUids(parts, place, first, last);
  const missing = server.filter((uid) => !known.has(uid));
  // What nobody has sent yet has no row, and needs none.
  const flags = missing.length === 0 ? [] : (compared ?? (await parts.mailbox.fetchFlagsIn(mailbox, first, last)));
  const drafts = new Set(flags.filter((m) => m.flags.includes('\\Draft')).map((m) => m.uid));
  const rings: Ring[] = [];
  let found = 0;
  for (const batch of batchesOf(missing.filter((uid) => !drafts.has(uid)))) {
    for (const mail of await parts.mailbox.fetchUids(mailbox, batch, MAX_MAIL_BYTES)) {
      rings.push(...(await recordMails(parts, [await readMail(parts, place, mail)], null)));
      found += 1;
    }
  }
  const present = new Set(server);
  const gone = await forget(
    parts,
    place,
    [...known].filter((uid) => !present.has(uid)),
  );
  if (compared !== null) rings.push(...(await mergeFlags(parts, place, compared, fetchedAt)).rings);
  return { rings, found, gone, next: last < cursor.last_uid ? last + 1 : 0 };
}

/** Whole mails in memory at once. */
const MAILS = 20;

function batchesOf(uids: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(uids.length / MAILS) }, (_, i) => uids.slice(i * MAILS, (i + 1) * MAILS));
}

async function placedUids(parts: InboxParts, place: Place, first: number, last: number): Promise<Set<number>> {
  const rows = await parts.db
    .selectFrom('placements')
    .select('uid')
    .where('inbox', '=', parts.inbox)
    .where('mailbox', '=', place.mailbox)
    .where('uid_validity', '=', place.uidValidity)
    .where('uid', '>=', first)
    .where('uid', '<=', last)
    .execute();
  return new Set(rows.map((r) => r.uid));
}
