import { setTimeout as delay } from 'node:timers/promises';
import { errorMessage, InDoubtError, TransientError } from '../errors.ts';
import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import { acceptedSince, moveEffect, putEffects } from '../ledger/effects.ts';
import { effectKey } from '../ledger/inboxes.ts';
import { changeLabels } from '../ledger/labels.ts';
import type { Lease } from '../ledger/leases.ts';
import { addThreadRefs, insertMessage } from '../ledger/messages.ts';
import type { EffectRow, MessageRow } from '../ledger/schema.ts';
import { unsynced } from '../ledger/unsynced.ts';
import { backoffMs } from '../mail/backoff.ts';
import { INTERNAL_KINDS, RANK, RANK_OF_MANY, UNASKED_KINDS } from '../tickets/effect-kind.ts';
import { internalThread } from '../tickets/internal-thread.ts';
import { carryOut } from './after-effect.ts';
import { mailSource, readyToSend } from './approved-mail.ts';
import type { Attempt, Performed } from './attempt.ts';
import { holdCheckIn } from './check-in.ts';
import { notSent } from './not-sent.ts';
import { overtaken } from './overtaken.ts';
import { secondId } from './own-ids.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload, ownMessageRow } from './payload.ts';
import { putOff } from './put-off.ts';
import { confirmRelay } from './relay.ts';
import { findInSent } from './sent-search.ts';
import { settleApproved } from './settle-draft.ts';

/**
 * One mail, at most once. `claimed` is written before the connection is used, `data` after the server's 354 and before
 * the first body byte, `accepted` with the server's answer. A row found in `claimed` was certainly not sent; one found
 * in `data` is looked for in Sent and, when it is not there, handed to a person: it is never sent again on a guess.
 */
export async function sendMail(parts: InboxParts, effect: EffectRow, lease: Lease, attempt: Attempt): Promise<Performed> {
  const written = MailPayload.parse(JSON.parse(effect.payload_json));
  if (effect.state === 'data') return resolveDoubt(parts, effect, written, lease);
  if (effect.kind === 'reply' && (await overtaken(parts, effect))) return 'cancelled';
  const held = UNASKED_KINDS.has(effect.kind) ? await holdCheckIn(parts, effect) : null;
  if (held !== null) return held;
  const payload = effect.kind === 'approved' ? await readyToSend(parts, effect, written) : written;
  if (payload === null) return 'cancelled';
  const wait = await rateWait(parts, effect.rank);
  if (wait > 0) {
    await putOff(parts, effect, { wait, why: null });
    return 'deferred';
  }
  // Whether a mail that has not entered `data` was claimed matters to nobody after a power cut.
  await moveEffect(unsynced(parts.db), effect, ['pending', 'claimed'], {
    ...{ state: 'claimed', holder: parts.holder },
    ...(payload === written ? {} : { payload_json: JSON.stringify(payload) }),
  });
  parts.fault('act.after-claim');
  const source = await mailSource(parts, effect, payload);
  attempt.sources.set(effect.key, source);
  parts.fault('act.before-data');
  attempt.signal.throwIfAborted();
  const response = await deliver(parts, effect, payload, { source, signal: attempt.signal });
  if (response === null) return 'deferred';
  parts.fault('act.before-accept');
  await record(parts, effect, payload, response);
  parts.fault('act.after-accept');
  return 'done';
}

/** The server's answer, or null when it gave none and may have the mail. Throws when it certainly does not have it. */
async function deliver(
  parts: InboxParts,
  effect: EffectRow,
  payload: MailPayload,
  { source, signal }: { source: Buffer; signal: AbortSignal },
): Promise<string | null> {
  const delivery = { from: parts.config.address, to: [...payload.to, ...payload.cc, ...(payload.bcc ?? [])].map((a) => a.address), source };
  let entered = false;
  const enter = async () => {
    await enterData(parts, effect);
    entered = true;
  };
  try {
    const { response } = await parts.submission.deliver(delivery, enter, signal);
    return response;
  } catch (error) {
    if (!(error instanceof InDoubtError)) {
      // After a 5xx to DATA the row must not look doubtful. A `data` that is not ours is another worker's mail on its way.
      if (entered) await moveEffect(parts.db, effect, ['data'], { state: 'claimed', data_at: null });
      throw error;
    }
    parts.log.warn(
      { thread: effect.thread_id, effect: effect.key, err: error.message },
      'the server did not say whether it took the mail; looking in Sent',
    );
    await putOff(parts, effect, { wait: doubtStep(parts), why: null });
    return null;
  }
}

/** A ledger that is busy or away for a moment must not turn an accepted mail into a doubtful one. */
const RECORD_TRIES = 5;
const RECORD_RETRY = { baseMs: 100, maxMs: 2_000 };

async function record(parts: InboxParts, effect: EffectRow, payload: MailPayload, response: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await accepted(parts, effect, payload, response);
    } catch (error) {
      if (attempt === RECORD_TRIES) throw error;
      parts.log.warn(
        { thread: effect.thread_id, effect: effect.key, attempt, err: errorMessage(error) },
        'an accepted mail could not be recorded; trying again',
      );
      await delay(backoffMs(attempt, parts.random, RECORD_RETRY));
    }
  }
}

async function enterData(parts: InboxParts, effect: EffectRow): Promise<void> {
  await moveEffect(parts.db, effect, ['claimed'], { state: 'data', data_at: parts.now(), attempts: 0 });
  parts.fault('act.in-data');
}

