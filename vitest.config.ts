import { defineConfig } from 'vitest/config';

// Tests start processes and share two cores: the limits end what hangs, and say nothing about speed.
const limits = { testTimeout: 120_000, hookTimeout: 300_000 };

/** Suites that need more than Node and the checkout: `npm test` leaves them out, CI runs each by its own script. */
const packages = ['test/packages/**/*.test.ts'];
const databases = ['test/databases/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'quick', include: ['test/**/*.test.ts'], exclude: ['**/node_modules/**', 'test/mutation/**', ...packages, ...databases], ...limits } },
      { test: { name: 'packages', include: packages, ...limits } },
      { test: { name: 'databases', include: databases, ...limits, fileParallelism: false } },
    ],
  },
});
