/** All that is known of a definition from its text: what the checker says, and, where it has no error, the likely mistakes. */
import { check } from './check/check.ts';
import type { CheckResult } from './check/check.ts';
import type { Sources } from './bind/load-files.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { lint } from './lint/lint.ts';
import type { SourceFile } from './source/source-file.ts';

export interface AnalyzeOptions {
  /** `YYYY-MM-DD`, for `review by`; without it that is not looked at. */
  readonly today?: string | undefined;
}

/** `mql check` and editors show these diagnostics. Never throws for what the files say. */
export function analyze(file: SourceFile, sources: Sources, options: AnalyzeOptions = {}): CheckResult {
  const result = check(file, sources);
  return { ...result, diagnostics: withLikelyMistakes(result, options) };
}

/** The diagnostics of the checker and the likely mistakes, which take longer to find than all the others. */
export function withLikelyMistakes(result: CheckResult, options: AnalyzeOptions = {}): readonly Diagnostic[] {
  if (result.definition === undefined) return result.diagnostics;
  // Likely mistakes of a definition under test are said where that definition is checked.
  const found = lint(result.definition, options.today === undefined ? {} : { today: options.today });
  const own = [result.files.main, ...result.files.used].map((tree) => tree.file);
  return inOrder([...result.diagnostics, ...found.filter((diagnostic) => own.includes(diagnostic.file))], own);
}

function inOrder(diagnostics: Diagnostic[], files: readonly SourceFile[]): readonly Diagnostic[] {
  return diagnostics.sort((first, second) => (
    files.indexOf(first.file) - files.indexOf(second.file) || first.span.start - second.span.start || first.span.end - second.span.end));
}
