import { questionsOf } from '../model/builtin/questions.ts';
import { openOf } from './asked.ts';
import { draftLanguage } from './draft-facts.ts';
import { type Facts, grounds } from './gates.ts';
import type { EscalateOutcome, Outcome } from './outcome.ts';

/** How far triage came before it gave the mail to a person. */
export interface Progress {
  readonly facts: Facts;
  /** Searches that the model asked for, with the customer's own values in them; null: nothing was searched. */
  readonly searches: readonly string[] | null;
  /** Why the model gave no answer; null: it gave one, or was not asked. */
  readonly modelFailed: string | null;
  /** Passages that the draft rests on; null: there is no draft. */
  readonly cited: readonly string[] | null;
}

/** The same outcome with what staff want to know of the way to it. Anything else than an escalation stays as it is. */
export async function withTried<O extends Outcome>(outcome: O, { facts, searches, modelFailed, cited }: Progress): Promise<O> {
  if (outcome.kind !== 'escalate') return outcome;
  const tried: EscalateOutcome['tried'] = { searches, modelFailed, open: searches === null ? [] : openQuestions(facts, cited) };
  return { ...outcome, tried, summaryLanguage: await draftLanguage(outcome.summary) };
}

/** What is asked and no passage answers, in the customer's words. */
function openQuestions({ asked, found, input, language, config }: Facts, cited: readonly string[] | null): readonly string[] {
  const enough = grounds(found, config).map(({ passage }) => passage.id);
  if (asked.length > 0)
    return openOf(asked, cited ?? asked.flatMap((one) => one.grounds.map(({ passage }) => passage.id))).map(({ text }) => text);
  return enough.length > 0 ? [] : questionsOf(input.text, language ?? input.inbox.locale).map(({ text }) => text);
}
