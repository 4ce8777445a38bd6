/** Reads a definition's file and the files it uses. Language reference, section 2. */
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { FileTree, Part, UseStatement } from '../../grammar/tree.ts';
import { read } from '../../grammar/read.ts';
import type { ReadResult } from '../../grammar/read.ts';

/** Gives the text of a file, or `undefined` where it cannot be read. Paths are as `resolvePath` makes them. */
export type Sources = (path: string) => SourceFile | undefined;

/** How a file is read: who checks the same files again and again may remember what it read. Must give what `read` gives. */
export type Reader = (file: SourceFile) => ReadResult;

export interface LoadedFiles {
  /** The file that was asked for. */
  readonly main: FileTree;
  /** Where the blocks that score are: `main`, or, for a file of tests, the definition under test. */
  readonly definition: FileTree;
  /** A file of tests whose definition cannot be read: nothing in it can be checked. */
  readonly orphaned: boolean;
  /** The used files, each once, before the files that use them. Without `main` and `definition`. */
  readonly used: readonly FileTree[];
  readonly diagnostics: readonly Diagnostic[];
  /** A used file is missing, so names may be unknown through no fault of theirs. */
  readonly incomplete: boolean;
  /** Where each `use` of each file leads; for links in editors. */
  readonly links: readonly { readonly file: SourceFile; readonly statement: UseStatement; readonly path: string }[];
}

/** `path` relative to the folder of `from`, with `.` and `..` resolved; `/` and `\` both part folders. */
export function resolvePath(from: string, path: string): string {
  const absolute = /^(?:[A-Za-z][A-Za-z0-9+.-]+:\/\/|\/|[A-Za-z]:[\\/])/.test(path);
  const folder = absolute ? '' : from.slice(0, Math.max(from.lastIndexOf('/'), from.lastIndexOf('\\')) + 1);
  const whole = (folder + path).replaceAll('\\', '/');
  const scheme = /^(?:[A-Za-z][A-Za-z0-9+.-]+:\/\/[^/]*\/|[A-Za-z]:\/|\/)/.exec(whole)?.[0] ?? '';
  const kept: string[] = [];
  for (const piece of whole.slice(scheme.length).split('/')) {
    if (piece === '' || piece === '.') continue;
    if (piece === '..' && kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (piece !== '..' || scheme === '') kept.push(piece);
  }
  return scheme + kept.join('/');
}

/** Nothing but `use`, `test` and `claim` blocks, with at least one test or claim. */
export function isTestFile(tree: FileTree): boolean {
  return tree.parts.some(isTestOrClaim) && tree.parts.some((part) => part.kind === 'use')
    && tree.parts.every((part) => part.kind === 'use' || isTestOrClaim(part));
}

function isTestOrClaim({ kind }: Part): boolean {
  return kind === 'test' || kind === 'claim';
}

function describePart(part: Part): string | undefined {
  switch (part.kind) {
    case 'use': case 'vocabulary': case 'lists': case 'define': case 'broken': return undefined;
    case 'section': return `the section \`${part.name.text}\``;
    case 'stage': return `the stage \`${part.name.text}\``;
    case 'tier': case 'tier grid': return 'tiers';
    case 'score': return 'a score';
    case 'definition': case 'handoff': return `a \`${part.kind}\` block`;
    case 'exclude': return 'an `exclude` block';
    case 'test': case 'claim': return `a ${part.kind}`;
  }
}

export function loadFiles(file: SourceFile, sources: Sources, reader: Reader = read): LoadedFiles {
  const diagnostics: Diagnostic[] = [];
  const used: FileTree[] = [];
  const links: { file: SourceFile; statement: UseStatement; path: string }[] = [];
  const done = new Set<string>();
  let incomplete = false;

  const readTree = (source: SourceFile): FileTree => {
    const result = reader(source);
    diagnostics.push(...result.diagnostics);
    return result.tree;
  };

  const follow = (tree: FileTree, open: readonly string[]): void => {
    for (const part of tree.parts) {
      if (part.kind !== 'use') continue;
      const path = resolvePath(tree.file.path, part.path.value);
      links.push({ file: tree.file, statement: part, path });
      if (open.includes(path)) {
        diagnostics.push(diagnose(codes.useCycle, tree.file, part.path.span, { path: part.path.value }));
        continue;
      }
      if (done.has(path)) continue;
      done.add(path);
      const source = sources(path);
      if (source === undefined) {
        incomplete = true;
        diagnostics.push(diagnose(codes.useNotFound, tree.file, part.path.span, { path: part.path.value }));
        continue;
      }
      const usedTree = readTree(source);
      const foreign = usedTree.parts.find((other) => describePart(other) !== undefined);
      if (foreign !== undefined) {
        diagnostics.push(diagnose(codes.useNotVocabulary, tree.file, part.path.span, { path: part.path.value, what: describePart(foreign)! }, {
          related: [{ file: source, span: 'headerSpan' in foreign ? foreign.headerSpan : foreign.span, message: 'this is no vocabulary' }],
        }));
      }
      follow(usedTree, [...open, path]);
      used.push(usedTree);
    }
  };

  const main = readTree(file);
  const mainPath = resolvePath('', file.path);
  if (!isTestFile(main)) {
    follow(main, [mainPath]);
    return { main, definition: main, orphaned: false, used, diagnostics, incomplete, links };
  }

  const uses = main.parts.filter((part) => part.kind === 'use');
  for (const second of uses.slice(1)) {
    diagnostics.push(diagnose(codes.testsNeedOneDefinition, file, second.path.span, { count: uses.length }, {
      related: [{ file, span: uses[0]!.path.span, message: 'the first one' }],
    }));
  }
  const first = uses[0]!;
  const path = resolvePath(file.path, first.path.value);
  links.push({ file, statement: first, path });
  if (path === mainPath) {
    diagnostics.push(diagnose(codes.useCycle, file, first.path.span, { path: first.path.value }));
    return { main, definition: main, orphaned: true, used, diagnostics, incomplete: true, links };
  }
  const source = sources(path);
  if (source === undefined) {
    diagnostics.push(diagnose(codes.useNotFound, file, first.path.span, { path: first.path.value }));
    return { main, definition: main, orphaned: true, used, diagnostics, incomplete: true, links };
  }
  const definition = readTree(source);
  follow(definition, [mainPath, path]);
  return { main, definition, orphaned: false, used, diagnostics, incomplete, links };
}
