import { appendFileSync } from 'node:fs';
import { foldedSpelling } from '../../runtime/folded-spelling.ts';
import { DataProblem, placeInData } from '../data-problem.ts';
import type { DataFile } from '../files/data-file.ts';
import { recordsOf, utf8 } from '../files/text-lines.ts';
import { refuseMissing, type WantedColumn } from '../wanted-columns.ts';
import { jsonPointer, rowsOf, sqlText, type Database } from './database.ts';
import type { LoadFiles } from './load-table.ts';
import type { LoadedColumn, LoadedPart, LoadedTable } from './loaded-table.ts';

/** Lines are kept as they are, so that no digit of a number is lost; the reader takes them apart. */
export async function loadJson(database: Database, { name, argument, wanted, files }: LoadFiles): Promise<LoadedTable> {
  const { connection } = database;
  await connection.run(`CREATE TABLE ${name} (line VARCHAR)`);
  const parts: LoadedPart[] = [];
  let firstRow = 0;
  for (const file of files) {
    const rowCount = await insertFile(database, name, file);
    parts.push({ file, shownPath: file.shownPath, firstRow, rowCount });
    firstRow += rowCount;
  }
  const keys = await rowsOf(connection, `SELECT key FROM (SELECT unnest(json_keys(line)) AS key FROM ${name}) GROUP BY key ORDER BY key`);
  const columnNames = keys.map(([key]) => String(key));
  const shownPath = files.length === 1 ? files[0]!.shownPath : argument;
  const spellingOf = (column: WantedColumn): string | undefined => column.spellings.find((each) => columnNames.some((key) => foldedSpelling(key) === foldedSpelling(each)));
  if (firstRow > 0) refuseMissing(wanted.filter((column) => column.required && spellingOf(column) === undefined), columnNames, shownPath);
  const columns = wanted.map((column): LoadedColumn => {
    const spelling = spellingOf(column);
    const spellings = spelling === undefined ? [] : columnNames.filter((key) => foldedSpelling(key) === foldedSpelling(spelling));
    return { wanted: column, spellings, text: textOfKeys(spellings), isJson: true };
  });
  return { name, shownPath, format: 'json', columnNames, columns, rowCount: firstRow, parts };
}

/** SQL: the first of the keys that a line has, a number by its digits. */
function textOfKeys(keys: readonly string[]): string {
  const texts = keys.map((key) => {
    const pointer = sqlText(jsonPointer(key));
    // DuckDB writes a number with a fraction or an exponent anew; what stands in the line counts.
    const digits = `regexp_extract(line, ${sqlText(`${escapeRegex(JSON.stringify(key))}\\s*:\\s*(-?[0-9][0-9.eE+-]*)`)}, 1)`;
    return `CASE json_type(line, ${pointer}) WHEN 'DOUBLE' THEN ${digits} ELSE line ->> ${pointer} END`;
  });
  return texts.length === 0 ? 'NULL::VARCHAR' : `coalesce(${texts.join(', ')})`;
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

async function insertFile(database: Database, table: string, file: DataFile): Promise<number> {
  const format = (await isArray(file)) ? 'array' : 'newline_delimited';
  const insert = async (path: string, gzip: boolean): Promise<number> => {
    const options = `format = '${format}', compression = '${gzip ? 'gzip' : 'uncompressed'}', maximum_object_size = ${1 << 26}`;
    const result = await database.connection.run(`INSERT INTO ${table} SELECT json FROM read_json_objects(${sqlText(path)}, ${options})`);
    return result.rowsChanged;
  };
  try {
    return await insert(file.path, file.gzip);
  } catch (cause) {
    // A byte order mark is the one thing that DuckDB does not take and that is no mistake.
    const copy = database.temporaryFile('normal.jsonl');
    for await (const line of strictLines(file)) appendFileSync(copy, `${line}\n`);
    return insert(copy, false).catch(() => {
      throw new DataProblem('input', `cannot read \`${file.shownPath}\`: ${cause instanceof Error ? cause.message : String(cause)}`);
    });
  }
}

/** Other tools write one array of all objects. */
async function isArray(file: DataFile): Promise<boolean> {
  for await (const { bytes } of recordsOf(file)) {
    if (bytes.trim() !== '') return bytes.trimStart().startsWith('[');
  }
  return false;
}

/** The lines of the file; rejects at the first that is no JSON, naming it. */
async function* strictLines(file: DataFile): AsyncGenerator<string> {
  for await (const { line, bytes } of recordsOf(file)) {
    const text = utf8(bytes);
    const place = placeInData(file.shownPath, line);
    if (text === undefined) throw new DataProblem('input', `${place}: the bytes are not UTF-8`, 'save the file as UTF-8');
    if (text.trim() === '') continue;
    try {
      const value: unknown = JSON.parse(text);
      // What JavaScript takes and writes back as an escape is half of a pair: no text in UTF-8 can hold it.
      if (/\\ud[89a-f]/.test(JSON.stringify(value))) throw new Error('a text holds half of a surrogate pair');
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.replace(/ in JSON at position .*| \(line .*|, .*is not valid JSON/s, '') : String(cause);
      throw new DataProblem('input', `${place}: this line is no JSON: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`, 'JSON Lines has one whole object on each line');
    }
    yield text;
  }
}
