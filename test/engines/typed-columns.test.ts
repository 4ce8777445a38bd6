/**
 * Columns with types are read as they are where that says the same as their texts. The texts are read by the JavaScript engine,
 * which shares nothing with SQL but the texts themselves.
 */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { duckdbEngine } from '../../engines/duckdb/duckdb-engine.ts';
import { javascriptEngine } from '../../engines/javascript/javascript-engine.ts';
import { definitionOf } from '../check-text.ts';
import { isFullEffort } from '../effort.ts';
import { testFolder } from './folder.ts';
import { comparable, scoreFiles, type ScoredFiles, type ScoreFiles } from './score-files.ts';
import { typedDefinition, valuesOfTypes, writeTypedFiles } from './typed-files.ts';

/** What the engines' databases are told beside what the engines tell them. */
const settings: Record<string, string> = vi.hoisted(() => ({}));
vi.mock('@duckdb/node-api', async (original) => {
  const real = await original<typeof import('@duckdb/node-api')>();
  return { ...real, DuckDBInstance: { create: (file?: string, own?: Record<string, string>) => real.DuckDBInstance.create(file, { ...own, ...settings }) } };
});
beforeEach(() => { delete settings['disabled_optimizers']; });

/** Queries over many columns are planned in less than half of the time where DuckDB copies no steps of them. */
function planSoon(): void {
  settings['disabled_optimizers'] = 'cte_inlining';
}

const { write, path } = testFolder();
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run("SET timezone = 'UTC'");
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

type Asked = Omit<ScoreFiles, 'now' | 'format' | 'definitions'> & { readonly definition: string };

