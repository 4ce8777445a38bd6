/** Definitions as they were at a revision of git. */
import { execFileSync } from 'node:child_process';
import { dirname, relative, resolve } from 'node:path';
import { check } from '../../compiler/check/check.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import { isTestFile } from '../../compiler/bind/load-files.ts';
import { sourceFile, type SourceFile } from '../../compiler/source/source-file.ts';
import { read } from '../../grammar/read.ts';
import { inputProblem, usageProblem } from '../problems.ts';
import { analyzeFile, readDefinition } from './read-definition.ts';
import { readSource, sourceIfThere } from './read-source.ts';

export interface DefinitionPair {
  readonly before: Definition;
  readonly after: Definition;
  readonly oldName: string;
  readonly newName: string;
}

function git(args: readonly string[], folder: string): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 256 * 1024 * 1024 });
}

/** The definitions that are there both now and at the revision. Ends the command where git or the revision is not there. */
export function definitionsSince(revision: string, paths: readonly string[]): DefinitionPair[] {
  const folder = paths[0] === undefined ? process.cwd() : dirname(resolve(paths[0]));
  // A revision that begins with a dash would be an option of git.
  if (revision.startsWith('-')) throw usageProblem(`\`${revision}\` is not a revision`);
  let root: string;
  let commit: string;
  try {
    root = git(['rev-parse', '--show-toplevel'], folder).trim();
    commit = git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], folder).trim();
  } catch {
    throw usageProblem(`git knows no revision \`${revision}\` here`, 'name a branch, tag or commit of the repository that holds the definitions');
  }
  const files = paths.length > 0 ? [...paths] : git(['ls-files', '-z', '--', '*.mql'], process.cwd()).split('\0').filter((path) => path !== '');

  const atRevision = (path: string): SourceFile | undefined => {
    try {
      return sourceFile(path, git(['show', `${commit}:${relative(root, resolve(path)).replaceAll('\\', '/')}`], root));
    } catch {
      return undefined;
    }
  };
  return files.flatMap((path): DefinitionPair[] => {
    const now = paths.length > 0 ? readSource(path) : sourceIfThere(path);
    const then = atRevision(path);
    if (now === undefined || then === undefined || isTestFile(read(now).tree)) return [];
    const old = check(then, atRevision);
    if (old.definition === undefined) {
      if (old.diagnostics.some((diagnostic) => diagnostic.severity === 'error') && paths.length > 0) throw inputProblem(`\`${path}\` had errors at ${revision}, so it cannot be compared`);
      return [];
    }
    const isDefinition = analyzeFile(now).definition !== undefined;
    if (!isDefinition && paths.length === 0 && !analyzeFile(now).diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return [];
    return [{ before: old.definition, after: readDefinition(path).definition, oldName: `${path} at ${revision}`, newName: path }];
  });
}
