/** The tests that a definition lacks, written where its tests stand. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import type { Span } from '../../compiler/source/span.ts';
import { coverageOf } from '../../review/coverage.ts';
import type { CoverageItem } from '../../review/coverage.ts';
import { runTests } from '../../review/run-tests.ts';
import { testsByTrying } from '../../review/suggest/tests-by-trying.ts';
import type { Edit } from '../../compiler/diagnostics/diagnostic.ts';
import type { Analysis } from '../workspace.ts';

export interface MissingTests {
  readonly edits: readonly Edit[];
  readonly count: number;
  /** What no lead was found for. */
  readonly open: readonly string[];
}

const coverages = new WeakMap<Definition, readonly CoverageItem[]>();

function coverageIn(definition: Definition): readonly CoverageItem[] {
  const known = coverages.get(definition);
  if (known !== undefined) return known;
  const { items } = coverageOf(definition, runTests(definition));
  coverages.set(definition, items);
  return items;
}

/** What no test makes happen, those of `testing` included: analyses of files of tests of the same definition. */
function covered(definition: Definition, testing: readonly Analysis[]): readonly CoverageItem[] {
  const others = testing.flatMap((analysis) => (analysis.definition === undefined ? [] : [coverageIn(analysis.definition)]));
  return coverageIn(definition).map((item, index) => (
    { ...item, missing: item.missing.filter((missing) => others.every((other) => other[index]?.missing.includes(missing) !== false)) }));
}

/** What is not covered at a place of the definition; in a file of tests, at its `use`, all of the definition. */
function wanted(analysis: Analysis, range: Span, item: CoverageItem): boolean {
  if (item.missing.length === 0) return false;
  const holds = (span: Span): boolean => span.start <= range.start && range.end <= span.end;
  if (item.origin.file === analysis.file) return holds(item.origin.span);
  return analysis.definition!.file !== analysis.file && analysis.files.main.parts.some((part) => part.kind === 'use' && holds(part.span));
}

/** How many things at the range no test shows. */
export function missingAt(analysis: Analysis, range: Span, testing: readonly Analysis[]): number {
  const { definition } = analysis;
  return definition === undefined ? 0 : covered(definition, testing).filter((item) => wanted(analysis, range, item)).length;
}

/** Tries leads; that takes up to a second. `undefined` where the definition has errors. */
export function missingTests(analysis: Analysis, range: Span, testing: readonly Analysis[]): MissingTests | undefined {
  const { definition } = analysis;
  if (definition === undefined) return undefined;
  const items = covered(definition, testing);
  const chosen = new Set(items.filter((item) => wanted(analysis, range, item)).map(({ origin }) => origin));
  const files = [analysis, ...testing].flatMap(({ files: { definition: main, used } }) => [main.file, ...used.map(({ file }) => file)]);
  const { tests, open } = testsByTrying(definition, items, (path) => files.find((file) => file.path === path), ({ origin }) => chosen.has(origin));
  const file = placeOf(analysis, testing);
  return { edits: tests.length === 0 ? [] : [appended(file, tests.join('\n'))], count: tests.length, open };
}

/** Tests stand in a file of their own, if there is one and the definition has none. */
function placeOf(analysis: Analysis, testing: readonly Analysis[]): SourceFile {
  const hasTests = analysis.files.main.parts.some(({ kind }) => kind === 'test');
  return hasTests ? analysis.file : testing[0]?.file ?? analysis.file;
}

/** At the end of the file, an empty line before it. */
function appended(file: SourceFile, text: string): Edit {
  const end = file.text.trimEnd().length;
  return { file, span: { start: end, end: file.text.length }, text: `\n\n${text}` };
}
