import { DataProblem, placeInData } from '../data-problem.ts';
import { csvCells, csvRecord, delimiterOf } from './csv-record.ts';
import type { DataFile } from './data-file.ts';
import { recordsOf, utf8, type TextRecord } from './text-lines.ts';

export interface CsvHeader {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** The line that it stands on, from 1. */
  readonly line: number;
}

/** The first record of the file. A file without one is a problem: nothing says what its cells would be. */
export async function readHeader(file: DataFile): Promise<CsvHeader> {
  // Any of the delimiters may come before a quote that holds a line break; the first line alone tells which it is.
  for await (const { bytes } of recordsOf(file)) {
    const delimiter = delimiterOf(bytes);
    for await (const record of recordsOf(file, delimiter)) {
      const names = cellsOf(file, record, delimiter).map((name) => name.trim());
      return { names, delimiter, line: record.line };
    }
  }
  throw new DataProblem('input', `\`${file.shownPath}\` is empty`, 'a CSV file has at least a header: the names of its columns');
}

/** The cells of a record, or the problem that stops the run. */
function cellsOf(file: DataFile, record: TextRecord, delimiter: string): readonly string[] {
  const text = utf8(record.bytes);
  if (text === undefined) throw notUtf8(file, record, delimiter);
  const read = csvCells(text, delimiter);
  if (read.kind === 'cells') return read.cells;
  const place = placeInData(file.shownPath, record.line);
  if (read.reason === 'unclosed quote') {
    throw new DataProblem('input', `${place}: the quote that opens cell ${read.cell + 1} of this record is never closed`);
  }
  throw new DataProblem('input', `${place}: cell ${read.cell + 1} has text after its closing quote`, 'a quote inside a quoted cell is written twice');
}

function notUtf8(file: DataFile, record: TextRecord, delimiter: string): DataProblem {
  const read = csvCells(record.bytes, delimiter);
  const cell = read.kind === 'cells' ? read.cells.findIndex((bytes) => utf8(bytes) === undefined) : -1;
  const where = cell === -1 ? '' : ` in cell ${cell + 1}`;
  return new DataProblem(
    'input',
    `${placeInData(file.shownPath, record.line)}: the bytes${where} are not UTF-8`,
    'save the file as UTF-8; Latin-1 becomes it by `iconv -f latin1 -t utf-8`',
  );
}

/** A record below the header, with its cells. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of the file, read strictly: rejects at the first that is broken, naming its line. One empty cell too many at
 * the end of a row is passed over, as spreadsheets leave it.
 */
export async function* rowsOf(file: DataFile, header: CsvHeader): AsyncGenerator<CsvRow> {
  let inHeader = true;
  for await (const record of recordsOf(file, header.delimiter)) {
    if (inHeader) {
      inHeader = false;
      continue;
    }
    const cells = cellsOf(file, record, header.delimiter);
    const width = header.names.length;
    const whole = cells.length === width + 1 && cells[width] === '' ? cells.slice(0, width) : cells;
    if (whole.length !== width) {
      throw new DataProblem(
        'input',
        `${placeInData(file.shownPath, record.line)}: this row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, the header has ${width}`,
        whole.length > width ? 'a cell that holds the delimiter stands in quotes' : undefined,
      );
    }
    yield { line: record.line, cells: whole };
  }
}

/** The file as CSV that every reader takes the same way: no header, commas, all cells in quotes, LF. In pieces. */
export async function* normalCsv(file: DataFile, header: CsvHeader): AsyncGenerator<string> {
  let piece: string[] = [];
  for await (const { cells } of rowsOf(file, header)) {
    piece.push(csvRecord(cells));
    if (piece.length === 1000) {
      yield `${piece.join('\n')}\n`;
      piece = [];
    }
  }
  if (piece.length > 0) yield `${piece.join('\n')}\n`;
}
