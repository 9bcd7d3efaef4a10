import { composeMail } from '../jobs/compose-effect.ts';
import { allowedLabels } from '../jobs/decision.ts';
import { ownMessageId } from '../jobs/own-ids.ts';
import { writeMail } from '../jobs/write-mail.ts';
import { effectKey, turnOf } from '../ledger/inboxes.ts';
import type { MessageRow } from '../ledger/schema.ts';
import type { Address, Header } from '../mail/message.ts';
import { parseMessage } from '../mail/parse.ts';
import { participantsOf } from '../tickets/participants.ts';
import { type Decided, planOf } from '../tickets/plan.ts';
import type { TriageTrace } from '../triage/outcome.ts';
import type { RehearsalParts } from './rehearsal-parts.ts';
import type { Rehearsal } from './rehearse.ts';

/** A mail of ours, read back from its bytes. */
export interface MailOut {
  readonly kind: 'reply' | 'draft' | 'forward';
  readonly from: Address | null;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly headers: readonly Header[];
  /** The plain text part. */
  readonly text: string;
  readonly attachments: readonly string[];
}

interface Decision {
  readonly ticket: { readonly number: number };
  readonly newest: MessageRow;
  readonly older: readonly MessageRow[];
  readonly thread: readonly MessageRow[];
  readonly outcome: Decided;
  readonly trace: TriageTrace;
}

/** What follows from a decision: disposition, labels, and the mail in full. */
export async function planned(
  decision: Decision,
  source: Buffer,
  parts: RehearsalParts,
  at: number,
): Promise<Pick<Rehearsal, 'disposition' | 'detail' | 'labels' | 'mail'>> {
  const plan = planOf(decision.outcome, false);
  const { disposition, detail } = plan.settle;
  const facts = { inbox: parts.inbox, labels: new Set<string>(), participants: participantsOf(decision.thread) };
  const labels = allowedLabels(parts.grant, facts, plan.settle.labels) ?? [];
  const effect = plan.effects.find((e) => e.kind === 'reply' || e.kind === 'draft' || e.kind === 'forward');
  if (effect === undefined) return { disposition, detail, labels, mail: null };
  const kind = effect.kind as MailOut['kind'];
  const turn = turnOf(decision.newest.thread_id, decision.newest.id);
  const key = effectKey(parts.row.secret, turn, kind, effect.recipientClass);
  const payload = writeMail(parts, decision, { key, at, after: null });
  const originals = payload.originals.map(() => source);
  const composed = await composeMail(parts.config, { kind, key, messageId: ownMessageId(parts, key) }, payload, originals);
  const { from, to, cc, subject, headers, text, attachments } = await parseMessage(composed);
  return {
    disposition,
    detail,
    labels,
    mail: { kind, from, to, cc, subject, headers, text, attachments: attachments.map((a) => a.filename) },
  };
}
