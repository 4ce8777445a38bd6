import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Tests start processes and share two cores: the limits end what hangs, and say nothing about speed.
const limits = { testTimeout: 120_000, hookTimeout: 300_000 };
/** Vitest would leave a processor to itself, and of two that is one half of the time. */
const maxWorkers = '100%';

/** Suites that need more than Node and the checkout: `npm test` leaves them out, CI runs each by its own script. */
// One at a time: each packs the checkout, which builds `dist/` anew.
const packages = ['test/packages/**/*.test.ts'];
const databases = ['test/databases/**/*.test.ts'];

/** A minute of work and more: they begin first, so that nothing waits for one of them at the end. */
const longest = [
  'test/engines/typed-columns.test.ts', 'test/lsp/robot.test.ts', 'test/engines/against-reference.test.ts', 'test/conformance/conformance.test.ts', 'test/fuzz/check.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    maxWorkers, sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'quick', include: ['test/**/*.test.ts'], exclude: ['**/node_modules/**', 'test/mutation/**', ...packages, ...databases], ...limits, maxWorkers } },
      { test: { name: 'packages', include: packages, ...limits, fileParallelism: false } },
      { test: { name: 'databases', include: databases, ...limits, fileParallelism: false } },
    ],
  },
});
