import type { TriageConfig } from '../config/triage-schema.ts';
import { readFeedback } from '../model/builtin/feedback/feedback.ts';
import type { Feedback } from '../model/builtin/feedback/phrasings.ts';
import { likeness } from '../tickets/likeness.ts';
import type { TriageInput } from './triage.ts';

/** True where the customer has heard from us, or from a person of ours, in this conversation. */
export function hasAnswer({ counts, thread }: Pick<TriageInput, 'counts' | 'thread'>): boolean {
  return counts.ticket > 0 || thread.some(({ from }) => from !== 'customer');
}

/** An unverified sender's view has no thread; the subject still shows that this is a reply. */
const REPLY_SUBJECT = /^\s*(re|aw|sv|antw|rv|res|odp|vs|回复|答复|返信)\s*(\[\d+\])?\s*[:：]/i;

/** What code reads in an answer to us; null where there was nothing to answer: a first mail that says thanks wants something. */
export function feedbackOf(input: Pick<TriageInput, 'counts' | 'thread' | 'subject' | 'text'>): Feedback | null {
  return hasAnswer(input) || REPLY_SUBJECT.test(input.subject) ? readFeedback(input.text) : null;
}

/** In thousandths: greeting, name and a date may differ, and what is advised not. */
const SAME = 800;

/** True for a text that the customer has in this conversation already: it did not help, or the customer would not ask. */
export function isSameAnswer(text: string, given: readonly string[]): boolean {
  return given.some((earlier) => likeness(text, earlier) >= SAME);
}

/** When the last word of a conversation was written that had been silent for long, ms since the epoch; else null. */
export function longSilent({ lastWord = null, at }: Pick<TriageInput, 'lastWord' | 'at'>, config: TriageConfig): number | null {
  return lastWord !== null && at - lastWord >= config.longSilence ? lastWord : null;
}
