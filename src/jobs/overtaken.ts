import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import { moveEffect, openEffects } from '../ledger/effects.ts';
import { messageById, messagesOfThread, placementsOfMessage, settle, setWait } from '../ledger/messages.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { ticketOf, updateTicket } from '../ledger/tickets.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import { REMOVED } from './forget.ts';
import { cancelIfHeld } from './held-reply.ts';
import { lookAtThread } from './open-mails.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload } from './payload.ts';
import { answeredByPerson, seeminglyAnswered } from './person-answered.ts';

/** The view of the mailbox on which a reply leaves may be at most this old, ms. */
export const FRESH = 2_000;

/**
 * Right before a reply or draft goes out: has the customer written again, or has a person answered? Then it is
 * cancelled, and its messages wait for the new turn or belong to that person. Returns whether it was.
 */
export async function overtaken(parts: InboxParts, effect: EffectRow): Promise<boolean> {
  await parts.refresh(FRESH);
  for (const ring of await lookAtThread(parts, effect.thread_id)) parts.ring(ring.threadId, 0);
  return (await cancelIfOvertaken(parts, effect)) || (await cancelIfHeld(parts, effect)) || cancelIfGone(parts, effect);
}

/**
 * Before new mail of a thread is decided about: a reply that waits to be sent is cancelled, so that one answer covers all.
 * Runs under the ticket's lease, so that nobody is sending it; one that may have left stays.
 */
export async function withdrawReplies(parts: InboxParts, threadId: string): Promise<void> {
  for (const effect of await openEffects(parts.db, parts.inbox, threadId)) {
    if (effect.state !== 'data' && (effect.kind === 'reply' || effect.kind === 'draft')) await cancelIfOvertaken(parts, effect);
  }
}

/** Somebody deleted the mail, or put it away where nobody looks: it needs no answer any more. */
async function cancelIfGone(parts: InboxParts, effect: EffectRow): Promise<boolean> {
  const { db, inbox, now } = parts;
  const answered = MailPayload.parse(JSON.parse(effect.payload_json)).after?.messages ?? [];
  for (const id of answered) {
    if ((await messageById(db, inbox, id))?.disposition_detail !== REMOVED) return false;
    // It may be back by now.
    if ((await placementsOfMessage(db, inbox, id)).some((p) => p.copied === 0)) return false;
  }
  if (answered.length === 0) return false;
  await transactInbox(db, inbox, async (trx) => {
    const at = now();
    await moveEffect(trx, effect, ['pending', 'claimed'], { state: 'cancelled', done_at: at, last_error: 'the mail was removed' });
    const settled = await settle(trx, inbox, answered, { disposition: 'gone', detail: null }, 'hand');
    const refs = { effect: effect.key, thread: effect.thread_id, because: answered[0] ?? null, by: 'hand' };
    await appendAudit(trx, inbox, at, [...settled, { actor: 'daemon', kind: `${effect.kind}.cancelled`, refs }]);
  });
  parts.log.info({ thread: effect.thread_id, effect: effect.kind }, 'the mail was removed before its answer left: it is not answered');
  return true;
}

async function cancelIfOvertaken(parts: InboxParts, effect: EffectRow): Promise<boolean> {
  const { db, inbox, now } = parts;
  const answered = MailPayload.parse(JSON.parse(effect.payload_json)).after?.messages ?? [];
  const thread = await messagesOfThread(db, inbox, effect.thread_id);
  // Nothing but the state of the thread counts: what came while the reply was being decided on is no less new.
  const staff = thread
    .filter((m) => answered.includes(m.id))
    .map((m) => answeredByPerson(thread, m, parts.ours))
    .find((m) => m !== undefined);
  const customer = thread.find((m) => m.direction === 'in' && isOpenWait(m.wait) && !answered.includes(m.id));
  const seemingly = thread
    .filter((m) => answered.includes(m.id))
    .map((m) => seeminglyAnswered(thread, m))
    .find((m) => m !== undefined);
  const moved = customer ?? seemingly;
  const personSince = (await ticketOf(db, inbox, effect.thread_id))?.person_since ?? null;
  // What a person has approved was put into the outbox after they took the conversation over.
  const taken = personSince !== null && effect.created_at < personSince;
  if (staff === undefined && moved === undefined && !taken) return false;
  await transactInbox(db, inbox, async (trx) => {
    const at = now();
    await moveEffect(trx, effect, ['pending', 'claimed'], {
      state: 'cancelled',
      done_at: at,
      last_error:
        staff !== undefined
          ? 'a person answered'
          : customer !== undefined
            ? 'the customer wrote again'
            : taken
              ? 'a person has the conversation'
              : 'somebody wrote as a team member',
    });
    const settled = staff === undefined ? [] : await settle(trx, inbox, answered, { disposition: 'answered', detail: 'staff' }, 'daemon');
    if (staff === undefined) {
      await setWait(trx, inbox, answered, 'debouncing', at + parts.config.intake.waitDeadline);
      const due = (await ticketOf(trx, inbox, effect.thread_id))?.triage_at ?? at;
      await updateTicket(trx, inbox, effect.thread_id, { triage_at: Math.max(due, at) });
    }
    await appendAudit(trx, inbox, at, [
      ...settled,
      {
        actor: 'daemon',
        kind: `${effect.kind}.cancelled`,
        refs: {
          effect: effect.key,
          thread: effect.thread_id,
          because: staff?.id ?? moved?.id ?? null,
          by: staff !== undefined ? 'staff' : customer !== undefined ? 'customer' : taken ? 'person' : 'unverified staff',
        },
      },
    ]);
  });
  return true;
}
