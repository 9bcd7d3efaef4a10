import { InvariantError } from '../errors.ts';
import { readCursor } from '../ledger/cursors.ts';
import { transactInbox } from '../ledger/database.ts';
import { effectByKey, moveEffect } from '../ledger/effects.ts';
import { inboxRow } from '../ledger/inboxes.ts';
import { labelsOf } from '../ledger/labels.ts';
import { insertPlacements } from '../ledger/messages.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { projectionOf } from '../tickets/projection.ts';
import { mailSource } from './approved-mail.ts';
import type { Attempt, Performed } from './attempt.ts';
import type { InboxParts } from './parts.ts';
import { FilePayload, MailPayload, ownMessageRow } from './payload.ts';
import { findInSent } from './sent-search.ts';

/** Mails whose copy did not turn up by itself before we believe that the server files none. */
const PROBES = 3;

/**
 * Puts a sent mail into Sent, unless it is there already: the server may file what it sends, and a run before a crash
 * may have filed it. Searching costs a scan of Sent, so it is done only while one of the two is possible.
 */
export async function fileSent(parts: InboxParts, effect: EffectRow, attempt: Attempt): Promise<Performed> {
  const { db, inbox, config, fault } = parts;
  const sent = await effectByKey(db, inbox, FilePayload.parse(JSON.parse(effect.payload_json)).of);
  if (sent === null) throw new InvariantError(`effect ${effect.key} files a mail that is not in the outbox`);
  // It was claimed with the mail's acceptance: by this run, which has the source, or by one that ended before it was filed.
  const interrupted = effect.state === 'claimed' && !attempt.sources.has(sent.key);
  const filing = config.fileSent === 'always' ? 'ours' : (await inboxRow(db, inbox)).sent_filing;
  if (effect.state === 'pending') await moveEffect(db, effect, ['pending'], { state: 'claimed', holder: parts.holder });
  if (interrupted || filing !== 'ours') {
    const found = await findInSent(parts, sent);
    if (filing === 'unknown' && !interrupted) await learn(parts, found.length > 0);
    if (found.length > 0 || filing === 'server') return finish(parts, effect, sent, null);
  }
  fault('act.before-file');
  const source = attempt.sources.get(sent.key) ?? (await mailSource(parts, sent, MailPayload.parse(JSON.parse(sent.payload_json))));
  const { mailbox } = parts;
  const special = await mailbox.special();
  if (special.sent === null) return finish(parts, effect, sent, null);
  const labels =
    sent.kind === 'reply' || sent.kind === 'relay' || sent.kind === 'approved'
      ? [...projectionOf(await labelsOf(db, inbox, sent.thread_id), { direction: 'out', disposition: null })]
      : [];
  const shown = await mailbox.storable(special.sent, labels);
  const uid = await mailbox.append(special.sent, source, ['\\Seen', ...shown], sent.accepted_at ?? parts.now());
  fault('act.after-file');
  return finish(parts, effect, sent, uid === null ? null : { mailbox: special.sent, uid, shown });
}

interface Filed {
  readonly mailbox: string;
  readonly uid: number;
  readonly shown: readonly string[];
}

async function finish(parts: InboxParts, effect: EffectRow, sent: EffectRow, filed: Filed | null): Promise<Performed> {
  const { db, inbox, now } = parts;
  await transactInbox(db, inbox, async (trx) => {
    await moveEffect(trx, effect, ['claimed'], { state: 'done', done_at: now() });
    await moveEffect(trx, sent, ['accepted', 'filed'], { state: 'filed', done_at: now() });
    if (filed === null) return;
    const cursor = await readCursor(trx, inbox, filed.mailbox);
    if (cursor === null) return;
    await insertPlacements(trx, [
      {
        inbox,
        mailbox: filed.mailbox,
        uid_validity: cursor.uid_validity,
        uid: filed.uid,
        message: ownMessageRow(sent.key),
        flags_json: JSON.stringify(['\\Seen', ...filed.shown]),
        projected_json: JSON.stringify(filed.shown),
        copied: 0,
      },
    ]);
  });
  return 'done';
}

/** A copy that is there before we filed one was filed by the server; three mails without one mean that it files none. */
async function learn(parts: InboxParts, found: boolean): Promise<void> {
  const { db, inbox } = parts;
  if (found) {
    await db.updateTable('inboxes').set({ sent_filing: 'server' }).where('inbox', '=', inbox).execute();
    return;
  }
  const { sent_probes: probes } = await inboxRow(db, inbox);
  const known = probes + 1 >= PROBES;
  await db
    .updateTable('inboxes')
    .set({ sent_probes: probes + 1, ...(known ? { sent_filing: 'ours' } : {}) })
    .where('inbox', '=', inbox)
    .execute();
}
