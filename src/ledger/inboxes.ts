import { createHmac, randomBytes } from 'node:crypto';
import { appendAudit, GENESIS } from './audit.ts';
import { type Run, transact } from './database.ts';
import type { InboxRow } from './schema.ts';

/** Creates the row of an inbox at its first start; later starts only move the watermark if config says so. */
export async function ensureInbox(run: Run, inbox: string, goLive: number | null, now: number): Promise<InboxRow> {
  return transact(run, async (trx) => {
    const row = {
      inbox,
      secret: randomBytes(32).toString('hex'),
      // INTERNALDATE has whole seconds (RFC 3501 §9): mail of the very second of the start is new.
      go_live: goLive ?? Math.floor(now / 1_000) * 1_000,
      audit_seq: 0,
      audit_hash: GENESIS,
      next_ticket: 1,
      sent_filing: 'unknown',
      sent_probes: 0,
    };
    const made = await trx
      .insertInto('inboxes')
      .values(row)
      .onConflict((c) => c.column('inbox').doNothing())
      .returning('inbox')
      .execute();
    const found = await inboxRow(trx, inbox);
    if (made.length > 0) {
      await appendAudit(trx, inbox, now, [{ actor: 'operator', kind: 'inbox.created', refs: { goLive: found.go_live } }]);
      return found;
    }
    if (goLive === null || goLive === found.go_live) return found;
    await trx.updateTable('inboxes').set({ go_live: goLive }).where('inbox', '=', inbox).execute();
    await appendAudit(trx, inbox, now, [{ actor: 'operator', kind: 'inbox.go_live', refs: { from: found.go_live, to: goLive } }]);
    return { ...found, go_live: goLive };
  });
}

export function inboxRow(run: Run, inbox: string): Promise<InboxRow> {
  return run.selectFrom('inboxes').selectAll().where('inbox', '=', inbox).executeTakeFirstOrThrow();
}

/**
 * Effect key: the same for any run that produces the same effect of the same turn, guessable by nobody without the
 * inbox secret. 40 hex digits.
 */
export function effectKey(secret: string, turn: string, kind: string, recipientClass: string): string {
  return createHmac('sha256', secret).update([turn, kind, recipientClass].join('\n')).digest('hex').slice(0, 40);
}

/** A turn: the answer to this newest inbound message of this ticket. */
export function turnOf(threadId: string, messageId: string): string {
  return `${threadId}:${messageId}`;
}
