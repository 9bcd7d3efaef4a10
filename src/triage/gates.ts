import type { TriageConfig } from '../config/triage-schema.ts';
import type { Found } from '../knowledge/knowledge.ts';
import type { Feedback } from '../model/builtin/feedback/phrasings.ts';
import type { Signals } from '../model/builtin/signals.ts';
import { hasAnswer } from './answered-before.ts';
import { type Asked, alsoAsks } from './asked.ts';
import type { Classification } from './classify.ts';
import { type LookedUp, notLookedUp } from './look-ups.ts';
import type { Gap } from './outcome.ts';
import type { RuleEffect } from './rules.ts';
import type { LanguageBy } from './second-opinion.ts';
import type { TriageInput } from './triage.ts';

/** What is known of a mail so far. `classification` is null until a model has spoken, and when it could not. */
export interface Facts {
  readonly input: TriageInput;
  readonly config: TriageConfig;
  /** ISO 639-1, or null when too short to tell. */
  readonly language: string | null;
  /** Who decided on it, and what code alone made of it. */
  readonly heard: { readonly by: LanguageBy; readonly code: string | null };
  readonly signals: Signals;
  /** What the customer makes of our last answer, as code reads it; null where there was none. */
  readonly feedback: Feedback | null;
  /** When the conversation fell silent, where that was long ago; else null. */
  readonly silentSince: number | null;
  /** Text that talks to a machine. */
  readonly suspicious: boolean;
  readonly rules: RuleEffect;
  readonly classification: Classification | null;
  /** What search found, best first, whatever its score. */
  readonly found: readonly Found[];
  /** The things asked, where there are several: each needs a ground of its own. */
  readonly asked: readonly Asked[];
  readonly lookedUp: LookedUp;
}

/** Why nothing is answered automatically, in one sentence for people; labels say it to filters. */
export type Stop =
  | { readonly kind: 'escalate'; readonly reason: string; readonly labels: readonly string[]; readonly gap?: Gap }
  | { readonly kind: 'note'; readonly reason: string };

/** Pure. Gates stand in order: the first that stops decides. */
export type Gate = (facts: Facts) => Stop | null;

/** No model sees these: there is nothing to read, or it pretends to be somebody else. */
export const BEFORE_MODEL: readonly Gate[] = [
  ({ input }) => when(input.sender.verdict === 'failed', 'The sender failed verification: this may not be from who it says.', ['spoofed']),
  ({ input }) => when(input.text.trim() === '' && input.subject.trim() === '', 'There is nothing to read in this mail.'),
];

/** Code alone knows these, so they hold even while the model is down. */
export const BY_CODE: readonly Gate[] = [
  ({ input }) => when(!input.participant, 'The sender is not part of this conversation.'),
  ({ rules }) => when(rules.escalate !== null, `Rule: ${rules.escalate?.rules.join('; ')}.`),
  ({ suspicious }) => when(suspicious, 'The text gives instructions to a machine.', ['suspicious']),
];

/** Nobody is asked about a mail that a person gets anyway. */
export const BEFORE_LOOKUP: readonly Gate[] = [
  ...BY_CODE,
  thanks,
  noHelp,
  ({ signals, classification }) => when(signals.wantsPerson || classification?.wantsPerson === true, 'The customer asks for a person.'),
  ({ signals, classification }) => when(signals.angry || classification?.sentiment === 'angry', 'The customer is upset.'),
  ({ classification }) => when(classification?.complexity === 'complex', 'This needs a specialist or a decision.'),
  ({ input }) => when(input.text.trim() === '', 'The mail has a subject but no text.'),
  unsure,
];

export const BEFORE_DRAFT: readonly Gate[] = [
  ...BEFORE_LOOKUP,
  // What the mail is about is not known, and an article would only talk past it.
  ({ lookedUp }) => when(notLookedUp(lookedUp) !== null, notLookedUp(lookedUp) ?? ''),
  ({ found, config }) => when(grounds(found, config).length === 0, 'No article covers this.', [], 'no-article'),
  ({ asked }) =>
    notAllCovered(
      alsoAsks(
        asked,
        asked.flatMap(({ grounds: own }) => own.map(({ passage }) => passage.id)),
      ),
    ),
];

/** The whole mail is for a person when one of its questions has no ground, or none that the draft cites: half an answer is none. */
export function notAllCovered(reason: string | null): Stop | null {
  return reason === null ? null : { kind: 'escalate', reason, labels: [], gap: 'no-article' };
}

/** The passages that are ground for an answer. */
export function grounds(found: readonly Found[], config: TriageConfig): readonly Found[] {
  return found.filter(({ score }) => score >= config.confidence.passage);
}

export function firstStop(gates: readonly Gate[], facts: Facts): Stop | null {
  for (const gate of gates) {
    const stop = gate(facts);
    if (stop !== null) return stop;
  }
  return null;
}

function when(condition: boolean, reason: string, labels: readonly string[] = [], gap?: Gap): Stop | null {
  return condition ? { kind: 'escalate', reason, labels, ...(gap === undefined ? {} : { gap }) } : null;
}

/** Code and model must agree: a mistake here leaves a customer alone. */
function thanks({ input, feedback, classification }: Facts): Stop | null {
  const said = classification?.feedback ?? 'solved';
  return feedback === 'solved' && said === 'solved' && input.attachments.length === 0 ? { kind: 'note', reason: THANKS } : null;
}

/** Why a ticket is closed without another mail. */
export const THANKS = 'The customer says thanks or that it is solved.';

/** One of the two is enough: a mistake here costs a person a glance. The same answer again would not help either. */
function noHelp({ input, feedback, classification }: Facts): Stop | null {
  const unsolved = feedback === 'unsolved' || classification?.feedback === 'unsolved';
  return when(hasAnswer(input) && unsolved, 'The customer says that our answer did not help.');
}

function unsure({ classification, config }: Facts): Stop | null {
  if (classification === null || classification.category === null) return when(true, 'It fits no category.', [], 'no-category');
  const { category, confidence } = classification;
  const percent = `${Math.round(confidence * 100)} %`;
  return when(confidence < config.confidence.classify, `The category is uncertain (${category}, ${percent}).`, [], 'no-category');
}
