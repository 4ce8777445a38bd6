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
      throw new DataProblem('file', 'mql score does not run on Spark yet', 'compile the query with `mql compile --to sql:spark`, and run it there');
    case undefined:
      throw new DataProblem('file', `there is no engine \`${name}\``, `there is ${engineNames}`);
  }
}

export const engineNames = 'duckdb (files, the default), js (files, without SQL), postgres://HOST/DATABASE';

export type EngineKind = 'duckdb' | 'js' | 'postgres' | 'spark';

/** Which kind of engine a name or an address stands for. */
export function engineKind(name: string): EngineKind | undefined {
  if (name === 'duckdb' || name === 'js') return name;
  if (/^postgres(ql)?:\/\//.test(name)) return 'postgres';
  return /^spark(:|$)/.test(name) ? 'spark' : undefined;
}

/** An address as it may be shown. */
export function withoutPassword(address: string): string {
  return address.replace(/^([a-z]+:\/\/[^/@:]*):[^/@]*@/, '$1@');
}
