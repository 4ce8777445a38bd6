import { unreachable } from '../../compiler/unreachable.ts';
import type { LoadedDefinition } from '../../runtime/load-definition.ts';
import type { Explanation, Result } from '../../runtime/result.ts';
import { DataProblem } from '../data-problem.ts';
import type { Database } from '../duckdb/database.ts';
import { loadData, type LoadedData } from '../duckdb/load-data.ts';
import { readLoaded, type ExcludedRows, type LeadWithEvents, type OpenData } from '../duckdb/open-data.ts';
import type { Engine, Scored, ScoreRequest } from '../engine.ts';
import { Highest } from '../highest.ts';
import { contributionColumns, contributionJson, contributionsOf, type Contribution } from '../output/contribution.ts';
import { resultColumns, valueOfPart } from '../output/result-columns.ts';
import { csvWriter, jsonLinesWriter, parquetWriter, type RowWriter } from '../output/row-writer.ts';
import { loadProgram } from './load-program.ts';

/** Compiled modules in this process. DuckDB only holds the data, and sorts the events by lead. */
export const javascriptEngine: Engine = {
  name: 'js',
  hasTables: false,
  async score(request) {
    const programs = await Promise.all(request.definitions.map(({ definition }) => loadProgram(definition)));
    const { leads, events, columns, standardInput, progress, signal, memory } = request;
    const loaded = await loadData(programs.map(({ schema }) => schema), { leads, events, ...columns, standardInput, progress, signal, memory });
    try {
      return await scoreLoaded(request, programs, loaded);
    } catch (problem) {
      await loaded.database.close();
      throw problem;
    }
  },
};

async function scoreLoaded(request: ScoreRequest, programs: readonly LoadedDefinition[], loaded: LoadedData): Promise<Scored> {
  const open = (excluded?: ExcludedRows): Promise<OpenData[]> => Promise.all(programs.map(({ schema }, definition) =>
    readLoaded(loaded, schema, { progress: request.progress, definition, ...(excluded === undefined ? {} : { excluded }) })));
  const first = await open();
  let pass = await scorePass(request, programs, loaded.database, first);
  const badRowCount = first.reduce((sum, { badRowCount: count }) => sum + count, 0);
  if (first.length > 1 && badRowCount > 0 && request.setsBadRowsApart) {
    const again = await open(await rowsOfBad(first));
    pass = await scorePass(request, programs, loaded.database, again);
    // Without the bad rows nothing is bad any more but rows whose id stood twice: those are all out.
    return scored(pass, again, mergedBadRows(first), await countOf(mergedBadRows(first)()), loaded.database);
  }
  return scored(pass, first, mergedBadRows(first), first.length === 1 ? badRowCount : await countOf(mergedBadRows(first)()), loaded.database);
}

interface Pass {
  readonly leads: number;
  readonly stages: readonly (readonly number[])[];
  readonly highest: readonly (readonly Result[])[];
}

function scored(pass: Pass, datas: readonly OpenData[], badRows: Scored['badRows'], badRowCount: number, database: Database): Scored {
  return {
    leads: pass.leads,
    definitions: datas.map((data, index) => ({ stages: pass.stages[index]!, highest: pass.highest[index]!, report: data.report() })),
    badRowCount,
    badRows,
    close: () => database.close(),
  };
}

/** Walks through the data of all definitions side by side. Once a row is bad that must not be, the rest is only read. */
async function scorePass(request: ScoreRequest, programs: readonly LoadedDefinition[], database: Database, datas: readonly OpenData[]): Promise<Pass> {
  const { definitions, now, results, contributions, progress, signal } = request;
  const resultWriter = await writerOfResults(request, database);
  const contributionWriter = contributions === undefined ? undefined : await writerOfContributions(request, database);
  const highest = definitions.map(() => new Highest(results.kind === 'highest' ? results.rows : 0));
  const stages = definitions.map(({ definition }) => definition.stages.map(() => 0));
  const readers = datas.map((data) => data.leads());
  let leads = 0;
  for (;;) {
    signal?.throwIfAborted();
    const batches: (readonly LeadWithEvents[])[] = [];
    for (const reader of readers) {
      const next = await reader.next();
      if (next.done !== true) batches.push(next.value);
    }
    const [firstBatch] = batches;
    if (firstBatch === undefined) break;
    const isBad = datas.some((data) => data.badRowCount > 0);
    // Where rows are bad for one definition and not for another, all is read once more without them.
    if (isBad && (!request.setsBadRowsApart || datas.length > 1)) continue;
    leads += firstBatch.length;
    const rows: ResultRow[] = [];
    const paid: Contribution[] = [];
    for (let index = 0; index < firstBatch.length; index += 1) {
      programs.forEach((program, place) => {
        const { lead, events } = batches[place]![index]!;
        const definition = definitions[place]!;
        const result = contributionWriter === undefined ? program.score(lead, events, now) : program.explain(lead, events, now);
        definition.definition.stages.forEach(({ name }, stage) => {
          if (result.stages[name] === true) stages[place]![stage]! += 1;
        });
        highest[place]!.add(result);
        if (contributionWriter !== undefined) paid.push(...contributionsOf(definition.name, result as Explanation));
        rows.push({ definition: definition.name, result: withoutItems(result) });
      });
    }
    resultWriter?.write(rows);
    contributionWriter?.write(paid);
    progress(`scored ${String(leads).replace(/\B(?=(\d{3})+$)/g, ',')} leads`);
  }
  await resultWriter?.finish();
  await contributionWriter?.finish();
  return { leads, stages, highest: highest.map((each) => each.results) };
}

