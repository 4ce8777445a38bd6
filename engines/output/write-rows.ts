/** Results and contributions that come into this process row by row, to files. */
import { unreachable } from '../../compiler/unreachable.ts';
import type { Result } from '../../runtime/result.ts';
import type { FileOutput, ScoredDefinition } from '../engine.ts';
import { contributionColumns, contributionJson, type Contribution } from './contribution.ts';
import { resultColumns, valueOfPart } from './result-columns.ts';
import { csvWriter, jsonLinesWriter, parquetWriter, type OutputColumn, type RowWriter } from './row-writer.ts';

export interface ResultRow {
  /** As the request names it. */
  readonly definition: string;
  readonly result: Result;
}

export function resultRowWriter(output: FileOutput, definitions: readonly ScoredDefinition[]): Promise<RowWriter<ResultRow>> {
  const columns = resultColumns(definitions.map(({ definition }) => definition)).map(({ name, type, part }) =>
    ({ name, type, valueOf: ({ definition, result }: ResultRow) => valueOfPart(part, definition, result) }));
  return writerOf(output, columns, ({ definition, result }) => JSON.stringify(definitions.length === 1 ? result : { definition, ...result }));
}

export function contributionRowWriter(output: FileOutput, definitions: readonly ScoredDefinition[]): Promise<RowWriter<Contribution>> {
  const columns = contributionColumns(definitions.length);
  return writerOf(output, columns.map(({ name, type }) => ({ name, type, valueOf: (row: Contribution) => row[name] })), (row) => contributionJson(row, columns));
}

async function writerOf<Row>({ format, path }: FileOutput, columns: readonly OutputColumn<Row>[], json: (row: Row) => string): Promise<RowWriter<Row>> {
  switch (format) {
    case 'jsonl':
      return jsonLinesWriter(path, json);
    case 'csv':
      return csvWriter(path, columns);
    case 'parquet': {
      const { openDatabase } = await import('../duckdb/database.ts');
      const database = await openDatabase({});
      const writer = await parquetWriter(path, columns, database, 'rows_of_file');
      return {
        write: (rows) => writer.write(rows),
        finish: async () => {
          await writer.finish();
          await database.close();
        },
      };
    }
    default:
      return unreachable(format);
  }
}
