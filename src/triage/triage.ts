import type { TriageConfig } from '../config/triage-schema.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { byWords, type Retrieve } from '../knowledge/meaning.ts';
import type { AskServer } from '../lookups/lookups.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { readSignals } from '../model/builtin/signals.ts';
import type { Complete } from '../model/model.ts';
import { type Mask, makeMask, type Redaction } from '../privacy/mask.ts';
import { feedbackOf, isSameAnswer, longSilent } from './answered-before.ts';
import { alsoAsks, askedOf } from './asked.ts';
import { attachedWords, type TriageAttachment } from './attached.ts';
import { classify } from './classify.ts';
import { decideReply, decideStop, type Proposal } from './decide.ts';
import { draftAnswer } from './draft.ts';
import { bodyOf, type DraftBody } from './draft-body.ts';
import { draftLanguage } from './draft-facts.ts';
import { BEFORE_DRAFT, BEFORE_LOOKUP, BEFORE_MODEL, BY_CODE, type Facts, firstStop, grounds, notAllCovered } from './gates.ts';
import { guardDraft, isUnsafe } from './guard.ts';
import { addressesMachine } from './injection.ts';
import { listen, localesOf, spokenIn } from './listen.ts';
import { groundedIn, lookUp, NOTHING_LOOKED_UP, offeredLookups } from './look-ups.ts';
import { withoutAnswer } from './no-answer.ts';
import type { Outcome, TriageTrace } from './outcome.ts';
import type { Prompts } from './prompts.ts';
import { type RuleEffect, readRules } from './rules.ts';
import { agreeOnLanguage, type Heard } from './second-opinion.ts';
import { shownTo } from './shown.ts';
import { summaryLanguages } from './summary-languages.ts';
import { makeTrace } from './trace.ts';
import { type Progress, withTried } from './tried.ts';

/** One message of the thread as triage sees it: newest words only. */
export interface ThreadEntry {
  readonly from: 'customer' | 'us' | 'staff';
  /** ms since the epoch. */
  readonly at: number;
  readonly text: string;
}

export interface TriageInput {
  readonly inbox: { readonly id: string; readonly address: string; readonly name: string; readonly locale: string };
  /** Address of the requester, lower case: rules with `when.from` look at it. */
  readonly requesterAddress: string;
  /** Display name of the requester; null when unknown. */
  readonly requesterName: string | null;
  readonly subject: string;
  /** Newest words of everything the customer wrote since the last answer, oldest first, blank-line separated. */
  readonly text: string;
  /** The raw text of the same, unstripped: rules look at this as well. */
  readonly rawText: string;
  /** Earlier messages, oldest first; empty for an unverified sender's view as the access rules demand. */
  readonly thread: readonly ThreadEntry[];
  readonly sender: SenderVerdict;
  /** True when the sender is a participant of the thread (or opened it). */
  readonly participant: boolean;
  readonly attachments: readonly TriageAttachment[];
  /** Addresses, beside the requester's own, that an answer would go to. */
  readonly otherReaders: readonly string[];
  /** Automatic answers already given. */
  readonly counts: { readonly ticket: number; readonly threadToday: number; readonly senderToday: number };
  /** The highest autonomy allowed for this run: `shadow` while sample articles are in force, for instance. */
  readonly maxAutonomy: 'shadow' | 'draft' | 'auto';
  /** What of it no model may see. */
  readonly redact: Redaction;
  /** What we and our staff have answered in this conversation, for code alone: nobody is told the same twice. */
  readonly given?: readonly string[];
  /** When the last word before this mail was written, ms since the epoch; null or absent in a new conversation. */
  readonly lastWord?: number | null;
  /** When it is decided, ms since the epoch: business hours go by it. */
  readonly at: number;
}

export interface TriageParts {
  readonly complete: Complete;
  readonly modelName: string;
  readonly knowledge: Knowledge;
  /** How the knowledge is searched for a mail; default: by words alone. */
  readonly retrieve?: Retrieve;
  readonly prompts: Prompts;
  readonly config: TriageConfig;
  /** Asks the servers of look-ups; default: nobody is asked. */
  readonly ask?: AskServer | undefined;
}

export type Triage = (input: TriageInput, parts: TriageParts, signal: AbortSignal) => Promise<{ outcome: Outcome; trace: TriageTrace }>;

