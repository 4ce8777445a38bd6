/** Where the user's Spark is, and the Python that drives it. */
import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

export interface SparkProgram {
  readonly python: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The Python that Spark's own variables name, else the one beside the `spark-sql` that is found first, else `python3`. PySpark is that
 * of `SPARK_HOME`, else of the installation that this `spark-sql` belongs to, else the Python's own.
 */
export function findSpark(environment: NodeJS.ProcessEnv): SparkProgram {
  const programs = pathFolders(environment);
  const sparkSql = ['spark-sql', 'spark-submit'].map((name) => findProgram(name, programs)).find((found) => found !== undefined);
  const home = [environment['SPARK_HOME'], sparkSql === undefined ? undefined : dirname(dirname(realpathSync(sparkSql)))].find((each) => librariesOf(each).length > 0);
  const named = environment['PYSPARK_DRIVER_PYTHON'] ?? environment['PYSPARK_PYTHON'];
  const beside = sparkSql === undefined ? undefined : findProgram('python3', [dirname(sparkSql)]);
  const path = [...librariesOf(home), environment['PYTHONPATH']].filter((each) => each !== undefined && each !== '').join(delimiter);
  return {
    python: named ?? beside ?? findProgram('python3', programs) ?? findProgram('python', programs) ?? 'python3',
    environment: { ...environment, ...(path === '' ? {} : { PYTHONPATH: path }), ...(home === undefined ? {} : { SPARK_HOME: home }), PYTHONUNBUFFERED: '1' },
  };
}

/** PySpark as an installation of Spark brings it, for any Python; none where there is no such installation. */
function librariesOf(home: string | undefined): readonly string[] {
  const folder = home === undefined ? undefined : join(home, 'python', 'lib');
  if (folder === undefined || !existsSync(join(folder, 'pyspark.zip'))) return [];
  return readdirSync(folder).filter((name) => /^(pyspark|py4j-.*)\.zip$/.test(name)).map((name) => join(folder, name));
}

function pathFolders(environment: NodeJS.ProcessEnv): readonly string[] {
  return (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

function findProgram(name: string, folders: readonly string[]): string | undefined {
  return folders.map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