function withoutItems(result: Result | Explanation): Result {
  if (!('items' in result)) return result;
  const { items: _items, ...rest } = result;
  return rest;
}

interface ResultRow {
  readonly definition: string;
  readonly result: Result;
}

async function writerOfResults({ results, definitions }: ScoreRequest, database: Database): Promise<RowWriter<ResultRow> | undefined> {
  switch (results.kind) {
    case 'highest':
      return undefined;
    case 'table':
    case 'folder':
      throw new DataProblem('file', `this engine writes files, and no ${results.kind}s`);
    case 'file':
      break;
    default:
      return unreachable(results);
  }
  const { format, path } = results;
  const columns = resultColumns(definitions.map(({ definition }) => definition)).map(({ name, type, part }) =>
    ({ name, type, valueOf: ({ definition, result }: ResultRow) => valueOfPart(part, definition, result) }));
  switch (format) {
    case 'jsonl':
      return jsonLinesWriter(path, ({ definition, result }) => JSON.stringify(definitions.length === 1 ? result : { definition, ...result }));
    case 'csv':
      return csvWriter(path, columns);
    case 'parquet':
      await database.connection.run('DROP TABLE IF EXISTS result_rows');
      return parquetWriter(path, columns, database, 'result_rows');
    default:
      return unreachable(format);
  }
}

async function writerOfContributions({ contributions, definitions }: ScoreRequest, database: Database): Promise<RowWriter<Contribution>> {
  const { format, path } = contributions!;
  const columns = contributionColumns(definitions.length);
  const output = columns.map(({ name, type }) => ({ name, type, valueOf: (row: Contribution) => row[name] }));
  switch (format) {
    case 'jsonl':
      return jsonLinesWriter(path, (row) => contributionJson(row, columns));
    case 'csv':
      return csvWriter(path, output);
    case 'parquet':
      await database.connection.run('DROP TABLE IF EXISTS contribution_rows');
      return parquetWriter(path, output, database, 'contribution_rows');
    default:
      return unreachable(format);
  }
}

/** A row that several definitions cannot read is said once, as the first of them says it. */
function mergedBadRows(datas: readonly OpenData[]): Scored['badRows'] {
  if (datas.length === 1) return (limit) => datas[0]!.badRows(limit);
  return async function* merged(limit) {
    for (const table of ['leads', 'events'] as const) {
      const readers = datas.map((data) => ofTable(data, table));
      const heads = await Promise.all(readers.map((reader) => reader.next()));
      for (let said = 0; limit === undefined || said < limit; said += 1) {
        const rows = heads.map((head) => (head.done === true ? Infinity : head.value.row));
        const row = Math.min(...rows);
        if (row === Infinity) break;
        yield heads[rows.indexOf(row)]!.value as Exclude<(typeof heads)[number]['value'], void>;
        for (const [index, reader] of readers.entries()) if (rows[index] === row) heads[index] = await reader.next();
      }
      for (const reader of readers) await reader.return(undefined);
    }
  };
}

async function* ofTable(data: OpenData, table: 'leads' | 'events') {
  for await (const bad of data.badRows()) if (bad.table === table) yield bad;
}

async function rowsOfBad(datas: readonly OpenData[]): Promise<ExcludedRows> {
  const excluded = { leads: new Set<number>(), events: new Set<number>() };
  for (const data of datas) for await (const { table, row } of data.badRows()) excluded[table].add(row);
  return excluded;
}

async function countOf(rows: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _row of rows) count += 1;
  return count;
}

