import { spark } from '../compiler/emit/sql/spark.ts';
import { planningSettings } from '../engines/spark/spark-settings.ts';
import type { Cell } from '../engines/sql/read-result.ts';
import { startProgram, type PythonProgram } from './databases/python.ts';
import { sparkEnvironment } from './databases/spark-cluster.ts';
import type { TestDatabase } from './sql-evaluator.ts';

export interface SparkDatabase extends TestDatabase {
  /** How many tasks each executor is at. */
  runningTasks(): Promise<readonly number[]>;
}

/** Small data and large queries: compiling them to Java would take longer than running them, and one partition is enough. */
const settingsForSmallData = {
  'spark.sql.codegen.wholeStage': 'false',
  'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
  'spark.sql.adaptive.enabled': 'false',
  'spark.sql.shuffle.partitions': '1',
  'spark.default.parallelism': '1',
};

const settingsOfTests = {
  'spark.ui.enabled': 'false',
  'spark.ui.showConsoleProgress': 'false',
  'spark.driver.bindAddress': '127.0.0.1',
  'spark.driver.host': '127.0.0.1',
  'spark.driver.memory': '2g',
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
      if (rows.length > mostWritten) await session.ask({ do: 'load', table, columns, rows });
      else await session.ask({ do: 'run', sql: `create or replace temporary view ${spark.quoted(table)} as ${tableText(columns, rows)}` });
    },
    run: async (sql) => {
      try {
        return await session.ask<Cell[][]>({ do: 'run', sql });
      } catch (problem) {
        throw new Error(`${String(problem)}\n${sql}`);
      }
    },
    runningTasks: () => session.ask<number[]>({ do: 'tasks' }),
    close: () => session.close(),
  };
}

const mostWritten = 5_000;

/** Rows as a part of the query: there is nothing to send to Python and back. */
function tableText(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const names = ['mql_row', ...columns].map((name) => spark.quoted(name));
  if (rows.length === 0) return `select ${names.map((name, index) => `cast(null as ${index === 0 ? 'bigint' : 'string'}) as ${name}`).join(', ')} where false`;
  const written = rows.map((row, index) => `(${[`${index}L`, ...row.map((cell) => (cell === null ? 'cast(null as string)' : spark.text(cell)))].join(', ')})`);
  return `select * from values ${written.join(', ')} as given(${names.join(', ')})`;
}
