/** Imports run one way; what is pure stays pure; what is heavy is loaded late. ARCHITECTURE.md, "Which way imports run". */
import { describe, expect, it } from 'vitest';
import { houseFiles, importedPath, importsOf, isCode } from './source-files.ts';

/**
 * Each part of the house and the parts that it may import besides itself. The first entry whose folder (or file) begins a path
 * says which part the path belongs to. Everything may import `tables/`, the types of the language and `compiler/unreachable.ts`, but
 * for `runtime/`, which is a package of its own and imports nothing but `tables/`.
 */
const parts: readonly { readonly name: string; readonly paths: readonly string[]; readonly mayImport: readonly string[] }[] = [
  { name: 'tables', paths: ['tables/'], mayImport: [] },
  { name: 'unreachable', paths: ['compiler/unreachable.ts'], mayImport: [] },
  { name: 'source', paths: ['compiler/source/'], mayImport: [] },
  // What a value of the language can be: shapes that everything names, and nothing that runs.
  { name: 'types', paths: ['compiler/vocabulary/types.ts'], mayImport: ['source'] },
  { name: 'diagnostics', paths: ['compiler/diagnostics/'], mayImport: ['source'] },
  { name: 'grammar', paths: ['grammar/'], mayImport: ['source', 'diagnostics'] },
  { name: 'vocabulary', paths: ['compiler/vocabulary/'], mayImport: ['source', 'diagnostics', 'grammar'] },
  { name: 'bind', paths: ['compiler/bind/'], mayImport: ['source', 'diagnostics', 'grammar', 'vocabulary'] },
  { name: 'check', paths: ['compiler/check/'], mayImport: ['source', 'diagnostics', 'grammar', 'vocabulary', 'bind'] },
  { name: 'reason', paths: ['compiler/reason/'], mayImport: ['source', 'vocabulary', 'check'] },
  {
    name: 'lint', paths: ['compiler/lint/'],
    mayImport: ['source', 'diagnostics', 'grammar', 'vocabulary', 'bind', 'check', 'reason'],
  },
  // The one file that runs the whole front: reading, binding, checking, then the lints.
  { name: 'front', paths: ['compiler/analyze.ts'], mayImport: ['source', 'diagnostics', 'grammar', 'bind', 'check', 'lint'] },
  { name: 'plan', paths: ['compiler/plan/'], mayImport: ['source', 'vocabulary', 'check', 'reason'] },
  { name: 'emit', paths: ['compiler/emit/'], mayImport: ['source', 'vocabulary', 'plan'] },
  { name: 'reference', paths: ['reference/'], mayImport: ['source', 'vocabulary', 'check'] },
  { name: 'runtime', paths: ['runtime/'], mayImport: [] },
  {
    name: 'engines', paths: ['engines/'],
    mayImport: ['source', 'diagnostics', 'grammar', 'vocabulary', 'check', 'front', 'plan', 'emit', 'runtime'],
  },
  {
    name: 'review', paths: ['review/'],
    mayImport: ['source', 'diagnostics', 'grammar', 'vocabulary', 'bind', 'check', 'front', 'reason', 'lint', 'plan', 'emit', 'reference', 'runtime'],
  },
  {
    name: 'lsp', paths: ['lsp/'],
    mayImport: [
      'source', 'diagnostics', 'grammar', 'vocabulary', 'bind', 'check', 'front', 'reason', 'lint', 'plan', 'emit', 'reference', 'runtime', 'engines',
      'review',
    ],
  },
  {
    name: 'cli', paths: ['cli/'],
    mayImport: [
      'source', 'diagnostics', 'grammar', 'vocabulary', 'bind', 'check', 'front', 'reason', 'lint', 'plan', 'emit', 'reference', 'runtime',
      'engines', 'review', 'lsp',
    ],
  },
];

function partOf(path: string): (typeof parts)[number] | undefined {
  return parts.find(part => part.paths.some(start => path.startsWith(start)));
}

const files = houseFiles().filter(file => isCode(file.path) && partOf(file.path) !== undefined);

