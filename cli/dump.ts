/** What the stages of the compiler make of a file, as JSON, for whoever works on them. */
import type { Definition } from '../compiler/check/checked.ts';
import { positionAt, type SourceFile } from '../compiler/source/source-file.ts';
import { read } from '../grammar/read.ts';
import { Reporter } from '../grammar/report.ts';
import { scan } from '../grammar/scan.ts';

/** One token a line: place, kind, text. */
export function dumpTokens(file: SourceFile): string {
  return scan(new Reporter(file)).tokens.map(({ startOffset, tokenType, image }) => `${placeOf(file, startOffset)}\t${tokenType.name}\t${JSON.stringify(image)}\n`).join('');
}

export function dumpTree(file: SourceFile): string {
  return dump(read(file).tree);
}

export function dumpChecked(definition: Definition): string {
  return dump(definition);
}

function placeOf(file: SourceFile, offset: number): string {
  const { line, character } = positionAt(file, offset);
  return `${line + 1}:${character + 1}`;
}

/** Spans become `line:column-line:column`; what stands in several places is written once and then named; files by their path. */
function dump(value: unknown): string {
  const names = new Map<object, string>();
  let file: SourceFile | undefined;
  const shown = (node: unknown, path: string): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (isFile(node)) {
      file ??= node;
      return node.path;
    }
    if (isSpan(node)) return file === undefined ? `${node.start}-${node.end}` : `${placeOf(file, node.start)}-${placeOf(file, node.end)}`;
    if (node instanceof Map) return Object.fromEntries([...node].map(([key, each]) => [String(key), shown(each, `${path}.${String(key)}`)]));
    const earlier = names.get(node);
    if (earlier !== undefined && 'kind' in node) return `see ${earlier}`;
    names.set(node, path);
    if (Array.isArray(node)) return node.map((each, index) => shown(each, `${path}[${index}]`));
    return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, shown(each, path === '' ? key : `${path}.${key}`)]));
  };
  findFile(value, (found) => {
    file ??= found;
  });
  return `${JSON.stringify(shown(value, ''), undefined, 2)}\n`;
}

function findFile(value: unknown, found: (file: SourceFile) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const each of Object.values(value)) if (typeof each === 'object' && each !== null && isFile(each)) found(each);
}

function isFile(node: object): node is SourceFile {
  return 'lineStarts' in node && 'text' in node;
}

function isSpan(node: object): node is { readonly start: number; readonly end: number } {
  return Object.keys(node).length === 2 && 'start' in node && 'end' in node;
}
