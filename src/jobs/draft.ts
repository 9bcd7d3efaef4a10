import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import { asPlace, insertDrafts } from '../ledger/drafts.ts';
import { moveEffect } from '../ledger/effects.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { carryOut } from './after-effect.ts';
import type { Performed } from './attempt.ts';
import { composeEffect } from './compose-effect.ts';
import { placeForDraft } from './draft-places.ts';
import { overtaken } from './overtaken.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload } from './payload.ts';

/** Leaves a complete reply in Drafts, in the customer's thread, for a person to send, change or delete. */
export async function fileDraft(parts: InboxParts, effect: EffectRow): Promise<Performed> {
  const { db, inbox, mailbox, now } = parts;
  const interrupted = effect.state === 'claimed';
  if (await overtaken(parts, effect)) return 'cancelled';
  const drafts = await placeForDraft(parts);
  await moveEffect(db, effect, ['pending', 'claimed'], { state: 'claimed', holder: parts.holder });
  const payload = MailPayload.parse(JSON.parse(effect.payload_json));
  const there = interrupted && effect.message_id !== null ? await mailbox.searchHeader(drafts, 'Message-ID', effect.message_id) : [];
  let uid = there.at(-1) ?? null;
  if (uid === null) {
    const source = await composeEffect(parts, effect, payload);
    parts.fault('act.before-file');
    uid = await mailbox.append(drafts, source, ['\\Draft'], now());
    parts.fault('act.after-file');
  }
  const place = uid === null ? null : { mailbox: drafts, uidValidity: (await mailbox.status(drafts)).uidValidity, uid };
  await transactInbox(db, inbox, async (trx) => {
    const at = now();
    await moveEffect(trx, effect, ['claimed'], { state: 'done', done_at: at });
    const waits = { state: 'waiting', ...asPlace(place), missing_since: null, filed_at: at, settled_at: null } as const;
    await insertDrafts(trx, [{ inbox, effect: effect.key, thread_id: effect.thread_id, ...waits }]);
    const settled = payload.after === null ? [] : await carryOut(trx, parts, effect, payload.after, at);
    await appendAudit(trx, inbox, at, [
      ...settled,
      {
        actor: 'agent',
        kind: 'draft.filed',
        refs: { effect: effect.key, turn: effect.turn, thread: effect.thread_id, messageId: effect.message_id },
        personal: { to: payload.to.map((a) => a.address).join(', '), subject: payload.subject, text: payload.markdown },
      },
    ]);
  });
  return 'done';
}
