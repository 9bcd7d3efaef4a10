import { type AuditEntry, appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { asPlace, type DraftPlace, type DraftState, updateDraft } from '../ledger/drafts.ts';
import { messageById, type Settlement, settle } from '../ledger/messages.ts';
import { type ReviewRow, recordReview, reviewed } from '../ledger/reviews.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { moveTicket, ticketOf, updateTicket } from '../ledger/tickets.ts';
import { answeredBy } from '../tickets/course.ts';
import { SAME_DRAFT } from '../tickets/draft-fate.ts';
import type { FiledDraft } from './draft-copy.ts';
import type { InboxParts } from './parts.ts';
import type { MailPayload } from './payload.ts';
import { relabel } from './relabel.ts';
import { noteReleased } from './released-drafts.ts';

/** What a person has sent in place of a draft. */
export interface SentByHand {
  readonly id: string;
  readonly words: string;
  readonly likeness: number;
  readonly unchanged: boolean;
}

/**
 * A person has sent the draft, edited or not. Whoever sends what the agent wrote has not taken the conversation over; whoever wrote it anew has.
 * @param leftover a copy of ours that is to be taken away
 */
export async function settleSent(
  trx: Run,
  parts: InboxParts,
  draft: FiledDraft,
  sent: SentByHand,
  leftover: DraftPlace | null,
): Promise<void> {
  const { inbox, now } = parts;
  const at = now();
  const kind = sent.unchanged ? 'sent' : 'edited';
  await close(trx, draft, kind, at, leftover);
  await review(trx, draft, { kind, likeness: sent.likeness, at });
  const settled = await settleDrafted(trx, parts, draft, { disposition: 'answered', detail: 'staff' });
  const ticket = await ticketOf(trx, inbox, draft.row.thread_id);
  const message = await messageById(trx, inbox, sent.id);
  // An answer is only looked for since the draft was filed: what a person did in the conversation before counts.
  const tookOver =
    ticket?.person_since != null &&
    message !== null &&
    (ticket.person_since >= message.recorded_at || ticket.person_since === draft.row.settled_at);
  if (ticket !== null && tookOver && sent.likeness >= SAME_DRAFT) await updateTicket(trx, inbox, ticket.thread_id, { person_since: null });
  // Filed late, it had been taken for rejected.
  if (ticket?.state === 'drafted' || (ticket?.state === 'escalated' && draft.row.state === 'rejected')) {
    // A look too early had made it a person's.
    const early = ticket.escalated_at === draft.row.settled_at ? { escalated_at: null } : {};
    await moveTicket(trx, ticket, 'staff_wrote', at, { ...answeredBy(ticket, 'staff', message?.arrived_at ?? at), ...early });
    await relabel(trx, parts, ticket.thread_id, ['answered'], `${draft.row.effect}:sent`, at);
  }
  if (ticket !== null && sent.likeness >= SAME_DRAFT) await noteReleased(trx, parts, ticket);
  await appendAudit(trx, inbox, at, [
    ...settled,
    {
      actor: 'hand',
      kind: `draft.${kind}`,
      refs: { ...refsOf(draft), message: sent.id, likeness: sent.likeness },
      personal: { written: draft.payload.markdown, sent: sent.words },
    },
  ]);
}

/**
 * A person has deleted it, or put it away, or sent it from where we cannot look: what becomes of the conversation is theirs to say, and the agent must not talk over what
 * they may have written. Nobody is told by mail: they have just seen it.
 */
export async function settleRejected(trx: Run, parts: InboxParts, draft: FiledDraft): Promise<void> {
  const { inbox, now } = parts;
  const at = now();
  await close(trx, draft, 'rejected', at, null);
  await review(trx, draft, { kind: 'rejected', likeness: null, at });
  const settled = await settleDrafted(trx, parts, draft, { disposition: 'escalated', detail: 'draft rejected' });
  const ticket = await ticketOf(trx, inbox, draft.row.thread_id);
  if (ticket?.state === 'drafted') {
    await moveTicket(trx, ticket, 'escalated', at, { person_since: ticket.person_since ?? at });
    await relabel(trx, parts, ticket.thread_id, ['needs-human'], `${draft.row.effect}:rejected`, at);
  }
  await appendAudit(trx, inbox, at, [...settled, { actor: 'hand', kind: 'draft.rejected', refs: refsOf(draft) }]);
}

/** It was taken for rejected, and is there again: it waits as before, and so does the conversation. */
export async function settleBack(trx: Run, { inbox, now }: InboxParts, { row }: FiledDraft, place: DraftPlace): Promise<void> {
  await updateDraft(trx, row, { state: 'waiting', settled_at: null, missing_since: null, ...asPlace(place) });
  const ticket = await ticketOf(trx, inbox, row.thread_id);
  if (ticket?.person_since != null && ticket.person_since === row.settled_at)
    await updateTicket(trx, inbox, row.thread_id, { person_since: null });
  const refs = { effect: row.effect, thread: row.thread_id, mailbox: place.mailbox };
  await appendAudit(trx, inbox, now(), [{ actor: 'hand', kind: 'draft.put_back', refs }]);
}

/** Nobody needs it any more: the ticket was closed, a person wrote an answer of their own, or the customer wrote again. */
export async function settleWithdrawn(
  trx: Run,
  parts: InboxParts,
  draft: FiledDraft,
  { why, leftover, answer }: { readonly why: string; readonly leftover: DraftPlace | null; readonly answer?: SentByHand },
): Promise<void> {
  const { inbox, now } = parts;
  const at = now();
  await close(trx, draft, 'withdrawn', at, leftover);
  if (answer !== undefined) await review(trx, draft, { kind: 'answered', likeness: answer.likeness, at });
  const settled = answer === undefined ? [] : await settleDrafted(trx, parts, draft, { disposition: 'answered', detail: 'staff' });
  await appendAudit(trx, inbox, at, [...settled, { actor: 'daemon', kind: 'draft.withdrawn', refs: { ...refsOf(draft), why } }]);
}

/** We have sent it for a person; the copy goes when ours is in Sent. */
export async function settleApproved(trx: Run, parts: InboxParts, effect: EffectRow, payload: MailPayload, at: number): Promise<void> {
  const { inbox } = parts;
  const { draft } = payload;
  const facts = await reviewed(trx, inbox, effect.thread_id, effect.turn);
  const id = `draft:${draft?.effect ?? effect.key}`;
  if (facts !== null) await recordReview(trx, { ...facts, id, kind: 'approved', likeness: draft?.likeness ?? 1_000, at });
  const ticket = await ticketOf(trx, inbox, effect.thread_id);
  if (ticket !== null && (draft?.likeness ?? 1_000) < SAME_DRAFT)
    await updateTicket(trx, inbox, effect.thread_id, answeredBy(ticket, 'staff', at));
  if (draft?.effect == null) return;
  await updateDraft(
    trx,
    { inbox, effect: draft.effect },
    { state: 'approved', settled_at: at, missing_since: null, ...asPlace(draft.place) },
  );
}

async function close(trx: Run, { row }: FiledDraft, state: DraftState, at: number, leftover: DraftPlace | null): Promise<void> {
  await updateDraft(trx, row, { state, settled_at: at, missing_since: null, ...asPlace(leftover) });
}

async function review(trx: Run, { row, effect }: FiledDraft, made: Pick<ReviewRow, 'kind' | 'likeness' | 'at'>): Promise<void> {
  const facts = await reviewed(trx, row.inbox, row.thread_id, effect.turn);
  if (facts !== null) await recordReview(trx, { ...facts, id: `draft:${row.effect}`, ...made });
}

/** Of the mails that the draft answers, those that still are what the draft made of them. */
async function settleDrafted(
  trx: Run,
  { inbox }: InboxParts,
  { row, payload }: FiledDraft,
  to: Settlement,
): Promise<readonly AuditEntry[]> {
  const ids: string[] = [];
  for (const id of payload.after?.messages ?? []) {
    const message = await messageById(trx, inbox, id);
    const rejected = row.state === 'rejected' && message?.disposition === 'escalated';
    if (message?.disposition === 'drafted' || rejected) ids.push(id);
  }
  return settle(trx, inbox, ids, to, 'hand');
}

function refsOf({ row, effect }: FiledDraft): Record<string, unknown> {
  return { effect: row.effect, turn: effect.turn, thread: row.thread_id };
}
