import { readCursor } from '../ledger/cursors.ts';
import { transactInbox } from '../ledger/database.ts';
import { settle } from '../ledger/messages.ts';
import { OPEN_WAITS } from '../tickets/disposition.ts';
import { placesOf } from './mailbox-sync.ts';
import { mergeFlags } from './merge-flags.ts';
import type { InboxParts } from './parts.ts';
import { MAX_MAIL_BYTES } from './payload.ts';
import { type Place, readMail } from './read.ts';
import { type Ring, recordMails } from './record.ts';

export interface Reconciled {
  readonly rings: readonly Ring[];
  /** Mails on the server that had no row. */
  readonly found: number;
  /** Placements whose mail is no longer there. */
  readonly gone: number;
}

/**
 * Compares the server with the ledger: a mail without a row is taken in, a row without a mail is marked, and what
 * changed by hand is merged. Runs at the start and on a schedule, so that no gap lasts.
 */
export async function reconcile(parts: InboxParts): Promise<Reconciled> {
  const rings: Ring[] = [];
  let found = 0;
  let gone = 0;
  for (const { mailbox, role } of placesOf(await parts.mailbox.special())) {
    const cursor = await readCursor(parts.db, parts.inbox, mailbox);
    // Not attached or not indexed yet: the backfill is what compares them.
    if (cursor === null || cursor.backfill_uid > 0) continue;
    const status = await parts.mailbox.status(mailbox);
    if (status.uidValidity !== cursor.uid_validity) continue;
    const place: Place = { mailbox, uidValidity: cursor.uid_validity, role };
    const fetchedAt = parts.now();
    const server = await parts.mailbox.fetchFlags(mailbox, null);
    const known = await placedUids(parts, place);
    const missing = server
      .filter((s) => !s.flags.includes('\\Draft'))
      .map((s) => s.uid)
      .filter((uid) => uid <= cursor.last_uid && !known.has(uid));
    for (const mail of missing.length === 0 ? [] : await parts.mailbox.fetchUids(mailbox, missing, MAX_MAIL_BYTES)) {
      rings.push(...(await recordMails(parts, [await readMail(parts, place, mail)], null)));
      found += 1;
    }
    const present = new Set(server.map((s) => s.uid));
    gone += await forget(
      parts,
      place,
      [...known].filter((uid) => !present.has(uid)),
    );
    rings.push(...(await mergeFlags(parts, place, server, fetchedAt)).rings);
  }
  if (found + gone > 0) parts.log.info({ found, gone }, 'reconciled mailbox and ledger');
  return { rings, found, gone };
}

async function placedUids(parts: InboxParts, place: Place): Promise<Set<number>> {
  const rows = await parts.db
    .selectFrom('placements')
    .select('uid')
    .where('inbox', '=', parts.inbox)
    .where('mailbox', '=', place.mailbox)
    .where('uid_validity', '=', place.uidValidity)
    .execute();
  return new Set(rows.map((r) => r.uid));
}

/** A mail that a person deleted or moved away before it was decided about is `gone`: nobody answers what nobody sees. */
async function forget(parts: InboxParts, place: Place, uids: readonly number[]): Promise<number> {
  const { db, inbox, now } = parts;
  for (let start = 0; start < uids.length; start += CHUNK) {
    const chunk = uids.slice(start, start + CHUNK);
    await transactInbox(db, inbox, async (trx) => {
      const rows = await trx
        .deleteFrom('placements')
        .where('inbox', '=', inbox)
        .where('mailbox', '=', place.mailbox)
        .where('uid_validity', '=', place.uidValidity)
        .where('uid', 'in', chunk)
        .returning('message')
        .execute();
      const orphans = await trx
        .selectFrom('messages')
        .select('id')
        .where('inbox', '=', inbox)
        .where(
          'id',
          'in',
          rows.map((r) => r.message),
        )
        .where('wait', 'in', [...OPEN_WAITS])
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('placements')
                .select('uid')
                .whereRef('placements.inbox', '=', 'messages.inbox')
                .whereRef('placements.message', '=', 'messages.id'),
            ),
          ),
        )
        .execute();
      await settle(
        trx,
        inbox,
        orphans.map((o) => o.id),
        { disposition: 'gone', detail: null },
        'hand',
        now(),
      );
    });
  }
  return uids.length;
}

const CHUNK = 400;
