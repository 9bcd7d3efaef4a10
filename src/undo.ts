/** Collects the undo of every acquisition, so that a half-built start and a full stop take the same way back. */
export interface Undo {
  /** Call in the line after the acquisition. */
  readonly push: (step: () => Promise<void> | void) => void;
  /** Last pushed first; runs every step even if one fails, then throws the first error. A second call does nothing. */
  readonly run: () => Promise<void>;
}

export function makeUndo(): Undo {
  const steps: (() => Promise<void> | void)[] = [];

  return {
    push: (step) => {
      steps.push(step);
    },
    run: async () => {
      const errors: unknown[] = [];
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        try {
          await step();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** Runs `build`; if it throws, everything it pushed is undone before the error goes on. */
export async function withUndo<T>(build: (undo: Undo) => Promise<T>): Promise<T> {
  const undo = makeUndo();
  try {
    return await build(undo);
  } catch (error) {
    await undo.run().catch((undoError: unknown) => {
      throw new AggregateError([error, undoError], 'a start failed and could not be undone completely', { cause: error });
    });
    throw error;
  }
}
