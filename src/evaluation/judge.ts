import { fold } from '../knowledge/terms.ts';
import type { EmbeddingBill } from '../model/embedding-bill.ts';
import { bodyOf } from '../triage/draft-body.ts';
import { draftLanguage } from '../triage/draft-facts.ts';
import type { ReplyOutcome } from '../triage/outcome.ts';
import { draftOf } from './observe.ts';
import type { Rehearsal } from './rehearse.ts';
import type { GoldenTicket } from './ticket.ts';

/** One thing that is not as a ticket expects. */
export interface Problem {
  readonly field: 'disposition' | 'category' | 'labels' | 'priority' | 'team' | 'rule' | 'mustSay' | 'mustNotSay' | 'cites' | 'language';
  readonly expected: string;
  readonly got: string;
}

/** What came of one ticket, as data that can be stored and compared. */
export interface TicketResult {
  readonly id: string;
  readonly title: string;
  readonly needs: 'llm' | null;
  /** The disposition that the ticket wants of a language model. */
  readonly wanted: string;
  /** What is expected of the model that was asked. */
  readonly expected: { readonly disposition: string; readonly category: string | null };
  readonly got: { readonly disposition: string; readonly detail: string | null; readonly category: string | null };
  /** Of the mail, where code could tell; and the one that the ticket says. */
  readonly language: { readonly expected: string; readonly got: string | null };
  readonly reason: string;
  readonly problems: readonly Problem[];
  /** Sent without a person, and it should not have been, or not so. */
  readonly wrongAnswer: boolean;
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
  readonly embeddings: EmbeddingBill;
  readonly ms: number;
}

/**
 * Compares what came with what a ticket expects. A ticket that needs a language model must be escalated by the built-in one, and nothing else is asked of it.
 * @param builtin whether the built-in model was the one that was asked
 */
export async function judge(ticket: GoldenTicket, rehearsal: Rehearsal, builtin: boolean, inboxLocale: string): Promise<TicketResult> {
  const { disposition, detail, outcome, trace, workings, ms } = rehearsal;
  const beyond = builtin && ticket.needs === 'llm';
  const locale = ticket.locale ?? inboxLocale;
  const spoken = outcome === null || outcome.kind === 'wait' ? null : outcome.language;
  const expected = beyond ? ({ disposition: 'escalated' } as const) : ticket.expect;
  const problems = beyond ? different('disposition', 'escalated', disposition) : await problemsOf(ticket, rehearsal, locale);
  const misread = !beyond && spoken !== null ? different('language', locale, spoken) : [];
  // Who takes a mail for another language answers in it: that is one mistake.
  const all = [...problems.filter((p) => p.field !== 'language' || misread.length === 0), ...misread];
  return {
    id: ticket.id,
    title: ticket.title,
    needs: ticket.needs ?? null,
    wanted: ticket.expect.disposition,
    expected: { disposition: expected.disposition, category: ticket.expect.category ?? null },
    got: { disposition, detail, category: categoryOf(rehearsal) },
    language: { expected: locale, got: spoken },
    reason: outcome?.reason ?? detail ?? '',
    problems: all,
    wrongAnswer: disposition === 'answered' && all.some(({ field }) => WRONG.has(field)),
    usage: trace.usage,
    embeddings: workings.embeddings,
    ms: Math.round(ms * 10) / 10,
  };
}

/** What makes an answer that was sent a wrong one. A missing label does not. */
const WRONG: ReadonlySet<Problem['field']> = new Set(['disposition', 'mustSay', 'mustNotSay', 'cites', 'language']);

async function problemsOf({ expect }: GoldenTicket, rehearsal: Rehearsal, locale: string): Promise<Problem[]> {
  const { disposition, detail, labels, outcome } = rehearsal;
  const decided = outcome === null || outcome.kind === 'wait' ? null : outcome;
  const reply = decided?.kind === 'reply' ? decided : null;
  const said = rehearsal.mail === null || rehearsal.mail.kind === 'forward' ? '' : rehearsal.mail.text;
  const missing = expect.labels.filter((label) => !labels.includes(label));
  return [
    ...different('disposition', expect.disposition, disposition),
    ...(expect.category === undefined ? [] : different('category', expect.category, categoryOf(rehearsal) ?? 'none')),
    ...(missing.length === 0 ? [] : [{ field: 'labels' as const, expected: missing.join(', '), got: labels.join(', ') || 'none' }]),
    ...(expect.priority === undefined ? [] : different('priority', expect.priority, decided?.priority ?? 'none')),
    ...(expect.team === undefined ? [] : different('team', expect.team, decided?.kind === 'escalate' ? decided.team : 'none')),
    ...(expect.rule === undefined ? [] : different('rule', expect.rule, disposition === 'suppressed' ? (detail ?? 'none') : 'none')),
    ...(reply === null ? [] : expect.mustSay.filter((text) => !contains(said, text)).map((text) => say('mustSay', text, 'not said'))),
    ...expect.mustNotSay.filter((text) => contains(said, text)).map((text) => say('mustNotSay', text, 'said')),
    ...(reply === null ? [] : uncited(expect.cites, reply)),
    ...(reply === null ? [] : await wrongLanguage(rehearsal, locale)),
  ];
}

function different(field: Problem['field'], expected: string, got: string): Problem[] {
  return expected === got ? [] : [{ field, expected, got }];
}

function say(field: 'mustSay' | 'mustNotSay', expected: string, got: string): Problem {
  return { field, expected, got };
}

/** The category that counts; where it does not, because the model is unsure, there is none. */
function categoryOf({ outcome }: Rehearsal): string | null {
  return outcome === null || outcome.kind === 'wait' ? null : outcome.category;
}

function uncited(cites: readonly string[], { citations }: ReplyOutcome): Problem[] {
  const missing = cites.filter((cite) => !citations.some((c) => c === cite || c.startsWith(`${cite}#`)));
  return missing.length === 0 ? [] : [{ field: 'cites', expected: missing.join(', '), got: citations.join(', ') }];
}

async function wrongLanguage({ workings }: Rehearsal, locale: string): Promise<Problem[]> {
  const answered = await draftLanguage(bodyOf(draftOf(workings)?.body ?? []).answer);
  return answered === null || answered === locale ? [] : [{ field: 'language', expected: locale, got: `${answered} in the answer` }];
}

/** White space, case, accents and Markdown's marks are no difference. */
function contains(text: string, part: string): boolean {
  return plain(text).includes(plain(part));
}

function plain(text: string): string {
  return fold(text).replace(/[*_`]/g, '').replace(/\s+/g, ' ').trim();
}
