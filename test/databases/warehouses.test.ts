/**
 * Snowflake and BigQuery without an account: sqlglot parses what every conformance case compiles to, and fakesnow runs it in
 * DuckDB where it can. `fakesnow-cannot.yaml` has the cases that it cannot, with the reasons; a case that stands there and passes
 * fails, so that the list stays true.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { bigquery } from '../../compiler/emit/sql/bigquery.ts';
import { compileSql } from '../../compiler/emit/sql/compile-sql.ts';
import type { Dialect } from '../../compiler/emit/sql/dialect.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { snowflake } from '../../compiler/emit/sql/snowflake.ts';
import { assumedSource } from '../../compiler/emit/sql/source.ts';
import { unsupported } from '../../compiler/emit/sql/unsupported.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import type { Explanation } from '../../reference/result.ts';
import { scoringCases } from './conformance-cases.ts';
import { Fakesnow } from './fakesnow.ts';
import { startProgram, type PythonProgram } from './python.ts';

// The limits end what hangs: programs in Python on a busy machine take their time.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const cases = scoringCases();
const cannot = new Map(Object.entries(parse(readFileSync(new URL('fakesnow-cannot.yaml', import.meta.url), 'utf8')) as Record<string, string>));

/** Events that paid have a query of their own, which sqlglot parses. */
function withoutEvents(explanation: Explanation): Explanation {
  return { ...explanation, items: explanation.items.map((item) => (item.events === undefined ? item : { ...item, events: [] })) };
}

describe('sqlglot parses what conformance cases compile to', () => {
  let sqlglot: PythonProgram;
  beforeAll(async () => {
    sqlglot = await startProgram('sqlglot-parse.py');
  });
  afterAll(() => sqlglot.close());

  const files = [...new Set(cases.map(({ title }) => title.split(':')[0]!))];
  const dialects: readonly Dialect[] = [snowflake, bigquery];
  test.each(dialects.flatMap((dialect) => files.map((file) => [file, dialect.title, dialect] as const)))('%s for %s', async (file, _title, dialect) => {
    const queries = cases.filter(({ title }) => title.startsWith(`${file}:`)).flatMap(({ title, definition }) => {
      const plan = makePlan(definition);
      if (unsupported(plan, dialect).length > 0) return [];
      const source = assumedSource(plan);
      const texts = [compileSql(plan, dialect, { leads: ['crm', 'leads'], events: ['crm', 'events'] }),
        ...(['explanations', 'payments'] as const).map((output) => emitQuery([plan], dialect, { source, output }).text)];
      return texts.filter((text) => text !== '').map((text) => ({ title, text }));
    });
    const problems = await sqlglot.ask<(string | null)[]>({ dialect: dialect.name, queries: queries.map(({ text }) => text) });
    expect(problems).toHaveLength(queries.length);
    expect(queries.flatMap(({ title, text }, index) => (problems[index] === null ? [] : [`${title}: ${problems[index]}\n${text}`]))).toEqual([]);
    console.log(`${file}: ${queries.length} queries for ${dialect.title}`);
  });

  test('what is no query of the dialect is a problem', async () => {
    const problems = await sqlglot.ask<(string | null)[]>({ dialect: 'snowflake', queries: ['select 1 +', 'select from where', 'drop table leads', 'select 1; select 2', 'select 1'] });
    expect(problems.map((problem) => problem === null)).toEqual([false, false, false, false, true]);
  });
});

describe('fakesnow says what the reference says', () => {
  let fakesnow: Fakesnow;
  beforeAll(async () => {
    fakesnow = await Fakesnow.start();
  });
  afterAll(() => fakesnow.close());

  const explained = async ({ definition, data, now }: (typeof cases)[number]): Promise<void> => {
    const { explanations } = await referenceEvaluator.evaluate(definition, data, now);
    expect(await fakesnow.explain(definition, data, now)).toEqual(explanations.map(withoutEvents));
  };
  for (const each of cases) {
    const reason = cannot.get(each.title);
    if (reason === undefined) test(each.title, () => explained(each));
    else test(`cannot: ${each.title} (${reason})`, () => expect(explained(each)).rejects.toThrow());
  }

  test('every case that it cannot run is a case', () => {
    const titles = new Set(cases.map(({ title }) => title));
    expect([...cannot.keys()].filter((title) => !titles.has(title))).toEqual([]);
  });
});
