/**
 * Mutation testing: what share of small changes of the code do the tests notice?
 *
 *     npm ci --prefix test/mutation
 *     node --no-warnings test/mutation/mutation.ts [--sample 1000] [--seed 1] [--only reference,runtime] [--output report.json] [--again report.json]
 *
 * All mutants stand in one build (`mutants.ts`), so a mutant costs no more than the tests that reach it. Text mutants of messages are
 * made as others are. A worker that hangs is ended, and its mutant counts as found. `--again` tries those that an earlier run did not find.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build, type Plugin } from 'esbuild';
import { libraryMutants } from './library-mutants.ts';
import { instrument, type Mutant } from './mutants.ts';
import type { Report, Survey, Work } from './run-mutants.ts';

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, output: { type: 'string' },
    again: { type: 'string' }, minutes: { type: 'string', default: '600' },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const outputFolder = `${root}/.cache/mutation`;
/** Longer than any test takes on a busy machine. */
const mostMilliseconds = 60_000;

const targets = (values.only?.split(',') ?? ['reference', 'compiler/check', 'compiler/bind', 'compiler/plan', 'compiler/emit/js', 'runtime', 'tables']);
const testFolders = [
  'check', 'compiler', 'conformance', 'docs', 'emit-js', 'examples', 'grammar', 'lint', 'lsp', 'mutation', 'plan', 'reason', 'reference', 'review', 'runtime', 'tables',
];

const mutants: Mutant[] = [];
const instrumented = new Map<string, string>();

