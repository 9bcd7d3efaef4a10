import { checkAccess } from '../access/access.ts';
import type { Run } from '../ledger/database.ts';
import { putEffects } from '../ledger/effects.ts';
import { effectKey } from '../ledger/inboxes.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import { labelChange, statusWhileOpen } from '../tickets/labels.ts';
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

/** A decision that comes sooner than this shows its own labels; showing another first would only be work. ms */
const WORTH_SHOWING = 5_000;

interface Opened {
  readonly isNew: boolean;
  /** The message that came. */
  readonly cause: string;
  readonly at: number;
  /** When it is decided about. */
  readonly dueAt: number;
}

/** The status of a ticket whose customer has just written. Returns whether there is something to show before it is decided about. */
export async function markOpen(trx: Run, parts: InboxParts, threadId: string, { isNew, cause, at, dueAt }: Opened): Promise<boolean> {
  const { inbox, row, maxAutonomy, grant } = parts;
  if (maxAutonomy === 'shadow') return false;
  const labels = isNew ? new Set<string>() : await labelsOf(trx, inbox, threadId);
  const status = statusWhileOpen(labels, isNew);
  const action = { kind: 'label', add: status === null ? [] : [status], remove: [] } as const;
  if (status === null || !checkAccess(grant, { inbox, labels, participants: new Set() }, action).allowed) return false;
  await changeLabels(trx, inbox, threadId, labelChange(labels, [status]), grant.actor, at);
  if (dueAt - at < WORTH_SHOWING) return false;
  await showLabels(trx, { inbox, secret: row.secret }, threadId, `${cause}:open`, at);
  return true;
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
