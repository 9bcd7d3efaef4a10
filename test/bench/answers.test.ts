import { expect, test } from 'vitest';
import { type APART, count, readApart } from '../../bench/answers/corpus.ts';

/** What `npm run bench:answers` prints: may only get better. Nobody has read these phrasings while the reader was made. */
test.each([
  ['validation', 336, 1],
  ['held-out', 310, 3],
] as const satisfies readonly (readonly [(typeof APART)[number], number, number])[])(
  'of the answers of customers in %s at least %i are read rightly, and at most %i of "still broken" as solved',
  (set, right, broken) => {
    const counts = count(readApart(set));
    expect(counts.right).toBeGreaterThanOrEqual(right);
    expect(counts.brokenAsSolved).toBeLessThanOrEqual(broken);
  },
);
