import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import { moveEffect } from '../ledger/effects.ts';
import { messageById, settle } from '../ledger/messages.ts';
import type { EffectRow, MessageRow } from '../ledger/schema.ts';
import { surgeStanding } from '../ledger/surges.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload } from './payload.ts';
import { hold } from './surge.ts';

/**
 * An answer that was in the outbox already when so many wrote about the same that nobody is answered on their own: it does not leave, and its mail waits with the others, or has the
 * answer to all of them. Returns whether it was.
 */
export async function cancelIfHeld(parts: InboxParts, effect: EffectRow): Promise<boolean> {
  const { db, inbox, policy } = parts;
  if (policy.surge === 'off') return false;
  const standing = await surgeStanding(db, inbox, effect.thread_id);
  if (standing === null || standing.state === 'left' || effect.created_at > standing.at) return false;
  const ids = MailPayload.parse(JSON.parse(effect.payload_json)).after?.messages ?? [];
  await transactInbox(db, inbox, async (trx) => {
    const at = parts.now();
    await moveEffect(trx, effect, ['pending', 'claimed'], {
      state: 'cancelled',
      done_at: at,
      last_error: 'many people write about the same',
    });
    const told = standing.state === 'told' ? await settle(trx, inbox, ids, { disposition: 'answered', detail: 'staff' }, 'daemon') : [];
    const messages: MessageRow[] = [];
    for (const id of standing.state === 'told' ? [] : ids) messages.push(...[await messageById(trx, inbox, id)].filter((m) => m !== null));
    await hold(trx, parts, messages);
    const refs = { effect: effect.key, thread: effect.thread_id, by: 'surge' };
    await appendAudit(trx, inbox, at, [...told, { actor: 'daemon', kind: `${effect.kind}.cancelled`, refs }]);
  });
  return true;
}