function targetFiles(): string[] {
  return targets.flatMap((folder) => readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`))
    .filter((path) => path.endsWith('.ts') && !/\.d\.ts$|node_modules|\/dist\/|-ranges\.ts$|country-names|tables\/countries|\/library\/|\/sql\//.test(path)).sort();
}

/**
 * Random ones that try many thousands of values, which takes too long for every mutant (`agreement.test.ts` takes a part of that), and
 * those that see the code from a process of its own, in which nothing is changed.
 */
const leftOut = /\/(sound|against-reference|reread|real-data|console)\.test\.ts$|\/runtime\/package\.test\.ts$|\/emit-js\/library\.test\.ts$|\/lsp\/(dependents|features|requests|robot)\.test\.ts$/;

function testFiles(): string[] {
  return testFolders.flatMap((folder) => readdirSync(`${root}/test/${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${root}/test/${folder}/${name.replaceAll('\\', '/')}`))
    .filter((path) => path.endsWith('.test.ts') && !leftOut.test(path) && !path.includes('node_modules')).sort();
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
    `import { beginFile } from ${JSON.stringify(`${root}/test/mutation/collected-tests.mjs`)};`,
    ...testFiles().map((path) => `beginFile(${JSON.stringify(path.slice(`${root}/test/`.length))}); await import(${JSON.stringify(path)});`), 'await main();',
  ].join('\n');
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node24', packages: 'external', plugins: [plugin], logLevel: 'error',
  });
  return outfile;
}

/** The same order for the same seed. */
function shuffled<Element>(list: readonly Element[], seed: number): Element[] {
  const result = [...list];
  let state = seed >>> 0;
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const other = Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (index + 1));
    [result[index], result[other]] = [result[other]!, result[index]!];
  }
  return result;
}

/** What an earlier run did not find, as it stands now: the same change of the same text, nearest to where it stood. */
function stillThere(reportPath: string): Mutant[] {
  const { survivors } = JSON.parse(readFileSync(reportPath, 'utf8')) as { survivors: readonly Mutant[] };
  const found = survivors.map((old) => mutants
    .filter(({ path, kind, before, after }) => path === old.path && kind === old.kind && before === old.before && after === old.after)
    .sort((first, second) => Math.abs(first.line - old.line) - Math.abs(second.line - old.line))[0]);
  return [...new Set(found.filter((mutant) => mutant !== undefined))];
}

/** The tests of a file's own folder, of which a change in it is most likely noticed. */
function testsNear(path: string): string {
  if (path.endsWith('/emit-types.ts')) return 'emit-js/types';
  const [, part, second] = /^(?:compiler\/)?(\w+)(?:\/(js))?\//.exec(path) ?? [];
  if (second === 'js') return 'emit-js/module';
  return part === 'bind' ? 'compiler/bind/' : `${part ?? ''}/`;
}

interface Outcome {
  readonly killedBy: string | undefined;
  readonly tests: number;
}
function shown({ path, line, kind, before, after }: Mutant): string {
  return `${path}:${line} ${kind}: ${before}  ->  ${after}`;
}

const results = new Map<number, Outcome>();

/** Runs the mutants until all are done, or the worker hangs or is spoilt; what has no result then is left. */
function runWorker(script: string, work: Work, onSurvey: (survey: Survey) => void, until: number): Promise<void> {
  return new Promise((done, fail) => {
    const worker = new Worker(script, { workerData: work, stdout: true });
    let current: number | undefined = work.fromTheStart;
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(timer);
      void worker.terminate().then(() => done());
    };
    const watch = (id: number): void => {
      current = id;
      clearTimeout(timer);
      timer = setTimeout(() => {
        results.set(id, { killedBy: 'it does not end', tests: 0 });
        end();
      }, mostMilliseconds);
    };
    if (current !== undefined) watch(current);
    worker.on('message', (report: Report) => {
      switch (report.kind) {
        case 'survey':
          onSurvey(report.survey);
          return end();
        case 'began':
          return watch(report.id);
        case 'spoilt':
          return end();
        case 'ended':
          clearTimeout(timer);
          results.set(report.id, report);
          if (report.killedBy === undefined) console.error(`not found: ${shown(mutants.find(({ id }) => id === report.id)!)}`);
          if (results.size % 20 === 0) console.error(`${results.size} mutants, ${[...results.values()].filter((each) => each.killedBy === undefined).length} not found`);
          if (Date.now() > until) end();
      }
    });
    worker.on('error', (error) => {
      if (current === undefined) return fail(error);
      results.set(current, { killedBy: `the process ends: ${error.message}`, tests: 0 });
      end();
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      done();
    });
  });
}

const script = await bundle();
console.error(`${mutants.length} mutants in ${instrumented.size} files`);
const near = new Map(mutants.map(({ id, path }) => [id, testsNear(path)]));
let survey: Survey | undefined;
await runWorker(script, { mutantIds: [], near, survey: undefined, fromTheStart: undefined }, (found) => { survey = found; }, Infinity);
const late = new Set(survey!.tests.flatMap((each) => each.reached));
const early = new Set(survey!.early.filter((id) => !late.has(id)));
console.error(`${survey!.tests.length} tests pass as they are, ${survey!.failing.length} do not`);
for (const { name, error } of survey!.failing) console.error(`fails as it is: ${name}\n${error}`);
const unreached = new Set(mutants.filter(({ id }) => !early.has(id) && !late.has(id)).map(({ id }) => id));
console.error(`${late.size} are reached, ${early.size} only while loading, ${unreached.size} never`);

const chosen = values.again === undefined ? shuffled(mutants, Number(values.seed)).slice(0, Number(values.sample)) : stillThere(values.again);
for (const { id } of chosen) if (unreached.has(id)) results.set(id, { killedBy: undefined, tests: 0 });
const until = Date.now() + Number(values.minutes) * 60_000;
const left = (): number[] => chosen.map(({ id }) => id).filter((id) => !results.has(id));
while (Date.now() < until) {
  const ids = left().filter((id) => !early.has(id));
  if (ids.length === 0) break;
  await runWorker(script, { mutantIds: ids, near, survey, fromTheStart: undefined }, () => undefined, until);
}
for (const id of left().filter((each) => early.has(each))) {
  if (Date.now() < until) await runWorker(script, { mutantIds: [id], near, survey, fromTheStart: id }, () => undefined, until);
}

const byFolder = new Map<string, { all: number; unreached: number; tried: number; found: number }>();
for (const { id, path } of mutants) {
  const folder = targets.find((target) => path.startsWith(`${target}/`))!;
  const row = byFolder.get(folder) ?? { all: 0, unreached: 0, tried: 0, found: 0 };
  byFolder.set(folder, row);
  row.all += 1;
  if (unreached.has(id)) row.unreached += 1;
  const result = results.get(id);
  if (result !== undefined) row.tried += 1;
  if (result?.killedBy !== undefined) row.found += 1;
}
for (const [folder, row] of byFolder) console.log(`${folder}: ${row.all} mutants, ${row.unreached} never reached, ${row.tried} tried, ${row.found} found (${((row.found / row.tried) * 100).toFixed(1)} %)`);
const survivors = mutants.filter(({ id }) => results.has(id) && results.get(id)!.killedBy === undefined).map((mutant) => ({ ...mutant, reached: !unreached.has(mutant.id) }));
console.log(`${results.size} tried, ${results.size - survivors.length} found; of the others ${survivors.filter(({ reached }) => !reached).length} are never reached`);
for (const survivor of survivors) console.log(`${survivor.reached ? '' : '(never reached) '}${shown(survivor)}`);
if (values.output !== undefined) {
  const found = mutants.filter(({ id }) => results.get(id)?.killedBy !== undefined).map((mutant) => ({ ...mutant, killedBy: results.get(mutant.id)!.killedBy }));
  writeFileSync(values.output, JSON.stringify({ folders: Object.fromEntries(byFolder), survivors, found, unreached: mutants.filter(({ id }) => unreached.has(id)) }, undefined, 1));
}
