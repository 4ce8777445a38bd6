/** Which tests a mutant is tried with, those first that are likely to notice it soon. */
import type { Mutant } from './mutants.ts';
import type { SurveyedTest } from './run-mutants.ts';

interface Kill {
  readonly line: number;
  readonly test: SurveyedTest;
}

/** How many of those that noticed a change nearby are asked before all others. */
const mostNeighbours = 6;
/** What the tests of the code's own folder may take before others come in between. */
const mostOfOwn = 300;

export class TestOrder {
  readonly #all: readonly SurveyedTest[];
  /** By the mutant's id, in the order of `#all`. */
  readonly #byMutant = new Map<number, SurveyedTest[]>();
  readonly #kills = new Map<string, Kill[]>();

  constructor(tests: readonly SurveyedTest[]) {
    this.#all = spread(tests);
    for (const test of this.#all) {
      for (const id of test.differing) {
        const list = this.#byMutant.get(id);
        if (list === undefined) this.#byMutant.set(id, [test]);
        else list.push(test);
      }
    }
  }

  /** Those on whose way the mutant makes a difference. */
  of(mutant: Mutant): Iterable<SurveyedTest> {
    return this.#sorted(mutant, this.#byMutant.get(mutant.id) ?? []);
  }

  ofAll(mutant: Mutant): Iterable<SurveyedTest> {
    return this.#sorted(mutant, this.#all);
  }

  noteKill({ path, line }: Mutant, test: SurveyedTest): void {
    const kills = this.#kills.get(path) ?? [];
    kills.push({ line, test });
    this.#kills.set(path, kills);
  }

  /** What noticed changes nearby; then some of the code's own tests, those of the same name first, then the quickest; then all others. */
  #sorted({ path, line }: Mutant, tests: readonly SurveyedTest[]): Iterable<SurveyedTest> {
    const candidates = new Set(tests);
    const first = new Set<SurveyedTest>();
    for (const { test } of [...this.#kills.get(path) ?? []].sort((one, other) => Math.abs(one.line - line) - Math.abs(other.line - line))) {
      if (candidates.has(test)) first.add(test);
      if (first.size === mostNeighbours) break;
    }
    let spent = 0;
    const [, ...starts] = ownTests.find(([start]) => path.startsWith(start)) ?? [path];
    const namesake = path.replace(/^.*\//, '/').replace('.ts', '.test.ts');
    const own = tests.filter(({ name }) => starts.some((start) => name.startsWith(start)))
      .map((test) => ({ isFirst: test.name.includes(namesake), milliseconds: test.milliseconds, test }))
      .sort((one, other) => Number(other.isFirst) - Number(one.isFirst) || one.milliseconds - other.milliseconds);
    for (const { test } of own) {
      if (spent > mostOfOwn) break;
      spent += test.milliseconds;
      first.add(test);
    }
    return new Set([...first, ...tests]);
  }
}

/** How the names of the tests begin that stand for a file whose path begins so; the first that fits counts. */
const ownTests: readonly (readonly [path: string, ...tests: string[]])[] = [
  ['compiler/emit/js/emit-types.ts', 'emit-js/types'],
  ['compiler/emit/js/library.generated.ts', 'emit-js/library-functions'],
  ['compiler/emit/js/', 'emit-js/'],
  ['compiler/emit/sql/', 'emit-sql/'],
  ['compiler/bind/', 'compiler/bind/', 'check/references', 'check/names', 'check/messages'],
  ['compiler/vocabulary/', 'compiler/vocabulary/', 'check/types', 'check/messages'],
  ['compiler/diagnostics/', 'compiler/diagnostics/'],
  ['compiler/source/', 'compiler/source/'],
  ['compiler/check/', 'check/'],
  ['compiler/lint/', 'lint/'],
  ['compiler/plan/', 'plan/'],
  ['compiler/reason/', 'reason/'],
  ['reference/', 'reference/', 'conformance/'],
  ['runtime/', 'runtime/'],
  ['tables/', 'tables/'],
];

/** Any beginning of the order reaches much for its time: code that all tests reach is then tried by tests of many kinds. */
function spread(tests: readonly SurveyedTest[]): SurveyedTest[] {
  const order: SurveyedTest[] = [];
  const times = new Uint16Array(100_000);
  let left = [...tests].sort((first, second) => first.milliseconds - second.milliseconds);
  for (let round = 0; left.length > 0; round += 1) {
    const later: SurveyedTest[] = [];
    for (const each of left) {
      if (round < 20 && !each.differing.some((id) => times[id]! <= round)) { later.push(each); continue; }
      for (const id of each.differing) times[id]! += 1;
      order.push(each);
    }
    left = later;
  }
  return order;
}
