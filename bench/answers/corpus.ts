import { readFeedback, trainFeedback } from '../../src/model/builtin/feedback/feedback.ts';
import { type Feedback, type Phrasing, readPhrasings, STUDIED, studied } from '../../src/model/builtin/feedback/phrasings.ts';

export interface Read extends Phrasing {
  readonly readAs: Feedback;
}

/** Sets that the reader was not made from, and that nobody looked at while it was made. */
export const APART = ['validation', 'held-out'] as const;

export function readApart(set: (typeof APART)[number]): Read[] {
  return readPhrasings(new URL(`${set}.yaml`, import.meta.url)).map((phrasing) => ({ ...phrasing, readAs: readFeedback(phrasing.text) }));
}

/** Each studied set by a reader that was made from the others. */
export function readWithout(set: (typeof STUDIED)[number]): Read[] {
  const read = trainFeedback(STUDIED.filter((other) => other !== set).flatMap(studied));
  return studied(set).map((phrasing) => ({ ...phrasing, readAs: read(phrasing.text) }));
}

export interface Counts {
  readonly all: number;
  readonly right: number;
  /** The one mistake that leaves a customer alone. */
  readonly brokenAsSolved: number;
}

export function count(reads: readonly Read[]): Counts {
  return {
    all: reads.length,
    right: reads.filter((r) => r.says === r.readAs).length,
    brokenAsSolved: reads.filter((r) => r.says === 'unsolved' && r.readAs === 'solved').length,
  };
}
