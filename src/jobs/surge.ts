import { type AuditEntry, appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { labelsOf } from '../ledger/labels.ts';
import { setWait } from '../ledger/messages.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { joinSurge, readTopic, type SurgeRow, surgeId, surgeOfThread, surgesSince, threadsOfSurge, updateSurge } from '../ledger/surges.ts';
import { updateTicket } from '../ledger/tickets.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import { detectSurge, isUnusual, likeness, type Surge, type SurgeRules, type Telling } from '../tickets/surge.ts';
import type { EscalateOutcome } from '../triage/outcome.ts';
import { applyRules } from '../triage/rules.ts';
import { tellThread } from './broadcast.ts';
import { forcedOutcome } from './forced.ts';
import type { InboxParts } from './parts.ts';
import { relabel } from './relabel.ts';
import { recentVoices, tellingIn, usualVoices, voiceOf } from './surge-voices.ts';
import type { Turn } from './turn.ts';

/** What becomes of a mail that many others have written as well: held for a person's word to all of them, or, of the first, told to a team. */
export type Surged = { readonly kind: 'held' } | { readonly kind: 'escalate'; readonly outcome: EscalateOutcome };

/** How far back a surge still goes on, or has been lifted by a person so lately that it is not to be found anew, ms. */
const REMEMBERED = 14 * 86_400_000;

/**
 * Whether so many write about the same that nobody is answered on their own. Before any model is asked: an outage must not cost a fortune. What a rule gives to another team
 * than the one that is told of all, and what may not be from whom it says, goes its own way.
 */
export async function surged(parts: InboxParts, work: Turn): Promise<Surged | null> {
  const { policy, inbox, db } = parts;
  const rules = policy.surge;
  if (rules === 'off' || parts.maxAutonomy === 'shadow' || [...work.older, work.newest].some(isForged)) return null;
  const known = await surgesSince(db, inbox, work.newest.arrived_at - REMEMBERED);
  const on = known.filter((s) => s.state !== 'over' || (s.ended_at ?? 0) > parts.now() - rules.quiet);
  const recent = await recentVoices(parts, work.newest, rules);
  if (on.length === 0 && recent === null) return null;
  const voice = await voiceOf(work.newest);
  const telling = await tellingIn(parts, work.newest);
  const mine = on.find((s) => s.thread_id === voice.thread || likeness(voice.terms, readTopic(s).topic, telling) >= rules.likeness);
  if (mine !== undefined) return mine.state === 'over' ? null : join(parts, work, mine, rules);
  const found = recent === null ? null : detectSurge(voice, recent, telling, rules);
  if (found === null || !isUnusual(found.voices.length, await usual(parts, found, telling, rules), rules)) return null;
  return open(parts, work, found, rules);
}

function isForged({ verdict_json }: MessageRow): boolean {
  return (JSON.parse(verdict_json) as SenderVerdict).verdict === 'failed';
}

/** The teams that rules give these mails to. */
function ruleTeams({ policy }: InboxParts, messages: readonly MessageRow[]): readonly string[] {
  return messages.flatMap(({ subject, raw_text, from_address }) => {
    const facts = { subject, rawText: raw_text ?? '', from: from_address, category: null, language: null };
    return applyRules(policy.rules, facts).escalate?.team ?? [];
  });
}

async function usual(parts: InboxParts, found: Surge, telling: Telling, rules: SurgeRules): Promise<readonly number[]> {
  const days = await usualVoices(parts, found, rules);
  return days.map((voices) => voices.filter((v) => likeness(v.terms, found.topic, telling) >= rules.likeness).length);
}

type Rules = Exclude<InboxParts['policy']['surge'], 'off'>;

async function join(parts: InboxParts, work: Turn, surge: SurgeRow, rules: Rules): Promise<Surged | null> {
  const { db, inbox, now } = parts;
  const threadId = work.ticket.thread_id;
  const threads = await threadsOfSurge(db, inbox, surge.id);
  const { team } = readTopic(surge);
  if (ruleTeams(parts, [...work.older, work.newest]).some((other) => other !== team)) return null;
  // A start that came to its end between the two: staff have not heard of it.
  if (surge.thread_id === threadId && !(await wasDecided(parts, surge)))
    return { kind: 'escalate', outcome: await outcomeOf(parts, work, { team, count: threads.length, rules, others: [] }) };
  // Who has had the answer to all and writes again has something of their own to say.
  if (threads.some((t) => t.thread_id === threadId && t.state !== 'held')) return null;
  const at = now();
  await transactInbox(db, inbox, async (trx) => {
    const current = await surgeOfThread(trx, inbox, surge.thread_id);
    if (current === null) return updateTicket(trx, inbox, threadId, { triage_at: at });
    await joinSurge(trx, { inbox, surge: surge.id, thread_id: threadId, state: 'held', at });
    await updateSurge(trx, inbox, surge.id, { last_at: Math.max(current.last_at, work.newest.arrived_at) });
    await hold(trx, parts, [...work.older, work.newest]);
    await appendAudit(trx, inbox, at, [joined(surge.id, threadId)]);
    if (current.state === 'told') await tellThread(trx, parts, current, threadId, at);
  });
  return { kind: 'held' };
}

async function wasDecided({ db, inbox }: InboxParts, { thread_id, started_at }: SurgeRow): Promise<boolean> {
  const row = await db
    .selectFrom('decisions')
    .select('turn')
    .where('inbox', '=', inbox)
    .where('thread_id', '=', thread_id)
    .where('decided_at', '>=', started_at)
    .executeTakeFirst();
  return row !== undefined;
}

/** The first to be looked at tells staff of all; the others wait, and what was said to some before is no reason to leave them out. */
async function open(parts: InboxParts, work: Turn, { topic, voices }: Surge, rules: Rules): Promise<Surged | null> {
  const { db, inbox, now, log, ring } = parts;
  const at = now();
  const anchor = work.ticket.thread_id;
  const id = surgeId(at);
  const waiting = new Map<string, readonly MessageRow[]>();
  for (const { thread } of voices)
    waiting.set(thread, thread === anchor ? [...work.older, work.newest] : await waitingIn(db, inbox, thread));
  const team = mostCommon(ruleTeams(parts, [...waiting.values()].flat())) ?? parts.policy.fallbackTeam;
  const threads = [...waiting].filter(([, mails]) => ruleTeams(parts, mails).every((other) => other === team)).map(([thread]) => thread);
  if (!threads.includes(anchor)) return null;
  const opened = await transactInbox(db, inbox, async (trx) => {
    // Another mail of it may have been looked at in the same moment.
    for (const thread of threads) if ((await surgeOfThread(trx, inbox, thread)) !== null) return false;
    const terms = [...topic].sort((a, b) => b[1] - a[1]).slice(0, MOST_TERMS);
    await trx
      .insertInto('surges')
      .values({
        ...{ inbox, id, thread_id: anchor, state: 'held', topic_json: JSON.stringify({ team, terms }), text: null, actor: null },
        ...{ started_at: at, last_at: Math.max(...voices.map((v) => v.at)), ended_at: null },
      })
      .execute();
    const held: AuditEntry[] = [];
    for (const thread of threads) {
      await joinSurge(trx, { inbox, surge: id, thread_id: thread, state: 'held', at });
      if (thread !== anchor) await hold(trx, parts, await waitingIn(trx, inbox, thread));
      held.push(joined(id, thread));
    }
    const senders = new Set(voices.map((v) => v.sender)).size;
    const refs = { surge: id, thread: anchor, team, senders, domains: new Set(voices.map((v) => v.domain)).size };
    await appendAudit(trx, inbox, at, [{ actor: 'daemon', kind: 'surge.opened', refs }, ...held]);
    return true;
  });
  if (!opened) {
    // Looked at again, it finds the surge that the other has opened.
    ring(anchor, 0);
    return { kind: 'held' };
  }
  log.warn(
    { surge: id, threads: threads.length },
    'many people write about the same: nobody is answered on their own, and a team is told once',
  );
  const others = await listed(parts, threads, anchor);
  return { kind: 'escalate', outcome: await outcomeOf(parts, work, { team, count: threads.length, rules, others }) };
}

function mostCommon(names: readonly string[]): string | null {
  const counted = [...Map.groupBy(names, (name) => name)].sort(([, a], [, b]) => b.length - a.length);
  return counted[0]?.[0] ?? null;
}

/** Terms that make a topic: the rest of a centre is what single mails say. */
const MOST_TERMS = 60;
/** Tickets that one escalation names; a flood has thousands. */
const NAMED = 40;

async function listed({ db, inbox }: InboxParts, threads: readonly string[], anchor: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('tickets')
    .select(['number', 'requester', 'subject', 'thread_id'])
    .where('inbox', '=', inbox)
    .where('thread_id', 'in', threads.slice(0, NAMED))
    .orderBy('number')
    .execute();
  return rows.filter((r) => r.thread_id !== anchor).map((r) => `#${r.number} ${r.requester}: ${r.subject.slice(0, 80)}`);
}

interface Told {
  readonly team: string;
  readonly count: number;
  readonly rules: Rules;
  readonly others: readonly string[];
}

async function outcomeOf(parts: InboxParts, work: Turn, { team, count, rules: { within }, others }: Told): Promise<EscalateOutcome> {
  const minutes = Math.round(within / 60_000);
  const reason = [
    `${count} conversations about the same within ${minutes} minutes: nobody is answered on their own until you say so`,
    'answer this mail with #broadcast in the first line and your text below it, and each of them gets it in their own conversation, as does whoever writes later',
    '#lift in the first line lets each be answered as usual',
    ...(others.length === 0 ? [] : [`also waiting: ${others.join('; ')}${count > others.length + 1 ? '; and more' : ''}`]),
  ].join('. ');
  return {
    ...(await forcedOutcome(parts, work, reason)),
    team,
    priority: 'urgent',
    summary: `Many people write about: ${work.newest.subject}`,
  };
}

async function waitingIn(trx: Run, inbox: string, threadId: string): Promise<readonly MessageRow[]> {
  const rows = await trx.selectFrom('messages').selectAll().where('inbox', '=', inbox).where('thread_id', '=', threadId).execute();
  return rows.filter((m) => m.direction === 'in' && isOpenWait(m.wait));
}

/** Until its deadline, like any mail that waits: after it a person gets it on its own. All of one ticket. */
export async function hold(trx: Run, parts: InboxParts, messages: readonly MessageRow[]): Promise<void> {
  const { inbox, config, now } = parts;
  const [first] = messages;
  if (first === undefined) return;
  const at = now();
  const deadlines = messages.map((m) => m.wait_deadline ?? at + config.intake.waitDeadline);
  for (const [index, m] of messages.entries()) await setWait(trx, inbox, [m.id], 'held', deadlines[index] ?? at);
  await updateTicket(trx, inbox, first.thread_id, { triage_at: Math.min(...deadlines) + 1, last_error: HELD, waits_for: 'surge' });
  const labels = await labelsOf(trx, inbox, first.thread_id);
  // What a team has stays with the team.
  if (!labels.has('needs-human') && !labels.has('waiting'))
    await relabel(trx, parts, first.thread_id, ['waiting'], `${first.id}:surge`, at);
}

const HELD = 'many people wrote about the same, and no answer to all of them came in time';

function joined(surge: string, thread: string): AuditEntry {
  return { actor: 'daemon', kind: 'surge.joined', refs: { surge, thread } };
}
