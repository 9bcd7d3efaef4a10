import { expect, test } from 'vitest';
import { type Half, judge } from '../../bench/guard/corpus.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

const { passages } = await loadKnowledge(new URL('../../knowledge-base', import.meta.url).pathname, Date.now());

/** What `npm run bench:guard` prints: may only get better. Of the held-out half only counts were seen while the rules were made. */
test.each([
  ['development', 98, 4],
  ['practice', 37, 5],
  ['held-out', 90, 16],
] as const satisfies readonly (readonly [Half, number, number])[])(
  'of the %s answers at least %i wrong ones are stopped and at most %i right ones',
  async (half, wrong, right) => {
    const judged = await judge(half, passages);
    const stopped = judged.filter((j) => j.findings.length > 0);
    expect(stopped.filter((j) => j.kind !== null).length).toBeGreaterThanOrEqual(wrong);
    expect(stopped.filter((j) => j.kind === null).length).toBeLessThanOrEqual(right);
  },
);
