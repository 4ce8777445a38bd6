import { spark } from '../compiler/emit/sql/spark.ts';
import { planningSettings } from '../engines/spark/settings.ts';
import { excluding, projectsOnDriver, settingsForSmallData } from './databases/spark-settings.ts';
import type { Cell } from '../engines/sql/read-result.ts';
import { javaOptions } from './databases/java-options.ts';
import { startProgram, type PythonProgram } from './databases/python.ts';
import { sparkEnvironment } from './databases/spark-cluster.ts';
import type { TestDatabase } from './sql-evaluator.ts';
import type { TypedDatabase } from './typed-evaluator.ts';
import type { TypedCell, TypedForm } from './typed-tables.ts';

export type SparkDatabase = TestDatabase & TypedDatabase;

/** An application of Spark: what its sessions share is the driver. */
export interface SparkApplication {
  /** @param settings beside those that the application has */
  openSession(settings?: Readonly<Record<string, string>>): Promise<SparkDatabase>;
  close(): Promise<void>;
}

const settingsOfTests = (): Readonly<Record<string, string>> => ({
  'spark.ui.enabled': 'false',
  'spark.ui.showConsoleProgress': 'false',
  'spark.driver.bindAddress': '127.0.0.1',
  'spark.driver.host': '127.0.0.1',
  'spark.driver.memory': '2g',
  // Plans live for a moment, and there are many.
  'spark.driver.extraJavaOptions': `${javaOptions()} -Xms1g -Xmn600m`,
  'spark.executor.extraJavaOptions': javaOptions(),
  // Descriptions of plans that nobody looks at.
  'spark.sql.maxPlanStringLength': '100',
  'spark.sql.ui.explainMode': 'simple',
  'spark.sql.ui.retainedExecutions': '1',
  'spark.ui.retainedJobs': '1',
  'spark.ui.retainedStages': '1',
});

/**
 * @param master the URL of a cluster
 * @param settings of all sessions, beside those that every application has
 * @param atOnce how many requests are worked on at once, of different sessions
 */
export async function startSparkApplication(master: string, settings: Readonly<Record<string, string>>, atOnce: number): Promise<SparkApplication> {
  const program = await startProgram('spark-session.py', {
    ...sparkEnvironment(), SPARK_MASTER: master, SPARK_AT_ONCE: String(atOnce), SPARK_SETTINGS: JSON.stringify({ ...settingsOfTests(), ...planningSettings, ...settings }),
  });
  return {
    openSession: async (ownSettings = {}) => databaseOf(program, await program.ask<number>({ do: 'open', settings: ownSettings })),
    close: () => program.close(),
  };
}

/** An application of one session, which closes it. */
export async function openSpark(master: string, settings: Readonly<Record<string, string>> = settingsForSmallData): Promise<SparkDatabase> {
  const application = await startSparkApplication(master, settings, 1);
  return { ...await application.openSession(), close: () => application.close() };
}

function databaseOf(program: PythonProgram, session: number): SparkDatabase {
  return {
    dialect: spark,
    load: async (table, columns, rows) => {
      const request = { session, table, settings: excluding() };
      if (rows.length > mostWritten) await program.ask({ ...request, do: 'load', columns, rows });
      else await program.ask({ ...request, do: 'view', sql: tableText(columns, rows) });
    },
    loadTyped: async (table, { columns, rows }) => {
      const names = columns.map(({ name }) => name);
      const types = columns.map(({ form }) => typeOf(form));
      const written = rows.map((row) => row.map((cell, index) => `cast(${valueText(cell)} as ${types[index]})`));
      await program.ask({ do: 'view', session, table, sql: rowsText(names, types, written), settings: excluding(projectsOnDriver) });
    },
    run: async (sql) => {
      try {
        return await program.ask<Cell[][]>({ do: 'run', session, sql });
      } catch (problem) {
        throw new Error(`${String(problem)}\n${sql}`);
      }
    },
    close: () => Promise.resolve(),
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
