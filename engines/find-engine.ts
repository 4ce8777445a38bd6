import { DataProblem } from './data-problem.ts';
import type { Engine } from './engine.ts';

/** The engine of a name or address. Rejects with a `DataProblem` if there is none. */
export async function findEngine(name: string): Promise<Engine> {
  const kind = engineKind(name);
  switch (kind) {
    case 'js':
      return (await import('./javascript/javascript-engine.ts')).javascriptEngine;
    case 'duckdb':
      return (await import('./duckdb/duckdb-engine.ts')).duckdbEngine;
    case 'postgres':
      return (await import('./postgres/postgres-engine.ts')).postgresEngine(name);
    case 'spark':
      return (await import('./spark/spark-engine.ts')).sparkEngine(name === 'spark' ? undefined : name);
    case undefined:
      throw new DataProblem('file', `there is no engine \`${name}\``, `there is ${engineNames}`);
  }
}

export const engineNames = 'duckdb (files, the default), js (files, without SQL), postgres://HOST/DATABASE, spark, or a master of Spark such as spark://HOST:7077';

export type EngineKind = 'duckdb' | 'js' | 'postgres' | 'spark';

/** Which kind of engine a name or an address stands for. */
export function engineKind(name: string): EngineKind | undefined {
  if (name === 'duckdb' || name === 'js') return name;
  if (/^postgres(ql)?:\/\//.test(name)) return 'postgres';
  return /^(spark|yarn|local(\[[^\]]*\])?|(spark|sc|k8s):\/\/.+)$/.test(name) ? 'spark' : undefined;
}

/** An address as it may be shown. */
export function withoutPassword(address: string): string {
  return address.replace(/^([a-z]+:\/\/[^/@:]*):[^/@]*@/, '$1@');
}
