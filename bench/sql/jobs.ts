/** The definitions that are measured, and the tables that they are asked of. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dialect } from '../../compiler/emit/sql/dialect.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import type { Column, ColumnForm, Source } from '../../compiler/emit/sql/source.ts';
import { trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { definitionOf } from '../../test/check-text.ts';
import { now } from './make-data.ts';

export interface Job {
  readonly name: string;
  /** Of the definition. */
  readonly path: string;
  readonly plan: Plan;
  /** Of the leads and of the events, what the query by hand reads. */
  readonly leadColumns: readonly string[];
  readonly eventColumns: readonly string[];
}

function job(name: string, path: string, leadColumns: string, eventColumns: string): Job {
  const definition = fileURLToPath(new URL(path, import.meta.url));
  const plan = makePlan(definitionOf(readFileSync(definition, 'utf8')));
  return { name, path: definition, plan, leadColumns: leadColumns.split(' '), eventColumns: eventColumns.split(' ') };
}

export const jobs: readonly Job[] = [
  job('mid-market-crm', '../../examples/mid-market-crm/mid-market-crm.mql', 'id email country region employees seniority title tech_stack', 'lead_id type at title url duration'),
  job('nine-rules', '../nine-rules.mql', 'id country employees seniority title', 'lead_id type at'),
  job('hubspot-style', '../../examples/hubspot-style/hubspot-style.mql', 'id email country industry employees seniority department', 'lead_id type at'),
  job('marketo-style', '../../examples/marketo-style/marketo-style.mql', 'id email country seniority title', 'lead_id type at url asset'),
];

const leadTypes = {
  id: 'bigint', email: 'varchar', country: 'varchar', region: 'varchar', industry: 'varchar', employees: 'bigint', seniority: 'varchar', department: 'varchar',
  title: 'varchar', tech_stack: 'varchar',
};
const eventTypes = { lead_id: 'bigint', type: 'varchar', at: 'timestamptz', title: 'varchar', url: 'varchar', duration: 'bigint', asset: 'varchar' };

export type Format = 'parquet' | 'csv';

/** What makes `leads` and `events` of the files, for queries by hand and (`plain`) for emitted ones, which read the texts of a CSV file themselves. */
export function views(format: Format): readonly string[] {
  const columns = (types: Readonly<Record<string, string>>): string => `{${Object.entries(types).map(([name, type]) => `'${name}': '${type}'`).join(', ')}}`;
  const csv = (name: string, types: Readonly<Record<string, string>>): readonly string[] => [
    `create view ${name} as select * ${name === 'leads' ? "replace (string_split(tech_stack, ';') as tech_stack) " : ''}from read_csv('${name}.csv', header = true, columns = ${columns(types)})`,
    `create view plain_${name} as from read_csv('${name}.csv', header = true, columns = ${columns(allTexts(name))})`,
  ];
  if (format === 'csv') return ["set timezone = 'UTC'", ...csv('leads', leadTypes), ...csv('events', eventTypes)];
  return ["set timezone = 'UTC'", ...['leads', 'events'].flatMap((name) => [
    `create view ${name} as from '${name}.parquet'`, `create view plain_${name} as from '${name}.parquet'`,
  ])];
}

/** Both ways of reading a file name its columns, all that it has, so that the database has as much to find out by itself. */
function allTexts(name: string): Readonly<Record<string, string>> {
  const types = name === 'leads' ? leadTypes : eventTypes;
  return Object.fromEntries(Object.keys(types).map((column) => [column, 'varchar']));
}

const forms: Readonly<Record<string, ColumnForm>> = { bigint: 'number', varchar: 'text', timestamptz: 'timestamp with time zone' };

function source(format: Format): Source {
  const columns = (types: Readonly<Record<string, string>>): Column[] => Object.entries(types).map(([name, type]) => {
    if (format === 'csv') return { name, form: 'text' };
    return { name, form: name === 'tech_stack' ? { listOf: 'text' } : forms[type]! };
  });
  return {
    leads: { from: { name: ['plain_leads'] }, columns: columns(leadTypes) },
    events: { from: { name: ['plain_events'] }, columns: columns(eventTypes) },
  };
}

export function emitted(plans: readonly Plan[], dialect: Dialect, format: Format): string {
  return emitQuery(plans, dialect, { source: source(format), output: 'results', now: trusted(String(now)) }).text;
}

/**
 * Each column that the job needs is looked at once: of all rows, of the events in the time that the job needs alone, or of these gathered by lead as well.
 */
export function bareScan(job: Job, extent: 'all' | 'in time' | 'by lead'): string {
  const looked = (columns: readonly string[], types: Readonly<Record<string, string>>): string[] => columns.map((column) => {
    const type = column === 'tech_stack' ? 'list' : types[column]!;
    if (type === 'varchar') return `sum(strlen("${column}"))`;
    return type === 'bigint' ? `sum("${column}")` : type === 'list' ? `sum(len("${column}"))` : `max(epoch_ms("${column}"))`;
  });
  const windows = job.plan.streams.map(({ window }) => window);
  const widest = windows.includes(null) ? undefined : Math.max(...windows.map(Number));
  const byLead = extent === 'by lead';
  const wanted = widest === undefined || extent === 'all' ? '' : ` where "at" > make_timestamptz(${(now - widest) * 1000})`;
  const events = `select ${looked(job.eventColumns.filter((column) => !byLead || column !== 'lead_id'), eventTypes).join(', ')} from events${wanted}`;
  const leads = `select ${looked(job.leadColumns, leadTypes).join(', ')} from leads`;
  if (!byLead) return `select * from (${events}), (${leads})`;
  return `select lead_id, ${events.slice('select '.length)} group by lead_id`;
}
