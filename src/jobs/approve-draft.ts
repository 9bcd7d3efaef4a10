import { appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { type DraftPlace, placeOf, waitingDraftsOf } from '../ledger/drafts.ts';
import { effectsOfTurn, putEffects } from '../ledger/effects.ts';
import { effectKey } from '../ledger/inboxes.ts';
import { messagesOfThread } from '../ledger/messages.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { ticketOf } from '../ledger/tickets.ts';
import { movedOn } from '../tickets/moved-on.ts';
import type { Outcome, TriageTrace } from '../triage/outcome.ts';
import type { ByHand } from './by-hand.ts';
import { type FiledDraft, filedDraft } from './draft-copy.ts';
import { ownMessageId } from './own-ids.ts';
import type { InboxParts } from './parts.ts';
import type { AfterEffect, MailPayload } from './payload.ts';
import { writeMail } from './write-mail.ts';

/** `already`: it is on its way, or has been sent. `stale`: the conversation has moved on since it was written. */
export type Approval = 'approved' | 'already' | 'nothing' | 'stale';

/**
 * Releases the reply that waits for a person: the draft as it stands in the mailbox, or what was suggested to the team where there is none. In the caller's transaction; the
 * caller rings for the ticket. Right before it leaves, the conversation and the draft are looked at once more.
 */
export async function approveDraft(trx: Run, parts: InboxParts, threadId: string, by: ByHand): Promise<Approval> {
  const { inbox } = parts;
  // In shadow nothing leaves.
  if (parts.maxAutonomy === 'shadow') return 'nothing';
  const row = (await waitingDraftsOf(trx, { inbox, threadId })).at(-1);
  if (row === undefined) return approveSuggestion(trx, parts, threadId, by);
  const draft = await filedDraft({ db: trx, inbox }, row);
  const thread = await messagesOfThread(trx, inbox, threadId);
  if (movedOn(thread, draft.payload.after?.messages ?? [], draft.row.filed_at) !== null) return 'stale';
  return (await approveCopy(trx, parts, draft, placeOf(row), by)) ? 'approved' : 'already';
}

/**
 * Puts one copy of a draft into the outbox. The same copy is released once by being moved, and once by each mail that asks for it, whatever came of it; and none is
 * released while a mail of the same turn is on its way or has been sent. Returns whether it was.
 * @param place null: it is looked for before it leaves
 */
export function approveCopy(
  trx: Run,
  parts: InboxParts,
  { row, effect, payload }: FiledDraft,
  place: DraftPlace | null,
  by: ByHand,
): Promise<boolean> {
  return release(trx, parts, {
    threadId: row.thread_id,
    turn: effect.turn,
    mail: { ...payload, draft: { effect: row.effect, place, since: row.filed_at } },
    messages: payload.after?.messages ?? [],
    by,
  });
}

/** Key of the outbox row that sends this copy. @param asked id of the mail that asks for it; null: it was moved there */
export function approvalKey({ row }: InboxParts, turn: string, place: DraftPlace | null, asked: string | null = null): string {
  const copy = place === null ? 'suggestion' : `${place.mailbox}\n${place.uidValidity}\n${place.uid}`;
  return effectKey(row.secret, turn, 'approved', asked === null ? copy : `${copy}\n${asked}`);
}

async function approveSuggestion(trx: Run, parts: InboxParts, threadId: string, by: ByHand): Promise<Approval> {
  const { inbox, now } = parts;
  const ticket = await ticketOf(trx, inbox, threadId);
  const decision = await trx
    .selectFrom('decisions')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (ticket === null || decision === undefined) return 'nothing';
  if ((await released(trx, inbox, decision.turn)).some(({ state }) => !ENDED.has(state))) return 'already';
  const outcome = JSON.parse(decision.outcome_json) as Outcome;
  if (outcome.kind !== 'escalate' || outcome.suggestedReply === null) return 'nothing';
  const thread = await messagesOfThread(trx, inbox, threadId);
  const newest = thread.find((m) => m.id === decision.message);
  if (newest === undefined) return 'nothing';
  if (movedOn(thread, [newest.id], decision.decided_at) !== null) return 'stale';
  const text = outcome.suggestedReply;
  const answer = { ...outcome, kind: 'reply', mode: 'draft', text, citations: outcome.considered, heldBack: [] } as const;
  const trace = JSON.parse(decision.trace_json) as TriageTrace;
  const mail = writeMail(parts, { ticket, newest, older: [], thread, outcome: answer, trace }, { key: '', at: now(), after: null });
  const draft = { effect: null, place: null, since: decision.decided_at };
  const isNew = await release(trx, parts, { threadId, turn: decision.turn, mail: { ...mail, draft }, messages: [newest.id], by });
  return isNew ? 'approved' : 'already';
}

interface Released {
  readonly threadId: string;
  readonly turn: string;
  readonly mail: MailPayload & Required<Pick<MailPayload, 'draft'>>;
  /** What it answers. */
  readonly messages: readonly string[];
  readonly by: ByHand;
}

async function release(trx: Run, parts: InboxParts, { threadId, turn, mail, messages, by }: Released): Promise<boolean> {
  const { inbox, row, now } = parts;
  const at = now();
  const key = approvalKey(parts, turn, mail.draft.place, typeof by.refs.message === 'string' ? by.refs.message : null);
  const before = await released(trx, inbox, turn);
  if (before.some((effect) => effect.key === key || !ENDED.has(effect.state))) return false;
  const after: AfterEffect = {
    ...{ messages: [...messages], disposition: 'answered', detail: 'staff' },
    ...{ event: 'reply_accepted', labels: ['answered'] },
  };
  const payload: MailPayload = { ...mail, date: at, after };
  const base = { inbox, turn, threadId, now: at };
  await putEffects(trx, [
    { ...base, key, seq: 0, kind: 'approved', payload, messageId: ownMessageId(parts, key) },
    { ...base, key: effectKey(row.secret, turn, 'labels', key), seq: 1, kind: 'labels', payload: {}, messageId: null },
  ]);
  await appendAudit(trx, inbox, at, [
    {
      actor: by.actor,
      kind: 'draft.approved',
      refs: { ...by.refs, thread: threadId, turn, effect: key, draft: mail.draft.effect },
      ...(by.personal === undefined ? {} : { personal: by.personal }),
    },
  ]);
  return true;
}

/** What has been released of a turn so far. */
async function released(trx: Run, inbox: string, turn: string): Promise<readonly EffectRow[]> {
  return (await effectsOfTurn(trx, inbox, turn)).filter((effect) => effect.kind === 'approved');
}

/** It did not leave, or nobody knows: a person may release it again. */
const ENDED: ReadonlySet<string> = new Set(['cancelled', 'failed', 'uncertain']);
