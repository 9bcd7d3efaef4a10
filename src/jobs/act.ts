import { AccountError, errorMessage, InvariantError, PermanentError, TransientError } from '../errors.ts';
import { transactInbox } from '../ledger/database.ts';
import { effectByKey, openEffects } from '../ledger/effects.ts';
import type { Lease } from '../ledger/leases.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { backoffMs } from '../mail/backoff.ts';
import { type EffectKind, SENT_KINDS } from '../tickets/effect-kind.ts';
import type { Attempt, Performed } from './attempt.ts';
import { closeEffect } from './close-effect.ts';
import { fileDraft } from './draft.ts';
import { fileSent } from './file-sent.ts';
import { notSent } from './not-sent.ts';
import type { InboxParts } from './parts.ts';
import { projectLabels } from './project-labels.ts';
import { putOff } from './put-off.ts';
import { sendMail } from './send.ts';

const RETRY = { baseMs: 2_000, maxMs: 10 * 60_000 };

/**
 * Carries out what the outbox holds for a thread, in order. A reply that cannot leave yet holds back the labels that
 * say it has left; nothing else waits for anything. Runs under the ticket's lease.
 */
export async function act(parts: InboxParts, threadId: string, lease: Lease, signal: AbortSignal): Promise<void> {
  const sources = new Map<string, Buffer>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const due = dueInOrder(await openEffects(parts.db, parts.inbox, threadId), parts.now());
    let more = false;
    for (const effect of due) {
      signal.throwIfAborted();
      const ended = await perform(parts, effect, lease, { signal, sources });
      if (ended === 'deferred' && BLOCKS.has(effect.kind as EffectKind)) return;
      more ||= MAILS.has(effect.kind as EffectKind) || ended === 'cancelled';
    }
    if (!more) return;
  }
}

/** They add effects: a sent mail is to be filed, and what could not be sent is handed off. */
const MAILS: ReadonlySet<EffectKind> = new Set([...SENT_KINDS, 'draft']);

/** Enough for a mail, its filing and its labels, twice over; more would be a bug that must not spin. */
const ROUNDS = 6;

const BLOCKS: ReadonlySet<EffectKind> = new Set(['reply', 'relay', 'approved', 'draft']);

/** What may be done now: a blocking effect that is not due holds back all that comes after it. */
export function dueInOrder(open: readonly EffectRow[], now: number): readonly EffectRow[] {
  const blocked = open.findIndex((e) => BLOCKS.has(e.kind as EffectKind) && e.due_at > now);
  return (blocked === -1 ? open : open.slice(0, blocked)).filter((e) => e.due_at <= now);
}

async function perform(parts: InboxParts, effect: EffectRow, lease: Lease, attempt: Attempt): Promise<Performed> {
  try {
    assertInTime(parts, effect);
    return await dispatch(parts, effect, lease, attempt);
  } catch (error) {
    if (error instanceof PermanentError && !(error instanceof AccountError)) return giveUp(parts, effect, lease, error);
    if (attempt.signal.aborted) throw error;
    // A person has decided otherwise a moment ago.
    if (error instanceof InvariantError && (await effectByKey(parts.db, parts.inbox, effect.key))?.state === 'cancelled')
      return 'cancelled';
    const wait =
      error instanceof TransientError && error.retryAfterMs !== undefined
        ? error.retryAfterMs
        : backoffMs(effect.attempts + 1, parts.random, RETRY);
    const level = error instanceof TransientError ? 'warn' : 'error';
    parts.log[level](
      { thread: effect.thread_id, effect: effect.kind, attempt: effect.attempts + 1, retryInMs: wait, err: errorMessage(error) },
      'an effect has to wait',
    );
    await putOff(parts, effect, { wait, why: errorMessage(error) });
    return 'deferred';
  }
}

/** An answer that could not leave for hours is a person's business: the customer waits. */
function assertInTime(parts: InboxParts, effect: EffectRow): void {
  const late = parts.now() > effect.created_at + parts.config.intake.waitDeadline;
  if (!late || effect.state === 'data' || !BLOCKS.has(effect.kind as EffectKind)) return;
  throw new PermanentError(`it could not be sent in time; the last problem was: ${effect.last_error ?? 'the sending rate'}`);
}

function dispatch(parts: InboxParts, effect: EffectRow, lease: Lease, attempt: Attempt): Promise<Performed> {
  const kind = effect.kind as EffectKind;
  switch (kind) {
    case 'reply':
    case 'relay':
    case 'approved':
    case 'forward':
    case 'notice':
    case 'follow-up':
    case 'closing':
      return sendMail(parts, effect, lease, attempt);
    case 'draft':
      return fileDraft(parts, effect);
    case 'file':
      return fileSent(parts, effect, attempt);
    case 'labels':
      return projectLabels(parts, effect);
    default:
      throw new InvariantError(`unknown effect ${kind satisfies never}`);
  }
}

/** The server refused for good: a person has to know. */
async function giveUp(parts: InboxParts, effect: EffectRow, lease: Lease, error: PermanentError): Promise<Performed> {
  const { db, inbox, log, now } = parts;
  log.error({ thread: effect.thread_id, effect: effect.kind, err: error.message }, 'an effect was refused for good');
  const closes = { effect, state: 'failed', why: error.message } as const;
  if (MAILS.has(effect.kind as EffectKind)) await notSent(parts, closes, lease);
  else await transactInbox(db, inbox, (trx) => closeEffect(trx, inbox, closes, now()));
  return 'cancelled';
}
