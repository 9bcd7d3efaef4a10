import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import type { Lease } from '../ledger/leases.ts';
import { settle } from '../ledger/messages.ts';
import { quotedWords } from '../mail/plain-markdown.ts';
import { closeEffect } from './close-effect.ts';
import type { ClosedEffect } from './decided.ts';
import { handOff } from './hand-off.ts';
import { putNotice } from './notice.ts';
import type { InboxParts } from './parts.ts';
import { MailPayload } from './payload.ts';

/** A mail that was refused for good, or may have been sent, is never repeated on a guess: somebody is told, by whose mail it was. */
export async function notSent(parts: InboxParts, closes: ClosedEffect, lease: Lease): Promise<void> {
  switch (closes.effect.kind) {
    case 'relay':
      return relayNotSent(parts, closes);
    case 'notice':
      return noticeNotSent(parts, closes);
    default:
      return handOff(parts, closes, lease);
  }
}

/** Whoever wrote the answer hears of it, and so does the team that takes what nobody has. */
function relayNotSent(parts: InboxParts, closes: ClosedEffect): Promise<void> {
  const { db, inbox, policy, now } = parts;
  const { effect, state, why } = closes;
  const { relayed, words, subject, references, after } = MailPayload.parse(JSON.parse(effect.payload_json));
  const fallback = policy.teams[policy.fallbackTeam];
  const to = [
    ...(relayed === undefined ? [] : [relayed.author]),
    ...(fallback === undefined ? [] : [{ name: fallback.name, address: fallback.email }]),
  ];
  const told =
    state === 'uncertain'
      ? `Your answer may or may not have reached the customer: ${why}. Look in your provider's log, or ask them, before you send it again.`
      : `Your answer did not reach the customer: ${why}.`;
  return transactInbox(db, inbox, async (trx) => {
    const at = now();
    // What it would have answered is a person's still.
    await appendAudit(
      trx,
      inbox,
      at,
      await settle(trx, inbox, after?.messages ?? [], { disposition: 'escalated', detail: policy.fallbackTeam }, 'daemon'),
    );
    await closeEffect(trx, inbox, closes, at);
    await putNotice(
      trx,
      parts,
      {
        ...{ threadId: effect.thread_id, cause: `${effect.key}:${state}`, answerable: true, subject, references },
        to: to.filter((a, i) => parts.ours.has(a.address) && to.findIndex((b) => b.address === a.address) === i),
        markdown: `${told}\n\nThis is what you wrote:\n\n${quotedWords(words ?? '')}`,
      },
      at,
    );
  });
}

/** A mail about a mail: nobody is told of it by another. */
async function noticeNotSent(parts: InboxParts, closes: ClosedEffect): Promise<void> {
  await transactInbox(parts.db, parts.inbox, (trx) => closeEffect(trx, parts.inbox, closes, parts.now()));
  parts.log.error({ thread: closes.effect.thread_id, effect: closes.effect.key, why: closes.why }, 'a notice does not reach the staff');
}
