/**
 * How long a test waits for something that must come, ms: the same everywhere, because it costs only where a test fails. What takes two seconds on an
 * idle machine takes most of a minute on a slow one that does everything else besides. Where a promise of the product is what is tested, the number stands in the test.
 */
export const PATIENCE_MS = 90_000;

/** For a whole test, which waits several times; a hung one ends all the same. */
export const TEST_MS = 4 * PATIENCE_MS;
