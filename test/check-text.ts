/** Definitions for tests, from text. */
import { check } from '../compiler/check/check.ts';
import type { CheckResult } from '../compiler/check/check.ts';
import type { Definition } from '../compiler/check/checked.ts';
import { positionAt, sourceFile } from '../compiler/source/source-file.ts';

/** Checks a text as the file `definition.mql`; `files` are what it may use, by path. */
export function checkText(text: string, files: Readonly<Record<string, string>> = {}): CheckResult {
  return check(sourceFile('definition.mql', text), (path) => {
    const used = files[path];
    return used === undefined ? undefined : sourceFile(path, used);
  });
}

/** The checked definition; throws with the diagnostics where the text has an error. */
export function definitionOf(text: string, files: Readonly<Record<string, string>> = {}): Definition {
  const { definition, diagnostics } = checkText(text, files);
  if (definition !== undefined) return definition;
  const messages = diagnostics.map((diagnostic) => {
    const { line, character } = positionAt(diagnostic.file, diagnostic.span.start);
    return `${diagnostic.file.path}:${line + 1}:${character + 1} ${diagnostic.code} ${diagnostic.message}`;
  });
  throw new Error(`the definition has no meaning:\n${messages.join('\n')}\n--- in\n${text}`);
}