/** Scores by both engines, and the same data out of a query, and answers what they agree on. */
async function agreed({ definition, ...asked }: Asked): Promise<ScoredFiles> {
  const request: ScoreFiles = { now: Date.UTC(2026, 0, 2), format: 'jsonl', definitions: [{ name: 'a.mql', definition: definitionOf(definition) }], ...asked };
  const bySql = await scoreFiles(duckdbEngine, request);
  expect(comparable(bySql)).toEqual(comparable(await scoreFiles(javascriptEngine, request)));
  // A query would read all files of a pattern by the types of the first.
  if (/\*|\[/.test(asked.leads + (asked.events ?? ''))) return bySql;
  const query = (name: string, file: string | undefined): string | undefined => file === undefined ? undefined : write(name, `SELECT * FROM read_parquet('${file}', binary_as_string = true);`);
  const byQuery = await scoreFiles(duckdbEngine, { ...request, leads: query('leads.sql', asked.leads)!, events: query('events.sql', asked.events) });
  const withoutPlaces = (scored: ScoredFiles): object => ({ ...comparable(scored), badRows: scored.badRows.map(({ place: _place, ...bad }) => bad) });
  expect(withoutPlaces(byQuery)).toEqual(withoutPlaces(bySql));
  return bySql;
}

async function parquet(name: string, select: string): Promise<string> {
  await connection.run(`COPY (${select}) TO '${path(name)}' (FORMAT parquet)`);
  return path(name);
}

/** Of types alike some are tried each time, with all of DuckDB's optimizers, and the others at full effort. */
const isTriedEachTime = (type: string): boolean => /^(BIGINT|DOUBLE|DECIMAL.18,2.|TIMESTAMP|VARCHAR|VARCHAR\[\]|DOUBLE\[\])$/.test(type);
const types = Object.keys(valuesOfTypes).filter((type) => isFullEffort || isTriedEachTime(type));
const typesOfTexts = ['DOUBLE', 'TIMESTAMP'];

describe('each type of column in place of each type of the language', () => {
  test.each(types)('%s', async (type) => {
    if (!isTriedEachTime(type)) planSoon();
    const files = { leads: path('l.parquet'), events: path('e.parquet') };
    await writeTypedFiles(connection, type, files);
    const { leads, badRowCount } = await agreed({ definition: typedDefinition(['n/a', 'unknown'], 'UTC'), ...files });
    expect(leads + badRowCount).toBeGreaterThan(0);
  });

  test.each(isFullEffort ? ['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'BOOLEAN', 'VARCHAR[]', 'VARCHAR'] : typesOfTexts)('%s, where texts of its values say nothing', async (type) => {
    if (!typesOfTexts.includes(type)) planSoon();
    const files = { leads: path('l.parquet'), events: path('e.parquet') };
    await writeTypedFiles(connection, type, files);
    await agreed({ definition: typedDefinition(['1', '1.5', 'inf', 'true', '2025-12-31', 'infinity', '2026-01-01T10:00:00.000', 'x'], 'America/New_York'), ...files });
  });
});

const plain = `definition "plain":
  timezone "America/New_York"
vocabulary:
  lead size number
  event login (worth number)
fit: size > 1 +1
use: login +2 once per day; login where worth > 1 +4; no login +8
mql when score > 1
`;

const ids = ['BIGINT', 'UTINYINT', 'DOUBLE', 'DECIMAL(38,0)', 'DECIMAL(9,2)', 'HUGEINT', 'VARCHAR'];

test.each(ids.flatMap((lead) => [...new Set([lead, 'BIGINT', 'VARCHAR'])].map((event) => [lead, event] as const)))('ids of type %s in leads, %s in events', async (lead, event) => {
  const leads = await parquet('l.parquet', `SELECT CAST(i AS ${lead}) AS id, i AS size FROM range(5) AS r(i) UNION ALL SELECT NULL, 1`);
  const events = await parquet('e.parquet', `SELECT CAST(i AS ${event}) AS lead_id, 'login' AS type, TIMESTAMP '2026-01-01 03:00:00' AS "at", i AS worth, CAST(i % 4 AS ${event}) AS id FROM range(7) AS r(i) UNION ALL SELECT NULL, 'login', now(), 1, NULL`);
  const { badRows, definitions: [scored] } = await agreed({ definition: plain, leads, events });
  expect(badRows.filter(({ table }) => table === 'leads')).toHaveLength(1);
  expect(badRows.filter(({ table }) => table === 'events').length).toBeGreaterThan(1);
  expect(scored!.report.eventsWithoutLead).toBeGreaterThanOrEqual(0);
});

test.each([
  'TIMESTAMP', 'TIMESTAMPTZ', 'TIMESTAMP_NS', 'TIMESTAMP_MS', 'TIMESTAMP_S', 'DATE', 'BIGINT', 'UBIGINT', 'DOUBLE', 'VARCHAR', 'INTEGER',
])('times of events of type %s', async (type) => {
  const values = [...valuesOfTypes[type]!, 'NULL'];
  const rows = values.map((value, row) => `SELECT ${row % 3} AS lead_id, 'login' AS type, CAST(${value} AS ${type}) AS "at", 2 AS worth`);
  const events = await parquet('e.parquet', rows.join(' UNION ALL '));
  const leads = await parquet('l.parquet', 'SELECT i AS id, i AS size FROM range(3) AS r(i)');
  const { badRows } = await agreed({ definition: plain, leads, events });
  expect(badRows.length).toBeGreaterThan(0);
  // Those that can be read all stand in files without one that cannot.
  const bad = new Set(badRows.map(({ row }) => row));
  const good = await parquet('g.parquet', rows.filter((_row, index) => !bad.has(index)).join(' UNION ALL '));
  expect((await agreed({ definition: plain, leads, events: good, setsBadRowsApart: false })).badRows).toEqual([]);
});

describe('several files', () => {
  test('of the same types, of other types, and without a column', async () => {
    await parquet('p1.parquet', "SELECT 1 AS lead_id, 'login' AS type, TIMESTAMPTZ '2026-01-01 10:00:00+00' AS \"at\", 2 AS worth UNION ALL SELECT 9, 'login', NULL, 1");
    await parquet('p2.parquet', "SELECT 2 AS lead_id, 'login' AS type, TIMESTAMPTZ '2026-01-01 10:00:00+00' AS \"at\", 0 AS worth UNION ALL SELECT NULL, 'logout', now(), 1");
    await parquet('p3.parquet', "SELECT '3' AS lead_id, 'login' AS type, '2026-01-01T10:00:00Z' AS \"at\", '5' AS worth UNION ALL SELECT '3', '', '2026-01-01', 'x'");
    await parquet('p4.parquet', "SELECT 'login' AS type, TIMESTAMPTZ '2026-01-01 10:00:00+00' AS \"at\", 4::HUGEINT AS lead_id");
    const leads = await parquet('l.parquet', 'SELECT i AS id, i AS size FROM range(6) AS r(i)');
    const both = (from: string): Promise<ScoredFiles> => agreed({ definition: plain, leads, events: path(from) });
    expect((await both('p[12].parquet')).badRows.map(({ place }) => [place.shownPath, place.rowInFile])).toEqual([[path('p1.parquet'), 1], [path('p2.parquet'), 1]]);
    expect((await both('p*.parquet')).badRows.map(({ place }) => [place.shownPath, place.rowInFile])).toEqual([[path('p1.parquet'), 1], [path('p2.parquet'), 1], [path('p3.parquet'), 1]]);
  });

  test('so many of other types that they are copied', async () => {
    for (let file = 10; file < 50; file += 1) await parquet(`m${file}.parquet`, `SELECT ${file} AS id, CAST(${file} AS ${file % 2 === 0 ? 'DOUBLE' : 'VARCHAR'}) AS size`);
    expect((await agreed({ definition: plain, leads: path('m*.parquet'), events: undefined })).leads).toBe(40);
  });

  test('lists in one and texts in another', async () => {
    await parquet('t1.parquet', "SELECT 1 AS id, ['a', 'b'] AS tags");
    await parquet('t2.parquet', "SELECT 2 AS id, 'b;c' AS tags UNION ALL SELECT 3, '[\"b\"]' UNION ALL SELECT 4, NULL");
    const { results } = await agreed({ definition: 'vocabulary: lead tags list of text\nfit: tags has "b" +1\nmql when score > 0', leads: path('t*.parquet'), events: undefined });
    expect(results.toString().match(/"score":1/g)).toHaveLength(2);
  });

  test('properties as a structure in one and as a text in another', async () => {
    const common = "SELECT 1 AS lead_id, 'login' AS type, TIMESTAMP '2026-01-01 10:00:00' AS \"at\"";
    await parquet('o1.parquet', `${common}, {'worth': 5} AS properties`);
    await parquet('o2.parquet', `${common}, '{"worth": 6.50}' AS properties UNION ALL ${common}, 'none' UNION ALL ${common}, NULL`);
    const leads = await parquet('l.parquet', 'SELECT i AS id, i AS size FROM range(3) AS r(i)');
    expect((await agreed({ definition: plain, leads, events: path('o*.parquet') })).badRows).toMatchObject([{ column: 'properties', value: 'none' }]);
  });
});

test('columns that are called as DuckDB calls the numbers of rows, or alike but for case', async () => {
  const leads = await parquet('l.parquet', 'SELECT 7 AS id, 5 AS size, 3 AS file_row_number, 9 AS rowid, 4 AS "File_Index"');
  expect((await agreed({ definition: plain, leads, events: undefined })).leads).toBe(1);
  const other = await parquet('m.parquet', 'SELECT 7 AS id, 5 AS size, 9 AS rowid');
  expect((await agreed({ definition: plain, leads: other, events: undefined })).leads).toBe(1);
});

describe('a file that cannot be read', () => {
  const events = (text: string): string => `SELECT i AS lead_id, 'login' AS type, TIMESTAMP '2026-01-01 10:00:00' AS "at", '${text}' || i AS worth FROM range(5000) AS r(i)`;

  test.each([duckdbEngine, javascriptEngine])('is named by the engine $name', async (engine) => {
    const leads = await parquet('l.parquet', 'SELECT i AS id, i AS size FROM range(3) AS r(i)');
    const whole = await parquet('e.parquet', events('1'));
    const bytes = readFileSync(whole);
    // Inside the pages, whose headers and values are no longer what the end of the file says.
    bytes.fill(0xff, 4, Math.floor(bytes.length / 2));
    writeFileSync(whole, bytes);
    const request: ScoreFiles = { now: 0, format: 'csv', definitions: [{ name: 'a.mql', definition: definitionOf(plain) }], leads, events: whole };
    await expect(scoreFiles(engine, request)).rejects.toThrow(/^cannot read `.*e\.parquet`: /);
    truncateSync(whole, 100);
    await expect(scoreFiles(engine, request)).rejects.toThrow(/^cannot read `.*e\.parquet`: /);
  });
});
