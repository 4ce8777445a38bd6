/**
 * Writes compiler/emit/js/library.generated.ts: the helper functions that compiled modules carry with them, as source text,
 * one entry a declaration, with the names of the declarations that it needs.
 *
 *     node scripts/generate-library.ts          writes the file
 *     node scripts/generate-library.ts --check  fails when the file is not what it would write
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const sources = [
  'compiler/emit/js/library/values.ts',
  'compiler/emit/js/library/texts.ts',
  'compiler/emit/js/library/amounts.ts',
  'compiler/emit/js/library/occurrences.ts',
  'compiler/emit/js/library/days.ts',
];
/** Of these only what the sources need. */
const tables = ['tables/lower-case-ranges.ts', 'tables/lower-case.ts', 'tables/calendar.ts'];
const output = new URL('../compiler/emit/js/library.generated.ts', import.meta.url);

interface Piece {
  readonly name: string;
  readonly code: string;
}

/** The top-level declarations of a file as JavaScript, each with its comment. */
function piecesOf(path: string): readonly Piece[] {
  const stripped = stripTypeScriptTypes(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));
  const code = stripped.split('\n').map(tidy).join('\n')
    .replace(/^import .*$/gm, '')
    // Comments that belong to no declaration: the file's own, those of types.
    .replace(/^\/\*\*(?:(?!\*\/)[^])*\*\/\n(?=\n)/gm, '');
  const starts = [...code.matchAll(/^(?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?(?:export )?(?:function|const|let) (\w+)/gm)];
  return starts.map((start, index) => ({
    name: start[1]!,
    code: code.slice(start.index, starts[index + 1]?.index ?? code.length).trim().replace(/^export (?=function|const|let)/m, ''),
  }));
}

/** Stripping leaves blanks where the types were. */
function tidy(line: string): string {
  const indentation = /^ */.exec(line)![0];
  const rest = line.slice(indentation.length).replace(/(?<=\S) {2,}/g, ' ').replace(/(?<=[\w\])}]) +(?=[,;).])/g, '').replace(/(?<=[\w}]) +(?=\()/g, keepKeyword);
  return (indentation + rest).trimEnd();
}

function keepKeyword(blanks: string, offset: number, text: string): string {
  const word = /\w*$/.exec(text.slice(0, offset))![0];
  return ['if', 'for', 'while', 'switch', 'return', 'of', 'in', 'catch', 'const', 'let', 'function', 'new', 'typeof'].includes(word) || isComment(text) ? blanks : '';
}

function isComment(text: string): boolean {
  return /^(\*|\/\*|\/\/)/.test(text);
}

/** The other declarations that its code names. */
function needsOf({ name, code }: Piece, all: ReadonlyMap<string, Piece>): readonly string[] {
  const body = code.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
  return [...new Set(body.match(/[A-Za-z_]\w*/g))].filter((word) => word !== name && all.has(word) && !new RegExp(`\\.${word}\\b`).test(body));
}

function generated(): string {
  const own = sources.flatMap(piecesOf);
  const all = new Map([...own, ...tables.flatMap(piecesOf)].map((piece) => [piece.name, piece]));
  const names = new Set(own.map(({ name }) => name));
  // A set that grows while it is walked through.
  for (const name of names) for (const needed of needsOf(all.get(name)!, all)) names.add(needed);
  const pieces = [...all.values()].filter(({ name }) => names.has(name));
  const entries = pieces.map((piece) => `  ${piece.name}: {\n    needs: ${JSON.stringify(needsOf(piece, all))},\n    code: ${quoted(piece.code)},\n  },\n`);
  return [
    '// Written by scripts/generate-library.ts out of compiler/emit/js/library/ and tables/; do not edit.\n\n',
    '/** Source text of one top-level declaration that compiled modules may carry. */\n',
    'export interface LibraryPiece {\n  readonly needs: readonly LibraryName[];\n  readonly code: string;\n}\n\n',
    `export type LibraryName = ${pieces.map(({ name }) => `'${name}'`).join(' | ')};\n\n`,
    '/** In an order in which they may be declared. */\n',
    `export const library: Readonly<Record<LibraryName, LibraryPiece>> = {\n${entries.join('')}};\n`,
  ].join('');
}

/** A template literal, so that the code can be read in the generated file too. */
function quoted(code: string): string {
  return `\`${code.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}

const text = generated();
if (process.argv.includes('--check')) {
  if (readFileSync(output, 'utf8') !== text) {
    console.error(`${fileURLToPath(output)} is out of date: run node scripts/generate-library.ts`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(output, text);
}