/** The server has it: the message, its filing and all that follows from it become true together. */
async function accepted(parts: InboxParts, effect: EffectRow, payload: MailPayload, response: string): Promise<void> {
  const { db, inbox, config, row, now } = parts;
  await transactInbox(db, inbox, async (trx) => {
    const at = now();
    await moveEffect(trx, effect, ['data'], { state: 'accepted', accepted_at: at, response });
    const conversation = INTERNAL_KINDS.has(effect.kind) ? internalThread(effect.thread_id) : effect.thread_id;
    await insertMessage(trx, sentMessage(parts, effect, payload, conversation, at));
    await addThreadRefs(trx, inbox, conversation, effect.message_id === null ? [] : [effect.message_id, secondId(parts, effect.key)]);
    if (INTERNAL_KINDS.has(effect.kind)) await changeLabels(trx, inbox, conversation, { add: ['internal'], remove: [] }, 'agent', at);
    const settled = payload.after === null ? [] : await carryOut(trx, parts, effect, payload.after, at);
    if (effect.kind === 'relay') await confirmRelay(trx, parts, effect, payload, at);
    if (effect.kind === 'approved') await settleApproved(trx, parts, effect, payload, at);
    if (config.fileSent !== 'never') {
      const key = effectKey(row.secret, effect.turn, 'file', effect.key);
      await putEffects(trx, [
        {
          inbox,
          key,
          turn: effect.turn,
          threadId: effect.thread_id,
          seq: effect.seq,
          kind: 'file',
          payload: { of: effect.key },
          messageId: null,
          now: at,
          holder: parts.holder,
        },
      ]);
    }
    await appendAudit(trx, inbox, at, [
      ...settled,
      {
        actor: isOfStaff(effect) ? 'staff' : 'agent',
        kind: `${effect.kind}.accepted`,
        refs: { effect: effect.key, turn: effect.turn, thread: effect.thread_id, messageId: effect.message_id },
        personal: {
          // Servers name recipients in their answers.
          response,
          to: [...payload.to, ...payload.cc].map((a) => a.address).join(', '),
          subject: payload.subject,
          text: payload.words ?? payload.body?.text ?? payload.markdown,
        },
      },
    ]);
  });
}

/** A person's words, or released by one. */
function isOfStaff({ kind }: EffectRow): boolean {
  return kind === 'relay' || kind === 'approved';
}

function sentMessage(parts: InboxParts, effect: EffectRow, payload: MailPayload, threadId: string, at: number): MessageRow {
  const { inbox, config } = parts;
  return {
    inbox,
    id: ownMessageRow(effect.key),
    identity: `effect:${effect.key}`,
    header_digest: `effect:${effect.key}`,
    message_id: effect.message_id,
    thread_id: threadId,
    direction: 'out',
    author: isOfStaff(effect) ? 'staff' : 'agent',
    from_address: config.address,
    from_name: config.name,
    reply_address: null,
    to_json: JSON.stringify(payload.to),
    cc_json: JSON.stringify(payload.cc),
    refs_json: JSON.stringify(payload.references),
    subject: payload.subject,
    sent_at: at,
    arrived_at: at,
    size: 0,
    text: payload.words ?? payload.body?.text ?? payload.markdown,
    raw_text: payload.words ?? payload.body?.text ?? payload.markdown,
    attachments_json: JSON.stringify((payload.attached ?? []).map(({ message: _, ...attachment }) => attachment)),
    verdict_json: JSON.stringify({ verdict: 'verified', aligned: [] }),
    disposition: null,
    disposition_detail: null,
    wait: null,
    wait_deadline: null,
    recorded_at: at,
  };
}

/** Sent is looked at up to three times within `smtp.doubt`: servers that file mail themselves may take a moment. */
const DOUBT_LOOKS = 3;

/** ms between two looks. */
function doubtStep(parts: InboxParts): number {
  return Math.ceil(parts.config.smtp.doubt / DOUBT_LOOKS);
}

async function resolveDoubt(parts: InboxParts, effect: EffectRow, payload: MailPayload, lease: Lease): Promise<Performed> {
  const found = await look(parts, effect);
  if (found === null) return 'deferred';
  if (found.length > 0) {
    await accepted(parts, effect, payload, 'found in Sent');
    return 'done';
  }
  if (effect.attempts + 1 < DOUBT_LOOKS) {
    await putOff(parts, effect, { wait: doubtStep(parts), why: 'not in Sent yet' });
    return 'deferred';
  }
  await notSent(parts, { effect, state: 'uncertain', why: 'the connection ended before the server said whether it took the mail' }, lease);
  return 'cancelled';
}

/** Null when the mailbox is away: that is no look, and a person is told only after three. */
async function look(parts: InboxParts, effect: EffectRow): Promise<readonly number[] | null> {
  try {
    return await findInSent(parts, effect);
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    parts.log.warn({ thread: effect.thread_id, effect: effect.key, err: error.message }, 'Sent cannot be looked at yet');
    await putOff(parts, effect, { wait: doubtStep(parts), why: null });
    return null;
  }
}

/** Of the rate, what an answer to many may take, and what nobody waits for: the rest is for whoever is answered on their own meanwhile. */
const SHARE: Readonly<Partial<Record<number, number>>> = { [RANK_OF_MANY]: 0.75, [RANK['follow-up']]: 0.5 };

/** ms until the next mail may leave; 0: now. */
async function rateWait(parts: InboxParts, rank: number): Promise<number> {
  const whole = parts.config.smtp.rate;
  if (whole === 0) return 0;
  const share = SHARE[rank];
  const rate = share === undefined ? whole : Math.max(1, Math.floor(whole * share));
  const now = parts.now();
  const recent = await acceptedSince(parts.db, parts.inbox, now - MINUTE);
  const blocking = recent.at(-rate);
  return blocking === undefined ? 0 : Math.min(MINUTE, blocking + MINUTE - now);
}

const MINUTE = 60_000;