describe('imports between the parts of the house', () => {
  it('run one way', () => {
    const wrong = files.flatMap(file => {
      const part = partOf(file.path)!;
      const everywhere = part.name === 'runtime' ? ['tables'] : ['tables', 'source', 'unreachable'].includes(part.name) ? [] : ['tables', 'types', 'unreachable'];
      return importsOf(file.text).filter(({ from }) => from.startsWith('.')).flatMap(({ from }) => {
        const target = importedPath(file.path, from);
        const targetPart = partOf(target)?.name;
        const allowed = targetPart !== undefined && (targetPart === part.name || [...everywhere, ...part.mayImport].includes(targetPart));
        return allowed ? [] : [`${file.path} imports ${target}`];
      });
    });
    expect(wrong).toEqual([]);
  });
});

/** The packages that a part may import; where it is not named, none. */
const packages: Readonly<Record<string, readonly string[]>> = {
  grammar: ['chevrotain', 'prettier'],
  engines: ['@duckdb/node-api', 'pg'],
  lsp: ['chevrotain', 'vscode-languageserver', 'vscode-languageserver-protocol', 'vscode-languageserver-textdocument'],
  cli: ['commander', '@duckdb/node-api', 'prettier'],
};
const heavy = ['@duckdb/node-api', 'pg', 'prettier'];
const packageOf = (from: string): string => from.split('/').slice(0, from.startsWith('@') ? 2 : 1).join('/');
/** Where the language server starts as a process or a worker, and meets its protocol. */
const startOfServer = ['lsp/server.ts', 'lsp/node.ts', 'lsp/with-solver.ts', 'lsp/browser.ts'];
const outside = (from: string): boolean => !from.startsWith('.') && !from.startsWith('node:');

describe('what is imported from outside', () => {
  it('is a package that the part may use', () => {
    const wrong = files.flatMap(file => importsOf(file.text)
      .filter(({ from }) => outside(from) && !(packages[partOf(file.path)!.name] ?? []).includes(packageOf(from)))
      .map(({ from }) => `${file.path} imports ${from}`));
    expect(wrong).toEqual([]);
  });

  it('is loaded late where it is heavy', () => {
    const wrong = files
      .filter(file => !file.path.startsWith('grammar/format/'))
      .flatMap(file => importsOf(file.text)
        .filter(({ from, typeOnly, dynamic }) => heavy.includes(packageOf(from)) && !typeOnly && !dynamic)
        .map(({ from }) => `${file.path} loads ${from} at once`));
    expect(wrong).toEqual([]);
  });

  it('is nothing of the editor protocol where the features are made', () => {
    const wrong = files
      .filter(({ path }) => !path.startsWith('lsp/protocol/') && !startOfServer.includes(path))
      .flatMap(file => importsOf(file.text).filter(({ from }) => from.startsWith('vscode-')).map(({ from }) => `${file.path} imports ${from}`));
    expect(wrong).toEqual([]);
  });

  it('is nothing of Node where the code also runs in a browser', () => {
    const anywhere = ['grammar/', 'compiler/', 'runtime/', 'reference/', 'tables/', 'review/', 'lsp/features/'];
    const wrong = files
      .filter(({ path }) => anywhere.some(folder => path.startsWith(folder)))
      .flatMap(file => importsOf(file.text).filter(({ from }) => from.startsWith('node:')).map(({ from }) => `${file.path} imports ${from}`));
    expect(wrong).toEqual([]);
  });

  it('reads no clock but where a program starts', () => {
    const wrong = files
      .filter(({ path }) => !path.startsWith('cli/') && !startOfServer.includes(path))
      .filter(({ text }) => /\bDate\.now\(\)|new Date\(\)|performance\.now\(\)/.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});

describe('the reader of imports', () => {
  it('finds each kind, and nothing else', () => {
    const text = [
      "import { a } from './a.ts';",
      "import type { B } from '../b.ts';",
      'import {', '  c,', '  d,', "} from 'package/c';",
      "export { e } from './e.ts';",
      "import './f.ts';",
      "const g = await import('g');",
      "  const text = `import { x } from './x.ts';`;",
    ].join('\n');
    expect(importsOf(text).map(({ from }) => from)).toEqual(['./a.ts', '../b.ts', 'package/c', './e.ts', './f.ts', 'g']);
    expect(importsOf(text)[1]!.typeOnly).toBe(true);
    expect(importsOf(text)[5]!.dynamic).toBe(true);
    expect(importedPath('compiler/check/context.ts', '../../tables/calendar.ts')).toBe('tables/calendar.ts');
  });
});
