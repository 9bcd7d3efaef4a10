import { InvariantError } from '../errors.ts';
import type { Completion, Model, ModelRequest } from './model.ts';

/** One scripted answer: a value (checked against the request's schema, as a real adapter does), another ending, or a function of the request. */
export type ScriptedStep =
  | { readonly task?: ModelRequest<unknown>['task']; readonly value: unknown }
  | { readonly task?: ModelRequest<unknown>['task']; readonly completion: Exclude<Completion<never>, { status: 'ok' }> }
  | { readonly task?: ModelRequest<unknown>['task']; readonly answer: (request: ModelRequest<unknown>) => unknown };

const USAGE = { inputTokens: 10, outputTokens: 5 };

/**
 * A model for tests: answers a queue of steps in order. Unlike a real one it throws, an `InvariantError`, on a call that was not scripted or is of another
 * task than the step says; `assertDone` throws when steps are left.
 */
export class ScriptedModel implements Model {
  readonly name = 'scripted';
  readonly #steps: ScriptedStep[];
  readonly #requests: ModelRequest<unknown>[] = [];

  constructor(steps: readonly ScriptedStep[]) {
    this.#steps = [...steps];
  }

  /** Everything it was asked, oldest first. */
  get requests(): readonly ModelRequest<unknown>[] {
    return this.#requests;
  }

  /** An own property, so that it can be passed on without its object. */
  readonly complete: Model['complete'] = async <T>(request: ModelRequest<T>, signal: AbortSignal): Promise<Completion<T>> => {
    this.#requests.push(request);
    const step = this.#steps.shift();
    if (step === undefined) throw new InvariantError(`the model was called once more than scripted (${request.task})`);
    if (step.task !== undefined && step.task !== request.task)
      throw new InvariantError(`scripted ${step.task}, but asked to ${request.task}`);
    if (signal.aborted) return { status: 'aborted' };
    if ('completion' in step) return step.completion;

    const parsed = request.schema.safeParse('value' in step ? step.value : step.answer(request));
    if (parsed.success) return { status: 'ok', value: parsed.data, usage: USAGE, model: this.name };
    return {
      status: 'invalid',
      message: parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '),
      usage: USAGE,
      model: this.name,
    };
  };

  assertDone(): void {
    if (this.#steps.length > 0) throw new InvariantError(`${this.#steps.length} scripted steps were not used`);
  }
}
