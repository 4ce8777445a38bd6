/** Text to syntax tree. Reading never fails: whatever the text, there is a tree. Language reference, sections 1, 2 and 8. */
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import { FileReader } from './file-reader.ts';
import type { Memory } from './file-reader.ts';
import { ItemMemory } from './item-memory.ts';
import { Reporter } from './report.ts';
import { Rescanner } from './rescan.ts';
import { scan } from './scan.ts';
import { layOutStretches } from './stretches.ts';
import type { Stretch } from './stretches.ts';
import type { Comment, FileTree } from './tree.ts';

export interface ReadResult {
  readonly tree: FileTree;
  /** In the order of the text. */
  readonly diagnostics: Diagnostic[];
}

/** Reads one file. Every mistake gives one diagnostic, and costs at most the item that it stands in. */
export function read(file: SourceFile): ReadResult {
  const reporter = new Reporter(file);
  const { tokens, comments } = scan(reporter);
  return readStretches(reporter, layOutStretches(file, tokens, [], undefined), comments, undefined);
}

/** Reads one text of a file after the other, as `read` does, but each time only the lines, stretches and items that changed since the last. */
export class Rereader {
  private readonly memory: Memory = { items: new ItemMemory(), stretches: new WeakMap() };
  private readonly scanner = new Rescanner();
  private stretches: readonly Stretch[] = [];
  private last: { readonly file: SourceFile; readonly result: ReadResult } | undefined;

  read(file: SourceFile): ReadResult {
    if (this.last?.file === file) return this.last.result;
    const reporter = new Reporter(file);
    const { tokens, comments, change } = this.scanner.scan(reporter);
    this.stretches = layOutStretches(file, tokens, this.stretches, change);
    const result = readStretches(reporter, this.stretches, comments, this.memory);
    this.last = { file, result };
    return result;
  }
}

function readStretches(reporter: Reporter, stretches: readonly Stretch[], comments: readonly Comment[], memory: Memory | undefined): ReadResult {
  const { file } = reporter;
  const parts = new FileReader(reporter, memory).read(stretches);
  const tree: FileTree = { kind: 'file', span: { start: 0, end: file.text.length }, file, parts, comments };
  const diagnostics = reporter.diagnostics.sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
  return { tree, diagnostics };
}
