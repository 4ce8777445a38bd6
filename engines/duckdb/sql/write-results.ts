/** Files out of the tables of results, written by DuckDB. They are the same to the last byte as those of the JavaScript engine. */
import { unreachable } from '../../../compiler/unreachable.ts';
import type { FileOutput, ScoredDefinition } from '../../engine.ts';
import { contributionColumns } from '../../output/contribution.ts';
import { resultColumns, type OutputType, type ResultColumn, type ResultPart } from '../../output/result-columns.ts';
import { csvCell } from '../../output/row-writer.ts';
import { sqlName, sqlText, type Database } from '../database.ts';
import { csvSql, joined, jsonSql } from './output-text.ts';
import type { ScoreTable } from './score-tables.ts';

/** A row for each good lead and definition. */
export async function writeResults(
  database: Database, tables: readonly ScoreTable[], definitions: readonly ScoredDefinition[], output: FileOutput,
): Promise<void> {
  const columns = resultColumns(definitions.map(({ definition }) => definition));
  switch (output.format) {
    case 'csv': {
      const lines = tables.map((table, index) => csvLine(columns.map((column) => valueOf(table, definitions[index]!.name, column))));
      return copyLines(database, output.path, eachOf(lines, tables), csvHeader(columns));
    }
    case 'jsonl': {
      const lines = tables.map((table, index) => jsonLine(table, definitions.length === 1 ? undefined : definitions[index]!.name));
      return copyLines(database, output.path, eachOf(lines, tables));
    }
    case 'parquet': {
      const select = columns.map((column) => {
        const values = tables.map((table, index) => `CAST(${valueOf(table, definitions[index]!.name, column).sql} AS ${parquetTypes[column.type]})`);
        return `${values.length === 1 ? values[0]! : `unnest([${values.join(', ')}])`} AS ${sqlName(column.name)}`;
      });
      return copy(database, output.path, `SELECT ${select.join(', ')} FROM ${allTables(tables)}`, 'FORMAT parquet');
    }
    default:
      return unreachable(output.format);
  }
}

/** A row for each lead and rule that paid. */
export async function writeContributions(
  database: Database, tables: readonly ScoreTable[], definitions: readonly ScoredDefinition[], output: FileOutput,
): Promise<void> {
  const columns = contributionColumns(definitions.length);
  const rules = tables.flatMap((table, index) => table.rules.map((rule) => ({ ...rule, definition: definitions[index]!.name })));
  if (rules.length === 0) {
    const empty = columns.map(({ name, type }) => `CAST(NULL AS ${parquetTypes[type]}) AS ${sqlName(name)}`).join(', ');
    if (output.format === 'parquet') return copy(database, output.path, `SELECT ${empty} LIMIT 0`, 'FORMAT parquet');
    return copyLines(database, output.path, "SELECT '' AS line LIMIT 0", output.format === 'csv' ? csvHeader(columns) : undefined);
  }
  const points = `unnest([${rules.map((rule) => rule.points).join(', ')}]) AS points`;
  const paid = `SELECT ${tables[0]!.id} AS id, unnest(range(1, ${rules.length + 1})) AS rule, ${points} FROM ${allTables(tables)}`;
  // What is the same for all leads stands in lists, by the number of the rule.
  const ofRule = (values: readonly string[]): string => `([${values.join(', ')}])[rule]`;
  const texts = (make: (rule: (typeof rules)[number]) => string): string => ofRule(rules.map((rule) => sqlText(make(rule))));
  const select = (made: string): string => `SELECT ${made} FROM (${paid}) WHERE points <> 0`;
  switch (output.format) {
    case 'csv': {
      const before = definitions.length === 1 ? "''" : texts(({ definition }) => `${csvCell(definition)},`);
      const middle = texts(({ section, label, line }) => `,${csvCell(section)},${csvCell(label)},${line},`);
      return copyLines(database, output.path, select(`${before} || ${csvSql('id', 'text')} || ${middle} || ${csvSql('points', 'number')} AS line`), csvHeader(columns));
    }
    case 'jsonl': {
      const before = definitions.length === 1 ? `'{"id":'` : texts(({ definition }) => `{"definition":${JSON.stringify(definition)},"id":`);
      const middle = texts(({ section, label, line }) => `,"section":${JSON.stringify(section)},"label":${JSON.stringify(label)},"line":${line},"points":`);
      return copyLines(database, output.path, select(`${before} || ${jsonSql('id', 'text')} || ${middle} || ${jsonSql('points', 'number')} || '}' AS line`));
    }
    case 'parquet': {
      const values = {
        definition: texts(({ definition }) => definition), id: 'id', section: texts(({ section }) => section), label: texts(({ label }) => label),
        line: ofRule(rules.map(({ line }) => String(line))), points: 'points',
      };
      const made = columns.map(({ name, type }) => `CAST(${values[name]} AS ${parquetTypes[type]}) AS ${name}`);
      return copy(database, output.path, select(made.join(', ')), 'FORMAT parquet');
    }
    default:
      return unreachable(output.format);
  }
}

