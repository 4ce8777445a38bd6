import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests start processes and share two cores: the limits end what hangs, and say nothing about speed.
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
