/** `mql score --engine postgres://...`: the same answers as from files, tables in, files and tables out, all or nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgres } from '../../compiler/emit/sql/postgres.ts';
import { commandLine } from '../cli/command-line.ts';
import { examples } from '../examples/example-files.ts';
import { readCsv } from '../examples/read-csv.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

const { mql, write, read, folder } = commandLine();
let server: PostgresServer;
let client: Client;
beforeAll(async () => {
  server = await startPostgres();
  client = new Client({ connectionString: server.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await server.close();
});

const data = examples().filter((each) => existsSync(join(each.folder, 'leads.csv')))
  .map((each) => ({ name: each.name, schema: each.name.replaceAll(/[^a-z0-9]/g, '_'), folder: each.folder, file: join(each.folder, each.definitions[0]!) }));
const common = ['--now', '2026-01-01T00:00Z'];

async function loadCsv(table: string, path: string): Promise<void> {
  const rows = readCsv(path);
  const columns = Object.keys(rows[0]!);
  await client.query(`drop table if exists ${table}; create table ${table} (${columns.map((column) => `${postgres.quoted(column)} text`).join(', ')})`);
  const arrays = columns.map((_column, index) => `$${index + 1}::text[]`).join(', ');
  await client.query(`insert into ${table} select * from unnest(${arrays})`, columns.map((column) => rows.map((row) => row[column]!)));
}

describe.each(data)('the data of $name', ({ schema, folder: from, file }) => {
  beforeAll(async () => {
    await client.query(`create schema if not exists ${schema}`);
    for (const table of ['leads', 'events']) await loadCsv(`${schema}.${table}`, join(from, `${table}.csv`));
  });
  const tables = ['--engine', '', '--leads', `${schema}.leads`, '--events', `${schema}.events`, ...common];
  const files = ['--engine', 'js', '--leads', join(from, 'leads.csv'), '--events', join(from, 'events.csv'), ...common];

  test.each(['jsonl', 'csv'])('is scored as from files, as %s', async (format) => {
    tables[1] = server.url;
    const outcome = await mql(['score', file, ...tables, '--format', format, '--explain-to', `why.${format}`]);
    const fromTables = { ...outcome, why: read(`why.${format}`) };
    const expected = await mql(['score', file, ...files, '--format', format, '--explain-to', `why.${format}`]);
    expect(fromTables).toEqual({ ...expected, why: read(`why.${format}`) });
    expect(outcome.exitCode).toBe(0);
    expect(outcome.out.length).toBeGreaterThan(200);
  });
});

describe('tables and files', () => {
  const definition = [
    'vocabulary:', '  lead employees number', '  lead tools list of text', '  event visit (page url, price number, seconds duration)', '',
    'fit:', '  employees >= 50 +10', '  tools has "crm" +5', '', 'intent (within 30d):', '  visit where page.path = "/pricing" +20 once per day',
    '  total visit.seconds > 5min +7', '  visit where price > 100 +3', '', 'mql when score > 30', '',
  ].join('\n');
  beforeAll(async () => {
    await client.query(`
      drop schema if exists crm cascade; create schema crm;
      create table crm.leads (id integer, employees numeric, tools text[], created uuid);
      insert into crm.leads values (2, 60, '{CRM,mail}', null), (1, 49.5, null, null), (10, 1000, '{}', null);
      create table crm.events (lead_id bigint, type varchar(20), at timestamptz, properties jsonb, seconds double precision, id uuid);
      insert into crm.events values
        (2, 'visit', '2025-12-31T00:00Z', '{"page": "https://acme.com/pricing", "price": 120}', 301, null),
        (2, 'Visit', '2025-12-31T01:00+01', '{"page": "https://acme.com/pricing/"}', null, null),
        (10, 'visit', '2025-12-30T00:00Z', '{"page": "/pricing"}', 400, null),
        (10, 'visit', '2026-01-02T00:00Z', '{"page": "/pricing"}', 400, null)`);
  });
  const score = (...words: readonly string[]) => {
    write('crm.mql', definition);
    return mql(['score', 'crm.mql', '--engine', server.url, '--leads', 'crm.leads', '--events', 'crm.events', ...common, ...words]);
  };

  test('typed columns, arrays and JSON are read by their types', async () => {
    const { out, exitCode, err } = await score('--format', 'jsonl');
    expect(exitCode, err).toBe(0);
    expect(out.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual([
      { id: '2', score: 45, sections: { fit: 15, intent: 30 }, qualified: true, excluded: false, stages: { mql: true } },
      { id: '1', score: 0, sections: { fit: 0, intent: 0 }, qualified: true, excluded: false, stages: { mql: false } },
      { id: '10', score: 37, sections: { fit: 10, intent: 27 }, qualified: true, excluded: false, stages: { mql: true } },
    ]);
  });

  test('a name without extension is a table, made anew', async () => {
    for (const repeat of [1, 2]) {
      const { exitCode, err } = await score('-o', 'crm.scores');
      expect(exitCode, `${repeat}: ${err}`).toBe(0);
    }
    const { rows } = await client.query('select id, score, fit, intent, mql from crm.scores order by id');
    expect(rows).toEqual([
      { id: '1', score: '0', fit: '0', intent: '0', mql: false }, { id: '10', score: '37', fit: '10', intent: '27', mql: true },
      { id: '2', score: '45', fit: '15', intent: '30', mql: true },
    ]);
  });

  test('a query in a file, and columns of other names', async () => {
    write('leads.sql', 'select id as lead, employees, tools from crm.leads where id <> 1; ');
    write('crm.mql', definition);
    const { out, exitCode, err } = await mql(['score', 'crm.mql', '--engine', server.url, '--leads', 'leads.sql', '--lead-id', 'lead', '--events', 'crm.events', ...common, '--format', 'csv']);
    expect(exitCode, err).toBe(0);
    expect(out.trimEnd().split('\n').slice(1).map((line) => line.split(',').slice(0, 2))).toEqual([['2', '45'], ['10', '37']]);
  });

  test('Parquet out, and several definitions side by side', async () => {
    write('crm.mql', definition);
    write('other.mql', definition.replace('score > 30', 'score > 40'));
    const words = ['--engine', server.url, '--leads', 'crm.leads', '--events', 'crm.events', ...common];
    const { exitCode, err } = await mql(['score', 'crm.mql', 'other.mql', ...words, '-o', 'both.parquet']);
    expect(exitCode, err).toBe(0);
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const rows = (await connection.runAndReadAll(`select definition, id, mql from read_parquet('${join(folder(), 'both.parquet')}')`)).getRowsJson();
    connection.closeSync();
    expect(rows).toEqual([['crm.mql', '2', true], ['other.mql', '2', true], ['crm.mql', '1', false], ['other.mql', '1', false], ['crm.mql', '10', true], ['other.mql', '10', false]]);
  });

  test('bad rows stop a run and leave the old table of results; with --rejects the others are scored', async () => {
    await score('-o', 'crm.scores');
    await client.query("insert into crm.leads values (2, 5, null, null), (null, 7, null, null)");
    const stopped = await score('-o', 'crm.scores');
    const rejected = await score('-o', 'crm.scores', '--rejects', 'bad.jsonl');
    await client.query('delete from crm.leads where id is null or employees = 5');
    expect(stopped.exitCode).toBe(1);
    expect(stopped.err).toContain('3 rows cannot be read, so nothing is scored');
    expect(stopped.err).toContain('crm.leads, row 1');
    expect(rejected.exitCode, rejected.err).toBe(0);
    expect(read('bad.jsonl').trimEnd().split('\n')).toHaveLength(3);
    expect((await client.query('select id from crm.scores order by id')).rows).toEqual([{ id: '1' }, { id: '10' }]);
  });

  test('what fails changes nothing', async () => {
    await client.query('drop table if exists crm.scores; create table crm.scores as select 1 as kept; drop view if exists crm.shown; create view crm.shown as select * from crm.scores');
    // Somebody looks at the table, so it cannot go.
    const { exitCode, err } = await score('-o', 'crm.scores');
    expect(exitCode).toBe(1);
    expect(err).toContain('PostgreSQL says: cannot drop table');
    expect((await client.query('select * from crm.scores')).rows).toEqual([{ kept: 1 }]);
    await client.query('drop table crm.scores cascade');
  });

  test('an input is not overwritten', async () => {
    const { exitCode, err } = await score('-o', 'crm.events');
    expect(exitCode).toBe(2);
    expect(err).toContain('`crm.events` is an input');
    expect(Number((await client.query('select count(*) from crm.events')).rows[0].count)).toBe(4);
  });

  test('names are names, whatever is in them', async () => {
    const name = 'l"; drop table crm.events; --';
    await client.query(`create table ${postgres.quoted(name)} as select id, employees, tools as "To""ols'" , tools from crm.leads`);
    write('crm.mql', definition);
    const { exitCode, err } = await mql(['score', 'crm.mql', '--engine', server.url, '--leads', name.replace('crm.', 'crm '), '--events', 'crm.events', ...common]);
    expect(exitCode).toBe(2);
    expect(err).toContain('cannot be read');
    expect(Number((await client.query('select count(*) from crm.events')).rows[0].count)).toBe(4);
    await client.query(`drop table ${postgres.quoted(name)}`);
  });

  test('files, unknown tables and servers that are not there are said', async () => {
    write('crm.mql', definition);
    const of = (engine: string, leads: string) => mql(['score', 'crm.mql', '--engine', engine, '--leads', leads, ...common]);
    const file = await of(server.url, 'leads.csv');
    expect([file.exitCode, file.err]).toEqual([2, expect.stringContaining('PostgreSQL reads tables, and `leads.csv` is a file')]);
    const unknown = await of(server.url, 'crm.lead');
    expect([unknown.exitCode, unknown.err]).toEqual([2, expect.stringContaining('`crm.lead` cannot be read: relation "crm.lead" does not exist')]);
    const away = await of('postgres://me:secret@127.0.0.1:1/x', 'crm.leads');
    expect([away.exitCode, away.err]).toEqual([2, expect.stringContaining('postgres://me@127.0.0.1:1/x')]);
    expect(away.err).not.toContain('secret');
    const column = await of(server.url, 'crm.events');
    expect(column.exitCode).toBe(1);
    expect(column.err).toContain('has no columns `employees`, `tools`');
  });

  test('properties of type text are said to be none', async () => {
    await client.query('drop table if exists crm.texts; create table crm.texts as select lead_id, type, at, properties::text from crm.events');
    write('crm.mql', definition);
    const { exitCode, err } = await mql(['score', 'crm.mql', '--engine', server.url, '--leads', 'crm.leads', '--events', 'crm.texts', ...common]);
    expect(exitCode).toBe(1);
    expect(err).toContain('properties::jsonb');
  });
});
