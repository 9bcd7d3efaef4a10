import { defineConfig } from 'vitest/config';
import { PATIENCE_MS, TEST_MS } from './test/helpers/patience.ts';

const shared = {
  environment: 'node' as const,
  pool: 'forks' as const,
  expect: { poll: { timeout: PATIENCE_MS } },
  testTimeout: TEST_MS,
  hookTimeout: TEST_MS,
};

export default defineConfig({
  test: {
    // The tests of test/ start real servers and wait for them: on two cores, two at a time would leave the processor idle.
    maxWorkers: 3,
    teardownTimeout: 20_000,
    projects: [
      // Nothing of ours keeps state between modules, so that each file need not load all the others anew.
      { test: { ...shared, name: 'unit', include: ['{src,scripts}/**/*.test.ts'], isolate: false } },
      { test: { ...shared, name: 'system', include: ['test/**/*.test.ts'] } },
    ],
  },
});
