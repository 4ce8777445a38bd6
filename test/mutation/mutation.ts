/**
 * Mutation testing: what share of small changes of the code do the tests notice?
 *
 *     npm ci --prefix test/mutation
 *     node --no-warnings test/mutation/mutation.ts [--sample 1000] [--only reference,runtime] [--output report.json]
 *
 * All mutants stand in one build (`mutants.ts`), so a mutant costs no more than the tests that reach it. Text mutants of messages are
 * made as others are. A worker that hangs is ended, and its mutant counts as found.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build, type Plugin } from 'esbuild';
import { libraryMutants } from './library-mutants.ts';
import { instrument, type Mutant } from './mutants.ts';
import type { Report, Survey, Work } from './run-mutants.ts';

const { values } = parseArgs({ options: { sample: { type: 'string', default: '1000' }, only: { type: 'string' }, output: { type: 'string' }, minutes: { type: 'string', default: '600' } } });
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const outputFolder = `${root}/.cache/mutation`;
/** Longer than any test takes on a busy machine. */
const mostMilliseconds = 40_000;

const targets = (values.only?.split(',') ?? ['reference', 'compiler/check', 'compiler/bind', 'compiler/plan', 'compiler/emit/js', 'runtime', 'tables']);
const testFolders = ['conformance', 'reference', 'compiler', 'lint', 'reason', 'review', 'runtime', 'tables', 'mutation'];

const mutants: Mutant[] = [];
const instrumented = new Map<string, string>();

