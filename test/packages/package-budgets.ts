/** What each published package may hold, and weigh. Raise a number only where what a user gets for it is worth the download. */
export interface PackageBudget {
  readonly name: string;
  /** Where it is packed from. */
  readonly folder: string;
  /** All that stands at its top. */
  readonly holds: readonly string[];
  /** Packages that it brings with it. */
  readonly dependencies: readonly string[];
  /** Of the packed archive. */
  readonly archiveBytes: number;
  /** Of its files once installed, without what it brings with it. */
  readonly installedBytes: number;
}

export const packageBudgets: readonly PackageBudget[] = [
  {
    name: 'mql', folder: '.',
    holds: ['LICENSE', 'README.md', 'action', 'dist', 'mql.schema.json', 'package.json'],
    dependencies: ['@duckdb/node-api', 'z3-solver'],
    archiveBytes: 800_000, installedBytes: 3_000_000,
  },
  {
    name: '@mql/runtime', folder: 'runtime',
    holds: ['LICENSE', 'README.md', 'dist', 'package.json'],
    dependencies: [],
    archiveBytes: 30_000, installedBytes: 120_000,
  },
];
