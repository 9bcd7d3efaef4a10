import { type Route, route } from '../tickets/routing.ts';
import type { TriageAttachment } from './attached.ts';
import type { Claim } from './draft-body.ts';
import { type Facts, grounds, type Stop } from './gates.ts';
import { isUnsafe } from './guard.ts';
import type { EscalateOutcome, GuardFinding, NoteOutcome, Outcome, ReplyOutcome } from './outcome.ts';
import { highest, isPriority, lowest } from './rules.ts';

/** A draft that stands for decision: the body, framed, with what the guard found. */
export interface Proposal {
  /** Ids of the passages it rests on, and which part rests on which. */
  readonly citations: readonly string[];
  readonly claims: readonly Claim[];
  /** With greeting and sign-off. */
  readonly text: string;
  readonly findings: readonly GuardFinding[];
  /** True when prompts/phrases.md has the customer's language. */
  readonly framed: boolean;
}

/** Decides a mail that is not answered. */
export function decideStop(
  facts: Facts,
  stop: Stop,
  suggestion: Pick<Proposal, 'text' | 'claims'> | null = null,
): EscalateOutcome | NoteOutcome {
  if (stop.kind === 'note') return { ...base(facts, stop.reason), kind: 'note', why: 'thanks', labels: [] };
  const known = base(facts, stop.reason, stop.labels);
  const { team, steps, why } = routeOf(facts, known);
  return {
    ...known,
    kind: 'escalate',
    team,
    route: { steps, why },
    ...(facts.rules.escalate === null ? {} : { also: facts.rules.escalate.also }),
    rules: facts.rules.escalate?.rules ?? [],
    summary: summary(facts),
    suggestedReply: suggestion?.text ?? null,
    ...(suggestion === null ? {} : { suggestedClaims: suggestion.claims }),
    considered: facts.found.map(({ passage }) => passage.id),
    ...(stop.gap === undefined ? {} : { gap: stop.gap }),
  };
}

/**
 * Decides a mail for which there is a draft. Autonomy is the lowest of category, rules and installation; anything unproven makes it a draft for a person,
 * anything unsafe an escalation without the text; at a cap a person takes over.
 */
export function decideReply(facts: Facts, proposal: Proposal): Outcome {
  const unsafe = proposal.findings.filter(isUnsafe);
  if (unsafe.length > 0) return escalate(facts, `The draft was not safe (${[...new Set(unsafe.map((f) => f.rule))].join(', ')}).`, null);

  const heldBack = reservations(facts, proposal);
  const category = facts.classification?.category ?? '';
  const allowed = facts.config.categories[category]?.autonomy ?? facts.config.autonomy;
  const mode = lowest([allowed, facts.rules.autonomy, facts.input.maxAutonomy, heldBack.length > 0 ? 'draft' : null]) ?? 'draft';
  const cap = mode === 'auto' ? reachedCap(facts) : null;
  if (cap !== null) return escalate(facts, cap, proposal);

  const [best] = grounds(facts.found, facts.config);
  const reply: ReplyOutcome = {
    ...base(facts, `Answered from ${quoted(facts, proposal) || best?.passage.title || 'the knowledge base'}.`),
    kind: 'reply',
    mode,
    text: proposal.text,
    citations: proposal.citations,
    claims: proposal.claims,
    heldBack,
  };
  return reply;
}

function routeOf({ rules, language, input, config }: Facts, { category, priority }: Pick<EscalateOutcome, 'category' | 'priority'>): Route {
  return route({ rule: rules.escalate, language, locale: input.inbox.locale, category, priority, at: input.at }, config);
}

/** Characters of a summary: it is the first thing staff read, not the mail itself. */
const SUMMARY_CHARACTERS = 400;
/** Below this an image is a logo in a signature. */
const LOGO_BYTES = 50_000;
/** Says nothing that the mail does not. */
const SIGNATURE = /^application\/((x-)?pkcs7-signature|pgp-signature|pgp-keys)$/;

function escalate(facts: Facts, reason: string, suggestion: Proposal | null): EscalateOutcome | NoteOutcome {
  return decideStop(facts, { kind: 'escalate', reason, labels: [] }, suggestion);
}

function reservations({ input, language, lookedUp }: Facts, { findings, framed }: Proposal): string[] {
  const files = input.attachments.filter(
    (a) => !(a.contentType.startsWith('image/') && a.size < LOGO_BYTES) && !SIGNATURE.test(a.contentType),
  );
  return [
    ...findings.map((f) => `${f.rule}: ${f.detail}`),
    ...(framed ? [] : [`prompts/phrases.md has no greeting in ${language ?? input.inbox.locale}`]),
    ...(lookedUp.personal && input.otherReaders.length > 0
      ? [`holds what was looked up for ${input.requesterAddress} alone, and would go to ${input.otherReaders.join(', ')}, too`]
      : []),
    ...(files.length === 0 ? [] : [`has attachments: ${files.map(named).join(', ')}`]),
  ];
}

function named({ filename, note }: TriageAttachment): string {
  return `${filename} (${note ?? 'seen by no person yet'})`;
}

function reachedCap({ input: { counts }, config: { caps } }: Facts): string | null {
  if (counts.ticket >= caps.repliesPerTicket) return `This ticket already had ${counts.ticket} automatic answers.`;
  if (counts.threadToday >= caps.repliesPerThreadPerDay) return `This conversation had ${counts.threadToday} automatic answers today.`;
  if (counts.senderToday >= caps.repliesPerSenderPerDay) return `This sender had ${counts.senderToday} automatic answers today.`;
  return null;
}

function quoted({ found }: Facts, { citations }: Proposal): string {
  const titles = found.filter(({ passage }) => citations.includes(passage.id)).map(({ passage }) => `"${passage.title}"`);
  return [...new Set(titles)].join(' and ');
}

/** The category as far as it counts. */
function counted(classification: Facts['classification'], threshold: number): string | null {
  return classification !== null && classification.confidence >= threshold ? classification.category : null;
}

/** People who read an old conversation again are told so. */
function withSilence(reason: string, { silentSince }: Facts): string {
  return silentSince === null
    ? reason
    : `${reason} Nobody had written in this conversation since ${new Date(silentSince).toISOString().slice(0, 10)}.`;
}

function base(facts: Facts, reason: string, extra: readonly string[] = []) {
  const { classification, config, rules, signals, language } = facts;
  const id = counted(classification, config.confidence.classify);
  const category = id === null ? undefined : config.categories[id];
  const labels = [...new Set([...(category?.labels ?? []), ...rules.labels, ...extra])];
  return {
    category: id,
    priority:
      highest([
        category?.priority,
        rules.priority,
        classification?.priority,
        signals.urgent ? 'high' : null,
        ...labels.filter(isPriority),
      ]) ?? 'normal',
    language,
    labels: labels.filter((label) => !isPriority(label)),
    reason: withSilence(reason, facts),
  };
}

/** The model's summary, else the first sentence in the customer's own words. */
function summary({ classification, input }: Facts): string {
  const text = (classification?.summary ?? '').replace(/\s+/g, ' ').trim() || firstSentence(input.text) || input.subject;
  return text.length > SUMMARY_CHARACTERS ? `${text.slice(0, SUMMARY_CHARACTERS - 1)}…` : text;
}

function firstSentence(text: string): string {
  return /^.*?[.!?。！？](?=\s|$)/s.exec(text.trim())?.[0].replace(/\s+/g, ' ') ?? text.trim().replace(/\s+/g, ' ');
}
