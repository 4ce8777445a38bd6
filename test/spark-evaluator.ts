import { spark } from '../compiler/emit/sql/spark.ts';
import { planningSettings } from './databases/spark-settings.ts';
import type { Cell } from '../engines/sql/read-result.ts';
import { startProgram, type PythonProgram } from './databases/python.ts';
import { javaOptions, sparkEnvironment } from './databases/spark-cluster.ts';
import type { TestDatabase } from './sql-evaluator.ts';
import type { TypedDatabase } from './typed-evaluator.ts';
import type { TypedCell, TypedForm } from './typed-tables.ts';

export type SparkDatabase = TestDatabase & TypedDatabase;

/** Small data and large queries: compiling them to Java would take longer than running them, and one partition is enough. */
const settingsForSmallData = {
  'spark.sql.codegen.wholeStage': 'false',
  'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
  'spark.sql.adaptive.enabled': 'false',
  'spark.sql.shuffle.partitions': '1',
  'spark.default.parallelism': '1',
};

/**
 * Projections of rows that are written in the query are worked out by the driver while it plans, unless this rule is left out, and
 * then they reach the cluster. Cells of JSON make projections so long that planning them for the cluster takes minutes; what is
 * joined and gathered reaches it all the same.
 */
const projectsOnDriver = 'org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation';

function excluding(...rules: readonly string[]): string {
  return `set spark.sql.optimizer.excludedRules = ${[planningSettings['spark.sql.optimizer.excludedRules']!, ...rules].join(',')}`;
}

const settingsOfTests = {
  'spark.ui.enabled': 'false',
  'spark.ui.showConsoleProgress': 'false',
  'spark.driver.bindAddress': '127.0.0.1',
  'spark.driver.host': '127.0.0.1',
  'spark.driver.memory': '2g',
  'spark.driver.extraJavaOptions': javaOptions,
  'spark.executor.extraJavaOptions': javaOptions,
  'spark.sql.maxPlanStringLength': '1000',
};

/** @param master the URL of a cluster; @param settings beside those that every session has */
export async function openSpark(master: string, settings: Readonly<Record<string, string>> = settingsForSmallData): Promise<SparkDatabase> {
  const session = await startProgram('spark-session.py', {
    ...sparkEnvironment(), SPARK_MASTER: master, SPARK_SETTINGS: JSON.stringify({ ...settingsOfTests, ...planningSettings, ...settings }),
  });
  return {
    dialect: spark,
    load: async (table, columns, rows) => {
      await session.ask({ do: 'run', sql: excluding() });
      if (rows.length > mostWritten) await session.ask({ do: 'load', table, columns, rows });
      else await session.ask({ do: 'run', sql: `create or replace temporary view ${spark.quoted(table)} as ${tableText(columns, rows)}` });
    },
    loadTyped: async (table, { columns, rows }) => {
      const names = columns.map(({ name }) => name);
      const types = columns.map(({ form }) => typeOf(form));
      const written = rows.map((row) => row.map((cell, index) => `cast(${valueText(cell)} as ${types[index]})`));
      await session.ask({ do: 'run', sql: excluding(projectsOnDriver) });
      await session.ask({ do: 'run', sql: `create or replace temporary view ${spark.quoted(table)} as ${rowsText(names, types, written)}` });
    },
    run: async (sql) => {
      try {
        return await session.ask<Cell[][]>({ do: 'run', sql });
      } catch (problem) {
        throw new Error(`${String(problem)}\n${sql}`);
      }
    },
    close: () => session.close(),
  };
}

const mostWritten = 5_000;

/** Rows as a part of the query: there is nothing to send to Python and back. */
function tableText(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const written = rows.map((row) => row.map((cell) => (cell === null ? 'cast(null as string)' : spark.text(cell))));
  return rowsText(columns, columns.map(() => 'string'), written);
}

function rowsText(columns: readonly string[], types: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = ['mql_row', ...columns].map((name) => spark.quoted(name));
  if (rows.length === 0) return `select ${names.map((name, index) => `cast(null as ${['bigint', ...types][index]}) as ${name}`).join(', ')} where false`;
  return `select * from values ${rows.map((row, index) => `(${[`${index}L`, ...row].join(', ')})`).join(', ')} as given(${names.join(', ')})`;
}

function typeOf(form: TypedForm): string {
  if (typeof form === 'object') return `array<${typeOf(form.listOf)}>`;
  return { text: 'string', number: 'double', boolean: 'boolean' }[form];
}

function valueText(cell: TypedCell): string {
  if (cell === null) return 'null';
  if (typeof cell === 'string') return spark.text(cell);
  if (typeof cell === 'number') return spark.double(cell);
  return typeof cell === 'boolean' ? String(cell) : `array(${cell.map(valueText).join(', ')})`;
}
