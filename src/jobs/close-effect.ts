import { appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { moveEffect } from '../ledger/effects.ts';
import type { ClosedEffect } from './decided.ts';

/** Ends an effect that did not succeed, with a row in the audit that names the mail, so that a provider's log can be searched for it. */
export async function closeEffect(trx: Run, inbox: string, { effect, state, why }: ClosedEffect, at: number): Promise<void> {
  await moveEffect(trx, effect, ['pending', 'claimed', 'data'], { state, done_at: at, last_error: why });
  const kind = `${effect.kind}.${state === 'uncertain' ? 'in_doubt' : 'refused'}`;
  const refs = { effect: effect.key, turn: effect.turn, thread: effect.thread_id, messageId: effect.message_id, dataAt: effect.data_at };
  await appendAudit(trx, inbox, at, [{ actor: 'daemon', kind, refs, personal: { why } }]);
}
