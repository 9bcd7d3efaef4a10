import { appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { moveEffect, openEffects } from '../ledger/effects.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload } from './payload.ts';

/**
 * A person has decided otherwise: an answer that nobody has begun to send is not sent. One that is on its way looks at the thread once more before it leaves.
 * Returns the messages it would have answered.
 */
export async function cancelWaiting(
  trx: Run,
  { inbox }: InboxParts,
  threadId: string,
  why: string,
  at: number,
): Promise<ReadonlySet<string>> {
  const stopped = new Set<string>();
  for (const effect of await openEffects(trx, inbox, threadId)) {
    if (effect.state !== 'pending' || (effect.kind !== 'reply' && effect.kind !== 'draft')) continue;
    await moveEffect(trx, effect, ['pending'], { state: 'cancelled', done_at: at, last_error: why });
    for (const id of MailPayload.parse(JSON.parse(effect.payload_json)).after?.messages ?? []) stopped.add(id);
    await appendAudit(trx, inbox, at, [
      { actor: 'daemon', kind: `${effect.kind}.cancelled`, refs: { effect: effect.key, thread: threadId, by: why } },
    ]);
  }
  return stopped;
}
