import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { spark } from '../compiler/emit/sql/spark.ts';
import type { Cell } from '../engines/sql/read-result.ts';
import type { Evaluator } from './evaluator.ts';
import { sqlEvaluator, type TestDatabase } from './sql-evaluator.ts';

/** Emitted SQL in Spark: local, or the cluster whose URL is `SPARK_MASTER`. `SPARK_PYTHON` is a Python that has `pyspark` 4. */
export const sparkEvaluator: Evaluator = sqlEvaluator('spark', openSpark);

type Answer = 'ready' | { readonly rows: readonly (readonly Cell[])[] } | { readonly problem: string };

export async function openSpark(): Promise<TestDatabase> {
  const program = fileURLToPath(new URL('databases/spark-session.py', import.meta.url));
  const session = spawn(process.env['SPARK_PYTHON'] ?? 'python3', [program], { stdio: ['pipe', 'pipe', process.env['SPARK_LOG'] === undefined ? 'ignore' : 'inherit'] });
  const ended = new Promise<void>((resolve) => session.once('exit', () => resolve()));
  const lines = createInterface({ input: session.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Answer> => {
    const line = await lines.next();
    if (line.done === true) throw new Error('the Spark session ended; set SPARK_LOG to see why');
    return JSON.parse(line.value) as Answer;
  };
  const ask = async (request: object): Promise<readonly (readonly Cell[])[]> => {
    session.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await next();
    if (answer === 'ready') throw new Error('an answer to no question');
    if ('problem' in answer) throw new Error(`${answer.problem}\n${JSON.stringify(request)}`);
    return answer.rows;
  };
  await next();
  return {
    dialect: spark,
    load: async (table, columns, rows) => {
      await ask({ do: 'load', table, columns, rows });
    },
    run: (sql) => ask({ do: 'run', sql }),
    close: () => {
      session.stdin.end();
      return ended;
    },
  };
}
