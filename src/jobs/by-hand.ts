import { type AuditEntry, appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import { messagesOfThread, type Settlement, settle, setWait } from '../ledger/messages.ts';
import { reviewed } from '../ledger/reviews.ts';
import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { LOOK } from '../ledger/ticket-clocks.ts';
import { moveTicket, ticketOf, updateTicket } from '../ledger/tickets.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import { labelChange, STATUS_LABELS } from '../tickets/labels.ts';
import { route } from '../tickets/routing.ts';
import { PRIORITIES, type Priority } from '../triage/outcome.ts';
import { recordCorrection } from './correction.ts';
import { forwardByHand } from './forward-by-hand.ts';
import type { InboxParts } from './parts.ts';
import { showLabels } from './relabel.ts';
import { cancelWaiting } from './withdraw.ts';

/**
 * What people ask of a ticket, with a label in their mail client or with a command in a mail. Each is part of the caller's transaction; the caller rings for the ticket
 * afterwards. They do nothing where the thread is no ticket, and say so by returning false.
 */
export interface ByHand {
  readonly actor: 'hand' | 'staff';
  /** Ids of what it follows from: a message, a mailbox. */
  readonly refs: Readonly<Record<string, unknown>>;
  /** Who asked, where that is known. */
  readonly personal?: Readonly<Record<string, string>>;
}

export interface Escalation {
  /** Default: the team that has it, else the one that would have got it. */
  readonly team?: string | null;
  readonly why: string;
  readonly by: ByHand;
  /** True: the team is told even if it has had this mail already. */
  readonly again?: boolean;
}

/** A team gets it, and until it is handed back nothing is answered automatically. Whoever has had this mail already is not told twice. */
export async function escalateByHand(trx: Run, parts: InboxParts, threadId: string, escalation: Escalation): Promise<boolean> {
  const found = await standing(trx, parts, threadId);
  if (found === null) return false;
  const { ticket, thread, at } = found;
  const { policy } = parts;
  const wanted = escalation.team ?? ticket.team ?? teamFor(parts, ticket, at);
  const team = policy.teams[wanted] === undefined ? policy.fallbackTeam : wanted;
  const settled = await settleUnanswered(trx, parts, found, { disposition: 'escalated', detail: team }, escalation.by);
  await moveTicket(trx, ticket, 'escalated', at, { ...IDLE, team, person_since: ticket.person_since ?? at });
  await relabelByHand(trx, parts, found, ['needs-human', `team/${team}`], escalation.by);
  const told = await forwardByHand(trx, parts, { ...escalation, ticket: { ...ticket, team }, thread, team, at });
  await audit(trx, parts, found, escalation.by, 'ticket.escalated', { team, forwarded: told }, { why: escalation.why }, settled);
  return true;
}

/** Done: whatever waits is not answered, and the conversation is nobody's until the customer writes again. */
export function closeByHand(trx: Run, parts: InboxParts, threadId: string, by: ByHand): Promise<boolean> {
  return end(trx, parts, threadId, by, {
    kind: 'ticket.closed',
    settlement: { disposition: 'noted', detail: CLOSED },
    labels: ['resolved'],
  });
}

/** The same for what should never have been a ticket. */
export function markSpamByHand(trx: Run, parts: InboxParts, threadId: string, by: ByHand): Promise<boolean> {
  return end(trx, parts, threadId, by, {
    kind: 'ticket.spam',
    settlement: { disposition: 'suppressed', detail: SPAM },
    labels: ['spam', 'suppressed'],
  });
}

/** Details of mail that a person has ended: handed back, it waits for an answer again. */
const CLOSED = 'closed by hand';
const SPAM = 'spam by hand';

/**
 * The agent may answer again. Mail that came while a person had the conversation, and that nobody has answered, is decided about now; what the agent had given to a
 * team on its own it would give to the team once more, so that stays as it is.
 */
export async function handBack(trx: Run, parts: InboxParts, threadId: string, by: ByHand): Promise<boolean> {
  const { inbox, config } = parts;
  const found = await standing(trx, parts, threadId);
  if (found === null) return false;
  const { ticket, thread, at } = found;
  const owed = await owedToCustomer(trx, found);
  const ids = owed.map((m) => m.id);
  await setWait(trx, inbox, ids, 'debouncing', at + config.intake.waitDeadline);
  const waits = thread.some((m) => isOpenWait(m.wait));
  if (ids.length > 0 || waits) await moveTicket(trx, ticket, 'handed_back', at, { ...IDLE, triage_at: at, person_since: null });
  else await updateTicket(trx, inbox, ticket.thread_id, { person_since: null, ...LOOK });
  const status = thread.some((m) => m.direction === 'out') ? 'ongoing' : 'new';
  const gone = ['needs-human', 'spam', 'suppressed'];
  await relabelByHand(trx, parts, found, ids.length === 0 ? [] : [status], by, gone);
  await audit(trx, parts, found, by, 'ticket.handed_back', { messages: ids });
  return true;
}

/** A person may lower a priority, too. A team that has the ticket hears of what has become urgent. */
export async function setPriorityByHand(trx: Run, parts: InboxParts, threadId: string, priority: Priority, by: ByHand): Promise<boolean> {
  const found = await standing(trx, parts, threadId);
  if (found === null) return false;
  const { ticket } = found;
  await updateTicket(trx, parts.inbox, threadId, { priority, ...LOOK });
  // A normal priority is not worth a label.
  const wanted = priority === 'normal' ? [] : [priority];
  const others = PRIORITIES.filter((p) => p !== priority && p !== 'normal');
  await relabelByHand(trx, parts, found, wanted, by, others);
  await audit(trx, parts, found, by, 'ticket.priority', { from: ticket.priority, to: priority });
  if (priority === 'urgent' && ticket.state === 'escalated' && ticket.team !== null)
    await escalateByHand(trx, parts, threadId, { team: ticket.team, why: 'A person made it urgent', by, again: true });
  return true;
}

/** What it is about: evidence of what the agent took it for, and where a team has it, that of the category gets it. */
export async function setCategoryByHand(trx: Run, parts: InboxParts, threadId: string, category: string, by: ByHand): Promise<boolean> {
  const { inbox } = parts;
  const found = await standing(trx, parts, threadId);
  if (found === null) return false;
  const { ticket, at } = found;
  if (ticket.category === category) return true;
  const before = await reviewed(trx, inbox, threadId, null);
  if (before !== null && before.category !== null && before.category !== category)
    await recordCorrection(trx, parts, threadId, { why: `It is about ${category}, not about ${before.category}.`, actor: by.actor });
  await updateTicket(trx, inbox, threadId, { category });
  await relabelByHand(trx, parts, found, [category], by, ticket.category === null ? [] : [ticket.category]);
  await audit(trx, parts, found, by, 'ticket.category', { from: ticket.category, to: category });
  const team = teamFor(parts, { ...ticket, category }, at);
  if (ticket.state === 'escalated' && team !== ticket.team)
    await escalateByHand(trx, parts, threadId, { team, why: `A person says that it is about ${category}`, by });
  return true;
}

/** Who would have got it, had the agent escalated it now. */
function teamFor({ config, policy }: InboxParts, { category, language, priority }: TicketRow, at: number): string {
  return route({ rule: null, language, locale: config.locale, category, priority: priority as Priority, at }, policy).team;
}

/** Nothing is due, and nothing has failed. */
const IDLE = { triage_at: null, attempts: 0, last_error: null, waits_for: null } as const;

interface Found {
  readonly ticket: TicketRow;
  /** Oldest first. */
  readonly thread: readonly MessageRow[];
  readonly at: number;
}

async function standing(trx: Run, { inbox, now }: InboxParts, threadId: string): Promise<Found | null> {
  const ticket = await ticketOf(trx, inbox, threadId);
  return ticket === null ? null : { ticket, thread: await messagesOfThread(trx, inbox, threadId), at: now() };
}

interface End {
  readonly kind: string;
  readonly settlement: Settlement;
  readonly labels: readonly string[];
}

async function end(trx: Run, parts: InboxParts, threadId: string, by: ByHand, { kind, settlement, labels }: End): Promise<boolean> {
  const found = await standing(trx, parts, threadId);
  if (found === null) return false;
  const settled = await settleUnanswered(trx, parts, found, settlement, by);
  await moveTicket(trx, found.ticket, 'closed_by_hand', found.at, { ...IDLE, person_since: null });
  await relabelByHand(trx, parts, found, labels, by, [...STATUS_LABELS, 'spam', 'suppressed']);
  await audit(trx, parts, found, by, kind, {}, {}, settled);
  return true;
}

/** Mail that waits, or whose answer is held back here, becomes what the person has made of it; what has been answered stays answered. */
async function settleUnanswered(
  trx: Run,
  parts: InboxParts,
  { ticket, thread, at }: Found,
  to: Settlement,
  by: ByHand,
): Promise<readonly AuditEntry[]> {
  const stopped = await cancelWaiting(trx, parts, ticket.thread_id, `by ${by.actor}`, at);
  const ids = thread.filter((m) => m.direction === 'in' && (isOpenWait(m.wait) || stopped.has(m.id))).map((m) => m.id);
  return settle(trx, parts.inbox, ids, to, by.actor);
}

/**
 * Mail that nobody has answered although nothing speaks against it: it came while a person had the conversation, or a person ended it before anything was
 * decided about it.
 */
async function owedToCustomer(trx: Run, { ticket, thread }: Found): Promise<readonly MessageRow[]> {
  const answeredAt = Math.max(0, ...thread.filter((m) => m.direction === 'out').map((m) => m.recorded_at));
  const decisions = await trx
    .selectFrom('decisions')
    .select(['message', 'turn'])
    .where('inbox', '=', ticket.inbox)
    .where('thread_id', '=', ticket.thread_id)
    .execute();
  const byAgent = new Set(decisions.filter((d) => !isByHand(d.turn)).map((d) => d.message));
  const since = ticket.person_since ?? Number.POSITIVE_INFINITY;
  return thread.filter((m) => {
    if (m.direction !== 'in' || m.recorded_at <= answeredAt) return false;
    if (m.disposition_detail === CLOSED || m.disposition_detail === SPAM) return true;
    return m.disposition === 'escalated' && (m.recorded_at >= since || !byAgent.has(m.id));
  });
}

/** Turns of decisions that people made: see `forwardByHand`. */
function isByHand(turn: string): boolean {
  return turn.includes('=');
}

async function relabelByHand(
  trx: Run,
  parts: InboxParts,
  { ticket, at }: Found,
  wanted: readonly string[],
  by: ByHand,
  gone: readonly string[] = [],
): Promise<void> {
  const { inbox, row, maxAutonomy } = parts;
  const { thread_id: threadId } = ticket;
  const current = await labelsOf(trx, inbox, threadId);
  const change = labelChange(current, wanted);
  const remove = [...new Set([...change.remove, ...gone.filter((label) => current.has(label) && !wanted.includes(label))])];
  await changeLabels(trx, inbox, threadId, { add: change.add, remove }, by.actor, at);
  if (maxAutonomy !== 'shadow') await showLabels(trx, { inbox, secret: row.secret }, threadId, `by-hand:${at}`, at);
}

async function audit(
  trx: Run,
  { inbox }: InboxParts,
  { ticket, at }: Found,
  by: ByHand,
  kind: string,
  refs: Readonly<Record<string, unknown>>,
  personal: Readonly<Record<string, string>> = {},
  before: readonly AuditEntry[] = [],
): Promise<void> {
  await appendAudit(trx, inbox, at, [
    ...before,
    {
      actor: by.actor,
      kind,
      refs: { ...by.refs, thread: ticket.thread_id, ticket: ticket.number, ...refs },
      personal: { ...by.personal, ...personal },
    },
  ]);
}
