import type { Run } from '../ledger/database.ts';
import { mailEffect } from '../ledger/effects.ts';
import { messagesOfThread } from '../ledger/messages.ts';
import { isOfTeams } from '../staff/staff-trust.ts';
import { internalThread } from '../tickets/internal-thread.ts';
import { participantsOf } from '../tickets/participants.ts';
import { type HandedOff, handedOff, ofEffect } from './handed-off.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';

export interface AboutTicket extends HandedOff {
  readonly read: Read;
}

/**
 * A mail of our own people about a ticket, or of a machine that answers what we wrote to them: it waits to be acted upon, and stands beside the customer's
 * conversation. What is addressed to the customer as well belongs into that: they have it. Null for all other mail, whoever claims to have written it.
 */
export async function aboutTicket(trx: Run, parts: InboxParts, read: Read): Promise<AboutTicket | null> {
  if (read.answers == null || !parts.config.agent) return null;
  const { machine } = read.answers;
  const isTeams = isOfTeams(read.row.from_address, parts.policy.teams);
  if (!isTeams && machine === null) return null;
  const found =
    (await cameBack(trx, parts, read.bounced ?? null)) ?? (await handedOff(trx, parts, { ...read.answers, references: read.references }));
  if (found === null) return null;
  if (machine !== null) return { ...found, read: { ...read, conversation: internalThread(found.threadId) } };
  const forged = JSON.parse(read.row.verdict_json).verdict === 'failed';
  const isShared = !forged && (await reachesCustomer(trx, parts, read, found.threadId));
  const conversation = isShared ? found.threadId : internalThread(found.threadId);
  return { ...found, read: { ...read, conversation, admission: { kind: 'noted', why: 'staff' } } };
}

/** Whether somebody of the customer's conversation is among those a mail is addressed to. */
export async function reachesCustomer(
  run: Run,
  { inbox, ours }: Pick<InboxParts, 'inbox' | 'ours'>,
  { row }: { readonly row: Pick<Read['row'], 'to_json' | 'cc_json'> },
  threadId: string,
): Promise<boolean> {
  const customers = participantsOf(await messagesOfThread(run, inbox, threadId));
  const addressed = [row.to_json, row.cc_json].flatMap((json) => JSON.parse(json) as { address: string }[]);
  return addressed.some(({ address }) => customers.has(address) && !ours.has(address));
}

/** A report names the mail it is about by the key in its header, or by its id. */
export async function cameBack(
  trx: Run,
  { inbox }: Pick<InboxParts, 'inbox'>,
  bounced: (Read['bounced'] & {}) | null,
): Promise<HandedOff | null> {
  if (bounced === null) return null;
  const ours = await mailEffect(trx, inbox, { key: bounced.effect, messageId: bounced.originalMessageId });
  return ours === undefined ? null : ofEffect(trx, inbox, ours.key);
}
