import type { Passage } from '../knowledge/knowledge.ts';
import type { Claim } from './draft-body.ts';
import { holders, pairs } from './guard-belonging.ts';
import { misplacedCitations, uncitedClaims, unsupportedClaims } from './guard-claims.ts';
import { activeHtml, contacts, images, links, recipients, secrets } from './guard-content.ts';
import { figures } from './guard-facts.ts';
import { tooLong } from './guard-length.ts';
import { leftOut, order, rates, widened } from './guard-limits.ts';
import { lookedUp } from './guard-looked-up.ts';
import { hiddenValues } from './guard-mask.ts';
import { actors, conditions, opposites } from './guard-meaning.ts';
import { labels, lists, names } from './guard-names.ts';
import { negations } from './guard-polarity.ts';
import { claimedActions, commitments, confirmations, grounding } from './guard-promises.ts';
import { facts, strangeWords } from './guard-words.ts';
import type { GuardFinding } from './outcome.ts';

/** What the guard looks at. The customer's words are never a source of facts, only of identifiers that may be echoed. */
export interface GuardInput {
  /** Markdown body as the model wrote it, without greeting and sign-off. */
  readonly answer: string;
  /** As the model wrote them: ids that were never offered are a finding. */
  readonly citations: readonly string[];
  /** The same part by part, each with what it cites itself. */
  readonly claims: readonly Claim[];
  readonly offered: readonly Passage[];
  /** Words that it may have. */
  readonly maxWords: number;
  readonly customerText: string;
  /** Language the answer must be in, and the one it is in (null: too short to tell). */
  readonly language: string;
  readonly answerLanguage: string | null;
}

/** A guard rule gives what in the draft breaks it, in words for people; nothing when it holds. Pure. */
export type GuardRule = (input: GuardInput, cited: readonly Passage[]) => readonly string[];

/** `unsafe` drafts are not shown as something to send; `unproven` ones wait for a person. */
type Severity = 'unsafe' | 'unproven';

const RULES: Readonly<Record<string, { readonly check: GuardRule; readonly severity: Severity }>> = {
  // First: nothing looks closer at such a text, because some rules take longer than its length.
  oversized: { check: ({ answer }) => (isOversized(answer) ? [`${answer.length} characters`] : []), severity: 'unsafe' },
  empty: { check: ({ answer }) => (answer.trim() === '' ? ['the answer is empty'] : []), severity: 'unsafe' },
  'too-long': { check: tooLong, severity: 'unproven' },
  uncited: { check: (_, cited) => (cited.length === 0 ? ['no passage is cited'] : []), severity: 'unsafe' },
  'unknown-citation': {
    check: ({ citations, offered }) => citations.filter((id) => !offered.some((p) => p.id === id)),
    severity: 'unsafe',
  },
  'uncited-claim': { check: uncitedClaims, severity: 'unproven' },
  'unsupported-claim': { check: unsupportedClaims, severity: 'unproven' },
  'misplaced-citation': { check: misplacedCitations, severity: 'unproven' },
  'looked-up': { check: lookedUp, severity: 'unproven' },
  'internal-passage': { check: (_, cited) => cited.filter((p) => p.audience !== 'public').map((p) => p.id), severity: 'unsafe' },
  'active-html': { check: activeHtml, severity: 'unsafe' },
  image: { check: images, severity: 'unsafe' },
  link: { check: links, severity: 'unsafe' },
  contact: { check: contacts, severity: 'unsafe' },
  recipient: { check: recipients, severity: 'unsafe' },
  secret: { check: secrets, severity: 'unsafe' },
  'hidden-value': { check: hiddenValues, severity: 'unproven' },
  language: { check: wrongLanguage, severity: 'unproven' },
  figure: { check: figures, severity: 'unproven' },
  commitment: { check: commitments, severity: 'unproven' },
  'claimed-action': { check: claimedActions, severity: 'unproven' },
  confirmation: { check: confirmations, severity: 'unproven' },
  grounding: { check: grounding, severity: 'unproven' },
  label: { check: labels, severity: 'unproven' },
  name: { check: names, severity: 'unproven' },
  fact: { check: facts, severity: 'unproven' },
  word: { check: strangeWords, severity: 'unproven' },
  opposite: { check: opposites, severity: 'unproven' },
  negation: { check: negations, severity: 'unproven' },
  'left-out': { check: leftOut, severity: 'unproven' },
  widened: { check: widened, severity: 'unproven' },
  rate: { check: rates, severity: 'unproven' },
  order: { check: order, severity: 'unproven' },
  list: { check: lists, severity: 'unproven' },
  condition: { check: conditions, severity: 'unproven' },
  actor: { check: actors, severity: 'unproven' },
  pair: { check: pairs, severity: 'unproven' },
  holder: { check: holders, severity: 'unproven' },
};

/** Every rule by its name, in the order in which they look. */
export const GUARD_RULES: readonly string[] = Object.keys(RULES);

/** No answer, whatever it holds: a model that does not stop. */
const OVERSIZED = 30_000;
const DETAIL_CHARACTERS = 200;

/** Everything in a draft that no cited public passage backs, by rule. Empty: the draft may go as far as autonomy allows. */
export function guardDraft(input: GuardInput): GuardFinding[] {
  const cited = input.offered.filter((p) => input.citations.includes(p.id));
  const rules = Object.entries(RULES).filter(([rule]) => rule === 'oversized' || !isOversized(input.answer));
  return rules.flatMap(([rule, { check }]) =>
    [...new Set(check(input, cited))].map((detail) => ({ rule, detail: detail.slice(0, DETAIL_CHARACTERS) })),
  );
}

/** True when the draft must not even wait for a person as it is. */
export function isUnsafe(finding: GuardFinding): boolean {
  return RULES[finding.rule]?.severity === 'unsafe';
}

function isOversized(answer: string): boolean {
  return answer.length > OVERSIZED;
}

function wrongLanguage({ language, answerLanguage }: GuardInput): readonly string[] {
  return answerLanguage === null || answerLanguage === language
    ? []
    : [`the answer is in ${answerLanguage}, the customer writes ${language}`];
}
