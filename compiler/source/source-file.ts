/** A place in a file as editors count it: both from 0, `character` in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** One text with a name. The text is kept exactly as it was read; offsets everywhere refer to it. */
export interface SourceFile {
  /** How the user named the file; shown in messages, and the base that `use` is relative to. */
  readonly path: string;
  readonly text: string;
  /** The offset of each line's first character; always begins with 0. */
  readonly lineStarts: readonly number[];
}

export function sourceFile(path: string, text: string): SourceFile {
  const lineStarts = [0];
  for (let offset = text.indexOf('\n'); offset !== -1; offset = text.indexOf('\n', offset + 1)) {
    lineStarts.push(offset + 1);
  }
  return { path, text, lineStarts };
}

/** Offsets outside the text are taken as its nearest end. */
export function positionAt(file: SourceFile, offset: number): Position {
  const inside = Math.max(0, Math.min(offset, file.text.length));
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (file.lineStarts[middle]! <= inside) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: inside - file.lineStarts[low]! };
}

/** Positions outside the text are taken as the nearest place inside. */
export function offsetAt(file: SourceFile, position: Position): number {
  const line = Math.max(0, Math.min(position.line, file.lineStarts.length - 1));
  const start = file.lineStarts[line]!;
  const next = file.lineStarts[line + 1] ?? file.text.length + 1;
  return Math.max(start, Math.min(start + position.character, next - 1));
}

/** The text of one line (from 0), without its line break. */
export function lineText(file: SourceFile, line: number): string {
  const start = file.lineStarts[line];
  if (start === undefined) return '';
  const end = file.lineStarts[line + 1] ?? file.text.length;
  return file.text.slice(start, end).replace(/\r?\n$/, '');
}
