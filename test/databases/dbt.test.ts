/** `mql compile --to dbt` in a project of dbt-core with dbt-duckdb: what the models hold, and that their tests pass and can fail. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { assumedSource, folded, type ColumnForm, type Relation } from '../../compiler/emit/sql/source.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { readResult, type Cell } from '../../engines/sql/read-result.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { commandLine } from '../cli/command-line.ts';
import { examples, sourcesFromDisk } from '../examples/example-files.ts';
import { readCsv } from '../examples/read-csv.ts';
import { pythonPath } from './python.ts';

// The limits end what hangs: programs in Python on a busy machine take their time.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const now = Date.UTC(2026, 0, 1);
const { mql } = commandLine();
const data = examples().filter(({ folder }) => existsSync(join(folder, 'leads.csv')))
  .map(({ name, folder, definitions }) => ({ model: name.replaceAll(/[^a-z0-9]/g, '_'), folder, file: join(folder, definitions[0]!) }));

function definitionOf(file: string): Definition {
  return check(sourcesFromDisk(file)!, sourcesFromDisk).definition!;
}

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'mql-dbt-'));
  for (const folder of ['models', 'seeds']) mkdirSync(join(project, folder));
  // Results are written as Parquet: the DuckDB of dbt and ours need not read each other's databases.
  writeFileSync(join(project, 'dbt_project.yml'), [
    'name: crm', 'profile: crm', 'models:', '  crm:', '    scores:', '      +materialized: external', '      +format: parquet',
    'seeds:', '  +quote_columns: true', '',
  ].join('\n'));
  writeFileSync(join(project, 'profiles.yml'), [
    'crm:', '  target: dev', '  outputs:', '    dev:', '      type: duckdb', `      path: ${JSON.stringify(join(project, 'crm.duckdb'))}`,
    '      threads: 2', `      external_root: ${JSON.stringify(project)}`, '',
  ].join('\n'));
  mkdirSync(join(project, 'models', 'scores'));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function dbt(...words: readonly string[]): { readonly exitCode: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(join(dirname(pythonPath()), 'dbt'), ['--no-use-colors', ...words, '--profiles-dir', project, '--vars', JSON.stringify({ mql_now: now })], {
    cwd: project, encoding: 'utf8', env: { ...process.env, DO_NOT_TRACK: '1', DBT_SEND_ANONYMOUS_USAGE_STATS: 'false' },
  });
  return { exitCode: status, said: stdout + stderr };
}

const types: Readonly<Record<Extract<ColumnForm, string>, string>> = {
  text: 'varchar', json: 'json', number: 'double', boolean: 'boolean', date: 'date', timestamp: 'timestamp', 'timestamp with time zone': 'timestamptz',
};

/** What people write between an export and a model: each column by the name and of the type that the model asks for. */
function staging(seed: string, columns: readonly string[], relation: Relation): string {
  const written = relation.columns.map(({ name, form }) => {
    const found = columns.find((column) => folded(column) === folded(name));
    const cell = found === undefined ? 'null' : duckdb.quoted(found);
    const value = typeof form === 'string' ? `cast(${cell} as ${types[form]})` : `cast(string_split(cast(${cell} as varchar), ';') as ${types[form.listOf]}[])`;
    return `  ${value} as ${duckdb.quoted(name)}`;
  });
  return `select\n${written.join(',\n')}\nfrom {{ ref('${seed}') }}\n`;
}

function addSeed(name: string, path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  const columns = Object.keys(readCsv(path)[0]!);
  writeFileSync(join(project, 'seeds', `${name}.csv`), text);
  // dbt guesses types, and takes an id of digits for a number.
  const columnTypes = Object.fromEntries(columns.map((column) => [column, 'varchar']));
  writeFileSync(join(project, 'seeds', `${name}.yml`), JSON.stringify({ seeds: [{ name, config: { column_types: columnTypes } }] }));
  return columns;
}

describe('dbt', () => {
  beforeAll(async () => {
    for (const { model, folder, file } of data) {
      const source = assumedSource(makePlan(definitionOf(file)));
      for (const [table, relation] of Object.entries(source) as ['leads' | 'events', Relation | null][]) {
        if (relation === null) continue;
        const columns = addSeed(`${model}_${table}`, join(folder, `${table}.csv`));
        writeFileSync(join(project, 'models', `stg_${model}_${table}.sql`), staging(`${model}_${table}`, columns, relation));
      }
      const output = join(project, 'models', 'scores', `${model}.sql`);
      const { exitCode, err } = await mql(['compile', file, '--to', 'dbt', '-o', output, '--leads', `stg_${model}_leads`, '--events', `stg_${model}_events`]);
      expect(err).toBe('');
      expect(exitCode).toBe(0);
    }
  });

  test(`builds ${data.length} models and passes their tests`, () => {
    const { exitCode, said } = dbt('build');
    expect(said).toMatch(/Completed successfully/);
    expect(said).toMatch(/ERROR=0 /);
    expect(exitCode, said).toBe(0);
    expect(Number(/PASS=(\d+)/.exec(said)![1])).toBeGreaterThan(data.length * 8);
  });

  test.each(data)('the rows of $model are those of the reference', async ({ model, folder, file }) => {
    const definition = definitionOf(file);
    const plan = makePlan(definition);
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const rows = (await connection.runAndReadAll(`select * from read_parquet('${join(project, `${model}.parquet`)}')`)).getRowsJson() as Cell[][];
    connection.closeSync();
    const results = rows.map((row) => {
      const cells = row[Symbol.iterator]();
      return readResult(plan, String(cells.next().value), cells);
    });
    const raw = { leads: readCsv(join(folder, 'leads.csv')), events: readCsv(join(folder, 'events.csv')) };
    const expected = await referenceEvaluator.evaluate(definition, raw, now);
    expect(expected.badRows).toEqual([]);
    const byId = (left: { readonly id: string }, right: { readonly id: string }): number => (left.id < right.id ? -1 : 1);
    expect(results.sort(byId)).toEqual([...expected.results].sort(byId));
  });

  test('a lead that stands twice fails the tests of its model', () => {
    const { model } = data[0]!;
    const seed = join(project, 'seeds', `${model}_leads.csv`);
    const lines = readFileSync(seed, 'utf8').trimEnd().split('\n');
    writeFileSync(seed, `${[...lines, lines[1]!].join('\n')}\n`);
    const { exitCode, said } = dbt('build', '--select', `+${model}`);
    expect(exitCode).toBe(1);
    expect(said).toContain(`unique_${model}_id`);
    expect(said).toMatch(/ERROR=1 /);
  });
});
