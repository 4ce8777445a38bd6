/** What the tests of a definition never showed, and whether a new test shows it. */
import { check } from '../../compiler/check/check.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import type { Sources } from '../../compiler/bind/load-files.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import type { Trace } from '../../reference/evaluate.ts';
import { coverageTargets, type CoverageItem, type CoverageTarget, type Missing } from '../coverage.ts';
import { runTests } from '../run-tests.ts';

export interface Gap {
  readonly target: CoverageTarget;
  readonly missing: Missing;
}

/** @param covered what the present tests made of the definition, in the order of its targets */
export function gapsOf(definition: Definition, covered: readonly CoverageItem[]): Gap[] {
  return coverageTargets(definition).flatMap((target, index) => (covered[index]?.missing ?? []).map((missing): Gap => ({ target, missing })));
}

export function nameOfGap({ target: { kind, section, name }, missing }: Gap): string {
  return `${kind}${section === undefined ? '' : ` of ${section}`} ${name} ${missing === 'never held' ? 'holds' : 'does not hold'}`;
}

export function isShown({ target, missing }: Gap, trace: Trace): boolean {
  return trace.get(target.node) === (missing === 'never held');
}

/** The block is read and run as it would be at the end of the definition. */
export function passes(text: string, definition: Definition, sources: Sources): boolean {
  const file = sourceFile(definition.file.path, `${definition.file.text}\n${text}`);
  const checked = check(file, sources).definition;
  if (checked === undefined) return false;
  const result = runTests(checked).tests.at(-1);
  return result !== undefined && checked.tests.length === definition.tests.filter(({ origin }) => origin.file.path === definition.file.path).length + 1 && result.passed;
}
