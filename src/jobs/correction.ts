import { appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { recordReview, reviewed } from '../ledger/reviews.ts';
import { demoteOnStrikes } from './autonomy.ts';
import type { InboxParts } from './parts.ts';

export interface Correction {
  /** What the person said of it; null where they only set the label. */
  readonly why: string | null;
  /** `hand` for a label, `staff` for a command. */
  readonly actor: string;
}

/**
 * A person calls the newest decision of a conversation wrong: counted against its category, audited, and kept for the stub of a golden ticket. Said twice,
 * it is one correction, and the words that come with either are kept. Returns whether there was a decision to call wrong.
 */
export async function recordCorrection(
  trx: Run,
  parts: Pick<InboxParts, 'inbox' | 'policy' | 'now'>,
  threadId: string,
  { why, actor }: Correction,
): Promise<boolean> {
  const { inbox } = parts;
  const decision = await reviewed(trx, inbox, threadId, null);
  if (decision === null || decision.turn === null) return false;
  const at = parts.now();
  const id = `wrong:${decision.turn}`;
  const words = why === null || why.trim() === '' ? null : why.trim();
  const known = await trx
    .selectFrom('corrections')
    .select(['why', 'state'])
    .where('inbox', '=', inbox)
    .where('id', '=', id)
    .executeTakeFirst();
  if (known !== undefined && (words === null || words === known.why)) return true;
  if (known === undefined) {
    await recordReview(trx, { ...decision, id, kind: 'wrong', likeness: null, at });
    await trx
      .insertInto('corrections')
      .values({ inbox, id, thread_id: threadId, turn: decision.turn, state: 'pending', why: words, at })
      .execute();
  } else {
    await trx
      .updateTable('corrections')
      .set({ why: words, state: known.state === 'written' ? 'again' : known.state })
      .where('inbox', '=', inbox)
      .where('id', '=', id)
      .execute();
  }
  const refs = { thread: threadId, turn: decision.turn, category: decision.category, autonomy: decision.autonomy };
  await appendAudit(trx, inbox, at, [{ actor, kind: 'decision.wrong', refs, ...(words === null ? {} : { personal: { why: words } }) }]);
  await demoteOnStrikes(trx, parts, decision.category, at);
  return true;
}