/**
 * From a mail to what shall be done about it: rules on the raw text, classify, retrieve, draft, guard, decide. The model proposes, code disposes.
 *
 * A model that is away or busy gives `wait`, unless code alone already knows that a person must see the mail; a refusal, an invalid or a truncated answer
 * gives `escalate`. Throws only when `signal` is aborted (its reason) or on a bug.
 */
export const triage: Triage = async (input, parts, signal) => {
  const opinions = await listen(input, parts);
  const byCode = agreeOnLanguage(opinions);
  const rules = (heard: Heard) =>
    readRules(parts.config.rules, { ...ruleText(input), language: heard.language, otherLanguage: byCode.language });
  let facts = look(input, parts.config, byCode, rules(byCode)(null));
  const trace = makeTrace(parts);
  let way: Omit<Progress, 'facts'> = { searches: null, modelFailed: null, cited: null };
  const end = async (outcome: Outcome, more: Partial<TriageTrace> = {}) => ({
    outcome: await withTried(outcome, { ...way, facts }),
    trace: trace(facts, more),
  });

  const early = firstStop(BEFORE_MODEL, facts);
  if (early !== null) return end(decideStop(facts, early));

  const mask = makeMask(input.redact, input.requesterName === null ? [] : [input.requesterName]);
  const shown = shownTo(input, mask);
  const locales = localesOf(parts.knowledge);
  const offered = offeredLookups(parts.config, input);
  const classified = await classify(
    shown,
    { language: spokenIn(facts), words: opinions.words },
    { ...parts, locales, offered, summary: summaryLanguages(facts) },
    signal,
  );
  trace.add(classified);
  if (classified.status !== 'ok') {
    facts = await retrieve(facts, { shown, mask }, parts, signal);
    way = { ...way, searches: [], modelFailed: classified.status };
    const stop = firstStop(BY_CODE, facts);
    return end(stop === null ? withoutAnswer(facts, classified, 'sorting', signal) : decideStop(facts, stop));
  }

  const classification = { ...classified.value, summary: mask.restore(classified.value.summary) };
  const heard = agreeOnLanguage({ ...opinions, model: classification.language });
  facts = reconsider({ ...facts, language: heard.language, heard: { by: heard.by, code: byCode.language } }, classification, rules(heard));
  facts = await retrieve(facts, { shown, mask }, parts, signal);
  const spoken = spokenIn(facts);
  facts = await lookedUp(facts, { parts, mask, language: spoken }, signal);
  way = { ...way, searches: classification.queries.map((query) => mask.restore(query)) };
  const stop = firstStop(BEFORE_DRAFT, facts);
  if (stop !== null) return end(decideStop(facts, stop));

  const found = grounds(facts.found, parts.config);
  const drafted = await draftAnswer({ input: shown, language: spoken, category: classified.value.category, found, mask }, parts, signal);
  trace.add(drafted);
  way = { ...way, modelFailed: drafted.status === 'ok' ? null : drafted.status };
  if (drafted.status !== 'ok') return end(withoutAnswer(facts, drafted, 'drafting', signal));
  if (drafted.value.cannotAnswer)
    return end(decideStop(facts, { kind: 'escalate', reason: 'The articles found do not answer it.', labels: [], gap: 'not-answered' }));

  const proposal = await check(facts, bodyOf(drafted.value.body), { ...parts, mask }, spoken);
  way = { ...way, cited: proposal.citations };
  if (isSameAnswer(proposal.text, input.given ?? []))
    return end(decideStop(facts, { kind: 'escalate', reason: 'The answer would be one that the customer has already.', labels: [] }), {
      guard: proposal.findings,
    });
  const open = notAllCovered(alsoAsks(facts.asked, proposal.citations));
  const suggestion = proposal.findings.some(isUnsafe) ? null : proposal;
  return end(open === null ? decideReply(facts, proposal) : decideStop(facts, open, suggestion), { guard: proposal.findings });
};

/** Passages handed to the draft: more only distract. */
const PASSAGES = 6;
/** The mail as a model may see it, and the way back. */
interface Shown {
  readonly shown: TriageInput;
  readonly mask: Mask;
}

