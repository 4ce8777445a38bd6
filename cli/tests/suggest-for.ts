/** `mql test --suggest`: the `test` blocks that files lack, in the style of the formatter. */
import type { Definition } from '../../compiler/check/checked.ts';
import { analyzeFile } from '../input/read-definition.ts';
import { readSource, sourceIfThere } from '../input/read-source.ts';
import { tell } from '../terminal/standard-output.ts';
import type { TestRun } from './run-test-files.ts';

/** @param run with coverage @param seconds for each definition */
export async function suggestFor(paths: readonly string[], run: TestRun, seconds: number): Promise<string> {
  const { endSolver, openSolver } = await import('../../review/prove/solver.ts');
  const { suggestTests } = await import('../../review/suggest/suggest-tests.ts');
  const { format } = await import('../../grammar/format/format.ts');
  const blocks: string[] = [];
  try {
    for (const { path, items } of run.coverage) {
      const definition = definitionAt(path, paths);
      if (definition === undefined) continue;
      const present = run.suites.filter((suite) => suite.definition.file.path === path).flatMap(({ report }) => report.tests);
      const solver = await openSolver();
      const { tests, impossible, open } = await suggestTests(solver, definition, items, present, sourceIfThere, { milliseconds: seconds * 1_000, clock: () => performance.now() });
      await solver.close();
      const text = tests.map((test) => test.text).join('\n');
      const formatted = await format(text, path);
      blocks.push('text' in formatted ? formatted.text : text);
      tell(`\`${path}\`: ${tests.length === 0 ? 'no test is missing' : `${tests.length} ${tests.length === 1 ? 'test is' : 'tests are'} missing`}\n`);
      for (const what of impossible) tell(`  proved that no lead shows: ${what}\n`);
      for (const { what, reason } of open) tell(`  no lead was found for: ${what} (${reason})\n`);
    }
  } finally {
    await endSolver();
  }
  return blocks.join('\n');
}

/** The definition that tests of one of the files are of. */
function definitionAt(path: string, paths: readonly string[]): Definition | undefined {
  return [path, ...paths].map((one) => analyzeFile(readSource(one)).definition).find((definition) => definition?.file.path === path);
}