const parquetTypes: Readonly<Record<OutputType, string>> = { text: 'VARCHAR', number: 'DOUBLE', 'whole number': 'BIGINT', boolean: 'BOOLEAN' };

interface Value {
  readonly sql: string;
  readonly type: OutputType;
}

function valueOf(table: ScoreTable, definition: string, { part, type }: ResultColumn): Value {
  return { sql: part.kind === 'definition' ? sqlText(definition) : table.column(part) ?? 'NULL', type };
}

function csvHeader(columns: readonly { readonly name: string }[]): string {
  return columns.map(({ name }) => csvCell(name)).join(',');
}

function csvLine(values: readonly Value[]): string {
  return joined(values.flatMap(({ sql, type }, index) => [...(index === 0 ? [] : [',']), ...(sql === 'NULL' ? [] : [{ sql: csvSql(sql, type) }])]));
}

/** Keys in the order of language.md, section 6. */
function jsonLine(table: ScoreTable, definition: string | undefined): string {
  const { plan } = table;
  const value = (part: ResultPart, type: OutputType): { readonly sql: string } => ({ sql: jsonSql(table.column(part)!, type) });
  const members = (kind: 'section' | 'stage', names: readonly { readonly name: string }[], type: OutputType) =>
    distinct(names).flatMap((name, index) => [`${index === 0 ? '' : ','}${JSON.stringify(name)}:`, value({ kind, name }, type)]);
  const handoffTo = table.column({ kind: 'handoff_to' });
  const handoff = (): { readonly sql: string } => {
    const whole = joined(['{"to":', value({ kind: 'handoff_to' }, 'text'), ',"within_ms":', value({ kind: 'handoff_within_ms' }, 'whole number'), '}']);
    return { sql: `(CASE WHEN ${handoffTo!} IS NULL THEN 'null' ELSE ${whole} END)` };
  };
  return joined([
    '{', ...(definition === undefined ? [] : [`"definition":${JSON.stringify(definition)},`]),
    '"id":', value({ kind: 'id' }, 'text'), ',"score":', value({ kind: 'score' }, 'number'),
    ',"sections":{', ...members('section', plan.scores, 'number'), '},"qualified":', value({ kind: 'qualified' }, 'boolean'),
    ',"excluded":', value({ kind: 'excluded' }, 'boolean'), ',"stages":{', ...members('stage', plan.stages, 'boolean'), '}',
    ...(plan.tier === null ? [] : [',"tier":', value({ kind: 'tier' }, 'text')]),
    ...(handoffTo === undefined ? [] : [',"handoff":', handoff()]), '}',
  ]);
}

function distinct(names: readonly { readonly name: string }[]): readonly string[] {
  return [...new Set(names.map(({ name }) => name))];
}

/** All tables side by side: each has the good leads in their order. */
function allTables(tables: readonly ScoreTable[]): string {
  return [...new Set(tables.map(({ from }) => from))].join(' POSITIONAL JOIN ');
}

/** A line of each definition, lead by lead. */
function eachOf(lines: readonly string[], tables: readonly ScoreTable[]): string {
  return `SELECT ${lines.length === 1 ? lines[0]! : `unnest([${lines.join(', ')}])`} AS line FROM ${allTables(tables)}`;
}

/** Lines as they are: nothing is quoted or escaped. */
function copyLines(database: Database, path: string, query: string, header?: string): Promise<void> {
  const lines = header === undefined ? query : `SELECT line AS ${sqlName(header)} FROM (${query})`;
  return copy(database, path, lines, `FORMAT csv, HEADER ${header !== undefined}, QUOTE '', ESCAPE '', DELIMITER ',', COMPRESSION uncompressed`);
}

async function copy({ connection }: Database, path: string, query: string, options: string): Promise<void> {
  // Never by way of a file of another name: what is half-written would stay under that.
  await connection.run(`COPY (${query}) TO ${sqlText(path)} (${options}, USE_TMP_FILE false)`);
}
