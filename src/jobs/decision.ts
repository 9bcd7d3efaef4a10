import { checkAccess, type Grant, type ThreadFacts } from '../access/access.ts';
import { InvariantError } from '../errors.ts';
import { type AuditEntry, appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { type NewEffect, putEffects } from '../ledger/effects.ts';
import { insertHandoffs } from '../ledger/handoffs.ts';
import { effectKey } from '../ledger/inboxes.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import { type Lease, leaseIsCurrent } from '../ledger/leases.ts';
import { messageById, messagesOfThread, settle, setWait } from '../ledger/messages.ts';
import type { HandoffRow, TicketRow } from '../ledger/schema.ts';
import { moveTicket, ticketOf, updateTicket } from '../ledger/tickets.ts';
import { isCopy } from '../tickets/copies.ts';
import { type Disposition, isOpenWait } from '../tickets/disposition.ts';
import type { Letter } from '../tickets/handoff-letters.ts';
import { labelChange, withLanguage } from '../tickets/labels.ts';
import { participantsOf } from '../tickets/participants.ts';
import { type Plan, type PlannedEffect, planOf } from '../tickets/plan.ts';
import { replyToken } from '../tickets/reply-token.ts';
import { nextStanding } from '../tickets/state.ts';
import { PRIORITIES, type Priority } from '../triage/outcome.ts';
import { noteReopened } from './case-of-category.ts';
import { closeEffect } from './close-effect.ts';
import type { Decision } from './decided.ts';
import { type HandoffContext, handoffContext } from './handoff-context.ts';
import { isElsewhere } from './other-inbox.ts';
import { ownMessageId } from './own-ids.ts';
import type { InboxParts } from './parts.ts';
import { answeredByPerson } from './person-answered.ts';
import { writeMail } from './write-mail.ts';

/**
 * Writes a decision with all that follows from it in one transaction: of two runs of a turn the first wins, and a run
 * whose lease has passed to somebody else writes nothing. Returns whether this run won.
 */
export async function commitDecision(parts: InboxParts, decision: Decision, lease: Lease): Promise<boolean> {
  const { db, inbox, now, fault } = parts;
  fault('triage.before-commit');
  const won = await transactInbox(db, inbox, async (trx) => {
    if (!(await leaseIsCurrent(trx, inbox, lease))) return false;
    const at = now();
    const { ticket, turn, newest, outcome, trace } = decision;
    if (decision.closes === undefined && (await moreHasCome(trx, parts, decision))) {
      await updateTicket(trx, inbox, ticket.thread_id, { triage_at: at });
      return false;
    }
    if (decision.closes === undefined && !(await stillWaits(trx, inbox, newest.id))) {
      await updateTicket(trx, inbox, ticket.thread_id, { triage_at: null });
      return false;
    }
    const row = { inbox, turn, thread_id: ticket.thread_id, message: newest.id, decided_at: at, fence: lease.fence };
    const made = await trx
      .insertInto('decisions')
      .values({ ...row, outcome_json: JSON.stringify(outcome), trace_json: JSON.stringify(trace) })
      .onConflict((c) => c.columns(['inbox', 'turn']).doNothing())
      .returning('turn')
      .execute();
    if (made.length === 0) {
      // This turn was decided before: nothing is left to triage.
      await updateTicket(trx, inbox, ticket.thread_id, { triage_at: null });
      return false;
    }
    await apply(trx, parts, decision, at);
    await noteReopened(trx, parts, decision, at);
    if (decision.closes !== undefined) await closeEffect(trx, inbox, decision.closes, at);
    return true;
  });
  fault('triage.after-commit');
  return won;
}

/** Otherwise it was decided before, or a person has taken it out of our hands while the decision was being made. */
async function stillWaits(trx: Run, inbox: string, id: string): Promise<boolean> {
  const message = await messageById(trx, inbox, id);
  return message === null || isOpenWait(message.wait);
}

/** Mail that was recorded while the decision was being made belongs to the same answer, or is one: decide again, with it. */
async function moreHasCome(trx: Run, parts: InboxParts, { ticket, newest, older, outcome }: Decision): Promise<boolean> {
  const { inbox, ours } = parts;
  // A person has taken the conversation over: nothing is answered there.
  if (outcome.kind === 'reply' && (await ticketOf(trx, inbox, ticket.thread_id))?.person_since != null) return true;
  const covered = new Set([...older, newest].map((m) => m.id));
  const thread = await messagesOfThread(trx, inbox, ticket.thread_id);
  if (answeredByPerson(thread, newest, ours) !== undefined || thread.some((m) => isOpenWait(m.wait) && !covered.has(m.id))) return true;
  // Another inbox may have come by it, too, or decided first.
  return isElsewhere(trx, parts, newest);
}

async function apply(trx: Run, parts: InboxParts, decision: Decision, at: number): Promise<void> {
  const { inbox, grant } = parts;
  const { ticket, newest, older, outcome, thread } = decision;
  const plan = planOf(outcome, parts.maxAutonomy === 'shadow');
  const labels = await labelsOf(trx, inbox, ticket.thread_id);
  const facts: ThreadFacts = { inbox, labels, participants: participantsOf(thread) };
  const wanted = plan.settle.labels === null ? null : withLanguage(labels, plan.settle.labels);
  const allowed = allowedLabels(grant, facts, wanted);
  const refused = wanted?.filter((label) => allowed?.includes(label) === false) ?? [];

  const audit: AuditEntry[] = [];
  for (const [disposition, covered] of Object.entries(Object.groupBy(older, (m) => (isCopy(m, newest) ? 'duplicate' : 'superseded')))) {
    const ids = covered.map((m) => m.id);
    audit.push(...(await settle(trx, inbox, ids, { disposition: disposition as Disposition, detail: newest.id }, 'agent')));
  }
  const ticketFacts = {
    triage_at: null,
    attempts: 0,
    last_error: null,
    waits_for: null,
    category: outcome.category,
    priority: higher(ticket.priority as Priority, outcome.priority),
    language: outcome.language,
    team: outcome.kind === 'escalate' ? outcome.team : ticket.team,
  };
  if (plan.afterEffect) {
    await setWait(trx, inbox, [newest.id], 'sending', at + parts.config.intake.waitDeadline);
    if (ticket.state === 'closed') await moveTicket(trx, ticket, 'customer_wrote', at, ticketFacts);
    else await updateTicket(trx, inbox, ticket.thread_id, ticketFacts);
  } else {
    const final = decision.quarantined === null ? plan.settle : { disposition: 'quarantined' as const, detail: decision.quarantined };
    audit.push(...(await settle(trx, inbox, [newest.id], final, 'agent')));
    // Mail that came before a hand-off keeps the ticket in triage: we owe that answer as well.
    if (decision.closes !== undefined && ticket.triage_at !== null)
      await updateTicket(trx, inbox, ticket.thread_id, {
        ...{ ...ticketFacts, triage_at: ticket.triage_at },
        ...(plan.settle.event === 'escalated' ? { escalated_at: ticket.escalated_at ?? at } : {}),
      });
    else await moveTicket(trx, asOpened(ticket, plan), plan.settle.event, at, ticketFacts);
    if (allowed !== null) await changeLabels(trx, inbox, ticket.thread_id, labelChange(labels, allowed), grant.actor, at);
  }
  const context = await handoffContext(trx, parts, decision);
  const effects = effectsOf(parts, decision, plan, { at, labels: allowed ?? [], facts, context });
  await putEffects(trx, effects);
  await insertHandoffs(trx, handoffsOf(parts, context.letters, effects));
  await appendAudit(trx, inbox, at, [...audit, decided(decision, plan), ...refused.map((label) => denied(ticket, label))]);
}

/** What read like thanks left its ticket closed, and turns out to be something else. */
function asOpened(ticket: TicketRow, { settle }: Plan): TicketRow {
  return ticket.state === 'closed' && settle.event !== 'customer_thanked'
    ? { ...ticket, ...nextStanding('closed', 'customer_wrote') }
    : ticket;
}

/** Of the labels that a plan asks for, those that the agent may set; null where the mailbox is left untouched. */
export function allowedLabels(grant: Grant, facts: ThreadFacts, labels: readonly string[] | null): readonly string[] | null {
  return labels?.filter((label) => checkAccess(grant, facts, { kind: 'label', add: [label], remove: [] }).allowed) ?? null;
}

interface EffectContext {
  readonly at: number;
  readonly labels: readonly string[];
  readonly facts: ThreadFacts;
  readonly context: HandoffContext;
}

/** The rows of the outbox, with all that their mails are written from. An escalation is a mail to each team that has something to hear. */
export function effectsOf(parts: InboxParts, decision: Decision, plan: Plan, given: EffectContext): NewEffect[] {
  const planned = plan.effects.flatMap((effect): Planned[] =>
    effect.kind === 'forward'
      ? given.context.letters.map((letter) => ({ kind: effect.kind, recipientClass: letter.team, letter }))
      : [effect],
  );
  return planned.map((effect, seq) => toEffect(parts, decision, plan, { ...given, effect, seq }));
}

interface Planned extends PlannedEffect {
  readonly letter?: Letter;
}

function toEffect(
  parts: InboxParts,
  decision: Decision,
  plan: Plan,
  { effect, seq, at, labels, facts, context }: EffectContext & { readonly effect: Planned; readonly seq: number },
): NewEffect {
  const { inbox, row, grant } = parts;
  const key = effectKey(row.secret, decision.turn, effect.kind, effect.recipientClass);
  const base = { inbox, key, turn: decision.turn, threadId: decision.ticket.thread_id, seq, kind: effect.kind, now: at };
  if (effect.kind === 'labels') return { ...base, payload: {}, messageId: null };
  const after =
    plan.afterEffect && (plan.settle.event === 'reply_accepted' || plan.settle.event === 'draft_filed')
      ? {
          messages: [decision.newest.id],
          disposition: plan.settle.disposition,
          detail: plan.settle.detail,
          event: plan.settle.event,
          labels: [...labels],
        }
      : null;
  const toTeam = effect.letter === undefined ? {} : { letter: effect.letter, recent: context.recent };
  const payload = writeMail(parts, decision, { key, at, after, ...toTeam });
  const recipients = [...payload.to, ...payload.cc].map((a) => a.address);
  const access = checkAccess(grant, facts, { kind: 'send', recipients });
  // Recipients come from code, never from a model: a refusal here means that code and grant disagree.
  if (!access.allowed) throw new InvariantError(`the agent may not send this ${effect.kind}: ${access.why}`);
  return { ...base, payload, messageId: ownMessageId(parts, key) };
}

/** What an answer to a mail of ours to a team is about. */
export function handoffsOf({ row, policy }: InboxParts, letters: readonly Letter[], effects: readonly NewEffect[]): HandoffRow[] {
  const forwards = effects.filter((effect) => effect.kind === 'forward');
  return letters.flatMap(({ team }, at) => {
    const recipient = policy.teams[team]?.email;
    const effect = forwards[at];
    if (effect === undefined || recipient === undefined) return [];
    const { inbox, key, threadId, now } = effect;
    return [{ inbox, token: replyToken(row.secret, key), thread_id: threadId, team, recipient, effect: key, created_at: now }];
  });
}

function decided({ ticket, turn, newest, outcome, trace: { guard, lookups = [], ...grounds } }: Decision, plan: Plan): AuditEntry {
  return {
    actor: 'agent',
    kind: `decision.${outcome.kind}`,
    refs: {
      turn,
      ticket: ticket.number,
      thread: ticket.thread_id,
      message: newest.id,
      disposition: plan.settle.disposition,
      mode: outcome.kind === 'reply' ? outcome.mode : null,
      category: outcome.category,
      priority: outcome.priority,
      language: outcome.language,
      labels: plan.settle.labels,
      team: outcome.kind === 'escalate' ? outcome.team : null,
      route: outcome.kind === 'escalate' ? (outcome.route?.steps ?? []) : null,
      citations: outcome.kind === 'reply' ? outcome.citations : [],
      // Part by part, in the order of the text, which is personal.
      claims: outcome.kind === 'reply' ? (outcome.claims ?? []).map(({ cites }) => cites) : [],
      ...grounds,
      guard: guard.map((finding) => finding.rule),
      lookups: lookups.map(({ name, status }) => `${name}: ${status}`),
    },
    personal: {
      reason: outcome.reason,
      ...(guard.length === 0 ? {} : { guard: JSON.stringify(guard) }),
      ...(outcome.kind === 'reply' ? { text: outcome.text, claims: JSON.stringify(outcome.claims ?? []) } : {}),
      ...(outcome.kind === 'escalate' ? { summary: outcome.summary } : {}),
    },
  };
}

function denied(ticket: TicketRow, label: string): AuditEntry {
  return { actor: 'agent', kind: 'access.denied', refs: { thread: ticket.thread_id, label } };
}

/** A priority is raised, never lowered. */
function higher(a: Priority, b: Priority): Priority {
  return PRIORITIES.indexOf(a) >= PRIORITIES.indexOf(b) ? a : b;
}
