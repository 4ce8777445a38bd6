/** Names, texts and labels of definitions and data never become SQL. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comment } from '../../compiler/emit/sql/comment.ts';
import { compileDbt } from '../../compiler/emit/sql/compile-sql.ts';
import { dialects } from '../../compiler/emit/sql/dialects.ts';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { Names } from '../../compiler/emit/sql/names.ts';
import { assumedSource } from '../../compiler/emit/sql/source.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';
import { duckdbEvaluator } from '../duckdb-evaluator.ts';

const hostile = [
  "'", "''", "\\", "\\'", "'; drop table raw_leads; --", '"', '";', '--', '/*', '*/', '\0', 'a\0b', '\n', '\r\n', '\u2028', '%', '_', '!', '!%',
  '$now', '${env:HOME}', '{{ 1 }}', '{% raw %}', '{# #}', ':now', '@now', '$1', '?', '`', '\u202e', "e'\\n'", '$$', "') or true or ('",
];

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(async () => {
  connection.closeSync();
  instance.closeSync();
  await duckdbEvaluator.close();
});

const rowsOf = async (sql: string): Promise<unknown[][]> => (await connection.runAndReadAll(sql)).getRowsJson();

describe('DuckDB reads back', () => {
  test.each(hostile)('the text %j', async (text) => {
    expect(await rowsOf(`select ${duckdb.text(text)}`)).toEqual([[text]]);
  });

  test.each(hostile.filter((text) => !text.includes('\0')))('the name %j', async (name) => {
    const result = await connection.runAndReadAll(`select 1 as ${duckdb.quoted(name)}`);
    expect(result.columnNames()).toEqual([name]);
  });

  test.each(hostile)('nothing but the text itself where a pattern has %j', async (text) => {
    const pieces = ['a', text, 'b'];
    const sought = `ax${text}yb`;
    expect(await rowsOf(`select ${duckdb.like(duckdb.text(sought), pieces)}, ${duckdb.like(duckdb.text('ax#yb'), pieces)}`)).toEqual([[true, false]]);
  });
});

describe('a text of every dialect', () => {
  const inside = { duckdb: /^(\(?('(?:[^']|'')*'|chr\(0\))( \|\| )?\)?)+$/s, postgres: /^(E'(?:[^'\\]|''|\\.)*'|'(?:[^'\\]|'')*'|cast\(null as text\))$/s } as const;
  const escaping = /^'(?:[^'\\]|''|\\.)*'$/s;

  for (const dialect of dialects) {
    test.each(hostile)(`ends where it is to end, in ${dialect.name}: %j`, (text) => {
      const form = dialect.name === 'duckdb' || dialect.name === 'postgres' ? inside[dialect.name] : escaping;
      expect(dialect.text(text)).toMatch(form);
    });
  }

  test('hides what Spark replaces before it parses', () => {
    const spark = dialects.find((dialect) => dialect.name === 'spark')!;
    expect(spark.text('${env:HOME}')).not.toContain('$');
  });
});

test.each(hostile)('a comment with %j is one line that opens nothing', (text) => {
  const written = comment(`label ${text} end`);
  expect(written).toMatch(/^-- [^\p{Cc}\p{Cf}\u2028\u2029]*$/u);
  expect(written).not.toMatch(/\$\{|\{[{%#]/);
});

test('names of steps and columns hold nothing but letters, digits and `_`, and each comes once', () => {
  const names = new Names();
  names.reserve(['lead_rows']);
  const taken = [...hostile, 'lead_rows', 'Lead Rows', 'select', 'x'.repeat(200), 'x'.repeat(201)].map((text) => names.take(text));
  for (const name of taken) expect(name).toMatch(/^[a-z][a-z0-9]*_[a-z0-9_]*$/);
  expect(new Set(taken).size).toBe(taken.length);
  expect(taken).not.toContain('lead_rows');
});

const quoted = (text: string): string => `"${[...text].map((character) => (/[\p{L} ]/u.test(character) ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`)).join('')}"`;

test('hostile texts in every place of a definition score as any other text', async () => {
  const texts = hostile.filter((text) => text.trim() !== '');
  const definition = definitionOf([
    'fit:',
    ...texts.flatMap((text) => [`  title ${quoted(text)} +1 as ${quoted(text)}`, `  title contains ${quoted(`x${text}x`)} +10`]),
    'web:',
    ...texts.map((text) => `  webinar ${quoted(text)} +1 as ${quoted(text)}`),
    'mql when score > 0',
    ...texts.map((text) => `tier ${quoted(text)} when fit = 1 and title ${quoted(text)}`),
  ].join('\n'));
  const leads = texts.map((text, index) => ({ id: `${index} ${text}`, title: text }));
  const events = texts.map((text, index) => ({ lead_id: `${index} ${text}`, type: 'webinar', at: '2025-12-31', title: text }));
  const { results } = await duckdbEvaluator.evaluate(definition, { leads, events }, Date.UTC(2026, 0, 1));
  expect(results.map(({ id, score, tier }) => ({ id, score, tier }))).toEqual(texts.map((text, index) => ({ id: `${index} ${text}`, score: 2, tier: text })));
});

test('columns of any name are read', async () => {
  const name = 'x"; drop table raw_leads; --';
  const definition = definitionOf(`vocabulary:\n  lead odd number from ${quoted(name)}\nfit:\n  odd 5 +1\nmql when score > 0`);
  const { results } = await duckdbEvaluator.evaluate(definition, { leads: [{ id: '1', [name]: 5 }], events: [] }, 0);
  expect(results.map(({ score }) => score)).toEqual([1]);
});

test('a table may be called as a step of the query', async () => {
  const plan = makePlan(definitionOf('fit: employees 5 +1; web: webinar +1; mql when score > 0'));
  const source = assumedSource(plan, { leads: ['lead_facts'], events: ['events_by_lead'] });
  await connection.run('create or replace table lead_facts (id varchar, employees integer); insert into lead_facts values (\'1\', 5)');
  await connection.run("create or replace table events_by_lead (lead_id varchar, type varchar, \"at\" timestamptz); insert into events_by_lead values ('1', 'webinar', '2025-01-01T00:00:00Z')");
  const query = emitQuery([plan], duckdb, { source, output: 'results', now: duckdb.integer(duckdb.double(Date.UTC(2026, 0, 1))) });
  expect(await rowsOf(query.text)).toEqual([['1', '2.0000', '1.0000', '1.0000', true, false, true]]);
});

test('nothing of a definition is Jinja in a dbt model', () => {
  const texts = ['{{ 1 }}', '{% raw %}', '{#', '{{{', "{{ '{%' }}"];
  const plan = makePlan(definitionOf(['fit:', ...texts.map((text) => `  title ${quoted(text)} +1 as ${quoted(text)}`), 'mql when score > 0'].join('\n')));
  const { model, schema } = compileDbt(plan, duckdb, { leads: ['stage', 'leads'], events: ['events'] }, 'model');
  const known = /\{\{ '\{[{%#]' \}\}|\{\{ (source\("stage", "leads"\)|ref\("events"\)|mql_now) \}\}|^\{% .*%\}$/gm;
  expect(`${model}${schema}`.replace(known, '').match(/\{[{%#]/g)).toBeNull();
});
