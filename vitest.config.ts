import { defineConfig } from 'vitest/config';
import { PATIENCE_MS, TEST_MS } from './test/helpers/patience.ts';

const shared = { environment: 'node' as const, pool: 'forks' as const };

export default defineConfig({
  test: {
    // The tests of test/ start real servers: two at a time are enough for two cores.
    maxWorkers: 2,
    teardownTimeout: 20_000,
    projects: [
      { test: { ...shared, name: 'unit', include: ['{src,scripts}/**/*.test.ts'], testTimeout: 10_000, hookTimeout: 10_000 } },
      {
        test: {
          ...shared,
          name: 'system',
          include: ['test/**/*.test.ts'],
          expect: { poll: { timeout: PATIENCE_MS } },
          testTimeout: TEST_MS,
          hookTimeout: TEST_MS,
        },
      },
    ],
  },
});