/** What code sees without any model. */
function look(input: TriageInput, config: TriageConfig, heard: Heard, rules: RuleEffect): Facts {
  return {
    input,
    config,
    heard: { by: heard.by, code: heard.language },
    language: heard.language,
    signals: readSignals(input.subject, input.text),
    feedback: feedbackOf(input),
    silentSince: longSilent(input, config),
    suspicious: addressesMachine(`${input.subject}\n${input.rawText}\n${input.text}\n${attachedWords(input)}`),
    rules,
    classification: null,
    found: [],
    asked: [],
    lookedUp: NOTHING_LOOKED_UP,
  };
}

/** The rules again, now that there is a category; a category that does not count matches none. */
function reconsider(
  facts: Facts,
  classification: NonNullable<Facts['classification']>,
  rules: (category: string | null) => RuleEffect,
): Facts {
  const category = classification.confidence >= facts.config.confidence.classify ? classification.category : null;
  return { ...facts, classification, rules: rules(category) };
}

/** What rules look at. */
export function ruleText(input: TriageInput) {
  const { subject, rawText, text, requesterAddress } = input;
  return { subject, rawText: `${rawText}\n${text}\n${attachedWords(input)}`, from: requesterAddress };
}

/** With what a model may see: a search may ask a model server, too. What is asked is shown to staff, in the customer's words. */
async function retrieve(
  facts: Facts,
  { shown, mask }: Shown,
  { knowledge, retrieve: search = byWords }: TriageParts,
  signal: AbortSignal,
): Promise<Facts> {
  const { classification, config } = facts;
  const locale = spokenIn(facts);
  const find = (queries: readonly string[], limit: number) => search(knowledge, queries, { locale, audience: 'public', limit }, signal);
  const hasArticles = knowledge.articles.some((article) => article.locale === locale);
  const asked = await askedOf(
    { text: shown.text, language: locale, classification, threshold: config.confidence.passage, hasArticles },
    find,
  );
  const own = [
    `${shown.subject}
${shown.text}`,
    shown.text,
    ...(classification?.queries ?? []),
    ...asked.map(({ text }) => text),
  ];
  const queries = own.filter((q) => q.trim() !== '');
  const found = await find(queries, PASSAGES);
  // The best of one question must not push out the only one of another.
  const pushedOut = asked.flatMap(({ grounds: [best, ...rest] }) =>
    best === undefined || [best, ...rest].some((g) => found.some((f) => f.passage.id === g.passage.id)) ? [] : [best],
  );
  return { ...facts, asked: asked.map((one) => ({ ...one, text: mask.restore(one.text) })), found: [...found, ...pushedOut] };
}

/** Only for a mail that code would have answered: what comes is ground for an answer, as a passage is. */
async function lookedUp(
  facts: Facts,
  { parts: { config, ask }, ...more }: { readonly parts: TriageParts; readonly mask: Mask; readonly language: string },
  signal: AbortSignal,
): Promise<Facts> {
  const proposed = facts.classification?.lookups ?? [];
  if (proposed.length === 0 || firstStop(BEFORE_LOOKUP, facts) !== null) return facts;
  const result = await lookUp(proposed, { input: facts.input, config, ask: ask ?? null, now: () => performance.now(), ...more }, signal);
  const own = result.found.map(({ ground }) => ground);
  return { ...facts, lookedUp: result, asked: groundedIn(facts.asked, result, more.language), found: [...own, ...facts.found] };
}

async function check(
  facts: Facts,
  body: DraftBody,
  { prompts, mask }: Pick<TriageParts, 'prompts'> & { mask: Mask },
  language: string,
): Promise<Proposal> {
  const { input, found, config } = facts;
  const { answer, citations } = body;
  const findings = guardDraft({
    ...body,
    offered: grounds(found, config).map((f) => f.passage),
    maxWords: config.answer.maxWords,
    customerText: `${input.subject}\n${input.text}`,
    language,
    answerLanguage: await draftLanguage(answer),
  });
  const { greeting, signOff } = prompts.frame(language, input.requesterName, input.inbox.name);
  // The guard has read it as it came: with a value in it, it goes to staff at most.
  const reopened = facts.silentSince === null ? '' : prompts.reopened(language, facts.silentSince);
  const text = [greeting, reopened, mask.restoreMarkdown(answer.trim()), signOff].filter((part) => part !== '').join('\n\n');
  const claims = body.claims.map((claim) => ({ ...claim, text: mask.restoreMarkdown(claim.text) }));
  return { citations, claims, text, findings, framed: prompts.languages.includes(language) };
}
