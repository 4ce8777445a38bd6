/** `mql compile --to sql:DIALECT` and `--to dbt`. */
import { basename } from 'node:path';
import { compileDbt, compileSql, type TableNames } from '../../compiler/emit/sql/compile-sql.ts';
import type { Dialect } from '../../compiler/emit/sql/dialect.ts';
import { dialects } from '../../compiler/emit/sql/dialects.ts';
import { unsupported } from '../../compiler/emit/sql/unsupported.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { inputProblem, usageProblem } from '../problems.ts';

export interface SqlTables {
  readonly leads?: string;
  readonly events?: string;
}

/** What is written: the query, and for dbt the schema beside it. */
export function compileToSql(plan: Plan, target: string, tables: SqlTables, output: string | undefined): { readonly text: string; readonly schema: string | undefined } {
  const dialect = dialectOf(target);
  const [left] = unsupported(plan, dialect);
  if (left !== undefined) {
    const { path, line, column } = left.origin;
    throw inputProblem(`${dialect.title} cannot say \`${left.construct}\`, in \`${left.label}\` (${path}:${line}:${column})`, 'score this definition with another engine, or leave the rule out');
  }
  const names: TableNames = { leads: (tables.leads ?? 'leads').split('.'), events: (tables.events ?? 'events').split('.') };
  if (target.startsWith('sql:')) return { text: compileSql(plan, dialect, names), schema: undefined };
  const { model, schema } = compileDbt(plan, dialect, names, output === undefined ? 'mql_scores' : basename(output).replace(/\.sql$/, ''));
  return { text: model, schema };
}

function dialectOf(target: string): Dialect {
  const wanted = target === 'dbt' ? 'duckdb' : target.slice(4);
  const found = dialects.find((dialect) => dialect.name === wanted);
  if (found === undefined) throw usageProblem(`there is no SQL dialect \`${wanted}\``, `say one of ${dialects.map(({ name }) => `\`${name}\``).join(', ')}`);
  return found;
}
