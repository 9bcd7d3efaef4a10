import { appendAudit } from '../ledger/audit.ts';
import { transact } from '../ledger/database.ts';
import { moveEffect } from '../ledger/effects.ts';
import { settle, setWait } from '../ledger/messages.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { updateTicket } from '../ledger/tickets.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload } from './payload.ts';

/** The view of the mailbox on which a reply leaves may be at most this old, ms. */
const FRESH = 2_000;

/**
 * Right before a reply or draft goes out: has the customer written again, or has a person answered? Then it is
 * cancelled, and its messages wait for the new turn or belong to that person. Returns whether it was.
 */
export async function overtaken(parts: InboxParts, effect: EffectRow): Promise<boolean> {
  await parts.refresh(FRESH);
  const { db, inbox, now } = parts;
  const after = MailPayload.parse(JSON.parse(effect.payload_json)).after;
  const later = await db
    .selectFrom('messages')
    .select(['id', 'direction', 'author', 'disposition', 'wait'])
    .where('inbox', '=', inbox)
    .where('thread_id', '=', effect.thread_id)
    .where('recorded_at', '>=', effect.created_at)
    .execute();
  const staff = later.find((m) => m.direction === 'out' && m.author === 'staff' && m.disposition !== 'historic');
  const customer = later.find((m) => m.direction === 'in' && m.wait !== null && !after?.messages.includes(m.id));
  if (staff === undefined && customer === undefined) return false;
  await transact(db, async (trx) => {
    const at = now();
    await moveEffect(trx, effect, ['pending', 'claimed'], {
      state: 'cancelled',
      done_at: at,
      last_error: staff === undefined ? 'the customer wrote again' : 'a person answered',
    });
    if (staff !== undefined) await settle(trx, inbox, after?.messages ?? [], { disposition: 'answered', detail: 'staff' }, 'daemon', at);
    else {
      await setWait(trx, inbox, after?.messages ?? [], 'debouncing', at + parts.config.intake.waitDeadline);
      await updateTicket(trx, inbox, effect.thread_id, { triage_at: at });
    }
    await appendAudit(trx, inbox, at, [
      {
        actor: 'daemon',
        kind: `${effect.kind}.cancelled`,
        refs: {
          effect: effect.key,
          thread: effect.thread_id,
          because: staff?.id ?? customer?.id ?? null,
          by: staff === undefined ? 'customer' : 'staff',
        },
      },
    ]);
  });
  return true;
}
