import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import { settle } from '../ledger/messages.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import type { InboxParts } from './parts.ts';
import type { Place } from './place.ts';
import { reopenCovered } from './same-again.ts';

/** The detail of a message whose answer was on its way when a person removed it: whoever sends it looks. */
export const REMOVED = 'removed by hand';

/** A mail that a person deleted or moved away before it was decided about is `gone`: nobody answers what nobody sees. */
export async function forget(parts: InboxParts, place: Pick<Place, 'mailbox' | 'uidValidity'>, uids: readonly number[]): Promise<number> {
  const { db, inbox, now, log } = parts;
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
      // An empty list is no SQL for Postgres.
      if (rows.length === 0) return;
      const orphans = await trx
        .selectFrom('messages')
        .select(['id', 'wait'])
        .where('inbox', '=', inbox)
        .where(
          'id',
          'in',
          rows.map((r) => r.message),
        )
        .where('wait', 'is not', null)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('placements')
                .select('uid')
                .whereRef('placements.inbox', '=', 'messages.inbox')
                .whereRef('placements.message', '=', 'messages.id')
                // A copy for people is not where work comes from.
                .where('placements.copied', '=', 0),
            ),
          ),
        )
        .execute();
      const gone = orphans.filter((o) => isOpenWait(o.wait)).map((o) => o.id);
      const sending = orphans.filter((o) => o.wait === 'sending').map((o) => o.id);
      if (sending.length > 0) {
        await trx
          .updateTable('messages')
          .set({ disposition_detail: REMOVED })
          .where('inbox', '=', inbox)
          .where('id', 'in', sending)
          .execute();
      }
      await appendAudit(trx, inbox, now(), await settle(trx, inbox, gone, { disposition: 'gone', detail: null }, 'hand'));
      await reopenCovered(trx, parts, gone, now());
      if (gone.length > 0) log.info({ mailbox: place.mailbox, messages: gone }, 'mail was removed before it was decided about');
    });
  }
  return uids.length;
}

const CHUNK = 400;