function targetFiles(): string[] {
  return targets.flatMap((folder) => readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`))
    .filter((path) => path.endsWith('.ts') && !/\.d\.ts$|node_modules|\/dist\/|-ranges\.ts$|country-names|tables\/countries|\/library\/|\/sql\//.test(path)).sort();
}

/** They try many thousands of values, which takes too long for every mutant; `agreement.test.ts` takes a part of that. */
const longTests = /\/(sound|against-reference|calendar|lower-case|text)\.test\.ts$/;

function testFiles(): string[] {
  return testFolders.flatMap((folder) => readdirSync(`${root}/test/${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${root}/test/${folder}/${name}`))
    .filter((path) => path.endsWith('.test.ts') && !longTests.test(path) && !path.includes('node_modules') && !/\bbeforeAll\(|\bbeforeEach\(/.test(readFileSync(path, 'utf8'))).sort();
}

/** The engines whose code is changed; a database would take most of the time. */
const twoEvaluators = [
  "import { referenceEvaluator } from '../reference/reference-evaluator.ts';", "import { javascriptEvaluator } from './javascript-evaluator.ts';", 'export const evaluators = [referenceEvaluator, javascriptEvaluator];',
].join('\n');

const plugin: Plugin = {
  name: 'mutants',
  setup(setup) {
    setup.onResolve({ filter: /^vitest$/ }, () => ({ path: `${root}/test/mutation/collected-tests.mjs` }));
    setup.onResolve({ filter: /^expect$/ }, () => ({ path: import.meta.resolve('expect'), external: true }));
    setup.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = path === `${root}/test/evaluators.ts` ? twoEvaluators : instrumented.get(path) ?? readFileSync(path, 'utf8');
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' };
    });
  },
};

async function bundle(): Promise<string> {
  for (const path of targetFiles()) {
    const text = readFileSync(`${root}/${path}`, 'utf8');
    const made = path.endsWith('library.generated.ts') ? libraryMutants(path, text, mutants.length) : instrument(path, text, mutants.length);
    mutants.push(...made.mutants);
    instrumented.set(`${root}/${path}`, made.code);
  }
  mkdirSync(outputFolder, { recursive: true });
  const outfile = `${outputFolder}/tests.mjs`;
  const contents = [
    `import { main } from ${JSON.stringify(`${root}/test/mutation/run-mutants.ts`)};`,
    ...testFiles().map((path) => `await import(${JSON.stringify(path)});`), 'await main();',
  ].join('\n');
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node24', packages: 'external', plugins: [plugin], logLevel: 'error',
  });
  return outfile;
}

/** So many of the list, spread over all of it, in an order in which any beginning is spread over all of it, too. */
function evenly(ids: readonly number[], count: number): number[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  const chosen = new Set<number>();
  for (let index = 0; chosen.size < Math.min(count, ids.length); index += 1) chosen.add(ids[Math.floor(((index * golden) % 1) * ids.length)]!);
  return [...chosen];
}

const results = new Map<number, { readonly killedBy: string | undefined; readonly tests: number }>();

/** Runs the mutants until all are done or the worker hangs; gives those that are left. */
function runWorker(script: string, work: Work, onSurvey: (survey: Survey) => void, until: number): Promise<readonly number[]> {
  return new Promise((done, fail) => {
    const worker = new Worker(script, { workerData: work, stdout: true });
    let current: number | undefined;
    let timer: NodeJS.Timeout | undefined;
    const left = (): number[] => work.mutantIds.filter((id) => !results.has(id));
    const end = (rest: readonly number[]): void => {
      clearTimeout(timer);
      void worker.terminate().then(() => done(rest));
    };
    worker.on('message', (report: Report) => {
      if (report.kind === 'survey') return onSurvey(report.survey), end([]);
      clearTimeout(timer);
      if (report.kind === 'began') {
        current = report.id;
        timer = setTimeout(() => {
          results.set(current!, { killedBy: 'it does not end', tests: 0 });
          end(left());
        }, mostMilliseconds);
      } else {
        results.set(report.id, report);
        if (results.size % 20 === 0) console.error(`${results.size} mutants, ${[...results.values()].filter((each) => each.killedBy === undefined).length} not found`);
        if (Date.now() > until) end([]);
      }
    });
    worker.on('error', (error) => {
      if (current === undefined) return fail(error);
      results.set(current, { killedBy: `the process ends: ${error.message}`, tests: 0 });
      end(left());
    });
    worker.on('exit', () => { clearTimeout(timer); done(left().filter((id) => id !== current)); });
  });
}

const script = await bundle();
console.error(`${mutants.length} mutants in ${instrumented.size} files`);
let survey: Survey | undefined;
await runWorker(script, { mutantIds: [], survey: undefined }, (found) => { survey = found; }, Infinity);
const early = new Set(survey!.early);
const late = new Set(survey!.tests.flatMap((each) => each.reached));
console.error(`${survey!.tests.length} tests pass as they are, ${survey!.failing.length} are left out: ${survey!.failing.slice(0, 20).join('; ')}`);
const reachable = mutants.filter(({ id }) => late.has(id)).map(({ id }) => id);
const onlyEarly = mutants.filter(({ id }) => early.has(id) && !late.has(id)).length;
const unreached = mutants.filter(({ id }) => !early.has(id) && !late.has(id)).map(({ id }) => id);
console.error(`${reachable.length} are reached, ${onlyEarly} only while loading (not tried), ${unreached.length} never`);

let left: readonly number[] = evenly(reachable, Number(values.sample));
const until = Date.now() + Number(values.minutes) * 60_000;
while (left.length > 0 && Date.now() < until) left = await runWorker(script, { mutantIds: left, survey }, () => undefined, until);

const byFolder = new Map<string, { tried: number; found: number; all: number; unreached: number }>();
for (const { id, path } of mutants) {
  const folder = targets.find((target) => path.startsWith(`${target}/`))!;
  const row = byFolder.get(folder) ?? { tried: 0, found: 0, all: 0, unreached: 0 };
  byFolder.set(folder, row);
  row.all += 1;
  if (!early.has(id) && !late.has(id)) row.unreached += 1;
  const result = results.get(id);
  if (result !== undefined) row.tried += 1;
  if (result?.killedBy !== undefined) row.found += 1;
}
for (const [folder, row] of byFolder) console.log(`${folder}: ${row.all} mutants, ${row.unreached} never reached, ${row.tried} tried, ${row.found} found (${((row.found / row.tried) * 100).toFixed(1)} %)`);
const survivors = mutants.filter(({ id }) => results.has(id) && results.get(id)!.killedBy === undefined);
for (const { path, line, kind, before, after } of survivors) console.log(`${path}:${line} ${kind}: ${before}  ->  ${after}`);
if (values.output !== undefined) {
  writeFileSync(values.output, JSON.stringify({ folders: Object.fromEntries(byFolder), onlyEarly, survivors, unreached: mutants.filter(({ id }) => unreached.includes(id)) }, undefined, 1));
}
