/** Pairs of definitions at random with data in files of each format, for the effect of a change. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Definition } from '../../compiler/check/checked.ts';
import type { DataRequest } from '../../cli/data/data-options.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { csvCell } from '../../engines/output/row-writer.ts';
import { readRows } from '../../reference/read-rows.ts';
import { foldedSpelling } from '../../runtime/folded-spelling.ts';
import { definitionOf } from '../check-text.ts';
import { random } from '../fuzz/random.ts';
import { caseOf } from '../review/prove/pairs.ts';
import { mutated } from '../review/prove/rewrites.ts';

type Row = Readonly<Record<string, unknown>>;

export interface EffectPair {
  readonly before: Definition;
  readonly after: Definition;
  readonly request: DataRequest;
  /** A field that either version declares, or none. */
  readonly by: string | undefined;
}

/** Three times in four without rows that either version cannot read: with them nothing is compared. */
export async function effectPair(folder: string, seed: number): Promise<EffectPair | undefined> {
  const next = random(seed);
  const generated = caseOf(seed);
  const before = definitionOf(generated.text);
  const after = mutated(generated.draft, next);
  if (after === undefined) return undefined;
  const keepsBad = next(4) === 0;
  const bad = keepsBad ? [] : [before, after].flatMap((definition) => readRows(definition, generated).badRows);
  const good = (rows: readonly Row[], table: 'leads' | 'events'): readonly Row[] => rows.filter((_row, index) => !bad.some((one) => one.table === table && one.row === index));
  const format = (['jsonl', 'csv', 'parquet'] as const)[next(3)]!;
  const { fields } = after.vocabulary;
  const by = next(3) === 0 ? undefined : fields[next(fields.length)]!;
  const read = [...new Map([...makePlan(before).schema.fields, ...makePlan(after).schema.fields, ...(by === undefined ? [] : [by])].map((field) => [field.name, field])).values()];
  const write = (name: 'leads' | 'events', rows: readonly Row[]): Promise<string> =>
    writeRows(join(folder, `${name}-${seed}`), format, name === 'leads' ? withColumns(rows, read) : rows);
  const request: DataRequest = {
    leads: await write('leads', good(generated.leads, 'leads')), events: await write('events', good(generated.events, 'events')), now: generated.now,
    nowIsNow: false, format: undefined, engine: 'duckdb', memory: undefined, leadId: undefined, eventLeadId: undefined, eventType: undefined, eventAt: undefined,
  };
  return { before, after, request, by: by?.name };
}

/** Data without a column that is read is refused. */
function withColumns(rows: readonly Row[], fields: readonly { readonly name: string; readonly spellings: readonly string[] }[]): readonly Row[] {
  const columns = new Set(rows.flatMap((row) => Object.keys(row)).map(foldedSpelling));
  const missing = fields.filter(({ name, spellings }) => ![...spellings, name].some((each) => columns.has(foldedSpelling(each))));
  return rows.map((row) => ({ ...row, ...Object.fromEntries(missing.map(({ name }) => [name, null])) }));
}

async function writeRows(path: string, format: 'jsonl' | 'csv' | 'parquet', rows: readonly Row[]): Promise<string> {
  const file = `${path}.${format}`;
  if (format === 'csv') {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const cell = (value: unknown): string => (value === null || value === undefined ? '' : csvCell(typeof value === 'object' ? JSON.stringify(value) : String(value)));
    writeFileSync(file, [columns.map(cell), ...rows.map((row) => columns.map((column) => cell(row[column])))].map((cells) => `${cells.join(',')}\n`).join(''));
    return file;
  }
  const lines = `${path}.jsonl`;
  writeFileSync(lines, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  if (format === 'jsonl' || rows.length === 0) return lines;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT * FROM read_json('${lines}', format = 'newline_delimited', sample_size = -1)) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return file;
}
