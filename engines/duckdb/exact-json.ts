/**
 * JSON that DuckDB would write otherwise than it stands in the data, or than JavaScript reads it, is written anew when it is
 * loaded: digits that would be lost become texts, of a key that stands twice the last counts.
 */
import { jsonRow } from '../files/json-row.ts';
import { DataProblem, placeInData } from '../data-problem.ts';
import { numberOf, sqlText, type Database } from './database.ts';
import type { LoadedTable } from './loaded-table.ts';
import { locateRows } from './locate-rows.ts';

/** As in `json-row.ts`; besides, what DuckDB takes for JSON and is none: NaN, infinities, commas before a closing bracket, comments. */
const doubtful = String.raw`\d{16}|\d\.\d{6}|\d{10}\.\d|\.\d*0\s*[,}\]]|\d[eE][+-]?\d|-0\s*[,}\]]|,\s*[}\]]|[nN][aA][nN]|[iI][nN][fF]|/[/*]`;
const texts = String.raw`"(?:[^"\\]|\\.)*"`;

/** SQL: whether the JSON is to be looked at more closely. Texts are left out, in which anything may stand. */
function isDoubtful(json: string): string {
  const inside = `regexp_replace(${json}, ${sqlText(texts)}, '""', 'g')`;
  const keysTwice = `len(json_keys(${json})) > len(list_distinct(json_keys(${json})))`;
  return `(${json} IS NOT NULL AND CASE WHEN regexp_matches(${json}, ${sqlText(doubtful)}) AND regexp_matches(${inside}, ${sqlText(doubtful)}) THEN true `
    + `WHEN json_valid(${json}) THEN coalesce(${keysTwice}, false) ELSE false END)`;
}

/** Lines of JSON Lines. Rejects at one that is no JSON. */
export async function makeLinesExact(database: Database, table: LoadedTable): Promise<void> {
  await rewrite(database, table.name, 'line', async (line, row) => {
    try {
      return JSON.stringify(jsonRow(line));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.replace(/ in JSON at position .*| \(line .*|, .*is not valid JSON/s, '') : String(cause);
      for await (const place of locateRows(table, [row])) {
        const where = place.line === undefined ? `${place.shownPath}, row ${row + 1}` : placeInData(place.shownPath, place.line);
        throw new DataProblem('input', `${where}: this line is no JSON: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`, 'JSON Lines has one whole object on each line');
      }
      throw cause;
    }
  });
}

/**
 * Cells that hold JSON. What is none is left as it is.
 * @returns whether there is such a cell that DuckDB takes for JSON: its rows are in the table `no_json` of the database
 */
export async function makeCellsExact(database: Database, { name: table, format }: LoadedTable, column: string): Promise<boolean> {
  let isAny = false;
  await database.connection.run('CREATE TABLE IF NOT EXISTS no_json (table_name VARCHAR, column_name VARCHAR, row_number BIGINT)');
  const broken = await database.connection.createAppender('no_json');
  // Tables of typed columns are views of those in which they are kept.
  await rewrite(database, format === 'csv' ? table : `${table}_rows`, column, async (cell, row) => {
    try {
      return JSON.stringify(JSON.parse(cell));
    } catch {
      isAny = true;
      broken.appendVarchar(table);
      broken.appendVarchar(column);
      broken.appendBigInt(BigInt(row));
      broken.endRow();
      return cell;
    }
  });
  broken.closeSync();
  return isAny;
}

async function rewrite(database: Database, table: string, column: string, make: (json: string, row: number) => Promise<string>): Promise<void> {
  const { connection } = database;
  await connection.run(`CREATE TABLE doubtful AS SELECT rowid AS row_number, ${column} AS json FROM ${table} WHERE ${isDoubtful(column)}`);
  if ((await numberOf(connection, 'SELECT count(*) FROM doubtful')) > 0) {
    await connection.run('CREATE TABLE exact (row_number BIGINT, json VARCHAR)');
    const appender = await (await database.connect()).createAppender('exact');
    for await (const rows of (await (await database.connect()).stream('SELECT row_number, json FROM doubtful')).yieldRows()) {
      for (const [row, json] of rows) {
        const made = await make(json as string, Number(row));
        if (made === json) continue;
        appender.appendBigInt(row as bigint);
        appender.appendVarchar(made);
        appender.endRow();
      }
    }
    appender.closeSync();
    await connection.run(`UPDATE ${table} SET ${column} = exact.json FROM exact WHERE ${table}.rowid = exact.row_number`);
    await connection.run('DROP TABLE exact');
  }
  await connection.run('DROP TABLE doubtful');
}
