import { bytesOf, type DataFile } from './data-file.ts';

/** One record of a file of text: a line of JSON Lines, or a record of CSV with its quoted line breaks. */
export interface TextRecord {
  /** The line that it begins on, from 1. */
  readonly line: number;
  /** One character a byte; `utf8` makes the text of it. Without the line break that ends it. */
  readonly bytes: string;
}

/** The text of a record's bytes; `undefined` where they are no UTF-8. */
export function utf8(bytes: string): string | undefined {
  try {
    return decoder.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/** A record that goes on for longer has lost its closing quote. */
const longestRecord = 1 << 24;

/**
 * The records of a file, blank lines left out, a byte order mark passed over. With a `delimiter`, a quote that begins a
 * cell keeps the line breaks up to its closing quote in the record. Lines end in LF, CRLF or CR, also mixed.
 */
export async function* recordsOf(file: DataFile, delimiter?: string): AsyncGenerator<TextRecord> {
  let rest = '';
  let line = 1;
  let first = true;
  const scanner = new RecordScanner(delimiter);
  for await (const chunk of bytesOf(file)) {
    let text = rest + chunk.toString('latin1');
    if (first && text.length >= 3) {
      first = false;
      if (text.startsWith('\u00ef\u00bb\u00bf')) text = text.slice(3);
    }
    let start = 0;
    for (;;) {
      const end = scanner.next(text, false);
      if (end === undefined) break;
      if (end.start > start) yield { line, bytes: text.slice(start, end.start) };
      line += end.lines;
      start = end.next;
    }
    rest = text.slice(start);
    scanner.moved(start);
    if (rest.length > longestRecord) break;
  }
  const end = scanner.next(rest, true);
  const last = end === undefined ? rest : rest.slice(0, end.start);
  if (last !== '') yield { line, bytes: last };
}

interface RecordEnd {
  /** Where the line break begins, and where the next record does. */
  readonly start: number;
  readonly next: number;
  /** Lines that the record took. */
  readonly lines: number;
}

/** Where in a record the scanner stands: only a quote at the start of a cell opens it. */
type State = 'cell start' | 'plain' | 'quoted' | 'after quote';

class RecordScanner {
  readonly #delimiter: number | undefined;
  #at = 0;
  #state: State = 'cell start';
  #lines = 0;
  constructor(delimiter: string | undefined) {
    this.#delimiter = delimiter?.charCodeAt(0);
  }

  /** The first `count` characters of the text were taken. */
  moved(count: number): void {
    this.#at -= count;
  }

  /** The end of the record, or `undefined` where the text holds none; a CR at the very end waits for its LF unless the text is `complete`. */
  next(text: string, complete: boolean): RecordEnd | undefined {
    for (; this.#at < text.length; this.#at += 1) {
      const code = text.charCodeAt(this.#at);
      if (code !== lineFeed && code !== carriageReturn) {
        if (this.#delimiter !== undefined) this.#state = stateAfter(this.#state, code, this.#delimiter);
        continue;
      }
      if (code === carriageReturn && this.#at + 1 === text.length && !complete) return undefined;
      const next = this.#at + (code === carriageReturn && text.charCodeAt(this.#at + 1) === lineFeed ? 2 : 1);
      this.#lines += 1;
      if (this.#state === 'quoted') {
        this.#at = next - 1;
        continue;
      }
      const end = { start: this.#at, next, lines: this.#lines };
      this.#at = next;
      this.#lines = 0;
      this.#state = 'cell start';
      return end;
    }
    return undefined;
  }
}

function stateAfter(state: State, code: number, delimiter: number): State {
  if (state === 'quoted') return code === quote ? 'after quote' : 'quoted';
  if (code === quote && state !== 'plain') return 'quoted';
  return code === delimiter ? 'cell start' : 'plain';
}
