import type { MessageRow } from '../ledger/schema.ts';
import { readsNoAnswers } from '../mail/screen-sender.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { answerAddress, isKnownTo } from '../tickets/participants.ts';
import { route } from '../tickets/routing.ts';
import { languageOfNewest } from '../triage/language.ts';
import type { EscalateOutcome, TriageTrace } from '../triage/outcome.ts';
import { applyRules } from '../triage/rules.ts';
import type { InboxParts } from './parts.ts';
import { seeminglyAnswered } from './person-answered.ts';
import type { Turn } from './turn.ts';

/** A ticket whose triage keeps failing is a person's after this many tries. */
const ATTEMPTS = 5;
/** What staff see on mail whose sender failed verification; the gate of triage gives the same. */
const SPOOFED = 'spoofed';

/** Why no model is asked: a person has to look, whatever the mail says. */
export function whyForced(
  {
    ticket,
    newest,
    older,
    thread,
  }: Pick<Turn, 'newest' | 'older' | 'thread'> & { readonly ticket: Pick<Turn['ticket'], 'attempts' | 'last_error'> },
  overdue: boolean,
): string | null {
  const personsOnly = [...older, newest].find((m) => m.disposition_detail !== null)?.disposition_detail;
  if (personsOnly === 'too old') return 'The mail is older than Firstline may answer';
  if (personsOnly !== null && personsOnly !== undefined) return `The mail ${personsOnly}`;
  const seemingly = seeminglyAnswered(thread, newest);
  if (seemingly !== undefined)
    return `Somebody wrote to the customer as ${seemingly.from_address}, and nothing vouches for that: look whether it was a colleague`;
  const target = answerAddress(newest, thread);
  if (older.some((m) => verdictOf(m) === 'failed'))
    return 'An earlier mail of this conversation failed verification: it may not be from who it says';
  // One answer covers all, and it must not tell one sender what another wrote.
  if (verdictOf(newest) !== 'verified' && older.some((m) => answerAddress(m, thread) !== target))
    return 'Two people wrote in this conversation, and nothing vouches for the last one';
  if (older.some((m) => !isKnownTo(newest.from_address, m)))
    return 'Two people wrote in this conversation, and one of them not to the other: one answer cannot serve both';
  if (readsNoAnswers(target)) return `Nobody reads answers to ${target}, and who really wrote is not certain`;
  if (ticket.attempts >= ATTEMPTS) return `Triage failed ${ATTEMPTS} times; the last problem was: ${ticket.last_error ?? 'unknown'}`;
  if (overdue) return `It has waited too long for an automatic answer; the last problem was: ${ticket.last_error ?? 'unknown'}`;
  return null;
}

function verdictOf(message: MessageRow): SenderVerdict['verdict'] {
  return (JSON.parse(message.verdict_json) as SenderVerdict).verdict;
}

/** Without a model the configured rules still hold: data deletion reaches compliance even when everything else is down, and a language its regional team. */
export async function forcedOutcome(
  parts: Pick<InboxParts, 'policy' | 'config' | 'now'>,
  { newest, older, thread }: Pick<Turn, 'newest' | 'older' | 'thread'>,
  reason: string,
): Promise<EscalateOutcome> {
  const { policy, config } = parts;
  const language = await languageOf({ newest, older, thread });
  const rules = applyRules(policy.rules, {
    subject: newest.subject,
    rawText: newest.raw_text ?? '',
    from: newest.from_address,
    category: null,
    language,
  });
  const priority = rules.priority ?? 'normal';
  const { team, steps, why } = route(
    { rule: rules.escalate, language, locale: config.locale, category: null, priority, at: parts.now() },
    policy,
  );
  return {
    kind: 'escalate',
    category: null,
    priority,
    language,
    labels: [...new Set([...rules.labels, ...([newest, ...older].some((m) => verdictOf(m) === 'failed') ? [SPOOFED] : [])])],
    reason,
    team,
    route: { steps, why },
    also: rules.escalate?.also ?? [],
    rules: rules.names,
    summary: newest.subject === '' ? 'A mail that needs a person' : newest.subject,
    suggestedReply: null,
    considered: [],
  };
}

/** Of what the customer wrote, without any model: the newest words that tell it. */
export function languageOf({ newest, older, thread }: Pick<Turn, 'newest' | 'older' | 'thread'>): Promise<string | null> {
  const words = [...older, newest].map((m) => m.text ?? '').join('\n\n');
  const said = thread.filter((m) => m.direction === 'in' && m.from_address === newest.from_address).map((m) => m.text ?? '');
  return languageOfNewest([...said, words]);
}

export function emptyTrace(parts: Pick<InboxParts, 'prompts' | 'knowledge'>): TriageTrace {
  return {
    model: 'none',
    promptHash: parts.prompts.hash,
    knowledgeVersion: parts.knowledge.version,
    usage: { inputTokens: 0, outputTokens: 0 },
    rules: [],
    confidence: null,
    guard: [],
    passages: [],
  };
}
