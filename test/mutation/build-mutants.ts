/** What is changed, which tests look at it, and the one build that holds both. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { mutantsOfFile, root } from './file-mutants.ts';
import type { Mutant } from './mutants.ts';

export const cacheFolder = `${root}/.cache/mutation`;

/**
 * Tried by themselves (`--only`) are `compiler/emit/sql`, whose tests run in a database, and `tables`, whose tests go through all of
 * Unicode and every change of every time zone: both take many times as long.
 */
export const folders = [
  'reference', 'runtime', 'compiler/bind', 'compiler/check', 'compiler/diagnostics', 'compiler/emit/js', 'compiler/lint', 'compiler/plan', 'compiler/reason',
  'compiler/source', 'compiler/vocabulary',
];
/** Types, generated tables, the source of what is generated, and the prose of the catalog, which the pages in docs/diagnostics repeat. */
const unchanged = /\.d\.ts$|node_modules|\/dist\/|-ranges\.ts$|country-names|tables\/countries|emit\/js\/library\/|diagnostics\/catalog\/|free-mail-domains/;

export type SqlEngine = 'duckdb' | 'postgres';
const sqlFolder = 'compiler/emit/sql';
const testFoldersOfSql = ['conformance/', 'emit-sql/', 'mutation/sql-'];
const testFolders = [
  'check', 'compiler', 'conformance', 'docs', 'emit-js', 'examples', 'grammar', 'lint', 'lsp', 'mutation', 'plan', 'reason', 'reference', 'review', 'runtime',
];
/**
 * Tests that try many thousands of random values, which takes too long for every mutant (`agreement.test.ts` takes a part of that); those
 * that see the code from a process of its own, in which nothing is changed; and those that ask the solver of proofs, whose time is given
 * by the clock, so that on a busy machine they fail as they are.
 */
const leftOut = new RegExp([
  '/(sound|against-reference|reread|real-data|console)\\.test\\.ts$', '/runtime/package\\.test\\.ts$', '/emit-js/(library|types)\\.test\\.ts$', '/emit-sql/duckdb-agrees\\.test\\.ts$',
  '/lsp/(dependents|features|requests|robot)\\.test\\.ts$', '/review/(prove|suggest)/', '/diff-proof\\.test\\.ts$',
].join('|'));

/** The engines whose code is changed; a database would take most of the time. */
const twoEvaluators = [
  "import { referenceEvaluator } from '../reference/reference-evaluator.ts';", "import { javascriptEvaluator } from './javascript-evaluator.ts';",
  'export const evaluators = [referenceEvaluator, javascriptEvaluator];',
].join('\n');
const sqlEvaluators = (engine: SqlEngine): string => [
  "import { referenceEvaluator } from '../reference/reference-evaluator.ts';", `import { ${engine}Evaluator } from './mutation/sql-evaluators.ts';`,
  `export const evaluators = [referenceEvaluator, ${engine}Evaluator];`,
].join('\n');
/** Claims are proved by the solver, too. */
const noProofs = 'export async function proveClaims() { return []; }';

function filesIn(folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`).filter((path) => path.endsWith('.ts')).sort();
}

function pluginWith(changed: ReadonlyMap<string, string>, evaluators: string): Plugin {
  const replaced = new Map([[`${root}/test/evaluators.ts`, evaluators], [`${root}/review/prove/prove-claims.ts`, noProofs], ...changed]);
  return {
    name: 'mutants',
    setup(setup) {
      setup.onResolve({ filter: /^vitest$/ }, () => ({ path: `${root}/test/mutation/collected-tests.mjs` }));
      setup.onResolve({ filter: /^expect$/ }, () => ({ path: import.meta.resolve('expect'), external: true }));
      setup.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = replaced.get(path) ?? readFileSync(path, 'utf8');
        return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' };
      });
    },
  };
}

function filesOf(only: readonly string[]): readonly string[] {
  return only.flatMap((each) => (each.endsWith('.ts') ? [each] : filesIn(each))).filter((each) => !unchanged.test(each));
}

/** All of these folders or files, numbered as in a build of them. */
export function mutantsOf(only: readonly string[]): readonly Mutant[] {
  const mutants: Mutant[] = [];
  for (const path of filesOf(only)) mutants.push(...mutantsOfFile(path, { firstId: mutants.length, purpose: 'change' }).mutants);
  return mutants;
}

export interface Built {
  readonly script: string;
  readonly mutants: readonly Mutant[];
  /** Of code and tests: the same for the same. */
  readonly key: string;
}

/**
 * @param only folders, or files, whose code is changed
 * @param purpose to change the code, or to watch where a change makes a difference: the mutants have the same numbers
 * @param chosenTests how the paths of those tests begin, behind `test/`, that take part; absent: the usual
 * @param engine that runs what `compiler/emit/sql` emits
 */
export async function buildMutants(only: readonly string[], purpose: 'change' | 'watch', chosenTests?: readonly string[], engine: SqlEngine = 'duckdb'): Promise<Built> {
  const mutants: Mutant[] = [];
  const changed = new Map<string, string>();
  for (const path of filesOf(only)) {
    const made = mutantsOfFile(path, { firstId: mutants.length, purpose });
    mutants.push(...made.mutants);
    changed.set(`${root}/${path}`, made.code);
  }
  mkdirSync(cacheFolder, { recursive: true });
  const isSql = only.every((each) => each.startsWith(sqlFolder));
  const usual = isSql ? testFoldersOfSql : [...testFolders, ...only.filter((folder) => folder === 'tables')].map((folder) => `${folder}/`);
  const starts = (chosenTests ?? usual).map((start) => `test/${start}`);
  const tests = filesIn('test').filter((path) => starts.some((start) => path.startsWith(start))).filter((path) => path.endsWith('.test.ts') && !leftOut.test(path) && !path.includes('node_modules') && (isSql || !path.startsWith('test/mutation/sql-')));
  const contents = [
    `import { main } from ${JSON.stringify(`${root}/test/mutation/run-mutants.ts`)};`, `import { beginFile } from ${JSON.stringify(`${root}/test/mutation/collected-tests.mjs`)};`,
    ...tests.map((path) => `beginFile(${JSON.stringify(path.slice('test/'.length))}); await import(${JSON.stringify(`${root}/${path}`)});`), 'await main();',
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' }, outfile: `${cacheFolder}/tests.mjs`, bundle: true, format: 'esm', platform: 'node', target: 'node24', packages: 'external',
    plugins: [pluginWith(changed, isSql ? sqlEvaluators(engine) : twoEvaluators)], logLevel: 'error', write: false,
  });
  const key = createHash('sha256').update(outputFiles[0]!.contents).digest('hex').slice(0, 16);
  const script = `${cacheFolder}/${purpose}-${key}.mjs`;
  writeFileSync(script, outputFiles[0]!.contents);
  return { script, mutants, key };
}
