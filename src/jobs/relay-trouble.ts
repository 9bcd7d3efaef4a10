import { appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { effectByKey } from '../ledger/effects.ts';
import { messageById, settle } from '../ledger/messages.ts';
import type { Address } from '../mail/message.ts';
import { cameBackText, notSentText } from '../staff/notice-text.ts';
import { closeEffect } from './close-effect.ts';
import type { ClosedEffect } from './decided.ts';
import { type Notice, putNotice } from './notice.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload } from './payload.ts';
import { wordsFor } from './staff-notices.ts';

/** A colleague's answer did not leave, or nobody knows: whoever wrote it hears of it, and so does the team that takes what nobody has. */
export function relayNotSent(parts: InboxParts, closes: ClosedEffect): Promise<void> {
  const { db, inbox, policy, now } = parts;
  const { effect, state, why } = closes;
  const payload = MailPayload.parse(JSON.parse(effect.payload_json));
  const fallback = policy.teams[policy.fallbackTeam];
  const to = [
    ...(payload.relayed === undefined ? [] : [payload.relayed.author]),
    ...(fallback === undefined ? [] : [{ name: fallback.name, address: fallback.email }]),
  ];
  return transactInbox(db, inbox, async (trx) => {
    const at = now();
    // What it would have answered is a person's still.
    const open = payload.after?.messages ?? [];
    await appendAudit(trx, inbox, at, await settle(trx, inbox, open, { disposition: 'escalated', detail: policy.fallbackTeam }, 'daemon'));
    await closeEffect(trx, inbox, closes, at);
    await tell(trx, parts, payload, {
      ...{ threadId: effect.thread_id, cause: `${effect.key}:${state}`, to },
      markdown: notSentText(wordsFor(parts, to[0]?.address ?? ''), payload.words ?? '', why, state),
    });
  });
}

/** It left, and came back: a server further on did not take it. Its author is told once, whoever reports it and however often. */
export async function relayCameBack(trx: Run, parts: InboxParts, key: string, failed: readonly string[]): Promise<void> {
  const effect = await effectByKey(trx, parts.inbox, key);
  const payload = effect === null ? null : MailPayload.parse(JSON.parse(effect.payload_json));
  if (effect === null || payload?.relayed === undefined) return;
  // A report names whom it likes.
  const receivers = [...payload.to, ...payload.cc].map((a) => a.address);
  const missed = receivers.filter((address) => failed.includes(address));
  await tell(trx, parts, payload, {
    ...{ threadId: effect.thread_id, cause: `${effect.key}:came back`, to: [payload.relayed.author] },
    markdown: cameBackText(wordsFor(parts, payload.relayed.author.address), payload.words ?? '', missed.length === 0 ? receivers : missed),
  });
}

/** In the conversation that its author has with us. */
async function tell(
  trx: Run,
  parts: InboxParts,
  { relayed, subject, references }: MailPayload,
  notice: Pick<Notice, 'threadId' | 'cause' | 'markdown'> & { readonly to: readonly Address[] },
): Promise<void> {
  const mail = relayed === undefined ? null : await messageById(trx, parts.inbox, relayed.message);
  // Somebody may have left the teams since.
  const to = notice.to.filter((a, i) => parts.ours.has(a.address) && notice.to.findIndex((b) => b.address === a.address) === i);
  if (to.length === 0) return;
  const where =
    mail === null
      ? { subject, references }
      : {
          ...{ subject: mail.subject, inReplyTo: mail.message_id },
          references: [...(JSON.parse(mail.refs_json) as string[]), ...(mail.message_id === null ? [] : [mail.message_id])],
        };
  await putNotice(trx, parts, { ...notice, ...where, to, answerable: true }, parts.now());
}
