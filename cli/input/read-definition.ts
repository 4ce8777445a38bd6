import { analyze } from '../../compiler/analyze.ts';
import type { CheckResult } from '../../compiler/check/check.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { countBySeverity, renderDiagnostics } from '../../compiler/diagnostics/render.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import { CommandProblem, inputProblem } from '../problems.ts';
import { colourOf, widthOf } from '../terminal/colour.ts';
import { tell } from '../terminal/standard-output.ts';
import { readSource, sourceIfThere } from './read-source.ts';

/** Checks a file against the files it uses and today's date. */
export function analyzeFile(file: SourceFile): CheckResult {
  return analyze(file, sourceIfThere, { today: new Date().toISOString().slice(0, 10) });
}

export interface ReadDefinition {
  readonly file: SourceFile;
  readonly definition: Definition;
  /** Of the file, and of all that it uses. */
  readonly paths: readonly string[];
}

/** A file that is something else altogether has a mistake in every line. */
const mostShown = 20;

/** A definition that is to be run: its errors end the command, its warnings are `mql check`'s to say. */
export function readDefinition(path: string): ReadDefinition {
  const file = readSource(path);
  const { definition, diagnostics, files } = analyzeFile(file);
  if (definition !== undefined) return { file, definition, paths: [files.main, files.definition, ...files.used].map((tree) => tree.file.path) };
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length === 0) throw inputProblem(`\`${file.path}\` declares names, but nothing that scores`, 'name the definition that uses it');
  tellDiagnostics(errors.slice(0, mostShown));
  throw inputProblem(`\`${file.path}\` has ${countBySeverity(errors)}`, errors.length > mostShown ? `the first ${mostShown} are above; \`mql check\` says all` : undefined);
}

/** The files themselves, and all that they use. Those that cannot be read stand alone. */
export function filesOf(paths: readonly string[]): readonly string[] {
  const files = new Set(paths);
  for (const path of paths) {
    try {
      const file = sourceIfThere(path);
      if (file === undefined) continue;
      const { main, definition, used } = analyzeFile(file).files;
      for (const tree of [main, definition, ...used]) files.add(tree.file.path);
    } catch (problem) {
      // Running the tests says what it is.
      if (!(problem instanceof CommandProblem)) throw problem;
    }
  }
  return [...files];
}

/** On standard error: they are not the result of the command. */
export function tellDiagnostics(diagnostics: readonly Diagnostic[]): void {
  const { paint } = colourOf(process.stderr);
  tell(`${renderDiagnostics(diagnostics, { paint, width: widthOf(process.stderr) })}\n`);
}
