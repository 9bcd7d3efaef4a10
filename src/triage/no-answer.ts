import type { Completion } from '../model/model.ts';
import { decideStop } from './decide.ts';
import type { Facts } from './gates.ts';
import type { Outcome, WaitOutcome } from './outcome.ts';

/**
 * What becomes of a mail when the model gave no answer: who may answer later is waited for, anything else is for a person. Every case: docs/model-answers.md.
 * Throws only the reason of an aborted signal.
 */
export function withoutAnswer(
  facts: Facts,
  completion: Exclude<Completion<unknown>, { status: 'ok' }>,
  step: 'sorting' | 'drafting',
  signal: AbortSignal,
): Outcome {
  const escalate = (reason: string): Outcome => decideStop(facts, { kind: 'escalate', reason, labels: [] });
  const wait = (why: WaitOutcome['why'], retryAfterMs: number, reason: string, code?: string): Outcome => ({
    kind: 'wait',
    why,
    retryAfterMs,
    reason,
    ...(code === undefined ? {} : { code }),
  });
  // A server, or a model, may repeat the whole mail in what it says.
  const said = 'message' in completion ? completion.message.slice(0, SAID_CHARACTERS) : '';
  switch (completion.status) {
    case 'aborted':
      signal.throwIfAborted();
      return wait('model', RETRY_MS, `The model call was cancelled while ${step}.`);
    case 'rate_limited':
      return wait('rate', completion.retryAfterMs ?? RETRY_MS, `The model server is busy (429) while ${step}.`);
    case 'error':
      return completion.retryable
        ? wait('model', completion.retryAfterMs ?? RETRY_MS, `The model cannot be reached while ${step}: ${said}`, completion.code)
        : escalate(`The model failed while ${step}: ${said}`);
    case 'over_budget':
      return completion.scope === 'ticket' ? escalate(completion.message) : wait('budget', completion.retryAfterMs, completion.message);
    case 'refusal':
      return escalate(`The model refused while ${step}: ${said}`);
    case 'invalid':
      return escalate(`The model gave no usable answer while ${step}: ${said}`);
    case 'truncated':
      return escalate(`The model's answer was cut off while ${step}.`);
    default:
      return completion satisfies never;
  }
}

/** Until the next attempt when the server did not say: long enough for a restart, short beside the deadline of a waiting mail. */
const RETRY_MS = 60_000;
/** Enough for any error, and too little for a mail. */
const SAID_CHARACTERS = 300;
