import type { Run } from '../ledger/database.ts';
import { putEffects } from '../ledger/effects.ts';
import { effectKey } from '../ledger/inboxes.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import { labelChange } from '../tickets/labels.ts';
import type { InboxParts } from './parts.ts';

/**
 * Gives a thread labels outside of a decision and has them shown in the mailbox. In shadow nothing of ours touches it.
 * @param cause what this follows from: the same cause is shown once
 */
export async function relabel(
  trx: Run,
  parts: InboxParts,
  threadId: string,
  wanted: readonly string[],
  cause: string,
  at: number,
): Promise<void> {
  const { inbox, row, maxAutonomy, config, grant } = parts;
  if (maxAutonomy === 'shadow' || !config.agent) return;
  await changeLabels(trx, inbox, threadId, labelChange(await labelsOf(trx, inbox, threadId), wanted), grant.actor, at);
  await showLabels(trx, { inbox, secret: row.secret }, threadId, cause, at);
}

/** Asks for the thread's labels to be shown on all its messages. */
export async function showLabels(
  trx: Run,
  { inbox, secret }: { inbox: string; secret: string },
  threadId: string,
  cause: string,
  at: number,
): Promise<void> {
  const turn = `${threadId}:${cause}`;
  const key = effectKey(secret, turn, 'labels', '');
  await putEffects(trx, [{ inbox, key, turn, threadId, seq: 0, kind: 'labels', payload: {}, messageId: null, now: at }]);
}
