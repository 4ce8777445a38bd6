/** `mql score --engine spark` where there is no Spark: what is missing is said. What a Spark does is in `test/databases/`. */
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandLine, type Outcome } from './command-line.ts';

const { folder, temporaryFolder, mql, write } = commandLine();

const definition = 'vocabulary:\n  lead employees number\n\nfit:\n  employees >= 50 +10\n\nmql when score > 5\n';

/** A Python that answers the first request in the given way, and says something to standard error. */
function pythonThatAnswers(answer: object, said = ''): string {
  write('python', `#!/bin/sh\nread -r request\ncat >&2 <<'SAID'\n${said}\nSAID\ncat <<'ANSWER'\n${JSON.stringify(answer)}\nANSWER\ncat >/dev/null\n`);
  chmodSync(join(folder(), 'python'), 0o755);
  return join(folder(), 'python');
}

function score(engine: string, python: string, leads = 'leads.parquet'): Promise<Outcome> {
  write('one.mql', definition);
  return mql(['score', 'one.mql', '--engine', engine, '--leads', leads, '--now', '2026-01-01'], { env: { PYSPARK_PYTHON: python } });
}

describe('what is missing', () => {
  const missing = { missing: "No module named 'pyspark'", python: '/usr/bin/python3' };
  test.each([
    ['PySpark', 'spark', { answer: missing }, 'Spark is not found on this machine: `/usr/bin/python3` has no pyspark', '`pip install pyspark` (4 or newer), or set SPARK_HOME'],
    ['a Spark that is new enough', 'local[2]', { answer: { old: '3.5.3', python: '/usr/bin/python3' } }, 'Spark 4 is needed, and `/usr/bin/python3` has Spark 3.5.3', 'set SPARK_HOME'],
    ['a client of Spark Connect', 'sc://spark.example', { answer: { ...missing, missing: "No module named 'grpc'" } }, "`/usr/bin/python3` has no client of Spark Connect: No module named 'grpc'", 'pip install "pyspark[connect]"'],
  ])('%s', async (_what, engine, answer, message, advice) => {
    const { exitCode, err } = await score(engine, pythonThatAnswers(answer));
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(message) as string });
    expect(err).toContain(advice);
    expect(readdirSync(temporaryFolder())).toEqual([]);
  });

  test('Python', async () => {
    const { exitCode, err } = await score('spark', '/nowhere/python');
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('Spark is driven by Python, and `/nowhere/python` cannot be started') as string });
    expect(readdirSync(temporaryFolder())).toEqual([]);
  });

  test('Java', async () => {
    const { exitCode, err } = await score('spark', pythonThatAnswers({ problem: '[JAVA_GATEWAY_EXITED] Java gateway process exited before sending its port number.' }, 'JAVA_HOME is not set'));
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('Spark does not start: it finds no Java that it can use') as string });
    expect(err).toContain('Java 17 or newer');
  });

  test('the cluster', async () => {
    const { exitCode, err } = await score('spark://away:7077', pythonThatAnswers({ problem: 'Py4JJavaError: a long story' }, 'ERROR: All masters are unresponsive! Giving up.'));
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('Spark does not start with `spark://away:7077`: All masters are unresponsive') as string });
  });

  test('an answer', async () => {
    write('python', '#!/bin/sh\nread -r request\necho \'it broke\' >&2\n');
    chmodSync(join(folder(), 'python'), 0o755);
    const { exitCode, err } = await score('spark', join(folder(), 'python'));
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('Spark does not start: Spark ended in the middle of the work: it broke') as string });
  });
});

test.each(['leads.csv', 'leads-*.jsonl', 'leads.json.gz', '-'])('`--leads %s` is refused before Spark is started', async (leads) => {
  const { exitCode, err } = await score('spark', '/nowhere/python', leads);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(`Spark reads Parquet, tables of its catalogue and queries, and ${leads === '-' ? 'standard input' : `\`${leads}\``} is none of these`) as string });
});

test('`--memory` is refused, and part files of anything but Parquet', async () => {
  write('one.mql', definition.replace('employees >= 50', 'employees >= 60'));
  const args = ['score', 'one.mql', '--engine', 'spark', '--leads', 'leads.parquet', '--now', '2026-01-01'];
  expect(await mql([...args, '--memory', '1GB'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('`--memory` does not bound Spark') as string });
  expect(await mql([...args, '-o', 'scores/', '--format', 'csv'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('a folder of part files is Parquet, and no csv') as string });
});

test.each(['spark', 'local', 'local[2]', 'local[*]', 'yarn', 'spark://host:7077', 'spark://one:7077,two:7077', 'k8s://https://host:443', 'sc://host:15002/;token=x'])(
  '`--engine %s` is Spark', async (engine) => {
    expect((await score(engine, '/nowhere/python')).err).toContain('Spark is driven by Python');
  });

test.each(['sparkle', 'spark:', 'spark://', 'locals', 'local[2'])('`--engine %s` is nothing', async (engine) => {
  expect((await score(engine, '/nowhere/python')).err).toContain(`there is no engine \`${engine}\``);
});
