/**
 * Mutation testing: what share of small changes of the code do the tests notice?
 *
 *     npm ci --prefix test/mutation
 *     node --no-warnings test/mutation/mutation.ts --output results.jsonl [--only reference,runtime] [--tests runtime,conformance] [--first runtime] [--sample 1000] [--seed 1] [--seconds 1] [--minutes 60]
 *     node --no-warnings test/mutation/mutation.ts --output again.jsonl --again results.jsonl
 *     node --no-warnings test/mutation/mutation.ts --report results.jsonl,again.jsonl
 *
 * All mutants stand in one build (`mutants.ts`), so a mutant costs no more than the tests it is tried with. First every test runs once in
 * code that watches where a change would make a difference (`watched-code.ts`); a mutant is tried only with the tests on whose way it
 * makes one. What comes out is kept in the output file as it comes: the same command goes on with a run that was ended. `--again` tries
 * what earlier runs did not find or try, on today's code; `--report` of several files tells what they came to together. What no test need
 * find is listed with its reason in `accepted/` (`accepted.ts`), is tried last, and is counted apart. `--only` names folders or files;
 * `--tests` tells how the paths of those tests begin that take part, where the others would cost more than they find: `--only
 * compiler/check/stars.ts --tests check/messages` takes some seconds. `--sample` draws among all mutants, `--first` takes some folders or files
 * before the others; `--seconds` of the processor is what the tests of one mutant may take before it counts as not found.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { acceptedOf, readAccepted } from './accepted.ts';
import { buildMutants, folders, mutantsOf, type SqlEngine } from './build-mutants.ts';
import type { Mutant } from './mutants.ts';
import { isIn, readResults, Results, shown, summary, together } from './results.ts';
import type { Survey } from './run-mutants.ts';
import { runWorker } from './worker.ts';
import { startPostgres } from '../databases/postgres-server.ts';

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, output: { type: 'string' },
    again: { type: 'string' }, report: { type: 'string' }, first: { type: 'string' }, tests: { type: 'string' }, minutes: { type: 'string', default: '600' }, seconds: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'duckdb' },
  },
});

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

/** What earlier runs did not find or did not try, as the code stands now, and what has no reason not to be found. */
function stillThere(paths: readonly string[], mutants: readonly Mutant[], isAccepted: (mutant: Mutant) => boolean): Mutant[] {
  const found = new Set(together(paths, mutants).filter(({ killedBy }) => killedBy !== undefined).map(({ id }) => id));
  return mutants.filter((mutant) => !found.has(mutant.id) && !isAccepted(mutant));
}

async function makeSurvey(script: string): Promise<Survey> {
  const path = script.replace(/\.mjs$/, '.survey');
  if (existsSync(path)) return deserialize(readFileSync(path)) as Survey;
  let survey: Survey | undefined;
  await runWorker(script, { survey: undefined, mutants: [], fromTheStart: undefined, mostMilliseconds: Infinity }, { onSurvey: (found) => { survey = found; }, onResult: () => true });
  writeFileSync(path, serialize(survey!));
  return survey!;
}

async function run(engine: SqlEngine): Promise<void> {
  const only = values.only?.split(',') ?? folders;
  const { script, mutants, key } = await buildMutants(only, 'change', values.tests?.split(','), engine);
  const watching = await buildMutants(only, 'watch', values.tests?.split(','), engine);
  if (JSON.stringify(watching.mutants) !== JSON.stringify(mutants)) throw new Error('the two builds have other mutants');
  const accepted = acceptedOf(readAccepted(), mutants);
  if (accepted.problems.length > 0) throw new Error(accepted.problems.join('\n'));
  const survey = await makeSurvey(watching.script);
  console.error(`${mutants.length} mutants; ${survey.tests.length} tests pass as they are, ${survey.failing.length} do not`);
  for (const { name, error } of survey.failing) console.error(`fails as it is: ${name}\n${error}`);
  const late = new Set(survey.tests.flatMap(({ differing }) => differing));
  const early = new Set(survey.early.filter((id) => !late.has(id)));
  const reached = new Set(survey.reached);

  const results = new Results(values.output, { key, folders: only.map((name) => ({ name, mutants: mutants.filter(({ path }) => isIn(name, path)).length })) });
  const first = values.first?.split(',').reverse() ?? [];
  const urgency = ({ path }: Mutant): number => 2 * (1 + first.findIndex((name) => isIn(name, path)));
  // Those that are accepted come last: they take the longest, and little is learnt of them.
  const rank = (mutant: Mutant): number => urgency(mutant) - (accepted.entries.has(mutant) ? 1 : 0);
  const chosen = (values.again === undefined ? shuffled(mutants, Number(values.seed)).slice(0, Number(values.sample)) : stillThere(values.again.split(','), mutants, (mutant) => accepted.entries.has(mutant)))
    .sort((one, other) => rank(other) - rank(one));
  const left = (): Mutant[] => chosen.filter(({ id }) => !results.byId.has(id));
  for (const mutant of left()) {
    if (late.has(mutant.id) || early.has(mutant.id)) continue;
    results.add({ ...mutant, killedBy: undefined, tests: 0, untried: reached.has(mutant.id) ? 'nowhere different' : 'never reached' });
  }
  const until = Date.now() + Number(values.minutes) * 60_000;
  const rest = { survey, mostMilliseconds: Number(values.seconds) * 1000 };
  const onResult = (id: number, outcome: { readonly killedBy: string | undefined; readonly tests: number }): boolean => {
    const mutant = mutants[id]!;
    results.add({ ...mutant, ...outcome });
    if (outcome.killedBy === undefined) console.error(`not found: ${shown(mutant)}`);
    if (results.byId.size % 100 === 0) console.error(`${results.byId.size} of ${chosen.length} mutants, ${[...results.byId.values()].filter(({ killedBy }) => killedBy === undefined).length} not found`);
    return Date.now() < until;
  };
  while (Date.now() < until) {
    const next = left().filter(({ id }) => !early.has(id));
    if (next.length === 0) break;
    await runWorker(script, { ...rest, mutants: next, fromTheStart: undefined }, { onResult });
  }
  for (const mutant of left()) {
    if (early.has(mutant.id) && Date.now() < until) await runWorker(script, { ...rest, mutants: [mutant], fromTheStart: mutant.id }, { onResult });
  }
  console.log(summary(results.head, results.byId.values()));
}

if (values.report === undefined) {
  if (values.engine === 'postgres') {
    const server = await startPostgres();
    process.env['MUTATION_POSTGRES'] = server.url;
    await run('postgres').finally(() => server.close());
  } else await run('duckdb');
} else {
  const paths = values.report.split(',');
  const { head, results } = readResults(paths[0]!);
  if (paths.length === 1) console.log(summary(head, results));
  else {
    const named = [...new Set(paths.flatMap((path) => readResults(path).head.folders.map(({ name }) => name)))];
    const only = named.filter((name) => !named.some((other) => other !== name && isIn(other, name)));
    const mutants = mutantsOf(only);
    const counted = only.map((name) => ({ name, mutants: mutants.filter(({ path }) => isIn(name, path)).length }));
    const tried = together(paths, mutants);
    const ids = new Set(tried.map(({ id }) => id));
    console.log(summary({ ...head, folders: counted }, tried, mutants.filter(({ id }) => !ids.has(id))));
  }
}
